"""A contract as a configuration has it: one table of TOML, typed, with errors that name the key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NoReturn

from palveluketju.findings import N_, CannotRun, Items, Message, Severity, Template, did_you_mean, nearest
from palveluketju.model import LongText
from palveluketju.selecting.contracts import Contract, wrong_part
from palveluketju.terms import LANGUAGES

KEYS: Final = ("name", "reason", "forbidden", "every", "has", "required", "severity")
"""The keys of a table, in the order in which they are best written."""
_SELECTIONS: Final = ("forbidden", "every", "has", "required")
_SEVERITIES: Final = {severity.label: severity for severity in reversed(Severity)}


def contract_of(table: Mapping[str, object], number: int = 1) -> Contract:
    """The contract that a table declares; ``number`` is its place among the contracts, for one that has no name yet.

    >>> contract_of({"name": "bars", "reason": "Guidance is for all.", "required": "kind:bar"}).severity.label
    'error'

    Raises:
        CannotRun: a key is missing, unknown or of another type, or what it says makes no contract.
    """
    name = table.get("name")
    if not isinstance(name, str):
        missing, no_text = N_("'name' is missing"), N_("'name' is a text")
        raise CannotRun(
            N_("contract number {number}: {error}"), number=number, error=Message(missing if name is None else no_text)
        )
    for key in table:
        if key not in KEYS:
            hint = did_you_mean(nearest(str(key), KEYS), KEYS)
            wrong_part(name, "", Message(N_("unknown key '{key}'; {hint}"), key=key, hint=hint))
    selections = {key: _text(name, key, table[key]) for key in _SELECTIONS if key in table}
    return Contract(name, _reason(name, table.get("reason")), severity=_severity(name, table), **selections)


def _text(name: str, key: str, value: object) -> str:
    if not isinstance(value, str):
        _wrong(name, key, N_('a selection is a text, as {key} = "kind:service"'), key=key)
    return value


def _severity(name: str, table: Mapping[str, object]) -> Severity:
    told = table.get("severity", Severity.ERROR.label)
    if not isinstance(told, str) or told not in _SEVERITIES:
        _wrong(name, "severity", N_("write {choices}"), choices=Items(tuple(_SEVERITIES), "or"))
    return _SEVERITIES[told]


def _reason(name: str, value: object) -> str | LongText:
    """A text, or one in several languages: ``reason = {fi = "...", sv = "..."}``."""
    if value is None:
        _wrong(name, "reason", N_("it is missing: say why, for whoever reads the finding"))
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and value and set(value) <= set(LANGUAGES):
        texts: dict[str, Any] = dict(value)
        if all(isinstance(text, str) and text.strip() for text in texts.values()):
            return LongText(texts)
    error = N_('a reason is a text, or texts by language, as reason = {{fi = "...", sv = "..."}}')
    return _wrong(name, "reason", error)


def _wrong(name: str, key: str, error: Template, /, **values: object) -> NoReturn:
    wrong_part(name, key, Message(error, **values))
