"""Cards in columns on shelves, and what is left of them while they are laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from palveluketju.drawing.typesetting.items import CLOSE, Item
from palveluketju.drawing.typesetting.setting import Block, height_of
from palveluketju.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """A box on a shelf: ``before`` are the names of the cards that lead to it; ``depth`` is how far it is set in.

    Where no arrow can be drawn from a card before it, its words get a line with the word for that and its title. One
    that ``heads`` the column that it begins stands over it again, by its name, on further pages.
    """

    name: str
    words: tuple[Item, ...]
    role: str
    title: str
    before: tuple[str, ...] = ()
    depth: int = 0
    heads: bool = False
    element: str = ""


Column = tuple[Card, ...]


class Shelf(NamedTuple):
    """Columns of cards under headings across the page, which stand over them again where they go on on a new page."""

    headings: tuple[Card, ...]
    columns: tuple[Column, ...]


class SetCard(NamedTuple):
    """A card, or what is left of it, as it is set; ``again`` is the name of a column where it goes on."""

    card: Card
    blocks: tuple[Block, ...]
    again: bool = False

    @property
    def height(self) -> float:
        """In points."""
        return height_of(self.blocks) + 2 * CLOSE

    @property
    def called(self) -> tuple[Block, ...]:
        """Its name, with which it begins."""
        return tuple(takewhile(lambda block: block.lines[0].bold, self.blocks))

    def after(self, here: Sequence[Block], rest: Sequence[Block]) -> SetCard:
        """What is left of it behind a part, under its name again where that is less than half of the part."""
        called = self.called if 2 * _lines(self.called) < _lines(here) else ()
        return SetCard(self.card, (*called, *rest))


def _lines(blocks: Sequence[Block]) -> int:
    return sum(len(block.lines) for block in blocks)


def name_again(column: Sequence[SetCard], most: float) -> list[SetCard]:
    """The name of a column over its cards on a further page; none of a single card, or of a name higher than that."""
    first = column[0]
    again = SetCard(replace(first.card, name=f"{first.card.name} again"), first.called, again=True)
    return [again] if len(column) > 1 and again.height <= most and first.card.heads else []


def evenly(columns: Sequence[Column], fitting: int) -> list[list[Column]]:
    """Columns in as few rows as it takes, all as long as can be but for the last."""
    count = -(-len(columns) // -(-len(columns) // fitting))
    return [list(columns[start : start + count]) for start in range(0, len(columns), count)]
