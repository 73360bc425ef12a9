"""Text in the shapes of slides: each line where it was measured, in paragraphs that a program can break anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from palveluketju.drawing.looks.theme import Theme
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Mark, MarkKind, TextLine
from palveluketju.drawing.typesetting.measure import LEADING, text_width
from palveluketju.drawing.writers.office_files import region
from palveluketju.drawing.writers.reading import Paragraph
from palveluketju.drawing.writers.slides_parts import Area, emu, filled

_BASELINE: Final = 0.8
"""Where a line of exact height has its baseline, as a part of the height."""
_BULLETS: Final = {
    MarkKind.CRITICAL: ("\u2022", 1.0, 0.35),
    MarkKind.SERVICE: ("\u25e6", 1.3, 0.354),
    MarkKind.ITEM: ("\u2013", 1.0, 0.556),
}
"""Marks that look like bullets of programs: the character, how large it is as a part of the size of the text, and how
wide it is in Arial as a part of its own."""
_CAREFUL: Final = 1.02
"""Programs set text at most so much wider than it was measured."""
_PIECE: Final = re.compile(r"[^\s/-]*[/-]?")
"""What of a line stays together at its beginning."""


def bullet_of(text: Paragraph) -> Mark | None:
    """The mark before a paragraph that is its bullet on slides."""
    first = text.lines[0]
    before = [mark for mark in text.marks if mark.x + mark.width <= first.x]
    if len(before) != 1 or before[0].kind not in _BULLETS:
        return None
    middle = before[0].y + before[0].size / 2
    return before[0] if first.y - first.size <= middle <= first.y + first.size / 4 else None


def left_of(texts: Sequence[Paragraph]) -> float:
    """Where paragraphs begin, with their bullets."""
    bullets = ((bullet_of(text), text.lines[0]) for text in texts)
    starts = [_start(bullet, line) for bullet, line in bullets if bullet]
    return min([*starts, *(line.x for text in texts for line in text.lines)])


class Typing:
    """Sets text in the font and colours of a theme, in a language."""

    def __init__(self, theme: Theme, lang: str) -> None:
        self._theme = theme
        self._font = quoteattr(theme.font.split(",")[0].strip(" \"'"))
        self._lang = region(lang)

    def body(self, texts: Sequence[Paragraph], area: Area, on: str = "", *, wraps: bool = False, ink: str = "") -> str:
        """The text of a shape of an area, which stands in a box of a role, if any; :func:`bullet_of` are its bullets.

        Where it ``wraps``, lines are broken by programs where these would break them as they were broken, so that text
        can be edited.
        """
        bullets = [bullet_of(text) for text in texts]
        left = left_of(texts)
        edge = _edge(texts, left, area) if wraps else None
        first = texts[0].lines[0]
        inset = f'lIns="{emu(left) - area.left}" tIns="{emu(first.y - _BASELINE * LEADING * first.size) - area.top}"'
        wrap, right = ("none", 0) if edge is None else ("square", area.left + area.width - emu(edge))
        made = []
        before: TextLine | None = None
        for text, bullet in zip(texts, bullets, strict=True):
            line = text.lines[0]
            height = LEADING * line.size
            space = ""
            if before:
                down = line.y - before.y - (1 - _BASELINE) * LEADING * before.size
                height = max(min(height, down / _BASELINE), 1)
                space = f'<a:spcBef><a:spcPts val="{_hundredths(max(down - _BASELINE * height, 0))}"/></a:spcBef>'
            indent = emu(_start(bullet, line) - line.x) if bullet else 0
            made.append(
                f'<a:p><a:pPr marL="{emu(line.x) - emu(left)}" indent="{indent}" algn="l">'
                f'<a:lnSpc><a:spcPts val="{_hundredths(height)}"/></a:lnSpc>{space}{self._bullet(bullet, on)}</a:pPr>'
                f"{self._runs(text, edge, ink or self._theme.text_colour(line.role, on))}</a:p>"
            )
            before = text.lines[-1]
        return (
            f'<p:txBody><a:bodyPr wrap="{wrap}" {inset} rIns="{right}" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{''.join(made)}</p:txBody>"
        )

    def _bullet(self, mark: Mark | None, on: str) -> str:
        if mark is None:
            return ""
        colour = self._theme.mark_colour(mark.kind, on).removeprefix("#")
        character, part, _ = _BULLETS[mark.kind]
        return (
            f'<a:buClr><a:srgbClr val="{colour}"/></a:buClr><a:buSzPct val="{round(part * 100000)}"/>'
            f'<a:buFont typeface={self._font}/><a:buChar char="{character}"/>'
        )

    def _runs(self, text: Paragraph, edge: float | None, ink: str) -> str:
        line = text.lines[0]
        look = (
            f'<a:rPr lang="{self._lang}" sz="{_hundredths(line.size)}" b="{line.bold:d}" i="{line.italic:d}">'
            f"{filled(ink)}<a:latin typeface={self._font}/></a:rPr>"
        )
        return f"<a:br>{look}</a:br>".join(
            f"<a:r>{look}<a:t>{escape(part)}</a:t></a:r>" for part in _told(text.lines, edge)
        )


def _hundredths(points: float) -> int:
    return round(points * 100)


def _start(bullet: Mark, line: TextLine) -> float:
    """Where a bullet begins so that its middle is that of its mark."""
    _, part, wide = _BULLETS[bullet.kind]
    return bullet.x + (bullet.size - line.size * part * wide) / 2


def _edge(texts: Sequence[Paragraph], left: float, area: Area) -> float | None:
    """Where lines of a box end at most: as far from its side as they begin, if they surely fit; None if they do not."""
    needed = max(line.x + line.width * _CAREFUL for text in texts for line in text.lines)
    side = (area.left + area.width) / emu(1)
    if needed > side:
        return None
    return max(needed, side - (left - area.left / emu(1)))


def _told(lines: Sequence[TextLine], edge: float | None) -> Iterator[str]:
    """What stands between breaks: lines that a program breaks by itself at an edge are one text."""
    whole = clean(lines[0].text)
    for line, following in pairwise(lines):
        text = clean(following.text)
        if edge is not None and not whole.endswith(("-", "/")):
            piece = (_PIECE.match(text.strip()) or [""])[0]
            more = text_width(f" {piece}", line.size, bold=line.bold)
            if line.x + (line.width + more) / _CAREFUL > edge:
                whole = f"{whole.rstrip()} {text.lstrip()}"
                continue
        yield whole
        whole = text
    yield whole
