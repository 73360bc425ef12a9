"""Boxes in layers and the connectors between them on one page, with notes for labels that there is no room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.picture.picture import Connector, Mark, TextLine
from palveluketju.drawing.routing.gutters import Layout, laid_out
from palveluketju.drawing.routing.layers import Line, Spot
from palveluketju.drawing.typesetting.lettering import PAD, Words, height_of, in_lines, set_text, text_box, widest_word

NARROWEST, _WIDEST = 92.0, 200.0
_LABEL: Final = 88.0
_LONGEST: Final = 12
"""How many lines a label has at most; a longer one becomes a note under the picture."""
APART: Final = 12.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A box: what is written in it, its role, and in which layer it stands."""

    name: str
    words: tuple[Words, ...]
    role: str
    layer: int


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two boxes of different layers; ``title`` says in words which and how, also where a label is not.

    ``found`` is what is laid over it; it stands under the label.
    """

    name: str
    start: str
    end: str
    role: str
    label: tuple[Words, ...] = ()
    title: str = ""
    found: tuple[Words, ...] = ()


class NodeDrawing:
    """Some ties with their boxes on one page.

    Attributes:
        ties: what is drawn.
    """

    def __init__(self, sheet: Sheet, shown: Sequence[Shown], ties: Sequence[Tie], scale: float, *, down: bool) -> None:
        self._sheet, self._shown, self.ties, self._scale, self._down = sheet, shown, ties, scale, down
        self._crowded = False
        layers: dict[int, int] = {}
        for one in shown:
            layers[one.layer] = layers.get(one.layer, 0) + 1
        most = max(layers.values())
        self._narrowest, widest = NARROWEST * scale, _WIDEST * scale
        if down:
            self._width = min(widest, (sheet.width + APART) / most - APART)
        else:
            self._width = self._narrowest
            room = sheet.width - self._laid_out().along
            self._width = min(widest, self._narrowest + max(0.0, room) / len(layers))
        self._labels, self._notes = self._labelled()
        self._layout = self._laid_out()

    def _labelled(self) -> tuple[dict[str, tuple[Words, ...]], tuple[Words, ...]]:
        """The labels of ties in lines, and numbered notes for those that there is no room for beside their line."""
        room = self._width - 18 if self._down else _LABEL * self._scale
        labels: dict[str, tuple[Words, ...]] = {}
        notes: list[Words] = []
        count, ending = 0, Counter(tie.end for tie in self.ties)
        for tie in self.ties:
            if not (tie.label or tie.found):
                continue
            words = [words.scaled(self._scale) for words in (*tie.label, *tie.found)]
            lines = in_lines(words, room)
            if self._down and (ending[tie.end] > 1 or len(lines) > _LONGEST):
                count += 1
                number = str(count)
                lines = (Words(number, bold=True).scaled(self._scale),)
                notes += (Words(f"{number}  {tie.title}"), *tie.found)
            elif widest_word(words) > room:
                self._crowded = True
            labels[tie.name] = lines
        return labels, in_lines(notes, self._sheet.width)

    def _laid_out(self) -> Layout:
        labels, _ = self._labelled()
        spots = []
        heights = {one.name: height_of(in_lines(one.words, self._width - 2 * PAD)) + 2 * PAD for one in self._shown}
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
            words = labels.get(tie.name, ())
            size = (max((line.width for line in words), default=0.0), height_of(words))
            lines.append(Line(tie.name, tie.start, tie.end, tie.role, size[::-1] if self._down else size))
        return laid_out(spots, lines, beside=self._down)

    @property
    def _size(self) -> tuple[float, float]:
        along, across = self._layout.along, self._layout.across
        return (across, along) if self._down else (along, across)

    @property
    def fits(self) -> bool:
        """Whether the drawing stands on the page, with words broken only where the text is as small as it can be."""
        crowded = self._crowded or any(widest_word(one.words) > self._width - 2 * PAD for one in self._shown)
        is_readable = self._width >= self._narrowest and not (crowded and self._scale > 1)
        return is_readable and self._size[0] <= self._sheet.width + 0.01 and self.bottom <= self._sheet.bottom

    @property
    def bottom(self) -> float:
        """Where the drawing and its notes end on the page."""
        notes = height_of(self._notes) + APART if self._notes else 0.0
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
            lines = in_lines(one.words, self._width - 2 * PAD)
            area = (*self._on_page(along, across), width, height)
            boxes.append(text_box(one.name, area, one.role, lines, middle=True))
        connectors = []
        marks: list[Mark] = []
        for tie in self.ties:
            points = tuple(self._on_page(*point) for point in self._layout.lines[tie.name])
            label: tuple[TextLine, ...] = ()
            if tie.name in self._layout.labels:
                place = self._on_page(*self._layout.labels[tie.name])
                label, beside = set_text(self._labels[tie.name], *place, tie.role)
                marks += beside
            told = "; ".join((tie.title, *(words.text for words in tie.found)))
            connectors.append(Connector(tie.name, points, tie.role, tie.start, tie.end, told, label))
        top = self._sheet.top + self._size[1] + APART
        notes, beside = set_text(self._notes, MARGIN, top, "text")
        return Body(boxes, connectors, notes, (*marks, *beside))
