"""Lists in columns, and what of them stands within a height."""

from __future__ import annotations

from collections.abc import Sequence

from palveluketju.drawing.typesetting.setting import Block, height_of


def cut(blocks: Sequence[Block], height: float) -> int:
    """How many paragraphs of a list stand within a height; a heading is not left alone."""
    y, count = 0.0, 0
    for block in blocks:
        y += (block.above if count else 0.0) + block.height
        if y > height + 0.01:
            break
        count += 1
    while 0 < count < len(blocks) and blocks[count - 1].heads:
        count -= 1
    return count


def divided(blocks: Sequence[Block], room: float, *, some: bool = False) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """A list as far as it stands within a height, cut between two lines, and what is left of it.

    With ``some``, its first line stands there in any room, so that each part has something new.
    """
    left = max(room, blocks[0].least) if some and blocks else room
    for count, block in enumerate(blocks):
        left -= block.above if count else 0.0
        here, rest = block.cut(left)
        if rest:
            return (*blocks[:count], *((here,) if here else ())), (rest, *blocks[count + 1 :])
        left -= block.height
    return tuple(blocks), ()


def filled(blocks: Sequence[Block], columns: int, height: float) -> list[Sequence[Block]]:
    """As much of a list as stands in so many columns of a height, one after the other."""
    found: list[Sequence[Block]] = []
    rest = blocks
    while len(found) < columns and (count := cut(rest, height)):
        found.append(rest[:count])
        rest = rest[count:]
    return found


def in_columns(blocks: Sequence[Block], columns: int, height: float) -> list[Sequence[Block]] | None:
    """A list in columns of a height, one after the other; None where it does not fit."""
    found = filled(blocks, columns, height)
    return found if sum(map(len, found)) == len(blocks) else None


def balanced(blocks: Sequence[Block], columns: int) -> tuple[float, list[Sequence[Block]]]:
    """A list in columns that are as low as they can be, and how high they are."""
    whole = height_of(blocks)
    height = max(whole / columns, max((block.height for block in blocks), default=0.0))
    while (found := in_columns(blocks, columns, height)) is None:
        height += 3.0
    return max((height_of(column) for column in found), default=0.0), found


def limited(blocks: Sequence[Block], columns: int, height: float, more: Block) -> tuple[list[Sequence[Block]], int]:
    """What of a list stands in columns of a height, and how many paragraphs; ``more`` tells that it goes on."""
    found = filled(blocks, columns, height - more.height - more.above)
    kept = sum(map(len, found))
    return ([*found[:-1], (*found[-1], more)] if found else [(more,)]), kept
