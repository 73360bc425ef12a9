"""The kinds of settings that are lists of texts."""

from __future__ import annotations

from typing import Any, Final

from palveluketju.config.kinds import MOST_TEXT, Place, raw
from palveluketju.findings import N_

MOST: Final = 1000
_TEXTS: Final = {"type": "array", "items": {"type": "string", "minLength": 1}}


class Paths:
    """Files or folders; at least one."""

    def read(self, value: Any, place: Place) -> tuple[str, ...]:
        """The typed value."""
        if not isinstance(value, list) or not value or not all(isinstance(path, str) for path in value):
            place.wrong(N_("'{key}' is a list of files or folders, as {key} = [\"chains\"]"))
        for path in value:
            if not path or not path.isprintable():
                place.wrong(N_("'{key}' has {path}, which names no file or folder"), path=raw(path))
        return tuple(value)

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        return {**_TEXTS, "minItems": 1}


class Globs:
    """Patterns of files, as in a ``.gitignore``."""

    def read(self, value: Any, place: Place) -> tuple[str, ...]:
        """The typed value."""
        from palveluketju.loading.ignoring import is_pattern

        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            place.wrong(N_('\'{key}\' is a list of patterns, as {key} = ["old/", "*-draft.yaml"]'))
        for one in value:
            if not one.isprintable() or len(one) > MOST_TEXT or not is_pattern(one):
                place.wrong(N_("'{key}' has {pattern}, which is no pattern of files"), pattern=raw(one))
        return tuple(value)

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        return _TEXTS


class Words:
    """Words, or short texts."""

    def read(self, value: Any, place: Place) -> tuple[str, ...]:
        """The typed value."""
        if not isinstance(value, list) or len(value) > MOST:
            place.wrong(N_("'{key}' is a list of texts, as {key} = [\"...\"]"))
        for one in value:
            if not isinstance(one, str) or not one.strip() or not one.isprintable() or len(one) > MOST_TEXT:
                place.wrong(N_("'{key}' has {value}; write a short text"), value=raw(one))
        return tuple(dict.fromkeys(one.strip() for one in value))

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        return {**_TEXTS, "maxItems": MOST}


class Codes:
    """Codes of languages."""

    def read(self, value: Any, place: Place) -> tuple[str, ...]:
        """The typed value."""
        from palveluketju.model.text import is_language  # what has no configuration needs no model

        if not isinstance(value, list):
            place.wrong(N_('\'{key}\' is a list of language codes, as {key} = ["fi", "sv"]'))
        for code in value:
            if not isinstance(code, str) or not is_language(code):
                place.wrong(N_("'{key}' has {code}; write fi, sv, en or another language code"), code=raw(code))
        return tuple(dict.fromkeys(value))

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        return _TEXTS
