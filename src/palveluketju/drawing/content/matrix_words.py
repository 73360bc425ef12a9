"""What the matrix of service wholes says of tasks, and of the chains that cover them by their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from palveluketju.analyses import Whole, row_of
from palveluketju.drawing.content.workspace_overlay import LaidOnChains
from palveluketju.drawing.picture.picture import Legend, MarkKind
from palveluketju.drawing.typesetting.items import Item
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph
from palveluketju.model import Catalogue, Chain, Element, LifeStage, State, state_of
from palveluketju.telling import in_words
from palveluketju.terms import term, title

STAGES: Final = tuple(LifeStage)
"""The columns."""
_STAGES_TOLD: Final = {State.OPEN: "bar-open", State.NOT_KNOWN: "bar-unknown"}
"""How a task is drawn whose life stages are not told."""
_COVERED: Final = {State.NONE: "table-gap", State.OPEN: "open", State.NOT_KNOWN: "unknown"}
"""How what is told of a task that no chain covers for certain is drawn; what is only possible or not told is quiet."""


class Covering(NamedTuple):
    """What is said of chains that cover a task: how it is drawn, the words, and which chains numbers are."""

    role: str
    words: Item
    names: str


@dataclass(frozen=True, slots=True)
class TaskWords:
    """A task as it is told: its name with what is laid over it, from which column to which, and as what.

    ``note`` says what is told of the life stages while they are not. ``said`` has one part that lies across all of the
    task's columns, or one for each, by the column.
    """

    name: tuple[Item, ...]
    element: str
    role: str
    first: int
    last: int
    note: tuple[Item, ...]
    said: dict[int, Covering]


class RowWords(NamedTuple):
    """The tasks of a tier, or of the interface row."""

    name: str
    heading: Item
    tasks: tuple[TaskWords, ...]


def matrix_legend(lang: str) -> Legend:
    """What every look of the matrix means."""
    return (
        ("chain", term("covering chain", lang)),
        ("table-gap", term("none", lang)),
        ("bar-open", term("open life stages", lang)),
        ("bar-unknown", term("unknown life stages", lang)),
        ("open", term("open need", lang)),
        ("unknown", term("unknown need", lang)),
    )


class MatrixWords:
    """The words of one catalogue's matrix: chains have numbers in its cells, and names in the list under it."""

    def __init__(self, wholes: Sequence[Whole], laid: LaidOnChains, lang: str) -> None:
        self._wholes, self._laid, self._lang = wholes, laid, lang
        shared = wholes[0].shared
        name = shared.name if isinstance(shared, (Catalogue, Chain)) else None
        self.name = name.text(lang) if name else ""
        """Of the catalogue."""
        self.heads = [Item(text, bold=True) for text in ("", *(title(stage.value, lang) for stage in STAGES))]
        """Of the columns; that of the rows has none."""
        met = (graph for whole in wholes for graphs in whole.covered.values() for graph in graphs)
        self._unsure = {graph for whole in wholes for graph in whole.covered.get(None, ())}
        self._numbers = {graph: number for number, graph in enumerate(dict.fromkeys(met), start=1)}

    def rows(self) -> Iterator[RowWords]:
        """The rows from the most demanding tier to the interface."""
        for row, wholes in groupby(self._wholes, lambda whole: row_of(whole.task)):
            name = title("interface row" if row == "interface" else row or "not-stated", self._lang)
            yield RowWords(f"row-{row or 'not-told'}", Item(name, bold=True), tuple(map(self._task, wholes)))

    def chains(self) -> Iterator[tuple[str, tuple[Item, ...]]]:
        """The chains with their numbers, and what is laid over each."""
        for graph, number in self._numbers.items():
            name = Item(f"{number}. {self._called(graph)}", after=_read(graph.chain))
            yield f"chain:{graph.chain.id}", (name, *self._laid.chains([graph]))

    def _task(self, whole: Whole) -> TaskWords:
        covering = [place for place, stage in enumerate(STAGES) if whole.covered.get(stage)]
        spanned = [place for place, stage in enumerate(STAGES) if whole.stages and stage in whole.stages]
        places = sorted({*covering, *spanned}) if spanned else list(range(len(STAGES)))
        if covering or spanned:
            said = {place: self._said(whole, place, whole.told[STAGES[place]]) for place in places}
        else:
            said = {places[0]: self._said(whole, places[0], whole.anywhere)}
        if not covering and len(set(said.values())) == 1:
            said = {places[0]: said[places[0]]}
        name = Item(whole.task.name.text(self._lang), bold=True, after=_read(whole.task))
        role = "table-cell" if spanned else _STAGES_TOLD.get(state_of(whole.task.life_stage), "table-cell")
        note = () if spanned else (Item(self._untold(whole), italic=True),)
        words = (name, *self._laid.elements(whole.task))
        return TaskWords(words, f"task:{whole.id}", role, places[0], places[-1], note, said)

    def _untold(self, whole: Whole) -> str:
        missing = f"{term('life-stage', self._lang)}: {term('not-stated', self._lang)}"
        return in_words(whole.task.life_stage, self._lang, whole.shared) or missing

    def _said(self, whole: Whole, place: int, told: State) -> Covering:
        """What is said of a task in a stage: the chains that cover it, those that may, or what is told of any."""
        covering, unsure = whole.covered.get(STAGES[place], ()), whole.covered.get(None, ())
        role = "chain" if covering else _COVERED.get(told, "table-cell")
        numbers, possible, word = self._numbered(covering), self._numbered(unsure), State.POSSIBLE.value
        if not covering and not unsure:
            words = Item(title(told.value, self._lang), role="" if told in _COVERED else "quiet")
        elif not covering:  # whatever the stage, it is told that they cover the task; of this stage it is not
            words = Item(possible if told is State.THERE else f"{title(word, self._lang)}: {possible}")
        else:
            words = Item(f"{numbers}; {term(word, self._lang)}: {possible}" if unsure else numbers)
        return Covering(role, words, ", ".join(map(self._called, (*covering, *unsure))))

    def _numbered(self, graphs: Sequence[ChainGraph]) -> str:
        return ", ".join(str(self._numbers[graph]) for graph in graphs)

    def _called(self, graph: ChainGraph) -> str:
        """The name of a chain; of one for which a stage is not certain also what it tells of its own."""
        name = graph.chain.name.text(self._lang)
        if graph not in self._unsure:
            return name
        told = in_words(graph.chain.life_stage, self._lang, graph.chain) or term("not-stated", self._lang)
        return f"{name} ({term('life-stage', self._lang)}: {told})"


def _read(element: Element) -> tuple[MarkKind, ...]:
    """The sign of what is read into a source, where an element is."""
    return (MarkKind.READING,) if element.reading else ()
