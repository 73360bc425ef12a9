"""The configuration as JSON Schema, for editors and for who writes one by program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from palveluketju.checking import RULES
from palveluketju.checks import OPTIONS
from palveluketju.config.contracts import CONTRACT
from palveluketju.config.kinds import Kind
from palveluketju.config.settings import FOLDER, MEANINGS, SETTINGS

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def configuration_schema() -> dict[str, Any]:
    """The keys of ``palveluketju.toml``, and of ``[tool.palveluketju]`` in ``pyproject.toml``, with their values.

    It holds for each value by itself; that a rule or an id is there is known only where the files are.
    """
    return {
        "$schema": DRAFT,
        "title": "Configuration of palveluketju",
        "type": "object",
        "properties": {
            **_properties(SETTINGS),
            "options": _options(),
            "folder": _tables(FOLDER, "folder", ["path"]),
            "contract": _tables(CONTRACT, "contract", ["name", "reason"]),
        },
        "additionalProperties": False,
    }


def _properties(settings: Mapping[str, Kind]) -> dict[str, Any]:
    return {
        key: {**({"description": MEANINGS[key]} if key in MEANINGS else {}), **kind.schema}
        for key, kind in settings.items()
    }


def _tables(settings: Mapping[str, Kind], key: str, required: list[str]) -> dict[str, Any]:
    table = {
        "type": "object",
        "properties": {**_properties(settings), **({"options": _options()} if "options" in settings else {})},
        "required": required,
        "additionalProperties": False,
    }
    return {"description": MEANINGS[key], "type": "array", "items": table}


def _options() -> dict[str, Any]:
    """The options of each rule that has some, under its code and under its name."""
    tables: dict[str, Any] = {}
    for rule in RULES:
        if rule.code in OPTIONS:
            table = {
                "type": "object",
                "properties": {
                    name: {
                        "description": one.meaning,
                        "type": "integer",
                        "minimum": one.least,
                        "maximum": one.most,
                        "default": one.default,
                    }
                    for name, one in OPTIONS[rule.code].items()
                },
                "additionalProperties": False,
            }
            tables |= {rule.code: table, rule.name: table}
    return {"description": MEANINGS["options"], "type": "object", "properties": tables, "additionalProperties": False}
