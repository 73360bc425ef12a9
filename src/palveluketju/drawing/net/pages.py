"""Boxes in columns, or in rows from the top, joined by connectors with elbows; as many pages as it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Final

from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.net.layered import APART, NARROWEST, NodeDrawing, Shown, Tie
from palveluketju.drawing.picture.pages import MARGIN, SMALLEST
from palveluketju.drawing.picture.picture import Box, TextLine
from palveluketju.drawing.typesetting.items import CLOSE, Item, Size, Sizes
from palveluketju.drawing.typesetting.setting import height_of, place, set_items, text_box

_GUESS: Final = 8
"""How many ties the first page is tried with; the next ones with as many as the page before them has."""


def node_bodies(
    sheet: Sheet,
    shown: Sequence[Shown],
    ties: Sequence[Tie],
    *,
    down: bool = False,
    apart: str = "",
    rooted: bool = False,
) -> list[Body]:
    """The pages of a node view: columns from left to right, or rows ``down`` the page.

    Every tie is drawn once; a box stands on each page that has a tie of it. Where everything is ``rooted`` in the box
    of layer 0, the ties that lead from there stand on later pages again. Boxes without ties follow in rows under the
    heading ``apart``. The text is as large as it can be on as few pages as its smallest size needs.
    """
    return sheet.largest(lambda sizes: Pages(sheet, shown, ties, sizes, down=down, rooted=rooted).bodies(apart))


class Pages:
    """The boxes and ties of one view, in one size of text, divided between pages.

    Attributes:
        bottom: where the last page ends.
        fits: whether each page has room for what it has.
    """

    def __init__(
        self,
        sheet: Sheet,
        shown: Sequence[Shown],
        ties: Sequence[Tie],
        sizes: Sizes,
        *,
        down: bool = False,
        rooted: bool = False,
        later: Sheet | None = None,
    ) -> None:
        """``later`` is the sheet of all pages but the first, where it is another one."""
        self._sheet, self._later, self._sizes, self._down = sheet, later or sheet, sizes, down
        self._shown = {one.name: one for one in shown}
        self._place = {name: place for place, name in enumerate(self._shown)}
        self._ties = _in_walking_order(shown, ties)
        self.bottom, self.fits = sheet.top, True
        self._leads: dict[str, Tie] = {}
        for tie in self._ties if rooted else ():
            _, far = sorted((tie.start, tie.end), key=lambda end: abs(self._shown[end].layer))
            self._leads.setdefault(far, tie)

    def bodies(self, apart: str = "") -> list[Body]:
        """Pages of ties, each as full as it can be, then the boxes that none joins."""
        bodies = []
        rest, guess = self._ties, _GUESS
        while rest:
            drawing = self._fullest(rest, guess)
            guess = len(drawing.ties)
            bodies.append(drawing.body())
            self.bottom, self.fits = drawing.bottom, self.fits and drawing.fits
            self._sheet = self._later
            drawn = set(drawing.ties)
            rest = [tie for tie in rest if tie not in drawn]
        joined = {end for tie in self._ties for end in (tie.start, tie.end)}
        alone = [one for one in self._shown.values() if one.name not in joined]
        return self._with_rows(bodies, alone, apart) if alone else bodies

    def _fullest(self, ties: Sequence[Tie], guess: int) -> NodeDrawing:
        """A page of as many of the first ties as fit; what leads to them is left out where there is no room for it."""
        for lead in (True, False):
            drawing_of = cache(partial(self._of_first, ties, lead))
            most = _most(drawing_of, guess, len(ties))
            if drawing_of(most).fits:
                break
        return drawing_of(most)

    def _of_first(self, ties: Sequence[Tie], lead: bool, count: int) -> NodeDrawing:
        return self._drawing(ties[:count], lead=lead)

    def _with_leads(self, ties: Sequence[Tie]) -> list[Tie]:
        """Ties with those that lead to them from the root."""
        found = dict.fromkeys(ties)
        waiting = list(ties)
        while waiting:
            tie = waiting.pop()
            near = min((tie.start, tie.end), key=lambda end: abs(self._shown[end].layer))
            if (lead := self._leads.get(near)) and lead not in found:
                found[lead] = None
                waiting.append(lead)
        return [tie for tie in self._ties if tie in found]

    def _drawing(self, ties: Sequence[Tie], *, lead: bool) -> NodeDrawing:
        ties = self._with_leads(ties) if lead else ties
        ends = {end for tie in ties for end in (tie.start, tie.end)}
        shown = [self._shown[name] for name in sorted(ends, key=self._place.__getitem__)]
        return NodeDrawing(self._sheet, shown, ties, self._sizes, down=self._down)

    def _with_rows(self, bodies: list[Body], alone: Sequence[Shown], apart: str) -> list[Body]:
        """Boxes in rows of equal width, under what is there already or on pages of their own."""
        width = self._sheet.width
        count = max(1, int((width + APART) / (1.7 * NARROWEST * self._sizes.body / SMALLEST + APART)))
        each = (width + APART) / count - APART
        heading = set_items([Item(apart, "heading", bold=True, size=Size.HEADING)], width, self._sizes)
        y = self.bottom + (2 * APART if bodies else 0.0)
        bodies = bodies or [Body()]
        boxes: list[Box] = []
        lines: tuple[TextLine, ...] = ()
        headed = not apart
        for start in range(0, len(alone), count):
            row = [(one, set_items(one.words, each - 2 * CLOSE, self._sizes)) for one in alone[start : start + count]]
            height = max(height_of(words) for _, words in row) + 2 * CLOSE
            above = 0.0 if headed else height_of(heading) + 4
            if y + above + height > self._sheet.bottom and (boxes or bodies[-1].boxes):
                bodies = [*with_more(bodies, Body(boxes, lines=lines)), Body()]
                boxes, lines, y = [], (), self._sheet.top
            if not headed:
                lines, headed = place(heading, MARGIN, y).lines, True
                y += above
            for column, (one, words) in enumerate(row):
                area = (MARGIN + column * (each + APART), y, each, height)
                boxes.append(text_box(one.name, area, one.role, words, element=one.element))
            y += height + APART
        self.bottom = y - APART
        return with_more(bodies, Body(boxes, lines=lines))


def _most(drawing_of: Callable[[int], NodeDrawing], guess: int, end: int) -> int:
    """The greatest number up to an end whose drawing fits, or 1; looked for from a guess on, by steps that double."""
    low, high, step = min(guess, end), end, 1
    while low > 1 and not drawing_of(low).fits:
        low, high, step = max(1, low - step), low - 1, 2 * step
    while low < high:
        # when the guess did not fit, the answer is between the last two steps
        further = min(low + step, high) if high == end else (low + high + 1) // 2
        if drawing_of(further).fits:
            low, step = further, 2 * step
        else:
            high = further - 1
    return low


def with_more(bodies: Sequence[Body], more: Body) -> list[Body]:
    """Pages with more on the last one."""
    last = bodies[-1]
    boxes, connectors = (*last.boxes, *more.boxes), (*last.connectors, *more.connectors)
    lines, marks = (*last.lines, *more.lines), (*last.marks, *more.marks)
    return [*bodies[:-1], last._replace(boxes=boxes, connectors=connectors, lines=lines, marks=marks)]


def _in_walking_order(shown: Sequence[Shown], ties: Sequence[Tie]) -> list[Tie]:
    """Ties so that those of one box, and of what it is joined to, follow each other."""
    at: dict[str, list[Tie]] = {}
    for tie in ties:
        at.setdefault(tie.start, []).append(tie)
        at.setdefault(tie.end, []).append(tie)
    walked: dict[Tie, None] = {}
    for first in sorted(shown, key=lambda one: abs(one.layer)):
        waiting = [first.name]
        while waiting:
            name = waiting.pop()
            new = [tie for tie in at.pop(name, ()) if tie not in walked]
            walked.update(dict.fromkeys(new))
            waiting += [tie.end if tie.start == name else tie.start for tie in reversed(new)]
    return list(walked)
