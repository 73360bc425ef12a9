"""Ages (PK115, PK116, PK217): has each age of the target group its services, and its way out?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from palveluketju.analyses import ages_beyond_the_group, ages_left_out, ages_of_the_group
from palveluketju.findings import N_, Items, Keys, Related, Severity, Spot, check
from palveluketju.graph import ChainGraph
from palveluketju.model import AgeRange, Exit, Handover, given, is_absent, is_not_applicable, is_open

_SHOWN: Final = 5
"""How many places a finding points at."""


@check("PK115", Severity.WARNING)
def ages_without_a_service(graph: ChainGraph) -> Iterator[Spot]:
    """A need level has no service for some ages of the target group.

    Why: the chain is for clients of that age, but the level offers them nothing. Nothing is found where some services
    of the level are open or not stated, of ages that do not come to the level or skip it, or where a service is chosen
    by something other than age.
    Mend: correct the ages under 'when:', add a service for those left out, or write '{open: ...}' under 'services:'.
    """
    for one in ages_left_out(graph):
        what = N_("Level '{level}' has no service for clients of {ages}, although they belong to the target group.")
        mend = N_(
            "Widen the ages under 'when:' of a service of '{id}', add a service for these ages, or write"
            " '{{open: ...}}' under its 'services:' while it is undecided."
        )
        values = {"level": graph.named(one.level), "ages": Items(one.ages), "id": one.level.id}
        related = tuple(Related(N_("for other ages"), place) for place in one.places[:_SHOWN])
        yield Spot(one.level.where, what, values, related, mend=mend)


@check("PK116", Severity.INFO)
def service_for_ages_beyond_the_group(graph: ChainGraph) -> Iterator[Spot]:
    """A service is for ages outside the target group.

    Why: either the target group is wider than stated, or no client of the chain can get the service. An open end is not
    outside the group: '..29' fits a chain for ages 18..29.
    Mend: correct the ages under 'when:', or those of the target group.
    """
    for one in ages_beyond_the_group(graph):
        what = N_("Service '{service}' is for clients of {ages}, who are outside the target group.")
        mend = N_("Correct 'age:' under 'when:' of '{id}', or 'age:' of the target group.")
        values = {"service": graph.named(one.service), "ages": Items(one.ages), "id": one.service.id}
        first, *rest = one.places
        related = (
            *(Related(N_("and here"), place) for place in rest[:_SHOWN]),
            Related(N_("the target group"), ("target-group", "age")),
        )
        yield Spot(first, what, values, related, mend=mend)


@check("PK217", Severity.WARNING)
def age_limit_without_exit(graph: ChainGraph) -> Iterator[Spot]:
    """The chain ends at an age limit, but the receiving chain or the hand-over is not described.

    Why: at an age limit (17 to 18, working age to older people) clients easily fall out of services. No hand-over is
    asked for where it is open which chain receives the client, or where none does.
    Mend: add an exit with 'at-age:', the 'chain:' that receives the client, and a 'handover:' to it; or write
    '{open: ...}' under them while they are undecided.
    """
    age = ages_of_the_group(graph)
    exits = given(graph.chain.exits) or {}
    at_an_age = {name: way_out for name, way_out in exits.items() if way_out.at_age is not None}
    if age is not None and age.highest is not None and not is_absent(graph.chain.exits) and not at_an_age:
        what = N_("The chain ends at the age of {age}, but no exit says who receives the client.")
        yield Spot(
            ("target-group", "age"), what, {"age": age.highest}, mend=N_("Add an exit with 'at-age:' and 'chain:'.")
        )
    for name, way_out in at_an_age.items():
        lacking = _lacking(way_out)
        if isinstance(way_out.at_age, AgeRange) and lacking:
            values = {
                "ages": way_out.at_age,
                "id": name,
                "keys": Keys(tuple(f"{key}:" for key in lacking)),
            }
            mend = N_("Write {keys} at exit '{id}', or '{{open: ...}}' under them while they are undecided.")
            if len(lacking) == 1:
                mend = N_("Write {keys} at exit '{id}', or '{{open: ...}}' under it while it is undecided.")
            yield Spot(("exits", name), _AT_AN_AGE[lacking], values, mend=mend)


_AT_AN_AGE: Final = {
    ("chain",): N_("Clients of {ages} leave the chain, but no receiving chain is named."),
    ("handover",): N_("Clients of {ages} leave the chain, but their hand-over is not described."),
    ("chain", "handover"): N_(
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
