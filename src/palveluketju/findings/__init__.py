"""What a reader or a check has to say: rules, findings and where they are.

Nothing here knows of YAML, chains or graphs; the modules need the standard library only.
"""

from palveluketju.findings.errors import MOST_COMPARED, MOST_NAMED, CannotRun, UnknownId, unknown_id
from palveluketju.findings.messages import (
    SHOWN_LENGTH,
    Items,
    Keys,
    Message,
    Names,
    counted,
    filled,
    joined,
    nearest,
    placeholders,
    shown,
)
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
from palveluketju.findings.translations import N_, NN_, Plural, Template, translated

__all__ = [
    "MOST_COMPARED",
    "MOST_NAMED",
    "NN_",
    "N_",
    "SHOWN_LENGTH",
    "CannotRun",
    "Check",
    "Finding",
    "Items",
    "Keys",
    "Message",
    "Names",
    "Path",
    "Plural",
    "Position",
    "Related",
    "RetiredRule",
    "Rule",
    "Severity",
    "Spot",
    "Template",
    "UnknownId",
    "check",
    "counted",
    "filled",
    "joined",
    "nearest",
    "placeholders",
    "rule",
    "rules_of",
    "shown",
    "stamp",
    "translated",
    "unknown_id",
]
