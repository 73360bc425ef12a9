"""What all pages of one picture have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from palveluketju.drawing.content.chain_words import ChainWords
from palveluketju.drawing.content.forest import Branch
from palveluketju.drawing.content.links import Link
from palveluketju.drawing.frame.heading import heading
from palveluketju.drawing.picture.pages import MARGIN, PageSize
from palveluketju.drawing.picture.picture import Legend, Sign
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.setting import Block
from palveluketju.frozen import dataclass
from palveluketju.graph import Node


@dataclass(frozen=True)
class Job:
    """What is drawn on all pages alike, and how.

    ``share`` is how much lists beside the levels may take of what they get at best; ``widths`` are those of levels
    without steps, ``shades`` the roles of the headings of levels that are no steps. ``elsewhere`` is what is laid over
    the chain as a whole and over what stairs do not show, under a heading. With ``coordination_later``, who
    holds the whole together is told on a page after those of the levels. ``pages`` are the numbers of the pages
    on which levels begin.
    """

    words: ChainWords
    size: PageSize
    sizes: Sizes
    name: str
    signs: tuple[Sign, ...]
    under: str
    foot: str
    legend: Legend
    roots: tuple[Branch, ...]
    links: tuple[Link, ...]
    elsewhere: tuple[Item, ...]
    rises: bool
    share: float
    widths: Mapping[Node, float]
    shades: Mapping[Node, str]
    coordination_later: bool = False
    pages: Mapping[Node, int] = field(default_factory=dict)

    @property
    def width(self) -> float:
        """Between the margins, in points."""
        return self.size.width - 2 * MARGIN

    @property
    def lang(self) -> str:
        """The language of the picture."""
        return self.words.lang

    def heading(self, width: float, *, again: bool, more: Sequence[Item] = ()) -> tuple[Block, ...]:
        """The heading of a page in a width: the title, smaller on further pages, and what stands under it."""
        return heading(self.name, self.signs, self.under, width, self.sizes, again=again, more=more)

    def share_of(self, part: float) -> float:
        """How high a list may be that gets a part of the page's height at best."""
        return self.size.height * part * self.share
