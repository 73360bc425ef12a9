"""What a page comes to before it is drawn: what goes on elsewhere, and how much words are broken."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import field, replace

from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.drawing.typesetting.items import Item
from palveluketju.drawing.typesetting.lists import Cut
from palveluketju.drawing.typesetting.setting import Block
from palveluketju.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """What does not fit where it belongs and goes on, on a later page, or ``begins`` there with its signs."""

    name: str
    title: str
    role: str
    items: tuple[Item, ...] = ()
    begins: bool = False
    after: tuple[MarkKind, ...] = ()
    element: str = ""


@dataclasses.dataclass
class Tally:
    """``rest`` goes on elsewhere, in this order; ``crowded`` is how much words are broken within."""

    rest: list[Section] = field(default_factory=list)
    crowded: int = 0

    def set(self, blocks: Iterable[Block]) -> None:
        """Paragraphs stand on the page."""
        self.crowded += sum(block.crowded for block in blocks)

    def cut(self, cut: Cut, section: Section) -> None:
        """A list stands on the page as far as it has room; the rest is a section."""
        for column in cut.columns:
            self.set(column)
        if cut.rest:
            self.rest.append(replace(section, items=cut.rest))

    def add(self, other: Tally) -> None:
        """What a part of the page comes to."""
        self.rest += other.rest
        self.crowded += other.crowded
