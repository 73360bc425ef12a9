"""What stands where a mapping belongs, a list most often: its first two items as they should be written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter, ValidationError

from palveluketju.findings import N_, Keys, Message, Path
from palveluketju.loading.keys import keys_at, section_at
from palveluketju.loading.rules import those_of
from palveluketju.model.values import MAX_ID
from palveluketju.source.writing import on_one_line

_SHOWN: Final = 2
_LONGEST: Final = 80
_NAMING: Final = ("name", "text", "title", "what")
"""The keys that take what people read, the likeliest first."""
_EACH: Final = N_("Write each under an id of its own.")
_IT: Final = N_("Write it under an id of its own.")


def way_out(model: type[BaseModel], loc: Path, items: list[Any]) -> Message:
    """How to write items as the mapping that belongs at a place; else which keys the place has."""
    section = section_at(model, loc)
    written = _entries(items, *section) if section else _pairs(items)
    shown = [_short(on_one_line({key: value})[1:-1]) for key, value in islice(written, _SHOWN)]
    if shown:
        return Message(N_("Write {entries}."), entries=Keys(tuple(shown)))
    if section is None:
        return those_of(keys_at(model, loc))
    return Message(_EACH if len(items) > 1 else _IT)


def _entries(items: list[Any], name: Any, keys: list[str]) -> Iterator[tuple[str, Any]]:
    """Items with the ids that they have, or could have."""
    ids: TypeAdapter[str] = TypeAdapter(name)
    seen = set()
    for number, item in enumerate(items, start=1):
        for candidate, element in _candidates(item, keys, number):
            if candidate not in seen and _is_right(ids, candidate):
                seen.add(candidate)
                yield candidate, element
                break


def _candidates(item: Any, keys: list[str], number: int) -> Iterator[tuple[str, Any]]:
    """The ids that an item of a list could have, the likeliest first, with what would stand under them."""
    if isinstance(item, str):
        naming = next((key for key in _NAMING if key in keys), None)
        yield item, {naming: item} if naming else ({} if keys else item)
        yield _made_of(item), {naming: item} if naming else item
    if not isinstance(item, Mapping):
        return
    rest = {key: value for key, value in item.items() if value is not None}
    if len(item) == 1 and not rest.keys() & {*keys, "id"}:
        ((key, value),) = item.items()
        yield key, {} if value is None else value
    for given in ("id", "from"):
        if isinstance(rest.get(given), str):
            own = str(rest[given])
            under = {key: value for key, value in rest.items() if key != given}
            if isinstance(under.get("to"), str):
                yield f"{own} -> {under['to']}", {key: value for key, value in under.items() if key != "to"}
            if given == "id":
                yield own, under if keys else _only(under)
                yield _made_of(own), under if keys else _only(under)
    for naming in _NAMING:
        if isinstance(rest.get(naming), str):
            yield _made_of(str(rest[naming])), rest if keys else _only(rest)
    yield f"id-{number}", rest
    yield "from -> to", rest


def _only(values: Mapping[str, Any]) -> Any:
    """The text of an item, where elements are texts."""
    return next(iter(values.values()), "")


def _pairs(items: list[Any]) -> Iterator[tuple[str, Any]]:
    """The keys of items that are mappings themselves."""
    for item in items:
        if isinstance(item, Mapping):
            yield from ((key, value) for key, value in item.items() if value is not None)


def _is_right(ids: TypeAdapter[str], text: str) -> bool:
    try:
        ids.validate_python(text)
    except ValidationError:
        return False
    return True


def _made_of(text: str) -> str:
    """An id made of a name."""
    small = unicodedata.normalize("NFC", text).lower()
    return re.sub(r"[^a-zåäö0-9]+", "-", small).strip("-")[:MAX_ID].strip("-")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
