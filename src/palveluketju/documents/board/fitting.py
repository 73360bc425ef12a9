"""What of several lists fits on a page: each list in turn gives its next item while the page has room."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from palveluketju.documents.document import Bullets, Line, Paragraph, Section, phrases, plain
from palveluketju.documents.making import Making
from palveluketju.findings import Message
from palveluketju.frozen import dataclass
from palveluketju.terms import title

LINE: Final = 84
"""How many characters of a list stand on a line of A4: fewer than fit, since words do not break."""


def lines_of_item(text: str, width: int = LINE) -> int:
    """How many lines a text takes.

    >>> lines_of_item("short"), lines_of_item("x" * 85)
    (1, 2)
    """
    return sum(max(1, math.ceil(len(line) / width)) for line in text.split("\n"))


def shared_out(
    lists: Sequence[Sequence[int]], room: int, turns: Sequence[int] = (), *, heading: int = 2
) -> tuple[int, ...]:
    """How many items of each list stand on a page of ``room`` lines; the numbers are the lines of each item.

    A list that has an item takes ``heading`` lines more, and one for the sentence that counts what is left out. Each
    list in turn gives its next item; a list whose next item has no room is ended there, so that no item stands in place
    of one that weighs more. ``turns`` has how many items a list gives in its turn, 1 where it says nothing. The first
    item of each list always stands.

    >>> shared_out([[1, 1, 1], [4, 4], []], 12)
    (3, 1, 0)
    """
    left = room - sum(heading + items[0] + (len(items) > 1) for items in lists if items)
    taken = [min(1, len(items)) for items in lists]
    going = [place for place, items in enumerate(lists) if len(items) > 1]
    while going:
        for place in [one for one in going for _ in range(turns[one] if turns else 1)]:
            if place not in going:
                continue
            is_last = taken[place] + 1 == len(lists[place])
            wanted = lists[place][taken[place]] - is_last  # it stands in place of the sentence that would count it
            if wanted > left:
                going.remove(place)
                continue
            left -= wanted
            taken[place] += 1
            if is_last:
                going.remove(place)
    return tuple(taken)


@dataclass(frozen=True, slots=True)
class Listed:
    """A section of a page before it is known how much of it fits; items stand in the order of their weight.

    ``heading`` is its word in ``terms``; ``more`` says how many items are left out; ``closing`` stands in any case.
    ``most`` is how many items are told at all, ``turns`` how many of them stand there for one of another list.
    """

    heading: str
    items: tuple[Line, ...]
    more: Callable[[int], Message]
    closing: tuple[Line, ...] = ()
    most: int = 1000
    turns: int = 1


def sections_on(making: Making, lists: Sequence[Listed], room: int, name: str) -> Iterator[Section]:
    """The sections of a page of ``room`` lines; one without items and closing words is left out."""
    left = room - sum(1 + lines_of_item(plain(line)) for one in lists for line in one.closing)
    told = [[lines_of_item(plain(item)) for item in one.items[: one.most]] for one in lists]
    for one, taken in zip(lists, shared_out(told, left, [one.turns for one in lists]), strict=True):
        blocks: list[Bullets | Paragraph] = [Bullets(one.items[:taken])] if taken else []
        if len(one.items) > taken:
            blocks.append(Paragraph(one.more(len(one.items) - taken).text(making.lang)))
        blocks += map(Paragraph, one.closing)
        if blocks:
            yield making.section(title(one.heading, making.lang), f"{name}-{one.heading}", *blocks)


def together(*lines: Line) -> Line:
    """Lines after each other as one."""
    return tuple(phrase for line in lines for phrase in phrases(line))
