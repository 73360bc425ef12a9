"""A page as DOT with fixed positions, for ``neato -n2``: what Graphviz makes PNG and PDF of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from palveluketju.drawing.paper.arrows import head_length, shortened, shortened_twice
from palveluketju.drawing.paper.cleaning import clean
from palveluketju.drawing.paper.dot_looks import HEADS, dashes, fonts, stroke
from palveluketju.drawing.paper.mark_shapes import STROKE, Diamond, Disc, Shape, Stroke, shapes_of
from palveluketju.drawing.paper.picture import Box, Connector, Mark, Page, Picture, Point, TextLine
from palveluketju.drawing.paper.quoting import quoted
from palveluketju.drawing.paper.reading import in_reading_order
from palveluketju.drawing.paper.theme import DEFAULT, Head, Style, Theme

_INCH: Final = 72.0
_SCALE: Final = 3.0
"""How much larger than the page everything stands in the text, to be scaled down when it is drawn.

Graphviz sets each letter on a whole dot of a 96th of an inch: in text three times as large, a third as far off.
"""
_PAGE: Final = "n0"
_HEAD, _RING = 10.0, 8.0
"""How long a head of Graphviz is at ``arrowsize=1``, in points, and how wide a ring."""
_SMALLER: Final = 0.85
"""Graphviz draws a line around a head."""
_BASELINE: Final = 0.25
"""How far Graphviz sets a line's baseline under the middle of its node, as a part of the size."""
_ROOM: Final = 1.3
"""How much wider and higher than its text a node is, so that in a wider font it begins at the same place."""


def positioned_dot(picture: Picture, page: int = 1, *, theme: Theme = DEFAULT) -> str:
    """A page of a picture as DOT in which everything has its place: ``neato -n2`` draws it without laying it out.

    A box, a line of text and a round mark are nodes, each line a node of its own so that it stands where it was
    measured; connectors and the strokes of marks are edges. Text is in labels and ids only.

    Raises:
        IndexError: the picture has no such page; the first is 1.
    """
    if not 1 <= page <= len(picture.pages):
        raise IndexError(f"the picture has {len(picture.pages)} pages; there is no page {page}")
    return "\n".join([*_Drawing(picture.pages[page - 1], theme).lines(), ""])


class _Drawing:
    """One pass over a page that gives the lines of its DOT text; node names are n0, n1, ... in the order drawn."""

    def __init__(self, page: Page, theme: Theme) -> None:
        self._page = page
        self._theme = theme
        self._fonts = fonts(theme)
        self._nodes: list[str] = []
        self._edges: list[str] = []
        self._names: dict[str, str] = {}

    def lines(self) -> Iterator[str]:
        page = self._page
        self._node(0, 0, page.width, page.height, f'style=filled fillcolor="{self._theme.background}" penwidth=0')
        for _, box in in_reading_order(page):
            self._box(box)
        for connector in page.connectors:
            self._connector(connector)
        self._inside(page.lines, page.marks)
        size = f'size="{page.width / _INCH:.4f},{page.height / _INCH:.4f}"'
        yield "digraph picture {"
        yield f"  graph [notranslate=true outputorder=nodesfirst pad=0 margin=0 {size}]"
        yield f'  node [shape=box fixedsize=true margin=0 label="" fontname={quoted(self._fonts)}]'
        yield from self._nodes
        yield from self._edges
        yield "}"

    def _node(self, x: float, y: float, width: float, height: float, looks: str) -> str:
        """A node in a rectangle whose upper left corner is at x, y; its name."""
        name = f"n{len(self._nodes)}"
        size = f"width={_SCALE * width / _INCH:.4f} height={_SCALE * height / _INCH:.4f}"
        self._nodes.append(f'  {name} [pos="{self._at((x + width / 2, y + height / 2))}" {size} {looks}]')
        return name

    def _at(self, point: Point) -> str:
        """A point as Graphviz has it: from the lower left corner."""
        return f"{_SCALE * point[0]:.2f},{_SCALE * (self._page.height - point[1]):.2f}"

    def _edge(self, start: str, end: str, points: Sequence[Point], looks: str, heads: str = "") -> None:
        if len(points) < 2:
            return
        first, *others = map(self._at, points)
        course = " ".join([first, *(f"{before} {point} {point}" for before, point in pairwise([first, *others]))])
        self._edges.append(f'  {start} -> {end} [pos="{heads}{course}" {looks}]')

    def _box(self, box: Box) -> None:
        style = self._theme.style(box.role)
        kinds = ",".join(["filled", *(["rounded"] if style.rounded else []), *dashes(style)])
        self._names[box.id] = self._node(
            box.x,
            box.y,
            box.width,
            box.height,
            f'style="{kinds}" fillcolor="{style.fill}" {_stroke(style)} id={quoted(clean(box.id))}',
        )
        self._inside(box.lines, box.marks, box.role)

    def _inside(self, lines: Sequence[TextLine], marks: Sequence[Mark], on: str = "") -> None:
        for line in lines:
            self._line(line, on)
        for mark in marks:
            for shape in shapes_of(mark):
                self._shape(shape, mark, self._theme.mark_colour(mark.kind, on))

    def _line(self, line: TextLine, on: str) -> None:
        text = clean(line.text)
        if not text.strip():
            return
        kinds = ["bold"] * line.bold + ["italic"] * line.italic
        font = f" fontname={quoted(' '.join([self._fonts, *kinds]))}" if kinds else ""
        colour = self._theme.text_colour(line.role, on)
        width, height = _ROOM * max(line.width, line.size), _ROOM * line.size
        self._node(
            line.x,
            line.y - _BASELINE * line.size - height / 2,
            min(width, max(self._page.width - line.x, line.width)),
            height,
            f'shape=none fontsize={_SCALE * line.size:g} fontcolor="{colour}"{font} label={quoted(text, left=True)}',
        )

    def _shape(self, shape: Shape, mark: Mark, colour: str) -> None:
        width = f'color="{colour}" penwidth={_SCALE * STROKE * mark.size:.2f}'
        if isinstance(shape, Stroke):
            self._edge(_PAGE, _PAGE, shape.points, f"{width} arrowhead=none")
            return
        form = "diamond" if isinstance(shape, Diamond) else "circle"
        is_ring = isinstance(shape, Disc) and not shape.filled
        looks = width if is_ring else f'style=filled fillcolor="{colour}" penwidth=0'
        radius = shape.radius
        self._node(shape.x - radius, shape.y - radius, 2 * radius, 2 * radius, f"shape={form} {looks}")

    def _connector(self, connector: Connector) -> None:
        style, points = self._theme.style(connector.role), connector.points
        self._inside(connector.lines, ())
        if len(points) < 2:
            return
        size = head_length(style) * _SMALLER / _HEAD
        if style.head is Head.RINGS:
            heads = f"s,{self._at(points[0])} e,{self._at(points[-1])} "
            shaft = shortened_twice(points, _RING * size)
        else:
            heads = f"e,{self._at(shortened(points, style.line)[-1])} "
            shaft = shortened(points, _HEAD * size + style.line)
        start, end = (self._names.get(name, _PAGE) for name in (connector.start, connector.end))
        kinds = "".join(f" style={kind}" for kind in dashes(style))
        looks = f"{_stroke(style)}{kinds} arrowsize={_SCALE * size:.2f} {HEADS[style.head]}"
        self._edge(start, end, shaft, f"{looks} id={quoted(clean(connector.id))}", heads)


def _stroke(style: Style) -> str:
    return stroke(replace(style, line=_SCALE * style.line))
