"""Lists in columns, and what of them stands within a height."""

from __future__ import annotations

from collections.abc import Sequence

from palveluketju.drawing.typesetting.setting import Block, Sizes, gap_before, height_of


def cut(blocks: Sequence[Block], height: float, sizes: Sizes) -> int:
    """How many paragraphs of a list stand within a height; a heading is not left alone."""
    y, count = 0.0, 0
    for block in blocks:
        y += (gap_before(block, sizes) if count else 0.0) + block.height
        if y > height + 0.01:
            break
        count += 1
    while 0 < count < len(blocks) and blocks[count - 1].heads:
        count -= 1
    return count


def in_columns(blocks: Sequence[Block], columns: int, height: float, sizes: Sizes) -> list[Sequence[Block]] | None:
    """A list in columns of a height, one after the other; None where it does not fit."""
    found: list[Sequence[Block]] = []
    rest = blocks
    while rest and len(found) < columns:
        count = cut(rest, height, sizes)
        if not count:
            return None
        found.append(rest[:count])
        rest = rest[count:]
    return None if rest else found


def balanced(blocks: Sequence[Block], columns: int, sizes: Sizes) -> tuple[float, list[Sequence[Block]]]:
    """A list in columns that are as low as they can be, and how high they are."""
    whole = height_of(blocks, sizes)
    height = max(whole / columns, max((block.height for block in blocks), default=0.0))
    while (found := in_columns(blocks, columns, height, sizes)) is None:
        height += 3.0
    return max((height_of(column, sizes) for column in found), default=0.0), found


def limited(
    blocks: Sequence[Block], columns: int, height: float, more: Block, sizes: Sizes
) -> tuple[list[Sequence[Block]], int]:
    """A list in columns no higher than may be, and how many paragraphs stand there; ``more`` tells that it goes on."""
    low, found = balanced(blocks, columns, sizes)
    if low <= height + 0.01:
        return found, len(blocks)
    room = height - more.height - gap_before(more, sizes)
    found, kept = [], 0
    while len(found) < columns and (count := cut(blocks[kept:], room, sizes)):
        found.append(blocks[kept : kept + count])
        kept += count
    return ([*found[:-1], (*found[-1], more)] if found else [(more,)]), kept
