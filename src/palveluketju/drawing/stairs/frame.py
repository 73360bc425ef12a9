"""What stands around the levels of a page, whatever rows they are in: heading, bars, questions, legend and foot."""

from __future__ import annotations

from palveluketju.drawing.stairs.bars import Bars
from palveluketju.drawing.stairs.foot import foot_slab, legend_slabs, question_slabs
from palveluketju.drawing.stairs.head import Heads
from palveluketju.drawing.stairs.job import Job


class Frame:
    """The ways to set the heading of a page, its bars, and what stands under them; set once for all rows of levels.

    ``told`` stands over the notes on moves, ``legend`` under them.
    """

    def __init__(self, job: Job, *, first: bool) -> None:
        self.heads, self.bars = Heads(job, first=first), Bars(job, full=first)
        self.told = (*self.bars.apart, *(question_slabs(job) if first else ()))
        self.legend, self.foot = tuple(legend_slabs(job)), foot_slab(job)
