"""Ages (PK115, PK116, PK217): has each age of the target group its services, and its way out?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from palveluketju.analyses import ages_beyond_the_group, ages_left_out, ages_of_the_group
from palveluketju.findings import Related, Severity, Spot, check, joined
from palveluketju.graph import ChainGraph
from palveluketju.model import AgeRange, Exit, Handover, given, is_absent, is_not_applicable, is_open

_SHOWN: Final = 5
"""How many places a finding points at."""


@dataclass(frozen=True, slots=True)
class _Ages:
    """Ages in words: ``0–6 years and at least 75 years``."""

    ranges: tuple[AgeRange, ...]

    def text(self, lang: str = "en") -> str:
        """The words in a language."""
        return joined([age.text(lang) for age in self.ranges])


@check("PK115", Severity.WARNING)
def ages_without_a_service(graph: ChainGraph) -> Iterator[Spot]:
    """Each service of a need level is for some ages only, and none is for some ages of the target group.

    Why: the chain promises itself to clients of that age, and the level has nothing for them. Nothing is found where
    something of the level's services is open or not told, of ages that do not come to the level or go past it, or where
    a service is chosen otherwise than by age.
    Mend: correct the ages under 'when:', add a service for those left out, or write '{open: ...}' under 'services:'.
    """
    for one in ages_left_out(graph):
        what = "Level '{level}' has no service for clients of {ages}, who belong to the target group."
        mend = (
            "Widen the ages under 'when:' of a service of '{id}', add a service for these ages, or write"
            " '{{open: ...}}' under its 'services:' while it is undecided."
        )
        values = {"level": graph.named(one.level), "ages": _Ages(one.ages), "id": one.level.id}
        related = tuple(Related("for other ages", place) for place in one.places[:_SHOWN])
        yield Spot(one.level.where, what, values, related, mend=mend)


@check("PK116", Severity.INFO)
def service_for_ages_beyond_the_group(graph: ChainGraph) -> Iterator[Spot]:
    """A service is for clients of ages that the target group does not have.

    Why: either the target group is wider than it is told, or the service can be given to nobody in this chain. An end
    that is not named is not beyond the group: '..29' can stand in a chain for ages 18..29.
    Mend: correct the ages under 'when:', or those of the target group.
    """
    for one in ages_beyond_the_group(graph):
        what = "'{service}' is for clients of {ages}, who are outside the target group."
        mend = "Correct 'age:' under 'when:' of '{id}', or 'age:' of the target group."
        values = {"service": graph.named(one.service), "ages": _Ages(one.ages), "id": one.service.id}
        first, *rest = one.places
        related = (
            *(Related("and here", place) for place in rest[:_SHOWN]),
            Related("the target group", ("target-group", "age")),
        )
        yield Spot(first, what, values, related, mend=mend)


@check("PK217", Severity.WARNING)
def age_limit_without_exit(graph: ChainGraph) -> Iterator[Spot]:
    """The chain ends at an age, and the receiver of the client, or the hand-over, is not described.

    Why: at an age limit (17 to 18, working age to older people) clients fall out of services easily. Of an exit where
    it is open who receives, or nobody does, no hand-over is asked.
    Mend: add an exit with 'at-age:', the 'chain:' that receives the client, and a 'handover:' to it; or write
    '{open: ...}' under them while they are undecided.
    """
    age = ages_of_the_group(graph)
    exits = given(graph.chain.exits) or {}
    at_an_age = {name: way_out for name, way_out in exits.items() if way_out.at_age is not None}
    if age is not None and age.highest is not None and not is_absent(graph.chain.exits) and not at_an_age:
        what = "The chain ends at the age of {age}, but no exit says who receives the client."
        yield Spot(("target-group", "age"), what, {"age": age.highest}, mend="Add an exit with 'at-age:' and 'chain:'.")
    for name, way_out in at_an_age.items():
        lacking = _lacking(way_out)
        if isinstance(way_out.at_age, AgeRange) and lacking:
            values = {
                "ages": way_out.at_age,
                "id": name,
                "keys": joined([f"'{key}:'" for key in lacking]),
            }
            mend = "Write {keys} at exit '{id}', or '{{open: ...}}' under them while they are undecided."
            if len(lacking) == 1:
                mend = "Write {keys} at exit '{id}', or '{{open: ...}}' under it while it is undecided."
            yield Spot(("exits", name), _AT_AN_AGE[lacking], values, mend=mend)


_AT_AN_AGE: Final = {
    ("chain",): "Clients of {ages} leave the chain, but no receiving chain is named.",
    ("handover",): "Clients of {ages} leave the chain, but their hand-over is not described.",
    ("chain", "handover"): (
        "Clients of {ages} leave the chain, but no receiving chain is named and their hand-over is not described."
    ),
}


def _lacking(way_out: Exit) -> tuple[str, ...]:
    """The keys of an exit that say who receives the client, and how, where it does not have them."""
    untold = () if way_out.chain is not None else ("chain",)
    goes_nowhere = is_open(way_out.chain) or is_not_applicable(way_out.chain)
    return untold if goes_nowhere or not _says_nothing(way_out.handover) else (*untold, "handover")


def _says_nothing(handover: object) -> bool:
    return handover is None or (isinstance(handover, Handover) and not handover.model_fields_set)
