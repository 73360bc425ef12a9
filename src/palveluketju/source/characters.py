"""Bytes become text: encoding, and the characters that may stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from palveluketju.findings import N_, Finding, Message, Position
from palveluketju.source import rules
from palveluketju.source.alphabet import CONTROL, INVISIBLE, PRIVATE
from palveluketju.source.identity import has_surely_none, identity_codes, masked
from palveluketju.source.rules import found

_CONTROL_PATTERN: Final = f"[{CONTROL}]|\r(?!\n)"
_FORBIDDEN_PATTERN: Final = f"[{CONTROL}{INVISIBLE}]|\r(?!\n)"
_SUSPICIOUS: Final = re.compile(f"[{CONTROL}{INVISIBLE}{PRIVATE}]")
_LONE_RETURN: Final = "\r(?!\n)"
_FORBIDDEN_IN_VALUE: Final = re.compile(f"[{CONTROL}{INVISIBLE}\r]")
_PRIVATE_USE: Final = re.compile(f"[{PRIVATE}]")
_PRINTED: Final = b"\t\n" + bytes(range(0x20, 0x7F))
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
            return "", [_wrong_encoding(Position(1, 1), Message(N_("it is saved as {encoding}"), encoding=name))]
    if data[:200].count(0) * 4 > len(data[:200]):
        return "", [_wrong_encoding(Position(1, 1), Message(N_("it is saved as UTF-16 or UTF-32")))]
    data = data.removeprefix(_UTF_8_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        what = Message(
            N_("byte {byte} is not possible here; the file may be saved as Windows-1252 or Latin-1"),
            byte=f"0x{data[error.start]:02X}",
        )
        if "end of data" in error.reason:
            what = Message(N_("it ends in the middle of a character and may have been cut off"))
        return "", [_wrong_encoding(Places(before).at(len(before)), what)]
    # A few dozen characters tell of most texts that nothing is wrong with them, and most of a text is letters of ASCII.
    alphabet = "".join(set(data.translate(None, _PRINTED).decode("utf-8")))
    is_clean = not (_SUSPICIOUS.search(alphabet) or ("\r" in alphabet and re.search(_LONE_RETURN, text)))
    if is_clean and has_surely_none(data):
        return text, []
    codes = identity_codes(text, all_is_seen=is_clean)
    if is_clean and not codes:
        return text, []
    places = Places(text)
    findings = list(_characters(text, places))
    for code in codes:
        findings.append(found(rules.personal_identity_code, rules.personal_identity_code(places.at(code[0].start))))
    return ("" if re.search(_CONTROL_PATTERN, text) else masked(text, codes)), findings


def _wrong_encoding(position: Position, what: Message) -> Finding:
    return found(rules.wrong_encoding, rules.wrong_encoding(position, what))


def made_by_escape(value: str, written: str) -> tuple[str | None, str | None]:
    """Of a decoded value, the first forbidden and the first private character that its text does not show.

    What the text itself shows is told of the text.
    """
    forbidden, private = (
        next((one for one in dict.fromkeys(pattern.findall(value)) if value.count(one) > written.count(one)), None)
        for pattern in (_FORBIDDEN_IN_VALUE, _PRIVATE_USE)
    )
    return forbidden, private


class Places:
    """Where the characters of a text stand; a lone carriage return does not begin a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *map(re.Match.end, re.finditer("\n", text))]

    def at(self, index: int) -> Position:
        """Line and column of a character, both from 1."""
        line = bisect_right(self._starts, index)
        return Position(line, index - self._starts[line - 1] + 1)


def _characters(text: str, places: Places) -> Iterator[Finding]:
    """One finding for each forbidden character there is, at its first place."""
    firsts: dict[str, int] = {}
    counts: dict[str, int] = {}
    for match in re.finditer(_FORBIDDEN_PATTERN, text):
        character = match.group()
        firsts.setdefault(character, match.start())
        counts[character] = counts.get(character, 0) + 1
    for character, index in firsts.items():
        spot = rules.forbidden_character(places.at(index), character, counts[character])
        yield found(rules.forbidden_character, spot)
    if private := _PRIVATE_USE.search(text):
        spot = rules.private_character(places.at(private.start()), private.group())
        yield found(rules.private_character, spot)
