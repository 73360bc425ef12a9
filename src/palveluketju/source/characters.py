"""Bytes become text: encoding, and the characters that may stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from palveluketju.findings import Finding, Position
from palveluketju.source import rules
from palveluketju.source.rules import found

# Characters that break lines or terminals: a text that has one is not parsed at all, because what a reader
# sees and what a parser reads are then two different things (U+2028 hides a second key in one visible line).
_CONTROL: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
# Characters nobody sees: soft hyphen, zero width, direction marks and overrides, tags, noncharacters.
_INVISIBLE: Final = (
    "\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e"
    "\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
_CONTROL_PATTERN: Final = re.compile(f"[{_CONTROL}]|\r(?!\n)")
_FORBIDDEN_PATTERN: Final = re.compile(f"[{_CONTROL}{_INVISIBLE}]|\r(?!\n)")
_PRIVATE_USE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_FORBIDDEN_IN_VALUE: Final = re.compile(f"[{_CONTROL}{_INVISIBLE}\r]")
_IDENTITY_CODE: Final = re.compile(
    r"(?<![0-9A-Za-z])((?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2})"
    r"[-+\u2010-\u2015\u2212ABCDEFUVWXY]([0-9]{3})([0-9A-Y])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_CHECK_CHARACTERS: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"

MASK: Final = "\N{BULLET}"
_UTF_8_MARK: Final = b"\xef\xbb\xbf"
_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decode(data: bytes) -> tuple[str, list[Finding]]:
    """The text of a file, without byte order mark, and what is wrong with its bytes and characters.

    An empty text with findings means that it cannot be parsed; a text with findings can be, so that the
    file's other troubles come out in the same run. Personal identity codes are masked in the text, so that
    nothing made of it repeats them.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return "", [_wrong_encoding(Position(1, 1), f"it is saved as {name}")]
    if data[:200].count(0) * 4 > len(data[:200]):
        return "", [_wrong_encoding(Position(1, 1), "it is saved as UTF-16 or UTF-32")]
    data = data.removeprefix(_UTF_8_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        what = f"the byte 0x{data[error.start]:02X} cannot stand here, the file may be saved as Windows-1252 or Latin-1"
        if "end of data" in error.reason:
            what = "it ends in the middle of a character, so it may have been cut off"
        return "", [_wrong_encoding(Places(before).at(len(before)), what)]
    places = Places(text)
    findings = [*_characters(text, places), *_identity_codes(text, places)]
    return ("" if _CONTROL_PATTERN.search(text) else masked(text)), findings


def masked(text: str) -> str:
    """The text with personal identity codes made unreadable, each character in its place."""

    def mask(match: re.Match[str]) -> str:
        return MASK * len(match.group()) if _is_identity_code(match) else match.group()

    return _IDENTITY_CODE.sub(mask, text)


def _wrong_encoding(position: Position, what: str) -> Finding:
    return found(rules.wrong_encoding, rules.wrong_encoding(position, what))


def forbidden_in_value(value: str) -> str | None:
    """The first character of a decoded value that may not stand in it, however it was escaped."""
    match = _FORBIDDEN_IN_VALUE.search(value)
    return match.group() if match else None


class Places:
    """Where the characters of a text stand; a lone carriage return does not begin a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, index: int) -> Position:
        """Line and column of a character, both from 1."""
        line = bisect_right(self._starts, index)
        return Position(line, index - self._starts[line - 1] + 1)


def _characters(text: str, places: Places) -> Iterator[Finding]:
    """One finding for each forbidden character there is, at its first place."""
    firsts: dict[str, int] = {}
    counts: dict[str, int] = {}
    for match in _FORBIDDEN_PATTERN.finditer(text):
        character = match.group()
        firsts.setdefault(character, match.start())
        counts[character] = counts.get(character, 0) + 1
    for character, index in firsts.items():
        spot = rules.forbidden_character(places.at(index), character, counts[character])
        yield found(rules.forbidden_character, spot)
    if private := _PRIVATE_USE.search(text):
        spot = rules.private_character(places.at(private.start()), private.group())
        yield found(rules.private_character, spot)


def _identity_codes(text: str, places: Places) -> Iterator[Finding]:
    """Personal identity codes with a right check character (the rule of the Digital and Population Data Agency)."""
    for match in _IDENTITY_CODE.finditer(text):
        if _is_identity_code(match):
            spot = rules.personal_identity_code(places.at(match.start()))
            yield found(rules.personal_identity_code, spot)


def _is_identity_code(match: re.Match[str]) -> bool:
    birth, number, check = match.groups()
    return _CHECK_CHARACTERS[int(birth + number) % 31] == check.upper()
