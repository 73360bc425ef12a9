"""What a reader or a check has to say: rules, findings and where they are.

Nothing here knows of YAML, chains or graphs; the modules need the standard library only.
"""

from palveluketju.findings.errors import MOST_COMPARED, MOST_NAMED, CannotRun, UnknownId, unknown_id
from palveluketju.findings.messages import SHOWN_LENGTH, Names, counted, joined, nearest, shown
from palveluketju.findings.rules import (
    Check,
    Finding,
    Path,
    Position,
    Related,
    RetiredRule,
    Rule,
    Severity,
    Spot,
    check,
    rule,
    rules_of,
    stamp,
)

__all__ = [
    "MOST_COMPARED",
    "MOST_NAMED",
    "SHOWN_LENGTH",
    "CannotRun",
    "Check",
    "Finding",
    "Names",
    "Path",
    "Position",
    "Related",
    "RetiredRule",
    "Rule",
    "Severity",
    "Spot",
    "UnknownId",
    "check",
    "counted",
    "joined",
    "nearest",
    "rule",
    "rules_of",
    "shown",
    "stamp",
    "unknown_id",
]
