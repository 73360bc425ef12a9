"""The organiser's matrix of service wholes, with its gaps told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from palveluketju.analyses import Whole, row_of, service_wholes
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.content.workspace_overlay import LaidOnChains
from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.frame.sheets import workspace_sheet
from palveluketju.drawing.picture.pages import MARGIN, SMALLEST
from palveluketju.drawing.picture.picture import Box, MarkKind, Picture
from palveluketju.drawing.typesetting.items import CLOSE, Item, Sizes
from palveluketju.drawing.typesetting.setting import Block, height_of, place, set_items, text_box
from palveluketju.graph import WorkspaceGraph
from palveluketju.model import Catalogue, Chain, Element, LifeStage, State, state_of
from palveluketju.telling import in_words
from palveluketju.terms import term, title

_HEAD, _GAP, _PAD = 104.0, 5.0, 4.0
_STAGES: Final = tuple(LifeStage)
_STAGES_TOLD: Final = {State.OPEN: "bar-open", State.NOT_KNOWN: "bar-unknown"}
"""How a task is drawn whose life stages are not told."""
_COVERED: Final = {State.NONE: "table-gap", State.OPEN: "open", State.NOT_KNOWN: "unknown"}
"""How what is told of a task that no chain covers for certain is drawn; what is only possible or not told is quiet."""


def matrix(
    workspace: WorkspaceGraph,
    overlay: Overlay | None = None,
    *,
    page: str = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """The matrix of service wholes: a row a tier, a column a life stage, and the tasks as wide as they span.

    Under each task stand, stage by stage, the chains that cover it, or that none does. A task whose life stages are
    open lies across all of them, with a line of its own kind. Every catalogue has a matrix of its own.
    """
    laid = LaidOnChains(workspace, overlay, lang)
    legend = (
        ("chain", term("covering chain", lang)),
        ("table-gap", term("none", lang)),
        ("bar-open", term("open life stages", lang)),
        ("bar-unknown", term("unknown life stages", lang)),
        ("open", term("open need", lang)),
        ("unknown", term("unknown need", lang)),
        (MarkKind.READING, term("read into the source", lang)),
    )
    name = title("service wholes", lang)
    sheet = workspace_sheet(workspace, "matrix", name, page, lang, description, legend, laid=laid)
    wholes: dict[int, list[Whole]] = {}
    for whole in service_wholes(workspace):
        wholes.setdefault(id(whole.shared), []).append(whole)

    def bodies(sizes: Sizes) -> list[Body]:
        return [body for some in wholes.values() for body in _Matrix(sheet, some, laid, sizes).bodies()]

    return sheet.picture(sheet.largest(bodies))


@dataclass(frozen=True, slots=True)
class _Card:
    """A task as it is drawn: from which column to which, its name, and what is said of its stages, and as what.

    ``note`` tells, right of the name, what is told of the stages while they are not. ``said`` has one part that lies
    across all stages, or one for each.
    """

    name: str
    element: str
    role: str
    first: int
    last: int
    heading: tuple[Block, ...]
    note: tuple[Block, ...]
    said: dict[int, tuple[str, tuple[Block, ...]]]

    @property
    def _head(self) -> float:
        return max(height_of(self.heading), height_of(self.note)) + 2 * _PAD

    @property
    def height(self) -> float:
        """In points."""
        return self._head + max(height_of(lines) for _, lines in self.said.values()) + 2 * _PAD + _GAP

    def boxes(self, x: float, y: float, column: float) -> Iterator[Box]:
        """The card with its left column at x and its top at y; the columns as wide as ``column``."""
        columns = self.last - self.first + 1
        area = (x, y, columns * column - _GAP, self.height)
        card = text_box(self.name, area, self.role, self.heading, layer=1, pad=_PAD, element=self.element)
        beside = place(self.note, x + column + _GAP, y + _PAD, card.role).lines
        yield replace(card, lines=(*card.lines, *beside))
        top, height = y + self._head, self.height - self._head - _GAP
        for stage, (kind, lines) in self.said.items():
            left = x + (stage - self.first) * column + _GAP
            width = (column if len(self.said) > 1 else column * columns) - 3 * _GAP
            area = (left, top, width, height)
            yield text_box(f"{self.name}-{_STAGES[stage].value}", area, kind, lines, layer=2, pad=_PAD)


class _Matrix:
    """The matrix of one catalogue, page by page."""

    def __init__(self, sheet: Sheet, wholes: Sequence[Whole], laid: LaidOnChains, sizes: Sizes) -> None:
        self._sheet, self._wholes, self._laid, self._sizes, self._lang = sheet, wholes, laid, sizes, sheet.lang
        self._head = _HEAD * sizes.body / SMALLEST
        self._column = (sheet.width - self._head - _GAP) / len(_STAGES)
        self._left = MARGIN + self._head + _GAP
        self._done: list[Body] = []
        self._boxes: list[Box] = []
        self._y = 0.0

    def bodies(self) -> list[Body]:
        """The pages; the heads of the columns stand on each."""
        self._begin_page()
        for row, wholes in groupby(self._wholes, lambda whole: row_of(whole.task)):
            name = title("interface row" if row == "interface" else row or "not-stated", self._lang)
            cards = [self._card(f"task-{self._wholes.index(whole) + 1}", whole) for whole in wholes]
            self._row(f"row-{row or 'not-told'}", name, cards)
        return [*self._done, Body(self._boxes)]

    def _lines(self, text: str, width: float, *, bold: bool = False, italic: bool = False) -> tuple[Block, ...]:
        return self._set([Item(text, bold=bold, italic=italic)], width - 2 * CLOSE)

    def _set(self, items: Iterable[Item], width: float) -> tuple[Block, ...]:
        return set_items(items, width, self._sizes)

    def _begin_page(self) -> None:
        shared = self._wholes[0].shared
        name = shared.name if isinstance(shared, (Catalogue, Chain)) else None
        heads = [(name.text(self._lang) if name else "", MARGIN, self._head + _GAP)]
        heads += [
            (title(stage.value, self._lang), self._left + place * self._column, self._column)
            for place, stage in enumerate(_STAGES)
        ]
        lines = [self._lines(text, width, bold=True) for text, _, width in heads]
        height = max(map(height_of, lines)) + 2 * CLOSE
        top = self._sheet.top
        self._boxes = [
            text_box(f"head-{number}", (x, top, width, height), "table-head", said, pad=_PAD)
            for number, ((_, x, width), said) in enumerate(zip(heads, lines, strict=True), start=1)
        ]
        self._y = top + height

    def _next_page(self) -> None:
        self._done.append(Body(self._boxes))
        self._begin_page()

    def _row(self, name: str, heading: str, cards: Sequence[_Card]) -> None:
        """The tasks of one row, each as high up as its columns have room; what a page cannot hold goes on the next."""
        head = self._lines(heading, self._head, bold=True)
        if self._y + self._height(cards) > self._sheet.bottom and self._boxes[-1].layer:
            room = self._sheet.bottom - self._y
            if room < min(self._height(cards[:1]), height_of(head) + 2 * CLOSE) or room < self._sheet.bottom * 0.25:
                self._next_page()
        low = self._low()
        placed: list[Box] = []
        waiting = list(cards)
        while waiting:
            y, card = min(((max(low[one.first : one.last + 1]), one) for one in waiting), key=lambda found: found[0])
            waiting.remove(card)
            if placed and y + card.height + _GAP > self._sheet.bottom:
                self._end_row(name, head, placed, max(low))
                self._next_page()
                placed, low = [], self._low()
                y = low[0]
            placed += card.boxes(self._left + card.first * self._column, y, self._column)
            low[card.first : card.last + 1] = [y + card.height + _GAP] * (card.last + 1 - card.first)
        self._end_row(name, head, placed, max(low))

    def _low(self) -> list[float]:
        return [self._y + _GAP] * len(_STAGES)

    def _height(self, cards: Sequence[_Card]) -> float:
        low = [_GAP] * len(_STAGES)
        for card in cards:
            place = slice(card.first, card.last + 1)
            low[place] = [max(low[place]) + card.height + _GAP] * (card.last + 1 - card.first)
        return max(low)

    def _end_row(self, name: str, head: tuple[Block, ...], placed: list[Box], bottom: float) -> None:
        bottom = max(bottom, self._y + height_of(head) + 2 * CLOSE)
        height = bottom - self._y
        self._boxes.append(text_box(name, (MARGIN, self._y, self._head, height), "table-row", head, pad=_PAD))
        width = self._sheet.width - self._head
        self._boxes.append(text_box(f"{name}-tasks", (MARGIN + self._head, self._y, width, height), "table-row", ()))
        self._boxes += placed
        self._y = bottom

    def _card(self, name: str, whole: Whole) -> _Card:
        covering = [place for place, stage in enumerate(_STAGES) if whole.covered.get(stage)]
        spanned = [place for place, stage in enumerate(_STAGES) if whole.stages and stage in whole.stages]
        places = sorted({*covering, *spanned}) if spanned else list(range(len(_STAGES)))
        first, last = places[0], places[-1]
        width = (last - first + 1) * self._column - _GAP
        note: tuple[Block, ...] = ()
        if not spanned:
            width = self._column
            missing = f"{term('life-stage', self._lang)}: {term('not-stated', self._lang)}"
            told = in_words(whole.task.life_stage, self._lang, whole.shared) or missing
            note = self._lines(told, 2 * self._column - 2 * _GAP, italic=True)
        if covering or spanned:
            said = {place: self._said(whole, place, whole.told[_STAGES[place]]) for place in places}
        else:
            said = {first: self._said(whole, first, whole.anywhere)}
        if not covering and len(set(said.values())) == 1:
            said = {first: said[first]}
        found = self._laid.elements(whole.task)
        called = Item(whole.task.name.text(self._lang), bold=True, after=_read(whole.task))
        heading = self._set([called, *found], width - 2 * CLOSE)
        role = "table-cell" if spanned else _STAGES_TOLD.get(state_of(whole.task.life_stage), "table-cell")
        return _Card(name, f"task:{whole.id}", role, first, last, heading, note, said)

    def _said(self, whole: Whole, place: int, told: State) -> tuple[str, tuple[Block, ...]]:
        """What is said of a task in a stage: the chains that cover it, those that may, or what is told of any."""
        covering = whole.covered.get(_STAGES[place], ())
        unsure = () if covering else whole.covered.get(None, ())
        role = "chain" if covering else _COVERED.get(told, "table-cell")
        words: list[Item] = []
        for graph in covering or unsure:
            stages = in_words(graph.chain.life_stage, self._lang, graph.chain) or term("not-stated", self._lang)
            note = f" ({term('life-stage', self._lang)}: {stages})" if unsure else ""
            words += (
                Item(
                    f"{graph.chain.name.text(self._lang)}{note}",
                    after=_read(graph.chain),
                    element=f"chain:{graph.chain.id}",
                ),
                *self._laid.chains([graph]),
            )
        words = words or [Item(title(told.value, self._lang), role="" if told in _COVERED else "quiet")]
        return role, self._set(words, self._column - 3 * _GAP - 2 * _PAD)


def _read(element: Element) -> tuple[MarkKind, ...]:
    """The sign of what is read into a source, where an element is."""
    return (MarkKind.READING,) if element.reading else ()
