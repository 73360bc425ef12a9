"""What stands across a page under the levels: questions, notes, legend and foot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from palveluketju.drawing.content.chain_words import box_role
from palveluketju.drawing.frame.foot import foot_blocks
from palveluketju.drawing.frame.legend import drawn_legend, legend_height
from palveluketju.drawing.frame.notes import set_notes
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.stairs.canvas import Canvas, Section
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.typesetting.items import Item
from palveluketju.drawing.typesetting.lists import Cut
from palveluketju.drawing.typesetting.setting import height_of
from palveluketju.terms import title

_INSET = 5.0
"""From the edge of the box of questions to their text, in points."""
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
        canvas.write_columns(cut.at(MARGIN, y))
        if cut.rest:
            canvas.rest.append(Section("notes", title("moves", job.lang), "goals", cut.rest))

    yield Slab(cut.height, draw)


def _across(items: Sequence[Item], width: float, job: Job) -> Cut:
    return set_notes(items, width, job.sizes, job.lang).within(job.share_of(_HIGHEST))


def foot_slab(canvas: Canvas, job: Job) -> Slab:
    """The line at the foot of each page."""
    blocks = foot_blocks(job.foot, job.size, job.sizes.fine)
    return Slab(height_of(blocks), lambda y: canvas.write(blocks, MARGIN, y))


def legend_slabs(canvas: Canvas, job: Job) -> Iterator[Slab]:
    """Room for what the marks, lines and frames mean; what of it is used, and stands there, all pages tell."""

    def draw(y: float) -> None:
        canvas.legend = y

    if job.legend:
        yield Slab(legend_height(job.legend, job.width, job.sizes.fine), draw)


def draw_legend(canvas: Canvas, job: Job, lined: Collection[str]) -> None:
    """A job's legend, where there is room for it; ``lined`` are roles of lines alone."""
    if canvas.legend is None:
        return
    told = drawn_legend(job.legend, lined, MARGIN, canvas.legend, job.width, job.sizes.fine)
    canvas.boxes += [replace(box, id=canvas.unique(box.id)) for box in told.boxes]
    canvas.lines += told.lines
    canvas.marks += told.marks
