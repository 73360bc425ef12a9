"""The records of a register that are about what was selected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import Party, key_ends
from palveluketju.selecting import Element, Graph, Kind, Selected, kind_called
from palveluketju.tables.cell import Cell, CellValue
from palveluketju.tables.table import Record, Table
from palveluketju.tables.values import Name, Place, Said

_WITH_ENDS = (Kind.HANDOVER, Kind.MOVE, Kind.EXCHANGE)


class _Of:
    """What was selected of one chain or catalogue, as records name it."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self.is_whole = False
        self.names: set[tuple[Kind, str]] = set()
        self.with_other: dict[tuple[Kind, str], set[tuple[Kind, str]]] = {}
        self.places: set[Path] = set()
        self.ends: set[frozenset[str]] = set()
        for one in elements:
            self.is_whole = self.is_whole or one.kind in (Kind.CHAIN, Kind.CATALOGUE)
            named = (_kind_named(one), one.id)
            if one.kind is Kind.INTERFACE_SERVICE and one.other is not None:
                self.with_other.setdefault(named, set()).add((Kind.ORGANISATION, one.other))
            else:
                self.names.add(named)
            if one.kind not in (Kind.HANDOVER, Kind.INTERFACE_SERVICE) or one.where[0] == "moves":
                self.places.add(one.where)  # else it is the place of a level, a bar, or of what it offers
            if one.kind in _WITH_ENDS:
                self.ends.add(frozenset(key_ends(one.id)))

    def has(self, where: Path) -> bool:
        """Whether a place is within a selected element."""
        return any(where[:length] in self.places for length in range(len(where) + 1))


def _kind_named(element: Element) -> Kind:
    """What a record names for an element: of a critical or an interface service, the service, or the bar."""
    if element.kind is Kind.CRITICAL:
        return Kind.SERVICE
    return Kind(element.about.element.kind) if element.kind is Kind.INTERFACE_SERVICE else element.kind


class Keeping:
    """Keeps the records that name a selected element, or a place within it; of a selected chain, all of them.

    A record of one chain is held against what was selected of that chain. One of all chains together is held against
    the chains that it names, against all where it names none. Of a hand-over, a move or an exchange are the records
    that name its two levels as such; of an interface service those that name its other side, or no organisation.
    """

    def __init__(self, selected: Selected) -> None:
        by_graph: dict[Graph, list[Element]] = {}
        for element in selected.elements:
            by_graph.setdefault(element.graph, []).append(element)
        self._of = {graph: _Of(elements) for graph, elements in by_graph.items()}

    def within(self, table: Table, of: ChainGraph | WorkspaceGraph) -> Table:
        """The table with the records that are kept."""
        if isinstance(of, ChainGraph):
            there = self._of.get(of)
            return table.only(lambda record: there is not None and (there.is_whole or _is_about(record, there, of)))
        return table.only(self._keeps)

    def _keeps(self, record: Record) -> bool:
        cells = [*_flat(record.cells)]
        chains = {cell.id for cell in cells if isinstance(cell, Name) and cell.kind == Kind.CHAIN}
        for graph, there in self._of.items():
            if isinstance(graph, ChainGraph) and chains:
                if graph.chain.id not in chains:
                    continue
                if there.is_whole:
                    return True
            if _is_about(record, there, graph):
                return True
        return False


def _is_about(record: Record, there: _Of, graph: Graph) -> bool:
    """Whether a record names what was selected of a chain or a catalogue, or a place within it."""
    names = set()
    for cell in _flat(record.cells):
        if isinstance(cell, Place) and cell.shared is graph.shared and there.has(cell.where):
            return True
        named = _named(cell)
        if named is not None:
            names.add(named)
    if names & there.names:
        return True
    acting = {name for name in names if name[0] is Kind.ORGANISATION}
    if any(not acting or acting & there.with_other[name] for name in names & there.with_other.keys()):
        return True
    return bool(there.ends) and any(ends in there.ends for ends in _ends(record))


def _named(cell: Cell) -> tuple[Kind, str] | None:
    """The element that a cell names; of a party, its organisation."""
    if isinstance(cell, Name):
        kind = kind_called(cell.kind)
        return None if kind is None else (kind, cell.id)
    if isinstance(cell, Said) and isinstance(cell.value, Party) and isinstance(cell.value.organisation, str):
        return Kind.ORGANISATION, str(cell.value.organisation)
    return None


def _ends(record: Record) -> Iterator[frozenset[str]]:
    """The two levels that a record is between: both in one cell, or each in one of its own."""
    alone: list[str] = []
    for cell in record.cells:
        levels = {name[1] for name in map(_named, _flat((cell,))) if name is not None and name[0] is Kind.LEVEL}
        if len(levels) == 2:
            yield frozenset(levels)
        elif len(levels) == 1:
            alone += levels
    if len(alone) == 2:
        yield frozenset(alone)


def _flat(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Cells, and what they are made of."""
    waiting = [*cells][::-1]
    while waiting:
        cell = waiting.pop()
        yield cell
        if isinstance(cell, tuple):
            waiting += cell[::-1]
        elif isinstance(cell, CellValue):
            waiting += [*cell.cells().values()][::-1]
