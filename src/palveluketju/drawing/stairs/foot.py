"""What stands across a page under the levels: questions, notes, legend and foot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from palveluketju.drawing.content.chain_words import box_role
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.picture.picture import LINE, Legend, Sign, mark_of, width_of
from palveluketju.drawing.stairs.canvas import Canvas, Section
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.typesetting.badges import is_badge, sign_height
from palveluketju.drawing.typesetting.items import Item, Size
from palveluketju.drawing.typesetting.lists import Cut, columns_in, set_list
from palveluketju.drawing.typesetting.measure import text_width
from palveluketju.drawing.typesetting.setting import ENDLESS, set_item
from palveluketju.terms import title

_INSET, _COLUMN = 5.0, 250.0
"""From the edge of the box of questions to their text, and how wide columns are at least, in points."""
_SIGN, _LONG, _BEHIND, _ROW = 1.0, 2.2, 0.35, 1.45
"""How wide signs and samples of lines are in the legend, the room behind them, and how high a row, in sizes of text."""
_APART, _NARROWER = 12.0, 6.0
"""Between two signs of the legend, and the steps in which a width is looked for."""
_LARGEST = 10.0
"""The largest size of the foot: it stays quiet also on large pages."""
_HIGHEST = 0.16
"""How much of the page's height questions, and notes, may take at best."""


class Slab(NamedTuple):
    """Something as wide as the page that has a height and is drawn from an upper edge down."""

    height: float
    draw: Callable[[float], None]


def question_slabs(canvas: Canvas, job: Job) -> Iterator[Slab]:
    """The ways in and out of which it is open where they lead."""
    items = job.words.loose_doors()
    if not items:
        return
    told = f"{title('entries', job.lang)}, {title('exits', job.lang)}"
    cut, role = _across(items, job.width - 2 * _INSET, job), box_role(items)
    height = cut.height + 2 * _INSET

    def draw(y: float) -> None:
        box = canvas.box("doors", MARGIN, y, job.width, height, role, told)
        canvas.fill(box, cut.at(MARGIN + _INSET, y + _INSET))
        if cut.rest:
            canvas.rest.append(Section("doors", told, role, cut.rest))

    yield Slab(height, draw)


def note_slabs(canvas: Canvas, job: Job, notes: Sequence[Item]) -> Iterator[Slab]:
    """The notes on moves, by their numbers."""
    if not notes:
        return
    cut = _across(notes, job.width, job)

    def draw(y: float) -> None:
        for blocks, x, top in cut.at(MARGIN, y):
            canvas.write(blocks, x, top)
        if cut.rest:
            canvas.rest.append(Section("notes", title("moves", job.lang), "goals", cut.rest))

    yield Slab(cut.height, draw)


def _across(items: Sequence[Item], width: float, job: Job) -> Cut:
    listed = set_list(tuple(items), width, job.sizes, job.lang, columns=columns_in(width, _COLUMN, job.sizes))
    return listed.within(job.share_of(_HIGHEST))


def foot_slab(canvas: Canvas, job: Job) -> Slab:
    """The line at the foot of each page."""
    block = set_item(job.foot, job.width, job.sizes._replace(body=min(job.sizes.fine, _LARGEST)))
    return Slab(block.height, lambda y: canvas.write((block,), MARGIN, y))


def legend_slabs(canvas: Canvas, job: Job) -> Iterator[Slab]:
    """Room for what the marks, lines and frames mean; what of it is used, and stands there, all pages tell."""

    def draw(y: float) -> None:
        canvas.legend = y

    if rows := _filled(job, job.width):
        yield Slab(_ROW * job.sizes.fine * len(rows), draw)


def draw_legend(canvas: Canvas, job: Job, lined: Collection[str]) -> None:
    """A job's legend in as few rows as do, all about as wide as each other; ``lined`` are roles of lines alone."""
    if canvas.legend is None:
        return
    rows, room, y = _filled(job, job.width), job.width, canvas.legend
    while len(rows) > 1 and len(narrower := _filled(job, room - _NARROWER)) == len(rows):
        rows, room = narrower, room - _NARROWER
    size = job.sizes.fine
    for row in rows:
        x = MARGIN + (job.width - sum(_wide(*sign, size) for sign in row) + _APART) / 2
        for kind, meaning in row:
            if isinstance(kind, Sign):
                top = y + (0.0 if is_badge(kind) else size / 6)
                canvas.marks.append(mark_of(kind, x, top, sign_height(kind, size, size * 0.9)))
            elif kind in lined:
                canvas.box(f"legend-{kind}", x, y + 0.6 * size, _long(kind) * size, LINE, kind, meaning)
            else:
                canvas.box(f"legend-{kind}", x, y + 0.15 * size, _long(kind) * size, 0.9 * size, kind, meaning)
            block = set_item(Item(meaning, "quiet", size=Size.FINE), ENDLESS, job.sizes)
            canvas.write((block,), x + (_long(kind) + _BEHIND) * size, y)
            x += _wide(kind, meaning, size)
        y += _ROW * size


def _filled(job: Job, width: float) -> list[Legend]:
    """The legend in rows no wider than told, as full as they can be."""
    rows: list[Legend] = []
    room = 0.0
    for sign in job.legend:
        wide = _wide(*sign, job.sizes.fine)
        if not rows or wide > room:
            rows.append(())
            room = width + _APART
        rows[-1] = (*rows[-1], sign)
        room -= wide
    return rows


def _long(sign: Sign | str) -> float:
    return width_of(sign, sign_height(sign, 1.0, _SIGN)) if isinstance(sign, Sign) else _LONG


def _wide(sign: Sign | str, meaning: str, size: float) -> float:
    """How much room a sign takes with its meaning, and before the next one."""
    return (_long(sign) + _BEHIND) * size + text_width(meaning, size) + _APART
