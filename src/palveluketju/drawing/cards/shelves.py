"""Shelves of cards: columns of cards in rows under headings across the page, with arrows from card to card."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Final

from palveluketju.drawing.cards.card import Card, Column, SetCard, Shelf, evenly, name_again
from palveluketju.drawing.frame.sheet import Body, Sheet
from palveluketju.drawing.picture.pages import MARGIN, SMALLEST
from palveluketju.drawing.picture.picture import Box
from palveluketju.drawing.routing.ways import LANE, MARGIN_GUTTER, Leads, Place, card_ways
from palveluketju.drawing.typesetting.columns import divided
from palveluketju.drawing.typesetting.items import CLOSE, STEP, Item, Sizes
from palveluketju.drawing.typesetting.setting import Block, height_of, set_items, text_box

_NARROWEST, _WIDEST = 104.0, 200.0
_APART, _BETWEEN, _STEP, _UNDER = 6.0, 10.0, 15.0, 6.0
"""Points between cards of a column, between columns and rows, between two cards with an arrow, and under a heading."""
_GUTTER: Final = 26.0
"""Between columns that arrows lead between."""
_DEEPEST: Final = 3
"""How often a card is set in at most."""
_PASSES: Final = 3
"""How often shelves are laid out with other arrows before none is drawn."""


def shelf_bodies(sheet: Sheet, shelves: Sequence[Shelf], word: str) -> list[Body]:
    """The pages of shelves; ``word`` says in words that a card comes after another where no arrow does.

    The text is as large as it can be on as few pages as its smallest size needs.
    """
    cards = [card for shelf in shelves for cards in (shelf.headings, *shelf.columns) for card in cards]
    titles = {card.name: card.title for card in cards}
    every: Leads = {(one, card.name): (titles[one], card.title) for card in cards for one in card.before}

    def bodies(sizes: Sizes) -> list[Body]:
        said: set[tuple[str, str]] = set()
        for _ in range(_PASSES):
            tried = _Shelves(sheet, shelves, every, said, word, sizes)
            pages = tried.pages()
            if not tried.missed:
                return pages
            said |= tried.missed
        return _Shelves(sheet, shelves, every, set(every), word, sizes).pages()

    return sheet.largest(bodies)


class _Shelves:
    """All shelves in one size of text, laid out page by page; ``missed`` are the arrows that have no way."""

    def __init__(
        self, sheet: Sheet, shelves: Sequence[Shelf], every: Leads, said: set[tuple[str, str]], word: str, sizes: Sizes
    ) -> None:
        self._sheet, self._shelves, self._word, self._sizes = sheet, shelves, word, sizes
        self._titles = {ends[0]: titles[0] for ends, titles in every.items()}
        self._drawn = {ends: titles for ends, titles in every.items() if ends not in said}
        self._said, self._scale = said, sizes.body / SMALLEST
        self._done: list[Body] = []
        self.missed: set[tuple[str, str]] = set(self._drawn)
        self._begin_page()

    def pages(self) -> list[Body]:
        """The pages of all shelves."""
        for number, shelf in enumerate(self._shelves):
            self._shelf(number, shelf)
        self._end_page()
        return self._done

    # --- pages --------------------------------------------------------------------------------------------------------

    def _begin_page(self) -> None:
        self._boxes: list[Box] = []
        self._places: dict[str, Place] = {}
        self._headed: list[str] = []
        self._row, self._y = 0, self._sheet.top

    def _end_page(self) -> None:
        connectors = card_ways(self._places, self._drawn, self._sheet.bottom)
        self.missed -= {(one.start, one.end) for one in connectors}
        if self._boxes:
            self._done.append(Body(self._boxes, connectors))

    def _next_page(self) -> None:
        self._end_page()
        self._begin_page()

    @property
    def _room(self) -> float:
        return self._sheet.bottom - self._y

    # --- shelves ------------------------------------------------------------------------------------------------------

    def _shelf(self, number: int, shelf: Shelf) -> None:
        """The rows of a shelf; a heading too high to stand on every page is a card of its own over the first row."""
        most = (self._sheet.bottom - self._sheet.top) / 4
        headings: list[SetCard] = []
        for card in shelf.headings:
            one = SetCard(card, self._set(card, self._sheet.width))
            if one.height <= most:
                headings.append(one)
            else:
                self._columns(headings, [[one]], Place(-1, 0, 0, 0, (0.0, 0.0, 0.0, 0.0), (MARGIN,), self._sheet.width))
        within = {card.name for column in shelf.columns for card in column}
        led = any(end in within and start in within for start, end in self._drawn)
        left, between = (MARGIN_GUTTER, _GUTTER) if led else (0.0, _BETWEEN)
        width = self._sheet.width - 2 * left + between
        fitting = max(1, int(width / (_NARROWEST * self._scale + between)))
        rows = self._rows(shelf.columns, fitting) if led else evenly(shelf.columns, fitting)
        count = max(map(len, rows))
        each = min(_WIDEST * self._scale, width / count - between)
        starts = tuple(MARGIN + left + place * (each + between) for place in range(count))
        place = Place(number, 0, 0, 0, (0.0, 0.0, 0.0, 0.0), starts, each)
        for some in rows:
            stacks = [[SetCard(card, self._set(card, each - self._set_in(card))) for card in cards] for cards in some]
            self._columns(headings, stacks, place, LANE if led else _BETWEEN)

    def _rows(self, columns: Sequence[Column], fitting: int) -> list[list[Column]]:
        """Columns in rows; those that lead to one another stand in one row, where a row has room for them."""
        runs: list[list[Column]] = []
        for before, column in zip(((), *columns), columns, strict=False):
            led = any((one.name, other.name) in self._drawn for one in before for other in column)
            runs[len(runs) - led :] = [[*runs[-1], column]] if led else [[column]]
        rows: list[list[Column]] = [[]]
        for some in (part for run in runs for part in evenly(run, fitting)):
            if len(rows[-1]) + len(some) > fitting:
                rows.append([])
            rows[-1] += some
        return rows

    def _set(self, card: Card, width: float) -> tuple[Block, ...]:
        before = [self._titles[one] for one in card.before if (one, card.name) in self._said]
        told = (Item(f"{self._word}: {'; '.join(before)}", italic=True),) if before else ()
        return set_items((*card.words, *told), width - 2 * CLOSE, self._sizes)

    def _set_in(self, card: Card) -> float:
        return STEP * self._sizes.body * min(card.depth, _DEEPEST)

    def _wanted(self, headings: Sequence[SetCard]) -> list[SetCard]:
        """The headings that must be drawn before a row: those that do not stand over it yet."""
        names = [one.card.name for one in headings]
        if self._headed[: len(names)] == names:
            return list(headings[-1:]) if len(self._headed) > len(names) else []
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(names, self._headed, strict=False)))
        return list(headings[same:])

    def _head(self, headings: Sequence[SetCard], needed: float) -> None:
        """The headings of a row, on this page where it has room for them and for some of the row."""
        page = self._sheet.bottom - self._sheet.top
        high = sum(one.height + _UNDER for one in self._wanted(headings))
        if self._boxes and high + min(needed, page / 3) > self._room:
            self._next_page()
        for card, said, _ in self._wanted(headings):
            again = sum(box.id.startswith(f"{card.name} again") or box.id == card.name for box in self._boxes)
            area = (MARGIN, self._y, self._sheet.width, height_of(said) + 2 * CLOSE)
            name = f"{card.name} again {again}" if again else card.name
            self._boxes.append(text_box(name, area, card.role, said, title=card.title, element=card.element))
            self._y += area[3] + _UNDER
        self._headed = [one.card.name for one in headings]

    def _columns(
        self, headings: Sequence[SetCard], stacks: Sequence[list[SetCard]], place: Place, under: float = _BETWEEN
    ) -> None:
        """A row of columns; one that is higher than a page goes on over pages, column by column."""
        page = self._sheet.bottom - self._sheet.top
        high = max(map(self._high, stacks)) + under
        heads, wanted = (sum(one.height + _UNDER for one in some) for some in (headings, self._wanted(headings)))
        if self._boxes and high + heads <= page and high + wanted > self._room:
            self._next_page()
        is_new = not self._boxes
        heads_of = [name_again(stack, page / 6) for stack in stacks]
        self._head(headings, high)
        while True:
            bottom = self._y
            for column, stack in enumerate(stacks):
                end = self._stack(stack, place._replace(row=self._row, column=column), is_new=is_new)
                bottom = max(bottom, end)
            self._y = bottom + under
            self._row += 1
            if not any(stacks):
                return
            self._next_page()
            self._head(headings, 0.0)
            is_new = True
            for stack, again in zip(stacks, heads_of, strict=True):
                if stack and not stack[0].again:
                    stack[:0] = again

    def _gap(self, above: Card, card: Card) -> float:
        return _STEP if {(above.name, card.name), (card.name, above.name)} & self._drawn.keys() else _APART

    def _high(self, stack: Sequence[SetCard]) -> float:
        return sum(one.height for one in stack) + sum(self._gap(one.card, other.card) for one, other in pairwise(stack))

    def _stack(self, stack: list[SetCard], place: Place, *, is_new: bool) -> float:
        """As many cards of a column as fit on the page, one that is higher than a page in part; where they end."""
        x, y = place.starts[place.column], self._y
        before: Card | None = None
        while stack:
            card, said, again = stack[0]
            top = y + (self._gap(before, card) if before else 0.0)
            here, rest = self._fitting(said, top, is_first=is_new)
            if not here:
                break
            inset = self._set_in(card)
            area = (x + inset, top, place.each - inset, height_of(here) + 2 * CLOSE)
            box = text_box(card.name, area, card.role, here, title=card.title, element=card.element)
            self._boxes.append(box)
            if place.shelf >= 0 and not again:
                self._places[card.name] = place._replace(order=len(self._places), area=area)
            y = top + area[3]
            before, is_new = card, is_new and again
            if rest:
                stack[0] = stack[0].after(here, rest)
                break
            stack.pop(0)
        return y

    def _fitting(
        self, blocks: tuple[Block, ...], y: float, *, is_first: bool
    ) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """What of a card stands on the page, and the rest: all, none where all will stand on the next, or some."""
        page, room = self._sheet.bottom - self._sheet.top, self._sheet.bottom - y - 2 * CLOSE
        here, rest = divided(blocks, room, some=is_first)
        if not rest or is_first:  # there is no page with more room
            return here, rest
        return ((), blocks) if height_of(blocks) <= page / 2 or room < page / 4 else (here, rest)
