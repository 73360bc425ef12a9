"""Rules in reading order, to be listed, looked up and shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Self, SupportsIndex, overload

from palveluketju.display import table_html
from palveluketju.findings import Rule, counted, unknown_id
from palveluketju.terms import title

FORMER_NAMES: Final[Mapping[str, str]] = {
    "nobody-takes-part": "PK219",
    "measurable-goal-without-target": "PK214",
}
"""Names that checks had before, under which they can still be accepted, and their codes."""


class Rules(tuple[Rule, ...]):
    """A tuple of rules, of which one can be asked for by its code or its name: ``CHECKS["PK201"]``."""

    __slots__ = ()

    @classmethod
    def of(cls, *rules: Rule) -> Self:
        """Rules, one after the other."""
        return cls(rules)

    @overload
    def __getitem__(self, key: str) -> Rule: ...
    @overload
    def __getitem__(self, key: SupportsIndex) -> Rule: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Rule, ...]: ...
    def __getitem__(self, key: str | SupportsIndex | slice) -> Rule | tuple[Rule, ...]:
        if not isinstance(key, str):
            return super().__getitem__(key)
        for rule in self:
            if key.upper() == rule.code.upper() or key.lower() == rule.name:
                return rule
        raise unknown_id("check", key, (word for rule in self for word in (rule.code, rule.name)))

    def __repr__(self) -> str:
        return f"<{counted(len(self), 'rule')}: {self[0].code} to {self[-1].code}>" if self else "<no rules>"

    def _repr_html_(self) -> str:
        rows = [(rule.code, rule.severity.label, rule.name, rule.title) for rule in self]
        head = [title(word) for word in ("code", "weight", "name", "what")]
        return table_html(repr(self).strip("<>"), head, rows)
