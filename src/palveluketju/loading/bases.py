"""The chain that a variant changes, looked for by its id among the files of the variant's folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from palveluketju.cache.seen import listed
from palveluketju.findings import CannotRun
from palveluketju.loading.files import ENDINGS, LIMITS, is_chain_file, is_there
from palveluketju.loading.variants import base_of, declares
from palveluketju.model.values import why_no_id
from palveluketju.source import Source, read_bytes, read_source, refusal
from palveluketju.source.composing import composed

MAX_BYTES: Final = 50 * 1024 * 1024
_WORD: Final = re.compile(r"[\w-]+")


@dataclass
class FoundBases:
    """The names of files to read, and those that are not read, with the reason."""

    names: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def bases_beside(variants: Iterable[Source], read: Iterable[Source]) -> FoundBases:
    """The files that hold the chains which variants change, where none of those read does.

    They are looked for in the folder of each variant, not above it and not below. Where no file has the id, one that is
    named after it is taken, so that its errors are told. Nothing of the other files is kept.
    """
    found, read = FoundBases(), tuple(read)
    known = {os.path.realpath(source.name) for source in read}
    wanted: dict[Path, dict[str, None]] = {}
    for variant in variants:
        base = base_of(variant)
        if base is not None and why_no_id(base) is None and not any(declares(base, source) for source in read):
            wanted.setdefault(Path(variant.name).parent, {})[base] = None
    for folder, bases in wanted.items():
        _look_in(folder, bases, known, found)
    return found


def _look_in(folder: Path, bases: dict[str, None], known: set[str], found: FoundBases) -> None:
    named = {folder / f"{base}{ending}": base for base in bases for ending in ENDINGS}
    left, budget = dict(bases), MAX_BYTES
    there: dict[str, str] = {}
    for file in dict.fromkeys((*named, *_beside(folder))):
        if not left or budget < 0:
            break
        if not is_there(file) or os.path.realpath(file) in known:
            continue
        why = refusal(file, folder)
        if why is not None:
            found.refused |= {str(file): why} if file in named else {}
            continue
        size, base = _declared_in(file, left)
        budget -= size
        if base is not None:
            found.names.append(str(file))
            del left[base]
        elif file in named:
            there.setdefault(named[file], str(file))
    found.names += [there[base] for base in left if base in there]


def _beside(folder: Path) -> list[Path]:
    """The chain files of a folder in a stable order; none where there are more than are read at a time."""
    try:
        _, files = listed(folder)
    except OSError:
        return []
    names = sorted(filter(is_chain_file, files))
    return [folder / name for name in names] if len(names) <= LIMITS.files else []


def _declared_in(file: Path, bases: Iterable[str]) -> tuple[int, str | None]:
    """The size of a file, and which of some chains it declares; only what names one of them is read as YAML."""
    try:
        data = read_bytes(file)
        words = set(_WORD.findall(composed(data.decode("utf-8", "replace"))))
        if words.isdisjoint(bases):
            return len(data), None
        source = read_source(file)
    except CannotRun:
        return 0, None
    return len(data), next((base for base in bases if declares(base, source)), None)
