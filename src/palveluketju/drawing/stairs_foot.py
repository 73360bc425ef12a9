"""What stands across a page under the levels: questions, notes, legend and foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from palveluketju.drawing.measure import text_width
from palveluketju.drawing.pages import MARGIN, SMALLEST
from palveluketju.drawing.picture import Mark, MarkKind
from palveluketju.drawing.stairs_columns import Canvas, Section
from palveluketju.drawing.stairs_edges import Listed
from palveluketju.drawing.stairs_rows import Job
from palveluketju.drawing.stairs_text import Block, Item, place, set_item
from palveluketju.terms import title

_INSET, _COLUMN = 5.0, 250.0
_SIGN, _APART = 12.0, 18.0
_MOST = 0.16


class Slab(NamedTuple):
    """Something as wide as the page that has a height and is drawn from an upper edge down."""

    height: float
    draw: Callable[[float], None]


def question_slabs(canvas: Canvas, job: Job) -> Iterator[Slab]:
    """The ways in and out of which it is open where they lead."""
    items = job.parts.loose_doors()
    if not items:
        return
    told = f"{title('entries', job.parts.lang)}, {title('exits', job.parts.lang)}"
    most = job.size.height * _MOST * job.share
    listed = Listed(items, job.width - 2 * _INSET, job.sizes, most, job.parts, _COLUMN)
    height = listed.height + 2 * _INSET

    def draw(y: float) -> None:
        box = canvas.box("doors", MARGIN, y, job.width, height, "open", told)
        canvas.fill(box, listed.lists(MARGIN + _INSET, y + _INSET), job.sizes)
        if listed.rest:
            canvas.rest.append(Section("doors", told, "open", listed.rest))

    yield Slab(height, draw)


def note_slabs(canvas: Canvas, job: Job, notes: Sequence[Item]) -> Iterator[Slab]:
    """The notes on moves, by their numbers."""
    if not notes:
        return
    listed = Listed(notes, job.width, job.sizes, job.size.height * _MOST * job.share, job.parts, _COLUMN)

    def draw(y: float) -> None:
        for blocks, x, top in listed.lists(MARGIN, y):
            _write(canvas, blocks, x, top, job)
        if listed.rest:
            canvas.rest.append(Section("notes", title("moves", job.parts.lang), "goals", listed.rest))

    yield Slab(listed.height, draw)


def foot_slabs(canvas: Canvas, job: Job) -> Iterator[Slab]:
    """The legend, and the line at the foot of each page."""
    for row in _legend_rows(job):
        yield _legend_slab(canvas, job, row)
    block = set_item(job.foot, job.width, job.sizes._replace(body=SMALLEST))
    yield Slab(block.height, lambda y: _write(canvas, (block,), MARGIN, y, job))


def _write(canvas: Canvas, blocks: Sequence[Block], x: float, y: float, job: Job) -> None:
    placed = place(blocks, x, y, job.sizes)
    canvas.lines += placed.lines
    canvas.marks += placed.marks


def _wide(meaning: str) -> float:
    return _SIGN + text_width(meaning, SMALLEST) + _APART


def _legend_rows(job: Job) -> list[list[tuple[MarkKind, str]]]:
    rows: list[list[tuple[MarkKind, str]]] = []
    room = 0.0
    for kind, meaning in job.legend:
        if _wide(meaning) > room:
            rows.append([])
            room = job.width + _APART
        rows[-1].append((kind, meaning))
        room -= _wide(meaning)
    return rows


def _legend_slab(canvas: Canvas, job: Job, row: Sequence[tuple[MarkKind, str]]) -> Slab:
    def draw(y: float) -> None:
        x = MARGIN + (job.width - sum(_wide(meaning) for _, meaning in row) + _APART) / 2
        for kind, meaning in row:
            canvas.marks.append(Mark(x, y + 1.5, 8, kind))
            block = set_item(Item(meaning, "quiet"), _wide(meaning), job.sizes._replace(body=SMALLEST))
            _write(canvas, (block,), x + _SIGN, y, job)
            x += _wide(meaning)

    return Slab(SMALLEST + 3, draw)
