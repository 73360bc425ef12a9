"""Contracts in a configuration: each is typed, and what is wrong with it, or with the chains, is told at its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Final

from palveluketju.config import kinds
from palveluketju.config.kinds import Place, only_known, tables, wrong_at
from palveluketju.findings import N_, CannotRun, Message, Position, Severity

if TYPE_CHECKING:
    from palveluketju.selecting import Contract

_SELECTION: Final = kinds.OneLine()
CONTRACT: Final[Mapping[str, kinds.Kind]] = {
    "name": kinds.OneLine(),
    "reason": kinds.Texts(),
    "forbidden": _SELECTION,
    "every": _SELECTION,
    "has": _SELECTION,
    "required": _SELECTION,
    "severity": kinds.OneOf(tuple(severity.label for severity in Severity)),
}
"""The keys of a table of ``[[contract]]``."""


def contracts_from(value: Any, place: Place, text: str) -> tuple[Contract, ...]:
    """The contracts of the tables of ``[[contract]]``.

    Raises:
        CannotRun: a table is no contract, or two have one name; the message names the line.
    """
    from palveluketju.selecting import contract_of

    contracts: dict[str, Contract] = {}
    for number, table in enumerate(tables(value, place), 1):
        name = table.get("name")
        at = Place(_at(place.file, text, name), place.key)
        only_known(table, tuple(CONTRACT), at.file, Message(N_("key of {table}"), table=place.key))
        for key, one in table.items():
            CONTRACT[key].read(one, at / key)
        try:
            contract = contract_of(table, number)
        except CannotRun as error:
            raise wrong_at(at.file, error.message) from None
        if contract.name in contracts:
            at.wrong(N_("two contracts have the name '{name}'; rename one"), name=contract.name)
        contracts[contract.name] = contract
    return tuple(contracts.values())


def position_of(name: str, text: str) -> Position:
    """Where a contract stands in the text of a configuration: at its name, else at the beginning."""
    found = re.search(rf"""^[^\S\n]*name[^\S\n]*=[^\S\n]*["']{re.escape(name)}["']""", text, re.MULTILINE)
    if found is None:
        return Position(1, 1)
    line = text.count("\n", 0, found.start()) + 1
    return Position(line, found.group().find("name") + 1)


def _at(file: FilePath | str, text: str, name: object) -> str:
    """The file with the line and column of a contract, where its name tells them."""
    if not isinstance(name, str):
        return str(file)
    line, column = position_of(name, text)
    return f"{file}:{line}:{column}"
