"""What the readers share: why something is rejected, strict UTF-8, strict JSON, and paths within a repository."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

Files = Mapping[str, str | None]
"""The text of each file of a repository by its path from the top; ``None`` for a file that nobody can read."""


class Rejected(Exception):
    """A consumer would misread, drop or refuse this."""


def need(holds: object, reason: str) -> None:
    """Reject unless something holds."""
    if not holds:
        raise Rejected(reason)


def decoded(data: str | bytes) -> str:
    """The text of a file that must be UTF-8 without a byte order mark."""
    if isinstance(data, bytes):
        try:
            data = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Rejected(f"not UTF-8: {error}") from None
    need(not data.startswith("\ufeff"), "a byte order mark")
    need(not re.search(r"[\ud800-\udfff]", data), "half a surrogate pair")
    return data


def strict_json(data: str | bytes) -> Any:
    """JSON as RFC 8259 has it: no key twice, no NaN, nothing behind it, no half of a surrogate pair."""
    try:
        read = json.loads(decoded(data), object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Rejected(f"not JSON: {error}") from None
    decoded(json.dumps(read, ensure_ascii=False))  # what escapes have made
    return read


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    need(len(read) == len(pairs), f"a key twice in {list(read)}")
    return read


def _no_number(text: str) -> NoReturn:
    raise Rejected(f"{text} is no number of JSON")


def text_of(mapping: Any, key: str) -> str:
    """A text that must be there and say something."""
    need(isinstance(mapping, dict), f"no object with {key!r}")
    value = mapping.get(key)
    need(isinstance(value, str) and value.strip(), f"{key!r} is no text: {value!r}")
    return str(value)


def number_of(mapping: Any, key: str) -> int:
    """A line or a column: a whole number from 1 on."""
    need(isinstance(mapping, dict), f"no object with {key!r}")
    value = mapping.get(key)
    need(type(value) is int and value >= 1, f"{key!r} is no number from 1 on: {value!r}")
    return int(value)


def keys_within(mapping: Any, allowed: set[str], what: str) -> None:
    """An object has no other keys than these."""
    need(isinstance(mapping, dict), f"{what} is no object")
    need(set(mapping) <= allowed, f"{what} has unknown keys {sorted(set(mapping) - allowed)}")


def checked_path(path: str, files: Files | None) -> str:
    """A path from the top of the repository, as git has it; with files, one of them."""
    need(path, "an empty path")
    need(not path.startswith("/") and not re.match(r"[A-Za-z]:[\\/]", path), f"an absolute path: {path!r}")
    need(not {"", ".", ".."} & set(path.split("/")), f"a path that is not plain: {path!r}")
    need(files is None or path in files, f"no such file: {path!r}")
    return path


def lines_of(text: str) -> list[str]:
    """The lines of a file as git and SARIF count them; a lone carriage return ends none."""
    return re.split(r"\r?\n", text)


def checked_line(line: int, path: str, files: Files | None) -> int:
    """A line that the file has."""
    text = files[path] if files else None
    if text is not None:
        need(line <= len(lines_of(text)), f"{path!r} has no line {line}")
    return line
