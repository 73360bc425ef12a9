"""How much a finding weighs."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Severity(IntEnum):
    """How much a finding weighs; a heavier one is larger."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word shown to people: ``error``, ``warning`` or ``info``."""
        return self.name.lower()


FAIL_ON: Final = {**{severity.label: severity for severity in Severity}, "never": None}
"""When a check fails: the words, and the lowest severity of each."""
