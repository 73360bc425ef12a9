"""What goals promise to how many (PK2xx): do their shares leave something to every level?"""

from __future__ import annotations

from collections.abc import Iterator

from palveluketju.analyses import shared_out
from palveluketju.findings import N_, Keys, Names, Related, Severity, Spot, check
from palveluketju.graph import ChainGraph


@check("PK225", Severity.INFO)
def shares_leave_a_level_nothing(graph: ChainGraph) -> Iterator[Spot]:
    """Goals divide a whole population among some levels, which leaves other levels without clients.

    Why: 95 % at home and 5 % in round-the-clock care leave nobody for the housing between them: either it is to end, or
    the goals count something other than they state. Nothing is found while the population, the definition or the time
    of one of the goals is open or not known, or where shares add up to more than 100 %: then they overlap.
    Mend: write the level under 'serves:' of the goal that counts it in, correct the shares, or write 'definition:
    {open: ...}' of a goal while it is undecided what it counts.
    """
    for one in shared_out(graph):
        what = N_("The goals for '{population}' add up to 100 %, which leaves levels {levels} without clients.")
        if len(one.levels) == 1:
            what = N_("The goals for '{population}' add up to 100 %, which leaves level {levels} without clients.")
        mend = N_("Write under 'serves:' of {ids} the goal that includes its clients, or correct the shares.")
        values = {
            "population": one.population,
            "levels": Names(tuple(map(graph.named, one.levels))),
            "ids": Keys(tuple(level.id for level in one.levels)),
        }
        related = (
            *(Related(N_("and here"), level.where) for level in one.levels[1:]),
            *(Related(N_("a share"), place) for place in one.places),
        )
        yield Spot(one.levels[0].where, what, values, related, mend=mend)
