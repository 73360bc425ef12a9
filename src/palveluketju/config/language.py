"""The language that a configuration asks for: told without reading the rest, which takes more time, or may be wrong."""

from __future__ import annotations

import os
import re
from typing import Final

from palveluketju import findings
from palveluketju.source.bounded import read_bytes
from palveluketju.source.implied import CONFIGURATION, configuration_over, is_inside, settings_in
from palveluketju.terms.languages import LANGUAGES

FILE_NAME: Final = CONFIGURATION
MAX_BYTES: Final = 256 * 1024
_LANG: Final = re.compile(r"^lang\s*=\s*[\"'](?P<lang>\w+)[\"']", re.MULTILINE)


def language_in(start: str | os.PathLike[str]) -> str | None:
    """The language that the configuration of a folder asks for, also where something else in it is wrong."""
    file = configuration_over(start)
    if file is None or not is_inside(file, os.path.dirname(file)):
        return None
    import tomllib

    try:
        text = read_bytes(file)[:MAX_BYTES].decode("utf-8-sig", errors="replace")
    except findings.CannotRun:
        return None
    try:
        data = settings_in(os.path.basename(file), tomllib.loads(text))
        lang = data.get("lang") if isinstance(data, dict) else None
    except (ValueError, RecursionError):
        found = _LANG.search(text)  # that it is no TOML is to be said in the language that it asks for
        lang = found["lang"] if found else None
    lang = lang.casefold() if isinstance(lang, str) else lang
    return lang if lang in LANGUAGES else None
