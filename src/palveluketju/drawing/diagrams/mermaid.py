"""A chain as a Mermaid flowchart, for pages that draw Mermaid themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from palveluketju.analyses import interface_services, level_told
from palveluketju.describing import describe
from palveluketju.drawing.content.chain_words import DOWN
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Offer, Way
from palveluketju.model import Absence, Coordination, Order, State, given, is_absent, is_unsettled, move_ends
from palveluketju.telling import alternative, chained, going_on, tell, without_levels_text
from palveluketju.terms import term, title
from palveluketju.wording import kind_key, thing_word

_PLAIN: Final = re.compile(r"[^\W_]|[ ,.()/?–-]|[:;](?= )")
_QUIET: Final = "stroke:#808080,stroke-width:1px"
"""Of a line between two boxes, on a light page and on a dark one."""
_BEGINS_A_LIST: Final = re.compile(r"\d+[.)]|-")


def mermaid_text(graph: ChainGraph, *, lang: str = "en") -> str:
    """A chain as a Mermaid flowchart with its title and description for readers of screens.

    A level is a subgraph; a critical service has sharp corners, another rounded ones. Levels stand in their order, also
    where no move joins them. A move of which it is open or not known whether clients make it is dashed and says so; one
    that follows from the order of levels alone is thin and grey, and a sample says what that means. Names from the
    chain stand in quoted labels only.
    """
    return "\n".join([*_Flowchart(graph, lang).lines(), ""])


def escaped(text: str) -> str:
    """A text as Mermaid shows it: whatever could mean something to Mermaid or to HTML is a numbered entity.

    >>> print(escaped('a "b" <c> %%{init}'))
    a #34;b#34; #60;c#62; #37;#37;#123;init#125;
    """
    text = clean(text).strip()
    begun = _BEGINS_A_LIST.match(text)
    start = begun.end() if begun else 0
    return "".join(
        c if _PLAIN.match(text, place) and place != start - 1 else f"#{ord(c)};" for place, c in enumerate(text)
    )


class _Flowchart:
    """One pass over a chain; ids are L, S, B, E and X with numbers, in the order of drawing."""

    def __init__(self, graph: ChainGraph, lang: str) -> None:
        self._graph = graph
        self._lang = lang
        self._told = tell(graph, lang)
        self._interface = {record.element: record.state for record in interface_services(graph)}
        self._levels = {level: f"L{number}" for number, level in enumerate(graph.levels(), start=1)}
        self._services = 0
        self._edges = 0
        self._quiet: list[int] = []
        """The places, among all edges, of those that are drawn quieter."""

    def lines(self) -> Iterator[str]:
        yield "flowchart LR"
        yield f"  accTitle: {escaped(self._graph.chain.name.text(self._lang))}"
        yield "  accDescr {"
        yield from (f"    {escaped(paragraph)}" for paragraph in describe(self._graph, self._lang))
        yield "  }"
        for level, name in self._levels.items():
            number = "" if self._graph.chain.walked is Order.NONE else f" {self._graph.number_of(level)}"
            kind = title(kind_key(self._graph, level), self._lang)
            declared = self._graph.level(level)
            parts = (declared.critical, declared.services, declared.carries)
            label = f"{kind}{number}: {self._graph.name(level, self._lang)}"
            lower = (((), one) for one in self._graph.carried_directly(level))
            said = [going.text] if (going := going_on(self._told, self._graph, lower)) else []
            said += [passing.text] if (passing := self._told.passing(self._graph, level)) else []
            said += self._absent(*parts)
            heading = title("coordination", self._lang)
            own = self._coordination((*level.where, "coordination"), declared.coordination)
            said += [f"{heading}: {part}" for part in own]
            yield from self._group(name, label, self._graph.offers_of(level), said)
        if not self._levels:
            yield f'  L0["{escaped(without_levels_text(self._graph, self._lang))}"]'
        for place, bar in enumerate(self._graph.bars(), start=1):
            levels = self._graph.levels_spanned_by(bar)
            spanned = ", ".join(self._graph.name(level, self._lang) for level in levels)
            if levels and levels == self._graph.levels():
                spanned = term("all levels", self._lang)
            said = self._absent(self._graph.bar(bar).services)
            spanned = spanned or f"{term('spans', self._lang)}: {term(level_told(self._graph, bar).value, self._lang)}"
            label = f"{self._graph.name(bar, self._lang)} ({spanned})"
            if said or self._graph.offers_of(bar):
                yield from self._group(f"B{place}", label, self._graph.offers_of(bar), said)
            else:
                yield f'  B{place}["{escaped(label)}"]'
        if whole := self._coordination(("coordination",), self._graph.chain.coordination):
            yield from self._group("C", title("coordination", self._lang), (), whole)
        yield from self._doors()
        yield from self._moves()
        yield from self._exchanges()
        yield "  classDef critical stroke-width:3px"
        if self._quiet:
            yield f"  linkStyle {','.join(map(str, self._quiet))} {_QUIET}"

    def _group(self, name: str, label: str, offers: Iterable[Offer], said: list[str]) -> Iterator[str]:
        """What a level or a bar offers, and what is said of the rest; an empty one says that nothing is stated."""
        yield f'  subgraph {name}["{escaped(label)}"]'
        boxes = [self._service(offer) for offer in offers]
        said = said if said or boxes else [f"{title('services', self._lang)}: {term('not-stated', self._lang)}"]
        for box in (*boxes, *(f'("{escaped(words)}")' for words in said)):
            self._services += 1
            yield f"    S{self._services}{box}"
        yield "  end"

    def _coordination(self, where: Path, told: Coordination | Absence | None) -> list[str]:
        """Who holds the whole together, part by part."""
        if not isinstance(told, Coordination):
            return self._absent(told)
        facts = (self._told.given(where, told, key) for key in ("worker", "plan", "team"))
        return [fact.whole.text for fact in facts if fact]

    def _absent(self, *parts: object) -> list[str]:
        """What of some parts, or of items of them, is absent, and how."""
        every = [item for part in parts for item in (part if isinstance(part, tuple) else (part,))]
        return [self._told.of((), item).text for item in every if is_absent(item)]

    def _service(self, offer: Offer) -> str:
        told = [alternative(self._told, offer).text] if offer.alternatives else []
        state = self._interface.get(offer.service)
        if state is not None:
            told.append(term("interface service" if state is State.THERE else "possible interface service", self._lang))
        if thing := thing_word(self._graph, offer):
            told.append(term(thing, self._lang))
        label = escaped(self._told.offer(offer).text + (f" [{', '.join(told)}]" if told else ""))
        return f'["{label}"]:::critical' if offer.critical else f'("{label}")'

    def _doors(self) -> Iterator[str]:
        entries, exits = given(self._graph.chain.entries) or {}, given(self._graph.chain.exits) or {}
        for number, entry in enumerate(self._graph.entries(), start=1):
            to = entries[entry.id].to
            label = self._graph.name(entry, self._lang) + (
                f" ({self._told.of((), to).text})" if is_unsettled(to) else ""
            )
            yield f'  E{number}(["{escaped(label)}"])'
            for level in self._graph.levels_entered_by(entry):
                yield self._edge(f"E{number}", "-->", self._levels[level])
        for number, way_out in enumerate(self._graph.exits(), start=1):
            named = exits[way_out.id].name is not None
            label = self._graph.name(way_out, self._lang) if named else term("exit", self._lang)
            yield f'  X{number}(["{escaped(label)}"])'
            for level in self._graph.levels_left_by(way_out):
                yield self._edge(self._levels[level], "-->", f"X{number}")

    def _moves(self) -> Iterator[str]:
        """The moves, those that go on before those that go back: what comes first decides where levels stand."""
        place = {level: number for number, level in enumerate(self._levels)}
        ways = sorted(self._graph.moves(), key=lambda way: place[way.end] < place[way.start])
        joined = {(way.start, way.end) for way in ways}
        for pair in pairwise(self._levels):
            if pair not in joined:
                yield self._edge(self._levels[pair[0]], "~~~", self._levels[pair[1]])
        for way in ways:
            yield self._way(way)
        if self._quiet:
            self._quiet.append(self._edges)
            yield f'  K1(" ") -->|"{escaped(term("by-order", self._lang))}"| K2(" ")'
            self._edges += 1

    def _way(self, way: Way) -> str:
        if way.is_by_order:
            self._quiet.append(self._edges)
        told = [self._told.field(way.where, way.declared, key) for key in ("when", "criteria")] if way.declared else []
        told += [self._told.of(way.where, way.unsettled)] if way.unsettled else []
        arrow = "-.->" if way.unsettled or way.kind in DOWN else "-->"
        return self._edge(self._levels[way.start], arrow, self._levels[way.end], chained(told, "; ").text)

    def _exchanges(self) -> Iterator[str]:
        for key, exchange in self._graph.chain.exchanges.items():
            ends = [name for end in move_ends(key) for level, name in self._levels.items() if level.id == end]
            if len(ends) == 2:
                words = self._told.field(("exchanges", key), exchange, "kind").text
                yield self._edge(ends[0], "o-.-o", ends[1], words)

    def _edge(self, start: str, arrow: str, end: str, label: str = "") -> str:
        self._edges += 1
        words = f'|"{escaped(label)}"| ' if label.strip() else " "
        return f"  {start} {arrow}{words}{end}"
