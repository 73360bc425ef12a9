"""What no longer holds on the day (PK24x): chains, reviews, agreements, duties and organisations whose time is over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from palveluketju.analyses import duties_over, organisations_over, outlived, replaced_chains
from palveluketju.findings import Names, Related, Severity, Spot, check
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph
from palveluketju.model import Status, given

Graph = ChainGraph | CatalogueGraph
_SHOWN: Final = 5
"""How many places a finding points at."""


def _is_over(graph: ChainGraph) -> bool:
    """Whether the last day of a chain has passed."""
    last = given(graph.chain.valid_until)
    return last is not None and last < graph.today


def _is_history(graph: Graph) -> bool:
    """Whether a chain only tells how something was; a catalogue never does."""
    return isinstance(graph, ChainGraph) and (graph.chain.status is Status.RETIRED or _is_over(graph))


@check("PK241", Severity.WARNING)
def chain_no_longer_in_force(workspace: WorkspaceGraph) -> Iterator[tuple[ChainGraph, Spot]]:
    """The last day of a chain has passed, and no other chain has come in its place.

    Why: whoever works by it does not know whether it still holds. Nothing is found of a chain that is retired, or that
    another chain replaces which is no draft, nor while a chain has errors: it may be the one that replaces it.
    Mend: write a later 'valid-until:', 'status: retired' where the chain is kept as history, or 'replaces:' in the
    chain that has come in its place.
    """
    if workspace.wrong:
        return
    replaced = {one.chain for one in replaced_chains(workspace) if one.graph.chain.status is not Status.DRAFT}
    for graph in workspace.graphs:
        chain = graph.chain
        if _is_over(graph) and chain.status is not Status.RETIRED and chain.id not in replaced:
            what = "'{chain}' was in force until {last}, and no chain here replaces it."
            mend = (
                "Write a later 'valid-until:', 'status: retired' where the chain is kept as history, or 'replaces:"
                " {id}' in the chain that has come in its place."
            )
            values = {"chain": chain.name, "last": chain.valid_until, "id": chain.id}
            yield graph, Spot(("valid-until",), what, values, mend=mend)


@check("PK242", Severity.WARNING)
def review_passed(graph: ChainGraph) -> Iterator[Spot]:
    """The day on which the chain was to be reviewed has passed.

    Why: what the chain says of services, agreements and people is older than those who agreed on it meant it to be.
    Nothing is found of a chain that is retired or whose last day has passed.
    Mend: review the chain and write the next day under 'review:', or 'status: retired' where it is kept as history.
    """
    day = given(graph.chain.review)
    if day is None or day >= graph.today or _is_history(graph):
        return
    what = "The chain was to be reviewed by {day}."
    mend = "Review it and write the next day under 'review:', or 'status: retired' where it is kept as history."
    yield Spot(("review",), what, {"day": day}, mend=mend)


@check("PK243", Severity.WARNING)
def agreed_without_owner_or_review(graph: ChainGraph) -> Iterator[Spot]:
    """The chain is agreed, but has no owner or no review date.

    Why: what nobody keeps up and nobody looks at again is soon no longer true, and nobody notices. Of a draft it is not
    asked.
    Mend: write 'owner:' and 'review:', or '{open: ...}' under them while they are undecided.
    """
    chain = graph.chain
    if chain.status is Status.AGREED and (chain.owner is None or chain.review is None):
        what = "The chain is agreed, but has neither an owner nor a review date."
        mend = "Write 'owner:' and 'review:', or '{{open: ...}}' under them while they are undecided."
        if chain.owner is not None:
            what = "The chain is agreed, but has no review date."
            mend = "Write 'review:', or 'review: {{open: ...}}' while it is undecided."
        elif chain.review is not None:
            what = "The chain is agreed, but has no owner."
            mend = "Write 'owner:', or 'owner: {{open: ...}}' while it is undecided."
        yield Spot(("status",), what, mend=mend)


@check("PK244", Severity.WARNING)
def agreement_no_longer_in_force(graph: Graph) -> Iterator[Spot]:
    """The last day of an agreement has passed, and no other between the parties has come in its place.

    Why: what the parties do for each other rests on nothing, and the next dispute shows it. Nothing is found of an
    agreement or a chain that is retired, or where another one that is in force covers as much between the same parties.
    Mend: write a later 'valid-until:', the agreement that has come in its place, or 'status: retired'.
    """
    for name in () if _is_history(graph) else outlived(graph):
        interface = graph.shared.interfaces[name]
        organisations = graph.shared.organisations
        parties = [organisations[one].name if one in organisations else str(one) for one in interface.between]
        what = "The agreement between {parties} expired on {last}, and no other agreement covers its scope."
        mend = (
            "Write a later 'valid-until:' of interface '{interface}', the agreement that has come in its place, or"
            " 'status: retired'."
        )
        values = {"parties": Names(tuple(parties)), "last": interface.valid_until, "interface": name}
        yield Spot(("interfaces", name, "valid-until"), what, values, mend=mend)


_OVER: Final = {
    "organiser": "Nobody organises '{service}': the last organiser's duty ended on {last}.",
    "producers": "Nobody produces '{service}': the last producer's duty ended on {last}.",
    "funders": "Nobody funds '{service}': the last funder's duty ended on {last}.",
}


@check("PK245", Severity.WARNING)
def duty_nobody_has_any_more(graph: Graph) -> Iterator[Spot]:
    """Everybody who organised, produced or funded a service did so until a day that has passed.

    Why: on paper nobody does it any more, and whoever reads the chain does not know who does. Nothing is found while
    one of those named has no last day, or is open or not known.
    Mend: write who does it now, with 'from:', or correct 'until:'.
    """
    for one in () if _is_history(graph) else duties_over(graph):
        mend = "Write who does it now under '{key}:' of '{id}', or correct 'until:'."
        values = {"service": one.name, "last": one.last, "key": one.key, "id": one.service}
        yield Spot(one.where, _OVER[one.key], values, mend=mend)


@check("PK246", Severity.WARNING)
def organisation_no_longer_there(graph: Graph) -> Iterator[Spot]:
    """An organisation has a duty although its last day has passed.

    Why: who is named there answers no letter and no telephone; somebody else has the duty, and nobody is told who.
    Duties and agreements that ended before are history, and so is the log.
    Mend: name who has the duty now, or write 'until:' on the duty; correct 'valid-until:' of the organisation.
    """
    for organisation, places in () if _is_history(graph) else organisations_over(graph):
        declared = graph.shared.organisations[organisation]
        what = "'{organisation}' ceased to operate on {last}, but still has duties."
        mend = "Name who has the duties of '{id}' now, or write 'until:' on them."
        values = {"organisation": declared.name, "last": declared.valid_until, "id": organisation}
        related = tuple(Related("named here", place) for place in places[:_SHOWN])
        yield Spot(("organisations", organisation, "valid-until"), what, values, related, mend=mend)
