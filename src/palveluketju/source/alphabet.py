"""The characters that may not stand in a text, as parts of patterns."""

from __future__ import annotations

from typing import Final

# Characters that break lines or terminals: a text that has one is not parsed at all, because what a reader
# sees and what a parser reads are then two different things (U+2028 hides a second key in one visible line).
CONTROL: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
# Characters nobody sees: soft hyphen, zero width, direction marks and overrides, tags, noncharacters.
INVISIBLE: Final = (
    "\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e"
    "\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
# Characters that a symbol font alone can show.
PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
