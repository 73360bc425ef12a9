"""Pages fitted into a part of a slide: under the title that a layout has, or on slides of another size."""

from __future__ import annotations

from dataclasses import replace

from palveluketju.drawing.picture.picture import Box, Connector, Mark, Page, Picture, Point, TextLine
from palveluketju.drawing.writers.reading import paragraphs, same_words


def fitted(picture: Picture, page: Page, x: float, y: float, width: float, height: float) -> Page:
    """A page without its heading, as large as it was drawn or smaller, so that it stands within a rectangle.

    A heading with a mark stays: no title of a slide can have the mark.
    """
    texts = paragraphs(page.lines, page.marks)
    heading = next((text.lines for text in texts if same_words(text.text, picture.title) and not text.marks), ())
    bare = replace(page, lines=tuple(line for line in page.lines if line not in heading))
    left, top, right, bottom = _bounds(bare)
    scale = min(1.0, width / max(right - left, 1), height / max(bottom - top, 1))
    return _Moving(scale, x - left * scale, y - top * scale).page(bare)


def _bounds(page: Page) -> tuple[float, float, float, float]:
    lines = [*page.lines, *(line for one in page.connectors for line in one.lines)]
    corners: list[Point] = [point for one in page.connectors for point in one.points]
    for box in page.boxes:
        corners += [(box.x, box.y), (box.x + box.width, box.y + box.height)]
    for line in lines:
        corners += [(line.x, line.y - line.size), (line.x + line.width, line.y + line.size / 4)]
    for mark in page.marks:
        corners += [(mark.x, mark.y), (mark.x + mark.width, mark.y + mark.size)]
    across, down = [x for x, _ in corners] or [0.0], [y for _, y in corners] or [0.0]
    return min(across), min(down), max(across), max(down)


class _Moving:
    """What makes everything on a page smaller and puts it elsewhere."""

    def __init__(self, scale: float, x: float, y: float) -> None:
        self._scale, self._x, self._y = scale, x, y

    def _point(self, x: float, y: float) -> Point:
        return x * self._scale + self._x, y * self._scale + self._y

    def page(self, page: Page) -> Page:
        """A page, moved."""
        return replace(
            page,
            boxes=tuple(map(self._box, page.boxes)),
            connectors=tuple(map(self._connector, page.connectors)),
            lines=tuple(map(self._line, page.lines)),
            marks=tuple(map(self._mark, page.marks)),
        )

    def _box(self, box: Box) -> Box:
        x, y = self._point(box.x, box.y)
        return replace(
            box,
            x=x,
            y=y,
            width=box.width * self._scale,
            height=box.height if box.as_line() else box.height * self._scale,
            lines=tuple(map(self._line, box.lines)),
            marks=tuple(map(self._mark, box.marks)),
        )

    def _connector(self, connector: Connector) -> Connector:
        points = tuple(self._point(*point) for point in connector.points)
        return replace(connector, points=points, lines=tuple(map(self._line, connector.lines)))

    def _line(self, line: TextLine) -> TextLine:
        x, y = self._point(line.x, line.y)
        return replace(line, x=x, y=y, width=line.width * self._scale, size=line.size * self._scale)

    def _mark(self, mark: Mark) -> Mark:
        x, y = self._point(mark.x, mark.y)
        return replace(mark, x=x, y=y, size=mark.size * self._scale)
