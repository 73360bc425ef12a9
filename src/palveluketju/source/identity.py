"""Finnish personal identity codes in a text, also those that only show once YAML has been decoded.

A code is looked for in the text as it stands, and in the text as a reader of the values sees it: escapes replaced by
what they mean, lines that a backslash joins put together, invisible characters left out. So it is found, and made
unreadable, before anything is made of the text, even where the rest of the text is not YAML.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from palveluketju.source.alphabet import CONTROL, INVISIBLE

MASK: Final = "\N{BULLET}"
_SIGN: Final = "[-+\xad\u2010-\u2015\u2212\ufe63\uff0d]"
# A line is broken after a hyphen, or before one: the fold leaves a space on that side, and the code readable.
_FOLD: Final = r"(?:[ \t]*\r?\n[ \t]*|[ \t])"
_CODE: Final = (
    # the first digit comes before what must not be before it: a search jumps to such digits
    r"([0-3](?<![0-9A-Za-z].)(?:(?<=0)[1-9]|(?<=[12])[0-9]|(?<=3)[01])(?:0[1-9]|1[0-2])[0-9]{2})"
    rf"(?:[ABCDEFUVWXY]|{_FOLD}?{_SIGN}|{_SIGN}{_FOLD})([0-9]{{3}})([0-9A-Y\N{{KELVIN SIGN}}])(?![0-9A-Za-z])"
)
"""Such patterns are compiled where they are first looked for: most files surely have no code."""
_CHECK_CHARACTERS: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_ESCAPED: Final = r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U00([0-9A-Fa-f]{6})|(\r?\n[ \t]*)|(.))|%([0-7][0-9A-Fa-f])"
_DECODED: Final = rf"{_ESCAPED}|[{CONTROL}{INVISIBLE}]"
_ONE_LETTER: Final = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_PERCENT: Final = re.compile(rb"%[0-7][0-9A-Fa-f]")
_TO_ZERO: Final = bytes.maketrans(b"123456789", b"0" * 9)
_UNSEEN: Final = f"[{CONTROL}{INVISIBLE}]"


class Span(NamedTuple):
    """A part of a text, from its first character to the one after its last."""

    start: int
    end: int


def identity_codes(text: str, *, all_is_seen: bool = False) -> list[tuple[Span, ...]]:
    """Where the codes with a right check character stand (the rule of the Digital and Population Data Agency).

    Each code is the spans of its characters, in their order: an escape is longer than the character it stands for.
    Where ``all_is_seen``, the text is known to have no invisible characters, and only its escapes are decoded.
    """
    codes = {match.start(): tuple(Span(at, at + 1) for at in range(*match.span())) for match in _codes(text)}
    decoded = _Decoded(text, _ESCAPED if all_is_seen else _DECODED)
    if decoded.text != text:
        for match in _codes(decoded.text):
            spans = tuple(decoded.span(at) for at in range(*match.span()))
            codes.setdefault(spans[0].start, spans)
    return [codes[start] for start in sorted(codes)]


def has_surely_none(data: bytes) -> bool:
    """Whether bytes have no code, neither in the text nor in what its escapes mean, if all its characters are seen.

    The numbers of a date of birth follow each other; looking for those takes far less time than looking for codes.
    """
    return b"\\" not in data and not _PERCENT.search(data) and b"000000" not in data.translate(_TO_ZERO)


def masked(text: str, codes: list[tuple[Span, ...]] | None = None) -> str:
    """The text with personal identity codes made unreadable, every other character in its place."""
    pieces, reached = [], 0
    spans = sorted({span for code in (identity_codes(text) if codes is None else codes) for span in code})
    for start, end in spans:
        if start >= reached:
            pieces += [text[reached:start], text[start:end] if text[start:end].isspace() else MASK * (end - start)]
            reached = end
    return "".join([*pieces, text[reached:]])


def _codes(text: str) -> Iterator[re.Match[str]]:
    for match in re.finditer(_CODE, text, re.IGNORECASE):
        birth, number, check = match.groups()
        if _CHECK_CHARACTERS[int(birth + number) % 31] == unicodedata.normalize("NFKC", check).upper():
            yield match


class _Decoded:
    """A text as the reader of its values sees it, and where each of its characters stands in the text."""

    def __init__(self, text: str, escapes: str) -> None:
        self._at: list[int] = [0]  # where each piece begins in the decoded text ...
        self._spans: list[Span] = [Span(0, 0)]  # ... and the piece of the text that it was
        pieces: list[str] = []
        reached = length = 0
        for match in re.finditer(escapes, text):
            meant = _meant(match)
            if meant is None:
                continue
            pieces += [text[reached : match.start()], meant]
            length += match.start() - reached
            reached = match.end()
            if meant:
                self._add(length, Span(*match.span()))
            length += len(meant)
            self._add(length, Span(reached, reached))
        self.text = "".join([*pieces, text[reached:]])

    def _add(self, at: int, span: Span) -> None:
        self._at.append(at)
        self._spans.append(span)

    def span(self, index: int) -> Span:
        """The part of the text that a character of the decoded text was made of."""
        piece = bisect_right(self._at, index) - 1
        span, offset = self._spans[piece], index - self._at[piece]
        return span if span.end > span.start else Span(span.start + offset, span.start + offset + 1)


def _meant(match: re.Match[str]) -> str | None:
    """What an escape means; nothing for what is not seen, None for what is no escape."""
    *numbers, folded, letter, percent = match.groups()
    number = next((one for one in (*numbers, percent) if one is not None), None)
    if letter is not None:
        return _ONE_LETTER.get(letter)
    if number is None or folded is not None:
        return ""
    if int(number, 16) > 0x10FFFF:
        return None
    return re.sub(_UNSEEN, "", chr(int(number, 16)))
