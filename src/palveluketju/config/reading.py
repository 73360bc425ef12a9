"""The configuration that holds for a folder: looked for upwards, read, and every value typed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any, Final

from palveluketju.config.contracts import contracts_from
from palveluketju.config.kinds import Place, only_known, raw, wrong_at
from palveluketju.config.language import MAX_BYTES
from palveluketju.config.rules import asked_from, choice_from, folders_from
from palveluketju.config.settings import SETTINGS, Config
from palveluketju.findings import N_, CannotRun, Message
from palveluketju.loading.files import LIMITS, Limits
from palveluketju.source import OUTSIDE, configuration_over, is_inside, read_bytes, settings_in

_PLACE: Final = r"\(at line (?P<line>\d+), column (?P<column>\d+)\)"
_LISTS: Final = ("folder", "contract")


def read_config(start: FilePath = FilePath()) -> Config:  # a path does not change
    """The configuration that holds for a folder: of itself, or the nearest above it; the defaults where there is none.

    It stands in ``palveluketju.toml``, or in ``pyproject.toml`` under ``[tool.palveluketju]``. Folders are searched
    upwards to the nearest that is a git repository: what is above it is not part of what is shared. Paths are relative
    to the folder of the file, and stay in it. It can name no code.

    Raises:
        CannotRun: the file is too large, is not TOML, has a key or value that is not known, or is a link out of the
            folder.
    """
    found = configuration_over(start)
    if found is None:
        return Config(paths=_in(start, Config.paths), folder=start)
    import tomllib

    file = FilePath(found)
    folder = _as_named(file, start)
    file = folder / file.name
    if not is_inside(file, folder):
        raise wrong_at(file, Message(OUTSIDE))
    read = read_bytes(file)
    if len(read) > MAX_BYTES:
        Place(file).wrong(N_("the file is larger than {most} KiB; it holds settings only"), most=MAX_BYTES // 1024)
    try:
        text = read.decode("utf-8-sig")
        data = settings_in(file.name, tomllib.loads(text))
    except UnicodeDecodeError:
        Place(file).wrong(N_("the file is not UTF-8 text; save it as UTF-8"))
    except (ValueError, RecursionError) as error:
        place, said = _at(file, str(error))
        raise CannotRun(N_("{file}: {error}"), file=place, error=said) from error
    return _configured(data, file, folder, text)


def _configured(data: Any, file: FilePath, folder: FilePath, text: str) -> Config:
    top = Place(file)
    if not isinstance(data, Mapping):
        top.wrong(N_("'tool.palveluketju' is a table, as [tool.palveluketju], not {value}"), value=raw(data))
    only_known(data, (*SETTINGS, *_LISTS), file, Message(N_("key")))
    read: dict[str, Any] = {key: SETTINGS[key].read(value, top / key) for key, value in data.items() if key in SETTINGS}
    contracts = contracts_from(data.get("contract", []), top / "contract", text)
    names = tuple(contract.name for contract in contracts)
    simple = {key: key.replace("-", "_") for key in ("fail-on", "fail-on-unknown", "lang", "date", "cache")}
    return Config(
        paths=_in(folder, read.get("paths", Config.paths)),
        named_paths="paths" in read,
        exclude=read.get("exclude", ()),
        limits=Limits(read.get("max-files", LIMITS.files), read.get("max-mebibytes", LIMITS.mebibytes)),
        rules=choice_from(read, top, names),
        asked=asked_from(read, top),
        folders=folders_from(data.get("folder", []), top / "folder", names),
        contracts=contracts,
        theme=read.get("theme", {}),
        report=read.get("report", {}),
        folder=folder,
        file=str(file),
        text=text,
        **{name: read[key] for key, name in simple.items() if key in read},
    )


def _as_named(file: FilePath, start: FilePath) -> FilePath:
    """The folder of a configuration, relative where the start is: outputs name files as people do."""
    if start.is_absolute():
        return file.parent
    ups = len(FilePath(os.path.abspath(start)).relative_to(file.parent).parts)
    return FilePath(os.path.normpath(FilePath(start, *[".."] * ups)))


def _at(file: FilePath, error: str) -> tuple[str, Message]:
    """Where a text is no TOML, and what its reader says."""
    at = re.search(_PLACE, error)
    place = f"{file}:{at['line']}:{at['column']}" if at else str(file)
    return place, Message(N_("this is not valid TOML ({reason})"), reason=re.sub(_PLACE, "", error).strip() or "–")


def _in(folder: FilePath, paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(folder / path) if folder != FilePath() else path for path in paths)
