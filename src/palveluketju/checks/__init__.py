"""The checks, in reading order. A check is a function of a compiled chain; its docstring is its documentation."""

from typing import Final

from palveluketju.checks import (
    bands,
    dates,
    description,
    integration,
    interfaces,
    inverse,
    languages,
    levels,
    moving,
    organisations,
    repetition,
    scope,
    structure,
    system,
    unfinished,
    workspace,
)
from palveluketju.checks.listing import FORMER_NAMES, Rules
from palveluketju.findings import RetiredRule

CHECKS: Final = Rules.of(
    structure.unknown_reference,
    structure.level_out_of_reach,
    structure.no_way_out,
    structure.move_past_a_level,
    structure.no_entry_declared,
    structure.service_twice_at_level,
    structure.declared_and_not_used,
    structure.carry_over_from_heavier_level,
    moving.path_not_possible,
    system.part_of_itself,
    system.log_item_after_itself,
    moving.ages_without_a_way,
    moving.several_moves_fit_one_client,
    repetition.organisation_twice_in_a_list,
    levels.level_without_critical_service,
    levels.no_critical_services_named,
    levels.level_without_service,
    bands.hole_in_need_bands,
    bands.need_bands_out_of_order,
    bands.bands_overlap_without_criteria,
    levels.tiers_not_joined,
    levels.chain_without_level,
    levels.nothing_critical_of_its_own,
    levels.step_longer_than_its_whole,
    description.service_without_organiser,
    description.chain_without_organiser,
    description.chain_without_goal,
    description.measurable_goal_incomplete,
    description.no_guidance,
    description.no_prevention,
    description.age_limit_without_exit,
    scope.definition_not_considered,
    scope.participation_not_described,
    scope.days_without_organiser,
    scope.agreed_but_not_known,
    scope.excluded_into_the_same_chain,
    unfinished.placeholder_text,
    unfinished.one_name_for_two,
    unfinished.choice_of_one,
    dates.review_passed,
    dates.agreed_without_owner_or_review,
    dates.agreement_no_longer_in_force,
    dates.duty_nobody_has_any_more,
    dates.organisation_no_longer_there,
    integration.co_work_without_coordination,
    integration.shared_service_without_coordination,
    integration.joint_node_without_coordination,
    integration.hand_over_without_responsible,
    integration.hand_over_without_information,
    integration.hand_over_inside_a_house,
    interfaces.interface_service_without_agreement,
    interfaces.interface_with_itself,
    interfaces.partner_without_agreement,
    interfaces.voucher_not_chosen_by_client,
    organisations.critical_service_of_one_producer,
    system.task_of_an_outsider,
    system.duty_nobody_holds,
    system.service_without_responsible_unit,
    system.critical_service_missing_in_area,
    system.critical_service_missing_in_language,
    system.producer_nobody_steers,
    organisations.organisation_without_sector,
    languages.required_language_missing,
    repetition.exit_into_its_own_chain,
)

CATALOGUE_CHECKS: Final = Rules.of(
    system.part_of_itself,
    system.log_item_after_itself,
    repetition.organisation_twice_in_a_list,
    unfinished.placeholder_text,
    dates.agreement_no_longer_in_force,
    dates.duty_nobody_has_any_more,
    dates.organisation_no_longer_there,
    interfaces.voucher_not_chosen_by_client,
    system.task_of_an_outsider,
    system.duty_nobody_holds,
)
"""Those of the checks that look at a catalogue by itself as well: functions of a CatalogueGraph."""

WORKSPACE_CHECKS: Final = Rules.of(
    dates.chain_no_longer_in_force,
    workspace.exit_to_unknown_chain,
    workspace.ages_do_not_meet,
    workspace.declared_differently,
    workspace.one_service_under_two_ids,
    repetition.one_organisation_under_two_ids,
    repetition.two_chains_of_one_name,
    workspace.agreement_for_unknown_chain,
    workspace.replaced_chain_in_force,
    workspace.replaced_by_its_successor,
    inverse.served_by_no_chain,
)
"""Checks of several chains together: functions of a WorkspaceGraph that yield a chain, or a catalogue, and a spot."""

RETIRED_CHECKS: Final[tuple[RetiredRule, ...]] = (
    RetiredRule(
        "PK402",
        "interface-service-without-contact",
        "The chain uses another organiser's services and nobody is named there to be contacted.",
        ("PK401", "PK405"),
        "Agreement and contact of one counterpart are found together, and mended at one place.",
    ),
)
"""Checks that are no longer run. Their codes and names are not used again; what accepts them still accepts."""

__all__ = ["CATALOGUE_CHECKS", "CHECKS", "FORMER_NAMES", "RETIRED_CHECKS", "WORKSPACE_CHECKS", "Rules"]
