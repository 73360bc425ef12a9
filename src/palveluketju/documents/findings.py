"""Findings and accepted findings of a report, as tables: what is, and where, in the language of the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import Final

from palveluketju.checking import FileReport, Located
from palveluketju.findings import Finding, Path, Position
from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, ChainGraph
from palveluketju.tables import Cell, Column, Kind, Table, Word
from palveluketju.tables.cell import CellValue
from palveluketju.tables.values import said
from palveluketju.wording import place_in_words

Declared = ChainGraph | CatalogueGraph
Graphs = Callable[[str, str], Declared | None]

"""The graph of what a file declares, or of the chain with an id where one is given; None where there is none."""
_FOUND: Final = (Column("weight", Kind.WORD), Column("where"), Column("finding"), Column("code"))
_ACCEPTED: Final = (
    Column("where"),
    Column("finding"),
    Column("code"),
    Column("reason"),
    Column("until", Kind.DATE),
)


@dataclass(frozen=True, slots=True)
class _Place(CellValue):
    """Where a finding is: the element in words, else the line of the file."""

    graph: Declared | None = field(compare=False, repr=False)
    where: Path | None
    file: str
    position: Position
    within: Declared | None = field(default=None, compare=False, repr=False)
    """The declaration that the reader has before them; what is in another one is named with it."""

    def text(self, lang: str) -> str:
        """The place in words."""
        if self.graph is None or self.where is None:
            return f"{self.file}:{self.position.line}"
        place = place_in_words(self.graph, self.where, lang)
        return place if self.graph is self.within else f"{_name(self.graph, lang)}: {place}"


@dataclass(frozen=True, slots=True)
class _Sentence(CellValue):
    """What is, with what is at the other places."""

    finding: Finding
    ends: tuple[tuple[Callable[[str], str], _Place], ...] = field(compare=False)

    def text(self, lang: str) -> str:
        """The sentence, and a line for each other place."""
        return "\n".join([self.finding.what_in(lang), *(f"{note(lang)}: {at.text(lang)}" for note, at in self.ends)])


def _name(graph: Declared, lang: str) -> str:
    if isinstance(graph, ChainGraph):
        return graph.chain.name.text(lang)
    return graph.catalogue.name.text(lang) if graph.catalogue.name else graph.file


def findings_tables(files: Iterable[FileReport], graphs: Graphs, within: Declared | None = None) -> tuple[Table, ...]:
    """The findings of some files, heaviest first, and those that are accepted, with the reasons; none is empty.

    ``graphs`` gives what the files declare; ``within`` is what the tables stand under.
    """
    reports = tuple(files)
    found = [located for file in reports for located in file.findings]
    accepted = [located for file in reports for located in file.accepted]
    heaviest = sorted(found, key=lambda located: -located.finding.severity)
    tables = (
        Table.of("findings", _FOUND, (_found(one, graphs, within) for one in heaviest)),
        Table.of("accepted-findings", _ACCEPTED, (_accepted(one, graphs, within) for one in accepted)),
    )
    return tuple(table for table in tables if len(table))


def _found(located: Located, graphs: Graphs, within: Declared | None) -> tuple[Cell, ...]:
    finding = located.finding
    place, sentence = _place(located, graphs, within), _sentence(located, graphs, within)
    return Word(finding.severity.label), place, sentence, finding.code


def _place(located: Located, graphs: Graphs, within: Declared | None) -> _Place:
    where = None if located.finding.position is not None else located.finding.where
    return _Place(graphs(located.file, ""), where, located.file, located.position, within)


def _sentence(located: Located, graphs: Graphs, within: Declared | None) -> _Sentence:
    ends = tuple(
        (end.text, _Place(graphs(end.file, end.chain), end.where, end.file, end.position, within))
        for end in located.related
    )
    return _Sentence(located.finding, ends)


def _accepted(located: Located, graphs: Graphs, within: Declared | None) -> tuple[Cell, ...]:
    acceptance = located.acceptance
    reason, until = (acceptance.reason, acceptance.until) if acceptance else (None, None)
    place, sentence = _place(located, graphs, within), _sentence(located, graphs, within)
    return place, sentence, located.finding.code, said(reason), until
