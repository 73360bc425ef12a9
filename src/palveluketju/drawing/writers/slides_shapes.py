"""Pages as native shapes on slides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from palveluketju.drawing.looks.mark_shapes import STROKE, Diamond, Disc, Plate, Stroke, shapes_of
from palveluketju.drawing.looks.theme import Theme
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Box, Connector, Mark, Page, Picture, Point, Sign, TextLine
from palveluketju.drawing.typesetting.badges import letter_of
from palveluketju.drawing.typesetting.measure import LEADING, text_width
from palveluketju.drawing.writers import slides_parts as parts
from palveluketju.drawing.writers.office_files import region
from palveluketju.drawing.writers.reading import Paragraph, in_reading_order, paragraphs, same_words

_BASELINE: Final = 0.8
"""Where a line of exact height has its baseline, as a part of the height."""
_CLEAR: Final = 0.9
"""How far under another line a line of the same text stands at least, as a part of its size."""
_HOLD: Final = 0.1
"""The radius of an unseen dot that connectors hold on to, in points."""


class PageShapes:
    """One page drawn on one slide; what is drawn first is read first."""

    def __init__(self, slide: Any, picture: Picture, theme: Theme) -> None:
        self._slide = slide
        self._picture = picture
        self._theme = theme
        self._holds: dict[tuple[str, Point], tuple[Any, int]] = {}
        self._meanings = {sign: said for sign, said in picture.legend if isinstance(sign, Sign)}

    def draw(self, page: Page, title: str = "", *, is_titled: bool = False) -> None:
        """Draw a page; ``title`` is that of the slide where it is another than the heading of the page.

        A slide that ``is_titled`` has it already, where its layout puts it; a heading of the page is text like other.
        """
        background = self._slide.background.fill
        background.solid()
        background.fore_color.rgb = parts.rgb(self._theme.background)
        texts = paragraphs(page.lines, page.marks)
        heading = None
        if not is_titled:
            heading = next((text for text in texts if same_words(text.text, self._picture.title)), None)
            self._title(heading, title)
        ends: dict[str, dict[Point, None]] = {}
        for connector in page.connectors:
            for name, points in ((connector.start, connector.points[:1]), (connector.end, connector.points[-1:])):
                ends.setdefault(name, {}).update(dict.fromkeys(points))
        for _, box in in_reading_order(page):
            self._box(box, ends.get(box.id, {}))
        for connector in page.connectors:
            self._connector(connector)
        for text in texts:
            if text is not heading:
                self._text(self._slide.shapes, [text])
        for mark in page.marks:
            self._mark(self._slide.shapes, mark)

    def _title(self, heading: Paragraph | None, title: str) -> None:
        """The slide's title; it stands over the slide's upper edge where the page does not show it."""
        shape = self._slide.shapes.title
        if heading is None:
            text = clean(title or self._picture.title) or self._picture.name
            heading = Paragraph((TextLine(0, -20, text, 400, 12, "text"),))
        elif title and not same_words(title, heading.text):
            whole = " ".join(clean(title).split())
            first = heading.lines[0]
            heading = Paragraph((replace(first, text=whole, width=text_width(whole, first.size, bold=first.bold)),))
        x, y, width, height = _area([heading])
        parts.put(shape, x, y, width * 1.2, height)  # LibreOffice breaks a title's lines that fit exactly
        self._write(shape, [heading])

    def _box(self, box: Box, ends: Iterable[Point]) -> None:
        """A box with all that is in it, and something to hold on to wherever a connector ends."""
        if sample := box.as_line():
            self._connector(sample)
            return
        style = self._theme.style(box.role)
        frames = _frames(paragraphs(box.lines, box.marks))
        sites = {point: parts.site(box, point) for point in ends}
        within = self._slide.shapes
        called, said = box.title or box.id, box.title
        group = None
        if box.marks or None in sites.values() or len(frames) > 1:
            group = parts.add_group(within, called, said)
            within, said = group.shapes, ""
        form = MSO_SHAPE.ROUNDED_RECTANGLE if style.rounded else MSO_SHAPE.RECTANGLE
        shape = parts.add_shape(within, form, box.x, box.y, box.width, box.height)
        if style.rounded:
            shape.adjustments[0] = min(0.5, style.rounded / max(min(box.width, box.height), 1))
        parts.name(shape, called, said)
        parts.fill(shape, style.fill)
        parts.draw_line(shape.line, style)
        if frames:
            self._write(shape, frames[0], box.role)
        for frame in frames[1:]:
            self._text(within, frame, box.role)
        for mark in box.marks:
            self._mark(within, mark, box.role)
        for point, site in sites.items():
            hold = (_unseen(within, point), 0) if site is None else (shape, site)
            self._holds[box.id, point] = hold
        if group:
            parts.close(group)

    def _text(self, within: Any, texts: Sequence[Paragraph], on: str = "") -> Any:
        shape = within.add_textbox(*map(parts.emu, _area(texts)))
        self._write(shape, texts, on)
        return shape

    def _write(self, shape: Any, texts: Sequence[Paragraph], on: str = "") -> None:
        """Paragraphs into a shape, each line where it was measured."""
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = False, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
        first = texts[0].lines[0]
        left = min(line.x for text in texts for line in text.lines)
        frame.margin_left, frame.margin_right, frame.margin_bottom = parts.emu(left) - shape.left, 0, 0
        frame.margin_top = parts.emu(first.y - _BASELINE * LEADING * first.size) - shape.top
        before: TextLine | None = None
        for text in texts:
            paragraph = frame.add_paragraph() if before else frame.paragraphs[0]
            line = text.lines[0]
            height = LEADING * line.size
            if before:
                down = line.y - before.y - (1 - _BASELINE) * LEADING * before.size
                height = max(min(height, down / _BASELINE), 1)
                paragraph.space_before = Pt(round(max(down - _BASELINE * height, 0), 2))
            paragraph.line_spacing = Pt(round(height, 2))
            paragraph.alignment = PP_ALIGN.LEFT
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", str(parts.emu(line.x - left)))
            properties.set("indent", "0")
            for place, part in enumerate(text.lines):
                if place:
                    paragraph.add_line_break()
                run = paragraph.add_run()
                run.text = clean(part.text)
                self._set(run.font, part, on)
            before = text.lines[-1]

    def _set(self, font: Any, line: TextLine, on: str) -> None:
        font.size, font.bold, font.italic = Pt(line.size), line.bold, line.italic
        font.name = self._theme.font.split(",")[0].strip(" \"'")
        font.color.rgb = parts.rgb(self._theme.text_colour(line.role, on))
        font._rPr.set("lang", region(self._picture.lang))

    def _mark(self, within: Any, mark: Mark, on: str = "") -> None:
        colour = self._theme.mark_colour(mark.kind, on)
        shapes = shapes_of(mark)
        lines = [shape.points for shape in shapes if isinstance(shape, Stroke)]
        drawn = [(parts.add_strokes(within, lines), False)] if lines else []
        for shape in shapes:
            if isinstance(shape, Plate):
                form = MSO_SHAPE.ROUNDED_RECTANGLE if shape.is_round else MSO_SHAPE.RECTANGLE
                drawn.append((parts.add_shape(within, form, shape.x, shape.y, shape.width, shape.height), shape.filled))
                if shape.is_round:
                    drawn[-1][0].adjustments[0] = 0.5
            elif not isinstance(shape, Stroke):
                form = MSO_SHAPE.DIAMOND if isinstance(shape, Diamond) else MSO_SHAPE.OVAL
                filled = not isinstance(shape, Disc) or shape.filled
                drawn.append((parts.add_about(within, form, (shape.x, shape.y), shape.radius), filled))
        for one, filled in drawn:
            meaning = self._meanings.get(mark.sign, "")
            parts.name(one, meaning or mark.kind, meaning)
            if filled:
                parts.fill(one, colour)
            else:
                one.line.color.rgb, one.line.width = parts.rgb(colour), parts.emu(STROKE * mark.size)
        if letter := letter_of(mark):
            box = self._text(within, [Paragraph((letter,))], on)
            box.text_frame.paragraphs[0].runs[0].font.color.rgb = parts.rgb(self._theme.letter_colour(mark.kind, on))

    def _connector(self, connector: Connector) -> None:
        """A line from corner to corner, each holding on to its corners or to the box at its end.

        Presets with corners would hold on to the middle of a side only, and not every program draws them alike.
        """
        for text in paragraphs(connector.lines):
            self._text(self._slide.shapes, [text])
        points = connector.points
        if len(points) < 2:
            return
        within, called, said = self._slide.shapes, connector.title or connector.id, connector.title
        group = None
        if len(points) > 2:
            group = parts.add_group(within, called, said)
            within, said = group.shapes, ""
        holds = [self._holds.get((connector.start, points[0]))]
        holds += [(_unseen(within, point), 0) for point in points[1:-1]]
        holds += [self._holds.get((connector.end, points[-1]))]
        style = self._theme.style(connector.role)
        for place, (start, end) in enumerate(pairwise(points)):
            line = parts.add_line(within, start, end, style, first=place == 0, last=place == len(points) - 2)
            parts.name(line, called, said)
            for connect, hold in ((line.begin_connect, holds[place]), (line.end_connect, holds[place + 1])):
                if hold:
                    connect(*hold)
        if group:
            parts.close(group)


def _unseen(within: Any, point: Point) -> Any:
    """Something to hold on to."""
    shape = parts.add_about(within, MSO_SHAPE.OVAL, point, _HOLD)
    parts.name(shape, "-")
    return shape


def _frames(texts: Iterable[Paragraph]) -> list[list[Paragraph]]:
    """Paragraphs that stand under each other together; those beside others in frames of their own."""
    frames: list[list[Paragraph]] = []
    for text in sorted(texts, key=lambda text: (text.lines[0].y, text.lines[0].x)):
        first = text.lines[0]
        under = [frame for frame in frames if first.y - frame[-1].lines[-1].y >= _CLEAR * first.size]
        if under:
            under[0].append(text)
        else:
            frames.append([text])
    return frames


def _area(texts: Sequence[Paragraph]) -> tuple[float, float, float, float]:
    """The rectangle that paragraphs stand in."""
    lines = [line for text in texts for line in text.lines]
    left, top = min(line.x for line in lines), lines[0].y - lines[0].size
    return left, top, max(line.x + line.width for line in lines) - left, lines[-1].y + lines[-1].size / 4 - top
