"""Whether a YAML file is one of this format, told from its raw text: a folder can hold other YAML files."""

from __future__ import annotations

import re
from typing import Final

from palveluketju.findings import CannotRun, nearest
from palveluketju.model import Catalogue, Chain
from palveluketju.source import read_bytes

HEADERS: Final = ("palveluketju", "palveluketju-catalogue")
VARIANT: Final = "variant-of"
_ENOUGH: Final = (*HEADERS, VARIANT)
_GENERAL: Final = frozenset(
    {
        *("id", "name", "status", "note", "sources", "owner", "review", "dated", "accepted", "area", "audience"),
        *("called", "order", "reading", "replaces", "valid-from", "valid-until", "without"),
    }
)
"""Keys that are no sections; files of other formats have such as well."""
SECTIONS: Final = (
    frozenset(field.alias or name for model in (Chain, Catalogue) for name, field in model.model_fields.items())
    - _GENERAL
)
_KEY: Final = re.compile(
    r"^(?:\ufeff|\{[ \t]*)?"  # a mark of the encoding, or the bracket of a whole file in brackets
    r"""(?P<mark>["']?)(?P<key>[^\s"':{}\[\],#&*!|>%@`-][^"':{}\[\],\n]{0,60}?)(?P=mark)[ \t]*:""",
    re.MULTILINE,
)


def is_ours(text: str) -> bool:
    r"""Whether a text is a chain file or a catalogue, or is meant to be one.

    It is, if one of its keys at the first column is ``palveluketju``, near to it, or ``variant-of``, or if two are
    sections of the format.

    >>> is_ours("palvelukejtu: 1"), is_ours("levels: {}\nmoves: {}"), is_ours("services:\n  web: {image: x}")
    (True, True, False)
    """
    keys = set()
    for match in _KEY.finditer(text):
        key = match["key"].strip()
        if key in _ENOUGH:  # most files begin with it
            return True
        keys.add(key)
    if len(keys & SECTIONS) > 1:
        return True
    return any(nearest(key.casefold(), HEADERS, cutoff=0.8) is not None for key in keys)


def is_our_file(path: str, texts: dict[str, bytes] | None = None) -> bool:
    """Whether a file is of this format; one that cannot be read may be, and is left for the reader to refuse.

    What is read of one that is goes into ``texts``.
    """
    try:
        data = read_bytes(path)
    except CannotRun:
        return True
    found = is_ours(text_of(data))
    if found and texts is not None:
        texts[path] = data
    return found


def text_of(data: bytes) -> str:
    """The text of a file as far as its keys can be told, in whatever encoding and with whatever ends of lines."""
    plain = data.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")  # letters of UTF-16 and UTF-32
    return plain.replace(b"\r", b"\n").decode("utf-8", errors="replace")
