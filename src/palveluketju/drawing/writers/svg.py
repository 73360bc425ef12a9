"""A page as SVG: one image for a reader of screens, real text for everyone, nothing from the network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape

from palveluketju.drawing.looks.arrows import head_length, shortened, shortened_twice, toward
from palveluketju.drawing.looks.mark_shapes import STROKE, Diamond, Disc, Plate, Shape, shapes_of
from palveluketju.drawing.looks.theme import DEFAULT, Head, Style, Theme
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Box, Connector, Mark, Picture, Point, TextLine
from palveluketju.drawing.typesetting.badges import letter_of
from palveluketju.drawing.writers.ids import Ids
from palveluketju.drawing.writers.reading import in_reading_order

Links = Callable[[str], str | None]
"""Where an element, ``service:neuvola``, leads to; None where it leads nowhere."""
_SAFE: Final = re.compile(r"(?:https?://|(?![^/?#]*:))[^\x00-\x1f\x7f]+", re.IGNORECASE)


def target_of(element: str, links: Links | None) -> str:
    """Where an element leads to: within the page, to a page beside it, or by http; empty where it leads nowhere.

    Raises:
        ValueError: it would lead elsewhere, to a script say.
    """
    target = (links(element) if links and element else None) or ""
    if target and not _SAFE.fullmatch(target):
        raise ValueError(f"a link is relative, or begins with https://, http:// or #; not {target!r}")
    return target.replace(" ", "%20")  # names of moves have spaces


def role_of(links: Links | None) -> str:
    """The role of the whole for readers of screens: to them, what is within an image is no link."""
    return "group" if links else "img"


def svg_text(picture: Picture, page: int = 1, *, theme: Theme = DEFAULT, links: Links | None = None) -> str:
    """A page of a picture as SVG, with the picture's title and description in words.

    Ids begin with the picture's name and the page's number, so that several can stand in one document. Each line of
    text is as long as it was measured, also in another font. A group of what stands for an element says of which in
    ``data-element``, and is a link where ``links`` has a target for it; where lines of a box stand for others than the
    box does, they are the links.

    Raises:
        ValueError: a link would lead to a script, or to anything else than a page.
        IndexError: the picture has no such page; the first is 1.
    """
    return "\n".join([*_Page(picture, page, theme, links).lines(), ""])


def font_of(family: str) -> str:
    """How a page as SVG says in which font it is."""
    return f" font-family={_quoted(family)}"


class _Page:
    def __init__(self, picture: Picture, number: int, theme: Theme, links: Links | None) -> None:
        if not 1 <= number <= len(picture.pages):
            raise IndexError(f"the picture has {len(picture.pages)} pages; there is no page {number}")
        self._picture = picture
        self._number = number
        self._theme = theme
        self._links = links
        self._ids = Ids(picture.name, number)

    def lines(self) -> Iterator[str]:
        picture, page, theme = self._picture, self._picture.pages[self._number - 1], self._theme
        of = f" ({self._number}/{len(picture.pages)})" if len(picture.pages) > 1 else ""
        title, description = self._ids.of("title"), self._ids.of("description")
        role = role_of(self._links)
        about = "\n".join(map(_text, picture.description))
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(page.width)} {_n(page.height)}" role="{role}"'
            f' aria-labelledby="{title} {description}" lang={_quoted(picture.lang)} xml:lang={_quoted(picture.lang)}'
            f' xml:space="preserve"{font_of(theme.font)}>'
        )
        yield f'<title id="{title}">{_text(picture.title + of)}</title>'
        yield f'<desc id="{description}">{about}</desc>'
        yield f'<rect width="{_n(page.width)}" height="{_n(page.height)}" fill="{theme.background}"/>'
        for _, box in in_reading_order(page):
            yield from self._box(box)
        for connector in page.connectors:
            yield from self._connector(connector)
        yield from self._told(page.lines)
        for mark in page.marks:
            yield from self._mark(mark)
        yield "</svg>"

    def _group(self, name: str, role: str, title: str, element: str = "") -> Iterator[str]:
        of = f" data-element={_quoted(element)}" if element else ""
        yield f'<g id="{self._ids.of(name)}" class={_quoted(role)}{of}>'
        if title:
            yield f"<title>{_text(title)}</title>"

    def _linked(self, element: str, drawn: Iterator[str]) -> Iterator[str]:
        """What stands for an element, as a link where that leads somewhere."""
        target = target_of(element, self._links)
        yield from (f"<a href={_quoted(target)}>", *drawn, "</a>") if target else drawn

    def _box(self, box: Box) -> Iterator[str]:
        if sample := box.as_line():
            yield from self._connector(sample)
            return
        # a link within a link would be none
        is_whole = {line.element for line in box.lines} <= {"", box.element}
        yield from self._linked(box.element if is_whole else "", self._boxed(box, is_whole=is_whole))

    def _boxed(self, box: Box, *, is_whole: bool) -> Iterator[str]:
        style = self._theme.style(box.role)
        yield from self._group(box.id, box.role, box.title, box.element)
        corners = f' rx="{_n(style.rounded)}"' if style.rounded else ""
        yield (
            f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"{corners}'
            f' fill="{style.fill}" {_stroke(style)}/>'
        )
        if is_whole:
            for line in box.lines:
                yield from self._line(line, box.role)
        else:
            yield from self._told(box.lines, box.role)
        for mark in box.marks:
            yield from self._mark(mark, box.role)
        yield "</g>"

    def _told(self, lines: Sequence[TextLine], on: str = "") -> Iterator[str]:
        """Lines of text, those of one element in a group."""
        for element, some in groupby(lines, lambda line: line.element):
            texts = [text for line in some for text in self._line(line, on)]
            if element and texts:
                of = f'id="{self._ids.of(element)}" data-element={_quoted(element)}'
                yield from self._linked(element, iter((f"<g {of}>", *texts, "</g>")))
            else:
                yield from texts

    def _line(self, line: TextLine, on: str = "", colour: str = "") -> Iterator[str]:
        text = _text(line.text)
        if not text.strip():
            return
        set_as = (' font-weight="bold"' if line.bold else "") + (' font-style="italic"' if line.italic else "")
        length = f' textLength="{_n(line.width)}" lengthAdjust="spacingAndGlyphs"' if line.width > 0 else ""
        yield (
            f'<text x="{_n(line.x)}" y="{_n(line.y)}" font-size="{_n(line.size)}"{set_as}{length}'
            f' fill="{colour or self._theme.text_colour(line.role, on)}">{text}</text>'
        )

    def _mark(self, mark: Mark, on: str = "") -> Iterator[str]:
        colour = self._theme.mark_colour(mark.kind, on)
        shapes = shapes_of(mark)
        filled = "".join(_path(shape) for shape in shapes if _is_filled(shape))
        drawn = "".join(_path(shape) for shape in shapes if not _is_filled(shape))
        yield f'<g class="mark-{mark.kind}">' + (f'<path d="{filled}" fill="{colour}"/>' if filled else "")
        if drawn:
            width = _n(STROKE * mark.size)
            yield f'<path d="{drawn}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"/>'
        if letter := letter_of(mark):
            yield from self._line(letter, on, self._theme.letter_colour(mark.kind, on))
        yield "</g>"

    def _connector(self, connector: Connector) -> Iterator[str]:
        yield from self._linked(connector.element, self._drawn(connector))

    def _drawn(self, connector: Connector) -> Iterator[str]:
        style = self._theme.style(connector.role)
        shaft, heads = _with_heads(connector.points, style)
        yield from self._group(connector.id, connector.role, connector.title, connector.element)
        if len(shaft) > 1:
            yield f'<path d="{_over(shaft)}" fill="none" stroke-linejoin="round" {_stroke(style)}/>'
        yield from heads
        for line in connector.lines:
            yield from self._line(line)
        yield "</g>"


def _with_heads(points: Sequence[Point], style: Style) -> tuple[Sequence[Point], list[str]]:
    """A connector's line without what its heads cover, and the heads."""
    if len(points) < 2:
        return points, []
    length = head_length(style)
    line = f'fill="none" stroke="{style.stroke}" stroke-width="{_n(style.line)}"'
    match style.head:
        case Head.OPEN:
            stem = _over((shortened(points, length)[-1], points[-1]))
            return points, [f'<path d="{stem}{_over(_corners(points, length, 0.5))}" {line} stroke-linejoin="round"/>']
        case Head.RINGS:
            radius = length / 3
            rings = (toward(points[0], points[1], radius), toward(points[-1], points[-2], radius))
            circles = [f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" {line}/>' for x, y in rings]
            return shortened_twice(points, 2 * radius), circles
        case Head.FULL:
            head = _over(_corners(points, length, 0.38)) + "Z"
            return shortened(points, length * 0.8), [f'<path d="{head}" fill="{style.stroke}"/>']


def _corners(points: Sequence[Point], length: float, spread: float) -> tuple[Point, Point, Point]:
    """The three corners of an arrow's head, its tip in the middle; ``spread`` is half its width for its length."""
    tip = points[-1]
    base = toward(tip, points[-2], length)
    across = (base[1] - tip[1]) * spread, (tip[0] - base[0]) * spread
    return (base[0] + across[0], base[1] + across[1]), tip, (base[0] - across[0], base[1] - across[1])


def _is_filled(shape: Shape) -> bool:
    return isinstance(shape, Diamond) or (isinstance(shape, Disc | Plate) and shape.filled)


def _path(shape: Shape) -> str:
    if isinstance(shape, Disc):
        radius = _n(shape.radius)
        right, left = f"{_n(shape.x + shape.radius)} {_n(shape.y)}", f"{_n(shape.x - shape.radius)} {_n(shape.y)}"
        return f"M{left}A{radius} {radius} 0 1 1 {right}A{radius} {radius} 0 1 1 {left}Z"
    if isinstance(shape, Plate):
        return _plate(shape)
    if isinstance(shape, Diamond):
        x, y, far = shape.x, shape.y, shape.radius
        return _over([(x, y - far), (x + far, y), (x, y + far), (x - far, y)]) + "Z"
    return _over(shape.points)


def _plate(shape: Plate) -> str:
    right, low = _n(shape.x + shape.width), _n(shape.y + shape.height)
    if not shape.is_round:
        return f"M{_n(shape.x)} {_n(shape.y)}H{right}V{low}H{_n(shape.x)}Z"
    radius = shape.height / 2
    left, far, end = _n(shape.x + radius), _n(shape.x + shape.width - radius), f"A{_n(radius)} {_n(radius)} 0 1 1"
    return f"M{left} {_n(shape.y)}H{far}{end} {far} {low}H{left}{end} {left} {_n(shape.y)}Z"


def _over(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _stroke(style: Style) -> str:
    dashes = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    return f'stroke="{style.stroke}" stroke-width="{_n(style.line)}"{dashes}'


@lru_cache(maxsize=20_000)
def _n(value: float) -> str:
    """A number with at most two decimals."""
    number = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if number == "-0" else number


def _text(text: str) -> str:
    return escape(clean(text))


def _quoted(text: str) -> str:
    return '"' + escape(clean(text), {'"': "&quot;"}) + '"'
