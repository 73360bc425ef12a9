"""What a folder of chains says of itself in ``palveluketju.toml``: paths, weight that fails, language."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from palveluketju.findings import CannotRun, Severity, joined, nearest
from palveluketju.source import read_bytes
from palveluketju.terms import LANGUAGES

FILE_NAME: Final = "palveluketju.toml"
FAIL_ON: Final = {severity.label: severity for severity in Severity}


@dataclass(frozen=True)
class Config:
    """Where chains are, from which weight on a check fails, and the language of outputs."""

    paths: tuple[str, ...] = ("chains",)
    fail_on: Severity = Severity.ERROR
    lang: str = "en"


def read_config(folder: Path) -> Config:
    """The configuration of a folder; the defaults where it has no ``palveluketju.toml``.

    Paths in the file are relative to the folder. It can name no code.

    Raises:
        CannotRun: the file is not TOML, or has a key or value that is not known.
    """
    file = folder / FILE_NAME
    if not os.path.lexists(file):
        return Config()
    try:
        data = tomllib.loads(read_bytes(file).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CannotRun(f"{file}: {error}") from error
    known = ("paths", "fail-on", "lang")
    for key in data:
        if key not in known:
            guess = nearest(key, known)
            hint = f"did you mean '{guess}'?" if guess else f"the keys are {joined(known)}"
            raise CannotRun(f"{file}: '{key}' is not a key here; {hint}")
    return Config(
        paths=_paths(data.get("paths", list(Config.paths)), file, folder),
        fail_on=FAIL_ON[_choice(data, "fail-on", tuple(FAIL_ON), Config.fail_on.label, file)],
        lang=_choice(data, "lang", LANGUAGES, Config.lang, file),
    )


def _paths(value: Any, file: Path, folder: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(path, str) for path in value):
        raise CannotRun(f"{file}: 'paths' is a list of files or folders, as paths = [\"chains\"]")
    return tuple(str(folder / path) if folder != Path() else path for path in value)


def _choice(data: dict[str, Any], key: str, choices: tuple[str, ...], default: str, file: Path) -> str:
    value = data.get(key, default)
    if value not in choices:
        raise CannotRun(f"{file}: '{key}' is one of {joined(choices, 'or')}, not {value!r}")
    return str(value)
