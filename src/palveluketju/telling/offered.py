"""What goes on at a level, and how one of several services is chosen, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import Alternatives, Order, given
from palveluketju.model.walking import Placed, fields_of
from palveluketju.telling.lines import NOTHING, Line, after, chained, line, series, together, words
from palveluketju.telling.telling import Telling


def carried(telling: Telling, graph: ChainGraph, level: Node) -> Line:
    """That services of other levels go on at a level: of those that it names, and of those that go on there."""
    carries, where = given(graph.level(level).carries), (*level.where, "carries")
    named = fields_of(where, carries)["levels"].where if carries else ()
    places = {one: place for place, one in telling.levels_at(graph, named, carries.levels if carries else None)}
    return going_on(telling, graph, ((places.get(one, ()), one) for one in graph.carried_levels(level)))


def going_on(telling: Telling, graph: ChainGraph, levels: Iterable[tuple[Path, Node]]) -> Line:
    """That the services of levels go on, each with the place that names it; nothing where there are none.

    Levels are named by their numbers, by their names where they have no order.
    """
    found = tuple(levels)
    if graph.chain.walked is Order.NONE:
        named = series(telling.reference(where, "levels", one.id) for where, one in found)
        return after(telling.term("carried over"), named)
    numbers = [telling.leaf(where, graph.number_of(one)) for where, one in found]
    before, _, rest = telling.term("level goes on" if len(found) == 1 else "levels go on").partition("{levels}")
    return line(before, together(numbers, telling.term("and")), rest) if numbers else NOTHING


def choice_of(telling: Telling, offer: Offer) -> Line:
    """How the group that a service is one of is chosen from; nothing where it is in none."""
    return NOTHING if offer.alternatives is None else choice(telling, offer.where[:-2], offer.alternatives)


def choice(telling: Telling, where: Path, group: Alternatives) -> Line:
    """How one of several services is chosen, as far as it is known: one of these, by criteria, when needed."""
    found = fields_of(where, group)
    chosen = given(group.chosen_by)
    if chosen is None:
        first = words(telling.term("one of these"))
    else:
        first = telling.leaf(found["chosen_by"].where, telling.term(f"one-of-by-{chosen}"))
    return chained((first, *_known(telling, found, "optional", "criteria")))


def alternative(telling: Telling, offer: Offer) -> Line:
    """That a service is one of several, and how one of them is chosen; nothing where it is in no such group."""
    if offer.alternatives is None:
        return NOTHING
    found = fields_of(offer.where[:-2], offer.alternatives)
    return chained((words(telling.term("one of")), *_known(telling, found, "chosen_by", "optional", "criteria")))


def _known(telling: Telling, found: Mapping[str, Placed], *keys: str) -> Iterator[Line]:
    """Fields as far as they are known."""
    return (telling.of(*found[key]) for key in keys if key in found and given(found[key].value) is not None)
