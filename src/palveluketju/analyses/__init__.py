"""Registers: plain frozen records that a planner wants in the document even when nothing is wrong."""

from typing import TYPE_CHECKING, Final

from palveluketju.analyses.ages import ages_beyond_the_group, ages_left_out, ages_of_the_group
from palveluketju.analyses.agreements import covers, covers_chain, in_force
from palveluketju.analyses.availability import areas_of, may_meet
from palveluketju.analyses.borders import Borders, Crossed, Crossing
from palveluketju.analyses.circles import Circle, circles
from palveluketju.analyses.coverage import Coverage, Covered, coverage
from palveluketju.analyses.decisions import NotKnown, OpenDecision, Reading, marked_readings, not_known, open_decisions
from palveluketju.analyses.definition import Consideration, DefinitionTable, Held, considerations, definition_table
from palveluketju.analyses.excluding import excluded_elsewhere
from palveluketju.analyses.gaps import LevelServices, empty_levels, level_services, levels_without_critical
from palveluketju.analyses.integration import IntegrationPoint, PointKind, integration_points, points_to_complete
from palveluketju.analyses.interfaces import InterfaceService, interface_services
from palveluketju.analyses.interrupting import interrupted_services
from palveluketju.analyses.losing import Loss, losses, losses_by_area, losses_in_areas
from palveluketju.analyses.measuring import untold_of_goal
from palveluketju.analyses.offering import level_told, to_come
from palveluketju.analyses.one_sided import OneSided, one_sided_agreements
from palveluketju.analyses.outliving import (
    DutyOver,
    duties_over,
    ending_by,
    is_history,
    is_over,
    organisations_over,
    outlived,
)
from palveluketju.analyses.promises import Promise, promises
from palveluketju.analyses.replacing import (
    ChainReplaced,
    both_in_force,
    circles_of_replaced,
    replaced_and_not_named,
    replaced_chains,
)
from palveluketju.analyses.responsibility import Responsibility, responsibilities, responsible_at, tasks_nobody_holds
from palveluketju.analyses.routing import AgeHole, Overlap, age_holes, overlaps
from palveluketju.analyses.serving import serving
from palveluketju.analyses.shares import shared_out
from palveluketju.analyses.sharing import SameName, SharedService, services_with_the_same_name, shared_services
from palveluketju.analyses.sides import Border, Side
from palveluketju.analyses.sole_producers import SoleProducer, sole_producers
from palveluketju.analyses.speaking import LackingLanguages, lacking_languages
from palveluketju.analyses.steering import SteeringRelation, steerers_of, steering_relations, unsteered_producers
from palveluketju.analyses.times import Time, WayTime, steps_longer_than_wholes, times, way_times
from palveluketju.analyses.unserved import Unserved, unserved
from palveluketju.analyses.using import used_ids
from palveluketju.analyses.walking import Obstacle, Stop, stops
from palveluketju.lazily import on_first_use

if TYPE_CHECKING:
    from palveluketju.analyses.acting import (
        ActorInChain,
        actors,
        organisations_of_several_chains,
        services_without_actor,
    )
    from palveluketju.analyses.continuing import Changing, Continuity, continuities
    from palveluketju.analyses.covering import THINGS, WholeCoverage, whole_coverage
    from palveluketju.analyses.differing import Change, Difference
    from palveluketju.analyses.lacking import Lack, Matter, Part, parts_to_complete
    from palveluketju.analyses.maturing import MaturityChange, Share, maturity, maturity_changes
    from palveluketju.analyses.versioning import Versions, difference, variants, versions
    from palveluketju.analyses.wholes import Whole, row_of, service_wholes

__all__ = [
    "THINGS",
    "ActorInChain",
    "AgeHole",
    "Border",
    "Borders",
    "ChainReplaced",
    "Change",
    "Changing",
    "Circle",
    "Consideration",
    "Continuity",
    "Coverage",
    "Covered",
    "Crossed",
    "Crossing",
    "DefinitionTable",
    "Difference",
    "DutyOver",
    "Held",
    "IntegrationPoint",
    "InterfaceService",
    "Lack",
    "LackingLanguages",
    "LevelServices",
    "Loss",
    "Matter",
    "MaturityChange",
    "NotKnown",
    "Obstacle",
    "OneSided",
    "OpenDecision",
    "Overlap",
    "Part",
    "PointKind",
    "Promise",
    "Reading",
    "Responsibility",
    "SameName",
    "Share",
    "SharedService",
    "Side",
    "SoleProducer",
    "SteeringRelation",
    "Stop",
    "Time",
    "Unserved",
    "Versions",
    "WayTime",
    "Whole",
    "WholeCoverage",
    "actors",
    "age_holes",
    "ages_beyond_the_group",
    "ages_left_out",
    "ages_of_the_group",
    "areas_of",
    "both_in_force",
    "circles",
    "circles_of_replaced",
    "considerations",
    "continuities",
    "coverage",
    "covers",
    "covers_chain",
    "definition_table",
    "difference",
    "duties_over",
    "empty_levels",
    "ending_by",
    "excluded_elsewhere",
    "in_force",
    "integration_points",
    "interface_services",
    "interrupted_services",
    "is_history",
    "is_over",
    "lacking_languages",
    "level_services",
    "level_told",
    "levels_without_critical",
    "losses",
    "losses_by_area",
    "losses_in_areas",
    "marked_readings",
    "maturity",
    "maturity_changes",
    "may_meet",
    "not_known",
    "one_sided_agreements",
    "open_decisions",
    "organisations_of_several_chains",
    "organisations_over",
    "outlived",
    "overlaps",
    "parts_to_complete",
    "points_to_complete",
    "promises",
    "replaced_and_not_named",
    "replaced_chains",
    "responsibilities",
    "responsible_at",
    "row_of",
    "service_wholes",
    "services_with_the_same_name",
    "services_without_actor",
    "serving",
    "shared_out",
    "shared_services",
    "sole_producers",
    "steerers_of",
    "steering_relations",
    "steps_longer_than_wholes",
    "stops",
    "tasks_nobody_holds",
    "times",
    "to_come",
    "unserved",
    "unsteered_producers",
    "untold_of_goal",
    "used_ids",
    "variants",
    "versions",
    "way_times",
    "whole_coverage",
]
_HOMES: Final = {
    "acting": (
        "ActorInChain",
        "actors",
        "organisations_of_several_chains",
        "services_without_actor",
    ),
    "continuing": (
        "Changing",
        "Continuity",
        "continuities",
    ),
    "covering": (
        "THINGS",
        "WholeCoverage",
        "whole_coverage",
    ),
    "maturing": (
        "MaturityChange",
        "Share",
        "maturity",
        "maturity_changes",
    ),
    "differing": (
        "Change",
        "Difference",
    ),
    "lacking": (
        "Lack",
        "Matter",
        "Part",
        "parts_to_complete",
    ),
    "versioning": (
        "Versions",
        "difference",
        "variants",
        "versions",
    ),
    "wholes": (
        "Whole",
        "row_of",
        "service_wholes",
    ),
}
"""What no check asks for, by module; none of its names is that of a module, which an import would put in its place."""

if not TYPE_CHECKING:
    __getattr__ = on_first_use(__name__, _HOMES)
