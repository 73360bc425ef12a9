"""The organiser's matrix of service wholes, with its gaps told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from palveluketju.analyses import Whole, service_wholes
from palveluketju.drawing.content.matrix_words import STAGES, MatrixWords, RowWords, TaskWords, matrix_legend
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.content.workspace_overlay import LaidOnChains
from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.frame.sheets import workspace_sheet
from palveluketju.drawing.picture.pages import MARGIN, SMALLEST, Paper
from palveluketju.drawing.picture.picture import Box, Picture
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.setting import Block, height_of, place, set_items, text_box, widths
from palveluketju.frozen import dataclass
from palveluketju.graph import WorkspaceGraph
from palveluketju.terms import title

_HEAD: Final = 84.0
"""How wide the names of the rows are beside text of the smallest size, in points."""
_GAP: Final = 2.0
"""Between tasks, in points."""
_SOLID: Final = frozenset({"table-cell", "chain"})
"""Roles whose lines may lie on each other; where one of two is dashed, a cell stands apart from its task's."""
_PAD, _OVER = 4.0, 2.0
"""From the edge of a box to its text: beside it, and above and below."""
_LIST: Final = 6.0
"""From the last row to the list of chains."""


def matrix(
    workspace: WorkspaceGraph,
    overlay: Overlay | None = None,
    *,
    page: Paper = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """The matrix of service wholes: a row a tier, a column a life stage, and the tasks as wide as they span.

    Beside the name of each task stand, stage by stage, the numbers of the chains that cover it, or that none does; what
    chains have these numbers stands under the matrix. A task whose life stages are open lies across all of them, with a
    line of its own kind. Every catalogue has a matrix of its own.
    """
    laid = LaidOnChains(workspace, overlay, lang)
    name = title("service wholes", lang)
    sheet = workspace_sheet(workspace, "matrix", name, page, lang, description, matrix_legend(lang), laid=laid)
    wholes: dict[int, list[Whole]] = {}
    for whole in service_wholes(workspace):
        wholes.setdefault(id(whole.shared), []).append(whole)

    def bodies(sizes: Sizes) -> list[Body]:
        every = [MatrixWords(some, laid, lang) for some in wholes.values()]
        return [body for words in every for body in _Matrix(sheet, words, sizes).bodies()]

    return sheet.picture(sheet.largest(bodies))


@dataclass(frozen=True, slots=True)
class _Task:
    """A task as it is set: its name in the left part of its first column, and the cells in the right parts of each."""

    name: str
    words: TaskWords
    heading: tuple[Block, ...]
    note: tuple[Block, ...]
    cells: dict[int, tuple[Block, ...]]

    @property
    def height(self) -> float:
        """In points."""
        return max(map(height_of, (self.heading, self.note, *self.cells.values()))) + 2 * _OVER + _GAP

    @property
    def columns(self) -> slice:
        """The columns that it lies across."""
        return slice(self.words.first, self.words.last + 1)

    def boxes(self, x: float, y: float, column: float, cell: float) -> Iterator[Box]:
        """The task with its left column at x and its top at y; columns and the cells in them are so wide."""
        words, width = self.words, column * (self.words.last + 1 - self.words.first) - _GAP
        area = (x, y, width, self.height)
        over = _GAP / 2 + _OVER
        task = text_box(self.name, area, words.role, self.heading, layer=1, pad=_PAD, over=over, element=words.element)
        note = place(self.note, x + column + _PAD, y + over, words.role).lines
        across = len(self.cells) == 1
        yield task if across else replace(task, lines=(*task.lines, *note))
        for stage, blocks in self.cells.items():
            left = x + (stage - words.first + 1) * column - _GAP - cell
            right = x + width if across else left + cell
            said, name = words.said[stage], f"{self.name}-{STAGES[stage].value}"
            inset = 0.0 if {words.role, said.role} <= _SOLID else _GAP / 2
            area = (left, y + inset, right - left - inset, self.height - 2 * inset)
            box = text_box(name, area, said.role, blocks, title=said.names, layer=2, pad=_PAD, over=over - inset)
            yield replace(box, lines=(*box.lines, *note)) if across else box


class _Matrix:
    """The matrix of one catalogue, page by page."""

    def __init__(self, sheet: Sheet, words: MatrixWords, sizes: Sizes) -> None:
        self._sheet, self._words, self._sizes = sheet, words, sizes
        self._rows = list(words.rows())
        self._head = _HEAD * sizes.body / SMALLEST
        self._left = MARGIN + self._head + _GAP
        self._column = (sheet.width - self._head - _GAP) / len(STAGES)
        said = [part.words for row in self._rows for task in row.tasks for part in task.said.values()]
        least, natural = (width + 2 * _PAD for width in widths(said, sizes))
        self._cell = min(max(least, min(natural, self._column / 3)), self._column / 2)
        self._done: list[Body] = []
        self._boxes: list[Box] = []
        self._y = self._first = 0.0

    def bodies(self) -> list[Body]:
        """The pages; the heads of the columns stand on each that has tasks, and the list of chains ends the last."""
        self._begin_page()
        number = 1
        for row in self._rows:
            self._row(row, [self._task(f"task-{number + at}", words) for at, words in enumerate(row.tasks)])
            number += len(row.tasks)
        self._list()
        self._end_page()
        return self._done

    def _set(self, items: Sequence[Item], width: float) -> tuple[Block, ...]:
        return set_items(items, width - 2 * _PAD, self._sizes)

    def _task(self, name: str, words: TaskWords) -> _Task:
        beside = self._column - self._cell - _GAP
        cells = {stage: self._set([said.words], self._cell) for stage, said in words.said.items()}
        return _Task(name, words, self._set(words.name, beside), self._set(words.note, beside), cells)

    def _begin_page(self) -> None:
        self._y = self._sheet.top
        boxes = [(MARGIN, self._head + _GAP)]
        boxes += [(self._left + number * self._column, self._column) for number in range(len(STAGES))]
        lines = [self._set([head], width) for head, (_, width) in zip(self._words.heads, boxes, strict=True)]
        height = max(map(height_of, lines)) + 2 * _OVER
        self._boxes = [
            text_box(f"head-{number}", (x, self._y, width, height), "table-head", said, pad=_PAD, over=_OVER)
            for number, ((x, width), said) in enumerate(zip(boxes, lines, strict=True), start=1)
        ]
        self._y += height
        self._first = self._y

    def _end_page(self) -> None:
        self._done.append(Body(self._boxes, under=" · ".join(filter(None, (self._sheet.under, self._words.name)))))
        self._boxes, self._y = [], self._sheet.top

    def _row(self, row: RowWords, tasks: Sequence[_Task]) -> None:
        """The tasks of one row, each as high up as its columns have room; what a page cannot hold goes on the next."""
        head = self._set([row.heading], self._head)
        least, waiting = height_of(head) + 2 * _OVER, list(tasks)
        while waiting:
            room = self._sheet.bottom - self._y
            placed, rest, height = _packed(waiting, room)
            if self._y > self._first and (least > room or (rest and room < self._sheet.bottom / 4) or height > room):
                self._end_page()
                self._begin_page()
                continue
            height = max(height, least)
            beside = (MARGIN + self._head, self._y, self._sheet.width - self._head, height)
            area = (MARGIN, self._y, self._head, height)
            self._boxes.append(text_box(row.name, area, "table-row", head, pad=_PAD, over=_OVER))
            self._boxes.append(text_box(f"{row.name}-tasks", beside, "table-row", ()))
            for y, task in placed:
                x = self._left + task.words.first * self._column
                self._boxes += task.boxes(x, self._y + y, self._column, self._cell)
            self._y += height
            waiting = rest

    def _list(self) -> None:
        """The chains with their numbers, two beside each other."""
        width = self._sheet.width / 2
        chains = [(element, self._set(items, width)) for element, items in self._words.chains()]
        self._y += _LIST
        for start in range(0, len(chains), 2):
            pair = chains[start : start + 2]
            height = max(height_of(blocks) for _, blocks in pair) + 2 * _OVER
            if self._boxes and self._y + height > self._sheet.bottom:
                self._end_page()
            for at, (element, blocks) in enumerate(pair):
                area = (MARGIN + at * width, self._y, width, height)
                name = f"chain-{start + at + 1}"
                self._boxes.append(text_box(name, area, "table-cell", blocks, pad=_PAD, over=_OVER, element=element))
            self._y += height


def _packed(tasks: Sequence[_Task], room: float) -> tuple[list[tuple[float, _Task]], list[_Task], float]:
    """What of some tasks a row of a height holds, at least one, each with its top; the rest; and how high that is."""
    low = [_GAP] * len(STAGES)
    placed: list[tuple[float, _Task]] = []
    waiting = list(tasks)
    while waiting:
        y, task = min(((max(low[one.columns]), one) for one in waiting), key=lambda found: found[0])
        bottom = y + task.height + _GAP
        if placed and bottom > room:
            break
        waiting.remove(task)
        placed.append((y, task))
        low[task.columns] = [bottom] * len(low[task.columns])
    return placed, waiting, max(low)
