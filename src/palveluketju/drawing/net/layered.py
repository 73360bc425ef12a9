"""Boxes in layers and the connectors between them on one page, with notes for labels that there is no room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from palveluketju.drawing.frame.notes import set_notes
from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.picture.pages import MARGIN, SMALLEST
from palveluketju.drawing.picture.picture import Connector, Mark, TextLine
from palveluketju.drawing.routing.gutters import Layout, laid_out
from palveluketju.drawing.routing.layers import Line, Spot
from palveluketju.drawing.typesetting.items import CLOSE, Item, Sizes
from palveluketju.drawing.typesetting.lists import Cut
from palveluketju.drawing.typesetting.setting import Block, height_of, place, set_items, text_box, widths
from palveluketju.frozen import dataclass

NARROWEST, _WIDEST = 92.0, 200.0
_LABEL: Final = 88.0
_LONGEST: Final = 12
"""How many lines a label has at most; a longer one becomes a note under the picture."""
APART: Final = 12.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A box: what is written in it, its role, in which layer it stands, and what it stands for."""

    name: str
    words: tuple[Item, ...]
    role: str
    layer: int
    element: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two boxes of different layers; ``title`` says in words which and how, also where a label is not.

    ``found`` is what is laid over it; it stands under the label.
    """

    name: str
    start: str
    end: str
    role: str
    label: tuple[Item, ...] = ()
    title: str = ""
    found: tuple[Item, ...] = ()


class NodeDrawing:
    """Some ties with their boxes on one page.

    Attributes:
        ties: what is drawn.
    """

    def __init__(self, sheet: Sheet, shown: Sequence[Shown], ties: Sequence[Tie], sizes: Sizes, *, down: bool) -> None:
        self._sheet, self._shown, self.ties, self._sizes, self._down = sheet, shown, ties, sizes, down
        self._crowded, self._scale = False, sizes.body / SMALLEST
        layers: dict[int, int] = {}
        for one in shown:
            layers[one.layer] = layers.get(one.layer, 0) + 1
        most = max(layers.values())
        self._narrowest, widest = NARROWEST * self._scale, _WIDEST * self._scale
        if down:
            self._width = min(widest, (sheet.width + APART) / most - APART)
        else:
            self._width = self._narrowest
            room = sheet.width - self._laid_out().along
            self._width = min(widest, self._narrowest + max(0.0, room) / len(layers))
        self._labels, self._notes = self._labelled()
        self._layout = self._laid_out()

    def _labelled(self) -> tuple[dict[str, tuple[Block, ...]], Cut]:
        """The labels of ties in lines, and numbered notes for those that there is no room for beside their line."""
        room = self._width - 18 if self._down else _LABEL * self._scale
        labels: dict[str, tuple[Block, ...]] = {}
        notes: list[Item] = []
        count, ending = 0, Counter(tie.end for tie in self.ties)
        for tie in self.ties:
            if not (tie.label or tie.found):
                continue
            words = (*tie.label, *tie.found)
            blocks = self._set(words, room)
            is_long = sum(len(block.lines) for block in blocks) > _LONGEST
            if self._down and (ending[tie.end] > 1 or is_long):
                count += 1
                number = str(count)
                blocks = self._set((Item(number, bold=True),), room)
                notes += (Item(f"{number}  {tie.title}"), *tie.found)
            elif widths(words, self._sizes).least > room:
                self._crowded = True
            labels[tie.name] = blocks
        return labels, set_notes(notes, self._sheet.width, self._sheet.sizes[-1], self._sheet.lang).within()

    def _set(self, items: Sequence[Item], width: float) -> tuple[Block, ...]:
        return set_items(items, width, self._sizes)

    def _inside(self, one: Shown) -> tuple[Block, ...]:
        return self._set(one.words, self._width - 2 * CLOSE)

    def _laid_out(self) -> Layout:
        labels, _ = self._labelled()
        spots = []
        heights = {one.name: height_of(self._inside(one)) + 2 * CLOSE for one in self._shown}
        highest: dict[int, float] = {}
        for one in self._shown:
            highest[one.layer] = max(heights[one.name], highest.get(one.layer, 0.0))
        for one in self._shown:
            if self._down:
                spots.append(Spot(one.name, one.layer, highest[one.layer], self._width))
            else:
                spots.append(Spot(one.name, one.layer, self._width, heights[one.name]))
        lines = []
        for tie in self.ties:
            label = labels.get(tie.name, ())
            size = (max((block.reach for block in label), default=0.0), height_of(label))
            lines.append(Line(tie.name, tie.start, tie.end, tie.role, size[::-1] if self._down else size))
        return laid_out(spots, lines, beside=self._down)

    @property
    def _size(self) -> tuple[float, float]:
        along, across = self._layout.along, self._layout.across
        return (across, along) if self._down else (along, across)

    @property
    def fits(self) -> bool:
        """Whether the drawing stands on the page, with words broken only where the text is as small as it can be."""
        room = self._width - 2 * CLOSE
        crowded = self._crowded or any(widths(one.words, self._sizes).least > room for one in self._shown)
        is_readable = self._width >= self._narrowest and not (crowded and self._scale > 1)
        return is_readable and self._size[0] <= self._sheet.width + 0.01 and self.bottom <= self._sheet.bottom

    @property
    def bottom(self) -> float:
        """Where the drawing and its notes end on the page."""
        notes = self._notes.height + APART if self._notes.columns else 0.0
        return self._sheet.top + self._size[1] + notes

    def _on_page(self, along: float, across: float) -> tuple[float, float]:
        left = MARGIN + max(0.0, self._sheet.width - self._size[0]) / 2
        x, y = (across, along) if self._down else (along, across)
        return left + x, self._sheet.top + y

    def body(self) -> Body:
        """The drawing as boxes and connectors, with the notes under it."""
        boxes = []
        for one in self._shown:
            along, across, long, wide = self._layout.spots[one.name]
            width, height = (wide, long) if self._down else (long, wide)
            area = (*self._on_page(along, across), width, height)
            boxes.append(text_box(one.name, area, one.role, self._inside(one), middle=True, element=one.element))
        connectors = []
        marks: list[Mark] = []
        for tie in self.ties:
            points = tuple(self._on_page(*point) for point in self._layout.lines[tie.name])
            label: tuple[TextLine, ...] = ()
            if tie.name in self._layout.labels:
                placed = place(self._labels[tie.name], *self._on_page(*self._layout.labels[tie.name]), tie.role)
                label = placed.lines
                marks += placed.marks
            told = "; ".join((tie.title, *(words.text for words in tie.found)))
            connectors.append(Connector(tie.name, points, tie.role, tie.start, tie.end, told, label))
        top = self._sheet.top + self._size[1] + APART
        notes = [place(*column) for column in self._notes.at(MARGIN, top)]
        lines = [line for column in notes for line in column.lines]
        return Body(boxes, connectors, lines, [*marks, *(mark for column in notes for mark in column.marks)])
