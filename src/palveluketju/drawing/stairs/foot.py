"""What stands across a page under the levels: questions, notes, legend and foot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from palveluketju.drawing.content.chain_words import box_role
from palveluketju.drawing.frame.foot import foot_blocks
from palveluketju.drawing.frame.legend import drawn_legend, legend_height
from palveluketju.drawing.frame.notes import set_notes
from palveluketju.drawing.levels.canvas import Canvas
from palveluketju.drawing.picture.pages import MARGIN
from palveluketju.drawing.stairs.job import Job
from palveluketju.drawing.stairs.tally import Section, Tally
from palveluketju.drawing.typesetting.items import Item
from palveluketju.drawing.typesetting.lists import Cut
from palveluketju.drawing.typesetting.setting import height_of
from palveluketju.terms import title

_INSET = 5.0
"""From the edge of the box of questions to their text, in points."""
_HIGHEST = 0.16
"""How much of the page's height questions, and notes, may take at best."""


class Slab(NamedTuple):
    """Something as wide as the page that has a height and is drawn from an upper edge down; and what it comes to."""

    height: float
    draw: Callable[[Canvas, float], None]
    tally: Tally


def question_slabs(job: Job) -> Iterator[Slab]:
    """The ways in and out of which it is open where they lead."""
    items = job.words.loose_doors()
    if not items:
        return
    told = f"{title('entries', job.lang)}, {title('exits', job.lang)}"
    cut, role = _across(items, job.width - 2 * _INSET, job), box_role(items)
    height = cut.height + 2 * _INSET
    tally = Tally()
    tally.cut(cut, Section("doors", told, role))

    def draw(canvas: Canvas, y: float) -> None:
        box = canvas.box("doors", MARGIN, y, job.width, height, role, told)
        canvas.fill(box, cut.at(MARGIN + _INSET, y + _INSET))

    yield Slab(height, draw, tally)


def note_slabs(job: Job, notes: Sequence[Item]) -> Iterator[Slab]:
    """The notes on moves, by their numbers."""
    if not notes:
        return
    cut = _across(notes, job.width, job)
    tally = Tally()
    tally.cut(cut, Section("notes", title("moves", job.lang), "goals"))
    yield Slab(cut.height, lambda canvas, y: canvas.write_columns(cut.at(MARGIN, y)), tally)


def _across(items: Sequence[Item], width: float, job: Job) -> Cut:
    return set_notes(items, width, job.sizes, job.lang).within(job.share_of(_HIGHEST))


def foot_slab(job: Job) -> Slab:
    """The line at the foot of each page."""
    blocks = foot_blocks(job.foot, job.size, job.sizes.fine)
    tally = Tally()
    tally.set(blocks)
    return Slab(height_of(blocks), lambda canvas, y: canvas.write(blocks, MARGIN, y), tally)


def legend_slabs(job: Job) -> Iterator[Slab]:
    """Room for what the marks, lines and frames mean; what of it is used, and stands there, all pages tell."""

    def draw(canvas: Canvas, y: float) -> None:
        canvas.legend = y

    if job.legend:
        yield Slab(legend_height(job.legend, job.width, job.sizes.fine), draw, Tally())


def draw_legend(canvas: Canvas, job: Job, lined: Collection[str]) -> None:
    """A job's legend, where there is room for it; ``lined`` are roles of lines alone."""
    if canvas.legend is None:
        return
    told = drawn_legend(job.legend, lined, MARGIN, canvas.legend, job.width, job.sizes.fine)
    canvas.boxes += [replace(box, id=canvas.unique(box.id)) for box in told.boxes]
    canvas.lines += told.lines
    canvas.marks += told.marks
