"""The hand-overs of a chain: which borders a client crosses, who is responsible, and what goes across."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from palveluketju.analyses import Borders, IntegrationPoint, PointKind, integration_points
from palveluketju.analyses.borders import by_crossed
from palveluketju.drawing.content.chain_words import DOWN
from palveluketju.drawing.content.legend import legend_of
from palveluketju.drawing.content.links import BY_ORDER
from palveluketju.drawing.content.marks import Marks, unsettled_look
from palveluketju.drawing.content.overlay import Laid, Overlay, laid_on
from palveluketju.drawing.frame.sheets import chain_sheet, saying_what_lacks
from palveluketju.drawing.picture.pages import Paper
from palveluketju.drawing.picture.picture import Picture
from palveluketju.drawing.table.rows import Arrow, TableCell, TableRow
from palveluketju.drawing.table.view import table_picture
from palveluketju.drawing.typesetting.items import Item
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node, Way
from palveluketju.model import Coordination, Handover, Order, State, best_state, given, is_unsettled, state_of
from palveluketju.telling import capital, in_words, tell
from palveluketju.terms import term, title
from palveluketju.wording import borders_text, kind_key

_PARTS: Final = ("responsible", "information", "document", "within", "agreement")
"""What is told of a hand-over, each in a cell of its own; information and document in one."""


def handovers(
    graph: ChainGraph,
    overlay: Overlay | None = None,
    *,
    page: Paper = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """The moves that cross a border, and the ways in and out that tell of a hand-over, a row each.

    A hand-over says which borders are crossed, which are not, and of which that is not told. It has a row for each
    direction that is told, or one row where none is. What is not told, and what is open, is said in words. A move that
    tells of a hand-over is shown also where it is not known to cross a border.
    """
    laid = laid_on(graph, overlay, lang)
    rows = list(_Handovers(graph, laid, lang).rows())
    arrows = {arrow.role for row in rows for arrow in row.arrows}
    legend = legend_of({*_ROLES.values(), *arrows}, lang)
    name = title("handovers", lang)
    sheet = chain_sheet(graph, "handovers", name, page, lang, description, legend, "no handovers", laid)
    head = [
        title(word, lang)
        for word in ("from where", "to where", "responsible", "what goes across", "within", "agreement")
    ]
    return table_picture(saying_what_lacks(sheet, graph) if rows else sheet, head, rows, fixed=2)


class _Handovers:
    """The rows of one chain's hand-overs."""

    def __init__(self, graph: ChainGraph, laid: Laid, lang: str) -> None:
        self._graph, self._laid, self._lang = graph, laid, lang
        self._marks, self._borders = Marks(graph), Borders(graph)

    def rows(self) -> Iterator[TableRow]:
        """Ways in, then points between levels, then ways out, in the order of the file."""
        entries, exits = given(self._graph.chain.entries) or {}, given(self._graph.chain.exits) or {}
        for entry in self._graph.entries():
            entered = entries[entry.id]
            if entered.handover is not None:
                called, told = tell(self._graph, self._lang).door(entry, entered)
                kind = (Item(capital(told).text, role="quiet"),) if told else ()
                by = tuple(Item(text.text(self._lang), italic=True) for text in entered.brought_by)
                where = (*entry.where, "handover")
                found = self._laid.at(entry.where, but=[where])
                words = (*kind, Item(called.text, bold=True, after=self._marks.read(entry.where)), *by, *found)
                levels = self._levels(self._graph.levels_entered_by(entry), entered.to)
                door = TableCell(words, "entry", element=entry.key)
                yield self._row((door, levels), (Arrow("way-in"),), entered.handover, [where])
        points = [point for point in integration_points(self._graph) if point.kind is PointKind.HAND_OVER]
        for point in points:
            yield from self._between(point.ways, point)
        known = {frozenset((way.start, way.end)) for point in points for way in point.ways}
        for way in self._graph.moves():
            ends = frozenset((way.start, way.end))
            if way.declared and way.declared.handover and ends not in known:
                known.add(ends)
                yield from self._between([one for one in self._graph.moves() if {one.start, one.end} == ends], None)
        for way_out in self._graph.exits():
            left = exits[way_out.id]
            if left.handover is not None or left.chain is not None:
                name = self._graph.name(way_out, self._lang) if left.name else title("exit", self._lang)
                where = (*way_out.where, "handover")
                found = self._laid.at(way_out.where, but=[where])
                words = (
                    Item(name, bold=True, after=self._marks.read(way_out.where)),
                    *self._next(left.chain, left.at_age),
                    *found,
                )
                levels = self._levels(self._graph.levels_left_by(way_out), left.from_)
                door = TableCell(words, "exit", element=way_out.key)
                yield self._row((levels, door), (Arrow("way-in"),), left.handover, [where])

    def _next(self, chain: Any, age: Any) -> Iterator[Item]:
        for key, value in (("next chain", chain), ("at-age", age)):
            if value is not None:
                yield Item(f"{title(key, self._lang)}: {in_words(value, self._lang, self._graph.chain)}")

    def _between(self, ways: Sequence[Way], point: IntegrationPoint | None) -> Iterator[TableRow]:
        """The rows of the moves between two levels; a point knows its levels better than a move to a whole."""
        telling = [way for way in ways if self._handover(way) is not None]
        for group in [[way] for way in telling] or [list(ways)]:
            ends = (group[0].start, group[0].end)
            if point is not None and not telling:
                ends = (point.elements[0], point.elements[1])
            crossings = point.crossings if point else self._borders.between(*ends)
            borders = borders_text(by_crossed(crossings), self._lang)
            moves = [way.where for way in group if way.where[0] == "moves"]
            first, second = self._levels(ends[:1]), self._levels(ends[1:])
            told = (Item(f"{title('borders', self._lang)}: {borders}", italic=True),) if borders else ()
            cells = (first, replace(second, words=(*second.words, *self._read_moves(group), *told)))
            arrows = tuple(dict.fromkeys(self._arrow(way, group[0]) for way in group))
            declared = self._graph.chain.interfaces
            across: tuple[str, ...] = point.interfaces if point else ()
            agreed: dict[Path, Any] = {("interfaces", name): declared[name].agreement for name in across}
            holders = self._holders() if point else ()
            yield self._row(cells, arrows, self._handover(group[0]), moves, agreed, holders)

    def _read_moves(self, ways: Iterable[Way]) -> Iterator[Item]:
        """The kinds of moves that are read into a source, with the sign of that: nothing else in a row is theirs."""
        for kind, sign in dict.fromkeys((way.kind.value, self._marks.read(way.where)) for way in ways):
            if sign:
                yield Item(title(kind, self._lang), role="quiet", after=sign)

    def _holders(self) -> tuple[Any, ...]:
        """The chain's worker and team, or that it is open or not known who they are."""
        whole = self._graph.chain.coordination
        if isinstance(whole, Coordination):
            return tuple(one for one in (whole.worker, whole.team) if one is not None)
        return (whole,) if is_unsettled(whole) else ()

    def _handover(self, way: Way) -> Any:
        """What is told of a way's hand-over; a way that is to be decided or found out leaves its hand-over so."""
        if way.unsettled:
            return way.unsettled
        return way.declared.handover if way.declared else None

    def _arrow(self, way: Way, first: Way) -> Arrow:
        """A way in the look that it has on the stairs: quiet where nobody has written it, else as it is told."""
        role = "back" if way.kind in DOWN else "far" if self._graph.needed_levels(way.passes) else "forward"
        said = term(way.kind.value, self._lang)
        if way.unsettled:
            role = unsettled_look(way.unsettled)[0]
            said = f"{said}: {term(state_of(way.unsettled).value, self._lang)}"
        elif way.is_by_order:
            role, said = BY_ORDER, term(BY_ORDER, self._lang)
        here, there = (set(self._graph.ends_of(one.start, last=True)) for one in (way, first))
        return Arrow(role, not here & there, said)

    def _levels(self, levels: tuple[Node, ...], declared: Any = None) -> TableCell:
        """The cell of levels: kind and number, name, and who organises there."""
        if not levels:
            words = in_words(declared, self._lang, self._graph.chain) or title("not-stated", self._lang)
            return TableCell((Item(words),), _role(state_of(declared)))
        lines: list[Item] = []
        for level in levels:
            kind = title(kind_key(self._graph, level), self._lang)
            ordered = self._graph.chain.walked is not Order.NONE
            lines.append(Item(f"{kind} {self._graph.number_of(level)}" if ordered else kind, role="quiet"))
            name, read = self._graph.name(level, self._lang), self._marks.read(level.where)
            lines.append(Item(name, bold=True, after=read, element=level.key))
            passing = tell(self._graph, self._lang).passing(self._graph, level).text
            lines += [Item(passing, role="quiet")] if passing else []
            organisers = self._graph.organisers_at(level)
            names = ", ".join(self._graph.name(who, self._lang) for who in organisers)
            lines.append(Item(names or f"{title('organiser', self._lang)}: {term('not-stated', self._lang)}"))
            lines += self._laid.at(level.where)
        return TableCell(tuple(lines), "table-row")

    def _row(
        self,
        ends: tuple[TableCell, TableCell],
        arrows: tuple[Arrow, ...],
        handover: Any,
        places: Sequence[Path],
        interfaces: Mapping[Path, Any] = MappingProxyType({}),
        holders: tuple[Any, ...] = (),
    ) -> TableRow:
        """A row of a hand-over; ``places`` are the paths of its moves, or its own at a door.

        ``holders`` are those who hold the client's whole together, and so are responsible where nobody else is told.
        """
        own = [where if where[0] != "moves" else (*where, "handover") for where in places]
        parts = {key: [(*where, key) for where in own] for key in _PARTS}
        found = self._laid.at(*places, but=[where for wheres in parts.values() for where in wheres])
        declared = given(handover)
        if not isinstance(declared, Handover):  # open, does not apply or missing as a whole: said once, then its word
            state = state_of(handover)
            said = Item(in_words(handover, self._lang, self._graph.chain) or title(state.value, self._lang))
            rest = TableCell((Item(title(state.value, self._lang)),), _role(state))
            instead = self._told(interfaces.values(), interfaces) if any(interfaces.values()) else rest
            first = self._held(holders, ()) if handover is None and holders else TableCell((said,), _role(state))
            return TableRow((*ends, replace(first, words=(*first.words, *found)), rest, rest, instead), arrows)
        if declared.responsible is None and holders:
            responsible = self._held(holders, parts["responsible"])
        else:
            responsible = self._told([declared.responsible], parts["responsible"])
        (*before, last) = responsible.words
        responsible = replace(responsible, words=(*before, replace(last, after=self._marks.read(*own))))
        if declared.agreement is not None:
            agreed = self._told([declared.agreement], parts["agreement"])
        else:
            agreed = self._told(interfaces.values(), interfaces)
        return TableRow(
            (
                *ends,
                replace(responsible, words=(*responsible.words, *found)),
                self._across(declared, (*parts["information"], *parts["document"])),
                self._told([declared.within], parts["within"]),
                agreed,
            ),
            arrows,
        )

    def _held(self, holders: tuple[Any, ...], places: Iterable[Path]) -> TableCell:
        """Those who hold the client's whole together, where nobody is told to be responsible for this hand-over."""
        told = self._told(holders, places)
        label = f"{title('coordination', self._lang)} ({term('whole chain', self._lang)}):"
        return replace(told, words=(Item(label, role="quiet"), *told.words))

    def _told(self, values: Collection[Any], places: Iterable[Path]) -> TableCell:
        """What is told of one thing, or that it is missing, with what is laid over it."""
        words = tuple(Item(said) for value in values if (said := in_words(value, self._lang, self._graph.chain)))
        words = words or (Item(title("not-stated", self._lang)),)
        return TableCell((*words, *self._laid.at(*places)), _role(best_state(map(state_of, values))))

    def _across(self, handover: Handover, places: Iterable[Path]) -> TableCell:
        """The information that goes across, and the document; without both, that it is missing."""
        if handover.information is None and handover.document is None:
            return self._told((), places)
        lines: list[Item] = []
        for key, value in (("information", handover.information), ("document", handover.document)):
            state = state_of(value)
            if state is not State.NOT_STATED:
                said, role = in_words(value, self._lang, self._graph.chain), ""
            elif key == "information":
                said, role = term("not-stated", self._lang), "table-gap"
            else:
                continue
            lines.append(Item(f"{title(key, self._lang)}: {said}", role=role))
        lines += self._laid.at(*places)
        return TableCell(tuple(lines), _role(best_state((state_of(handover.information), state_of(handover.document)))))


_ROLES: Final = {State.NOT_STATED: "table-gap", State.OPEN: "open", State.NOT_KNOWN: "unknown"}


def _role(state: State) -> str:
    """The role of a cell by what is told in it."""
    return _ROLES.get(state, "table-cell")
