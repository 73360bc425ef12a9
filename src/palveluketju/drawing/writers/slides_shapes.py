"""Pages as native shapes on slides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count, pairwise
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from palveluketju.drawing.looks.mark_shapes import STROKE, Diamond, Plate, Stroke, shapes_of
from palveluketju.drawing.looks.theme import Theme
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Box, Connector, Mark, Page, Picture, Point, Sign, TextLine
from palveluketju.drawing.typesetting.badges import letter_of
from palveluketju.drawing.typesetting.measure import text_width
from palveluketju.drawing.writers import slides_parts as parts
from palveluketju.drawing.writers.reading import Paragraph, in_reading_order, paragraphs, same_words
from palveluketju.drawing.writers.slides_text import Typing, bullet_of, left_of

_CLEAR: Final = 0.9
"""How far under another line a line of the same text stands at least, as a part of its size."""
_HOLD: Final = 0.1
"""The radius of an unseen dot that connectors hold on to, in points."""
_BREAKS: Final = " -\n"
"""What differs where a line is broken."""
Within = list[parts.SlideShape]
"""The shapes of a slide, or of a group, in the order in which they are read."""


class PageShapes:
    """One page drawn on one slide; what is drawn first is read first."""

    def __init__(self, slide: Any, picture: Picture, theme: Theme) -> None:
        self._slide = slide
        self._picture = picture
        self._theme = theme
        self._typing = Typing(theme, picture.lang)
        self._numbers = count(max(map(int, slide.shapes._spTree.xpath("//p:cNvPr/@id"))) + 1)
        self._shapes: Within = []
        self._holds: dict[tuple[str, Point], tuple[int, int]] = {}
        self._meanings = {sign: said for sign, said in picture.legend if isinstance(sign, Sign)}

    def draw(self, page: Page, title: str = "", *, is_titled: bool = False) -> None:
        """Draw a page; ``title`` is that of the slide where it is another than the heading of the page.

        A slide that ``is_titled`` has it already, where its layout puts it; a heading of the page is text like other.
        """
        background = self._slide.background.fill
        background.solid()
        background.fore_color.rgb = RGBColor.from_string(self._theme.background.removeprefix("#"))
        texts, marks = paragraphs(page.lines, page.marks), page.marks
        heading = None
        if not is_titled:
            heading = next((text for text in texts if same_words(text.text, self._picture.title)), None)
            said = _saying(heading, title, page.width) if heading and title else heading
            self._title(said, title)
            if heading and said:
                marks = tuple(mark for mark in marks if mark not in heading.marks) + said.marks
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
                self._text(self._shapes, [replace(text, marks=())])  # of a legend, whose signs stay as they are
        for mark in marks:
            self._mark(self._shapes, mark)
        made = "".join(shape.xml for shape in self._shapes)
        self._slide.shapes._spTree.extend(list(parse_xml(f"<p:spTree {nsdecls('a', 'p')}>{made}</p:spTree>")))

    def _title(self, heading: Paragraph | None, title: str) -> None:
        """The slide's title; it stands over the slide's upper edge where the page does not show it."""
        shape = self._slide.shapes.title
        if heading is None:
            text = clean(title or self._picture.title) or self._picture.name
            heading = Paragraph((TextLine(0, -20, text, 400, 12, "text"),))
        x, y, width, height = _area([heading])
        parts.put(shape, x, y, width * 1.2, height)  # LibreOffice breaks a title's lines that fit exactly
        body = self._typing.body([heading], parts.area(x, y, width, height))
        shape._element.replace(shape._element.txBody, parse_xml(body.replace(">", f" {nsdecls('a', 'p')}>", 1)))

    def _box(self, box: Box, ends: Iterable[Point]) -> None:
        """A box with all that is in it, and something to hold on to wherever a connector ends."""
        if sample := box.as_line():
            self._connector(sample)
            return
        style = self._theme.style(box.role)
        texts = paragraphs(box.lines, box.marks)
        bullets = [mark for text in texts if (mark := bullet_of(text))]
        marks = [mark for mark in box.marks if not any(mark is bullet for bullet in bullets)]
        frames = _frames(texts)
        sites = {point: parts.site(box, point) for point in ends}
        number, called, said = next(self._numbers), box.title or box.id, box.title
        is_group = bool(marks) or None in sites.values() or len(frames) > 1
        within: Within = []
        area = parts.area(box.x, box.y, box.width, box.height)
        within.append(
            parts.shape(
                (number, called, "" if is_group else said),
                area,
                parts.ROUNDED if style.rounded else parts.RECTANGLE,
                fill=parts.filled(style.fill),
                outline=parts.line(style),
                body=self._typing.body(frames[0], area, box.role, wraps=True) if frames else "",
                corner=min(0.5, style.rounded / max(min(box.width, box.height), 1)) if style.rounded else None,
            )
        )
        for frame in frames[1:]:
            self._text(within, frame, box.role)
        for mark in marks:
            self._mark(within, mark, box.role)
        for point, site in sites.items():
            self._holds[box.id, point] = (self._unseen(within, point), 0) if site is None else (number, site)
        self._shapes += [parts.group((next(self._numbers), called, said), within)] if is_group else within

    def _text(self, within: Within, texts: Sequence[Paragraph], on: str = "", ink: str = "") -> None:
        area = parts.area(*_area(texts))
        within.append(parts.text_box(next(self._numbers), area, self._typing.body(texts, area, on, ink=ink)))

    def _mark(self, within: Within, mark: Mark, on: str = "") -> None:
        colour, meaning = self._theme.mark_colour(mark.kind, on), self._meanings.get(mark.sign, "")
        outline, fill = parts.plain_line(colour, STROKE * mark.size), parts.filled(colour)

        def name() -> tuple[int, str, str]:
            return next(self._numbers), meaning or mark.kind, meaning

        shapes = shapes_of(mark)
        if lines := [shape.points for shape in shapes if isinstance(shape, Stroke)]:
            within.append(parts.strokes(name(), lines, outline))
        for shape in shapes:
            if isinstance(shape, Stroke):
                continue
            is_filled = isinstance(shape, Diamond) or shape.filled
            corner = None
            if isinstance(shape, Plate):
                form = parts.ROUNDED if shape.is_round else parts.RECTANGLE
                area = parts.area(shape.x, shape.y, shape.width, shape.height)
                corner = 0.5 if shape.is_round else None
            else:
                form = parts.DIAMOND if isinstance(shape, Diamond) else parts.OVAL
                area = _about((shape.x, shape.y), shape.radius)
            look = {"fill": fill} if is_filled else {"outline": outline}
            within.append(parts.shape(name(), area, form, corner=corner, **look))
        if letter := letter_of(mark):
            self._text(within, [Paragraph((letter,))], on, self._theme.letter_colour(mark.kind, on))

    def _connector(self, connector: Connector) -> None:
        """A line from corner to corner, each holding on to its corners or to the box at its end.

        Presets with corners would hold on to the middle of a side only, and not every program draws them alike.
        """
        for text in paragraphs(connector.lines):
            self._text(self._shapes, [text])
        points = connector.points
        if len(points) < 2:
            return
        called, said = connector.title or connector.id, connector.title
        within: Within = []
        holds = [
            self._holds.get((connector.start, points[0])),
            *((self._unseen(within, point), 0) for point in points[1:-1]),
            self._holds.get((connector.end, points[-1])),
        ]
        style, is_group = self._theme.style(connector.role), len(points) > 2
        for place, (start, end) in enumerate(pairwise(points)):
            name = (next(self._numbers), called, "" if is_group else said)
            first, last = place == 0, place == len(points) - 2
            within.append(parts.connector(name, start, end, style, holds[place : place + 2], first=first, last=last))
        self._shapes += [parts.group((next(self._numbers), called, said), within)] if is_group else within

    def _unseen(self, within: Within, point: Point) -> int:
        """Something to hold on to, by its number."""
        within.append(parts.shape((next(self._numbers), "-", ""), _about(point, _HOLD), parts.OVAL))
        return within[-1].number


def _saying(heading: Paragraph, title: str, width: float) -> Paragraph:
    """The heading of a page so wide with other words before its marks, smaller where they do not fit.

    What begins with the words of the heading goes on after its last line; any other is one line.
    """
    whole, first, last = " ".join(clean(title).split()), heading.lines[0], heading.lines[-1]
    said = _beyond(whole, heading.text)
    before, text = ((), whole) if said is None else (heading.lines[:-1], last.text + said)
    end = last.x + last.width
    beside = max([0.0, *(mark.x + mark.width - end for mark in heading.marks)])
    wide = text_width(text, first.size, bold=first.bold)
    scale = min(1.0, (width - 2 * first.x - beside) / max(wide, 1))
    y = last.y if before else first.y
    line = replace(first, y=y, text=text, width=wide * scale, size=first.size * scale)
    marks = tuple(mark.moved(line.x + line.width - end, y - last.y) for mark in heading.marks)
    return Paragraph((*before, line), marks)


def _beyond(whole: str, beginning: str) -> str | None:
    """What goes on after the words of another text, however its lines are broken; None where it begins otherwise."""
    letters = [letter for letter in beginning if letter not in _BREAKS]
    for place, letter in enumerate(whole):
        if not letters:
            return whole[place:]
        if letter not in _BREAKS and letter != letters.pop(0):
            return None
    return None if letters else ""


def _about(middle: Point, radius: float) -> parts.Area:
    return parts.area(middle[0] - radius, middle[1] - radius, 2 * radius, 2 * radius)


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
    left, top = left_of(texts), lines[0].y - lines[0].size
    return left, top, max(line.x + line.width for line in lines) - left, lines[-1].y + lines[-1].size / 4 - top
