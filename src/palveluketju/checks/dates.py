"""What is out of date (PK24x): chains, reviews, agreements, duties and organisations whose last day has passed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from palveluketju.analyses import (
    duties_over,
    ending_by,
    is_history,
    is_over,
    organisations_over,
    outlived,
    replaced_chains,
)
from palveluketju.checks.sets import OPTIONS
from palveluketju.findings import N_, Names, Related, Severity, Spot, check
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph
from palveluketju.model import Status, given
from palveluketju.wording import Day

Graph = ChainGraph | CatalogueGraph
_SHOWN: Final = 5
"""How many places a finding points at."""


@check("PK241", Severity.WARNING)
def chain_no_longer_in_force(workspace: WorkspaceGraph) -> Iterator[tuple[ChainGraph, Spot]]:
    """The last day of a chain has passed, and no other chain replaces it.

    Why: it is not clear whether the chain is still valid. Nothing is found of a chain that is retired, or that is
    replaced by a chain that is not a draft, nor while a chain has errors: it may be the replacement.
    Mend: write a later 'valid-until:', 'status: retired' if the chain is kept as history, or 'replaces:' in the chain
    that replaces it.
    """
    if workspace.wrong:
        return
    replaced = {one.chain for one in replaced_chains(workspace) if one.graph.chain.status is not Status.DRAFT}
    for graph in workspace.graphs:
        chain = graph.chain
        last = given(chain.valid_until)
        if last is not None and is_over(graph) and chain.status is not Status.RETIRED and chain.id not in replaced:
            what = N_("Chain '{chain}' was in force until {last}, and no chain here replaces it.")
            mend = N_(
                "Write a later 'valid-until:', 'status: retired' if the chain is kept as history, or 'replaces: {id}'"
                " in the chain that replaces it."
            )
            values = {"chain": chain.name, "last": Day(last), "id": chain.id}
            yield graph, Spot(("valid-until",), what, values, mend=mend)


@check("PK242", Severity.WARNING)
def review_passed(graph: ChainGraph) -> Iterator[Spot]:
    """The review date of the chain has passed.

    Why: what the chain says of services, agreements and people may be out of date: it was to be reviewed by that date.
    Nothing is found of a chain that is retired or whose last day has passed.
    Mend: review the chain and write the next date under 'review:', or 'status: retired' if it is kept as history.
    """
    day = given(graph.chain.review)
    if day is None or day >= graph.today or is_history(graph):
        return
    what = N_("The review date of the chain, {day}, has passed.")
    mend = N_(
        "Review the chain and write the next date under 'review:', or 'status: retired' if it is kept as history."
    )
    yield Spot(("review",), what, {"day": Day(day)}, mend=mend)


@check("PK243", Severity.WARNING)
def agreed_without_owner_or_review(graph: ChainGraph) -> Iterator[Spot]:
    """The chain is agreed, but has no owner or no review date.

    Why: a chain that nobody maintains and reviews is soon out of date without anybody noticing. Drafts are not checked.
    Mend: write 'owner:' and 'review:', or '{open: ...}' under them while they are undecided.
    """
    chain = graph.chain
    if chain.status is Status.AGREED and (chain.owner is None or chain.review is None):
        what = N_("The chain is agreed, but has neither an owner nor a review date.")
        mend = N_("Write 'owner:' and 'review:', or '{{open: ...}}' under them while they are undecided.")
        if chain.owner is not None:
            what = N_("The chain is agreed, but has no review date.")
            mend = N_("Write 'review:', or 'review: {{open: ...}}' while it is undecided.")
        elif chain.review is not None:
            what = N_("The chain is agreed, but has no owner.")
            mend = N_("Write 'owner:', or 'owner: {{open: ...}}' while it is undecided.")
        yield Spot(("status",), what, mend=mend)


@check("PK244", Severity.WARNING)
def agreement_no_longer_in_force(graph: Graph) -> Iterator[Spot]:
    """An agreement has expired, and no other agreement between the parties covers its scope.

    Why: the work between the parties is not based on an agreement. Nothing is found of an agreement or a chain that is
    retired, or where another agreement in force covers the same scope between the same parties.
    Mend: write a later 'valid-until:', describe the agreement that replaces it, or write 'status: retired'.
    """
    for name in () if is_history(graph) else outlived(graph):
        interface = graph.shared.interfaces[name]
        last = given(interface.valid_until)
        if last is None:
            continue
        what = N_("The agreement between {parties} expired on {last}, and no other agreement covers its scope.")
        mend = N_(
            "Write a later 'valid-until:' of interface '{interface}', describe the agreement that replaces it, or write"
            " 'status: retired'."
        )
        values = {"parties": _parties(graph, name), "last": Day(last), "interface": name}
        yield Spot(("interfaces", name, "valid-until"), what, values, mend=mend)


def _parties(graph: Graph, interface: str) -> Names:
    """The parties of an interface by their names."""
    organisations = graph.shared.organisations
    between = graph.shared.interfaces[interface].between
    return Names(tuple(organisations[one].name if one in organisations else str(one) for one in between))


@check("PK247", Severity.INFO)
def agreement_ends_soon(graph: Graph) -> Iterator[Spot]:
    """An agreement ends soon, and no other agreement covers its scope from the next day on.

    Why: a new agreement takes time, and without one the work between the parties is not based on any. The limit is 90
    days, or the option 'days'. The rule counts only where it is selected.
    Mend: agree on the time after it, and write a later 'valid-until:' or describe the agreement that replaces it.
    """
    if is_history(graph):
        return
    days = graph.asked.option("PK247", "days", OPTIONS["PK247"]["days"].default)
    ending = graph.today + datetime.timedelta(days=days)
    for name, last in ending_by(graph, ending):
        what = N_(
            "The agreement between {parties} ends on {last}, and no other agreement covers its scope from the next day"
            " on."
        )
        mend = N_(
            "Agree on the time after it, and write a later 'valid-until:' of interface '{interface}' or describe the"
            " agreement that replaces it."
        )
        values = {"parties": _parties(graph, name), "last": Day(last), "interface": name}
        yield Spot(("interfaces", name, "valid-until"), what, values, mend=mend)


_OVER: Final = {
    "organiser": N_("Service '{service}' has had no organiser since {last}."),
    "producers": N_("Service '{service}' has had no producer since {last}."),
    "funders": N_("Service '{service}' has had no funder since {last}."),
}


@check("PK245", Severity.WARNING)
def duty_nobody_has_any_more(graph: Graph) -> Iterator[Spot]:
    """The last day of every organiser, producer or funder of a service has passed.

    Why: according to the chain nobody has the duty any more. Nothing is found while one of those named has no last day,
    or is open or not known.
    Mend: name who has the duty now, with 'from:', or correct 'until:'.
    """
    for one in () if is_history(graph) else duties_over(graph):
        mend = N_("Name who has the duty now under '{key}:' of service '{id}', or correct 'until:'.")
        values = {"service": one.name, "last": Day(one.last), "key": one.key, "id": one.service}
        yield Spot(one.where, _OVER[one.key], values, mend=mend)


@check("PK246", Severity.WARNING)
def organisation_no_longer_there(graph: Graph) -> Iterator[Spot]:
    """An organisation has a duty although its last day has passed.

    Why: the organisation no longer exists, and the reader cannot see who has the duty now. Duties and agreements that
    ended before its last day are history, and so is the log.
    Mend: name who has the duty now, write 'until:' on the duty, or correct 'valid-until:' of the organisation.
    """
    for organisation, places in () if is_history(graph) else organisations_over(graph):
        declared = graph.shared.organisations[organisation]
        last = given(declared.valid_until)
        if last is None:
            continue
        what = N_("Organisation '{organisation}' ceased to operate on {last}, but still has duties.")
        mend = N_("Name who has the duties of organisation '{id}' now, or write 'until:' on them.")
        values = {"organisation": declared.name, "last": Day(last), "id": organisation}
        related = tuple(Related(N_("named here"), place) for place in places[:_SHOWN])
        yield Spot(("organisations", organisation, "valid-until"), what, values, related, mend=mend)
