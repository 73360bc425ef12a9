"""What a reader or a check has to say: rules, findings and where they are.

Nothing here knows of YAML, chains or graphs; the modules need the standard library only.
"""

from typing import TYPE_CHECKING, Final

from palveluketju.lazily import on_first_use

if TYPE_CHECKING:
    from palveluketju.findings.errors import (
        MOST_COMPARED,
        MOST_NAMED,
        CannotRun,
        UnknownId,
        did_you_mean,
        reason_of,
        unknown_id,
    )
    from palveluketju.findings.messages import (
        SHOWN_LENGTH,
        SURELY_SHOWN,
        Items,
        Keys,
        Message,
        Names,
        all_of,
        counted,
        filled,
        joined,
        nearest,
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
        Spot,
        check,
        rule,
        rules_of,
        spot_of,
        stamp,
    )
    from palveluketju.findings.severities import Severity
    from palveluketju.findings.translations import N_, NN_, Plural, Template, translated

__all__ = [
    "MOST_COMPARED",
    "MOST_NAMED",
    "NN_",
    "N_",
    "SHOWN_LENGTH",
    "SURELY_SHOWN",
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
    "all_of",
    "check",
    "counted",
    "did_you_mean",
    "filled",
    "joined",
    "nearest",
    "reason_of",
    "rule",
    "rules_of",
    "shown",
    "spot_of",
    "stamp",
    "translated",
    "unknown_id",
]
_HOMES: Final = {
    "errors": (
        "MOST_COMPARED",
        "MOST_NAMED",
        "CannotRun",
        "UnknownId",
        "did_you_mean",
        "reason_of",
        "unknown_id",
    ),
    "messages": (
        "SHOWN_LENGTH",
        "SURELY_SHOWN",
        "Items",
        "Keys",
        "Message",
        "Names",
        "all_of",
        "counted",
        "filled",
        "joined",
        "nearest",
        "shown",
    ),
    "rules": (
        "Check",
        "Finding",
        "Path",
        "Position",
        "Related",
        "RetiredRule",
        "Rule",
        "Spot",
        "check",
        "rule",
        "rules_of",
        "spot_of",
        "stamp",
    ),
    "severities": ("Severity",),
    "translations": (
        "N_",
        "NN_",
        "Plural",
        "Template",
        "translated",
    ),
}

if not TYPE_CHECKING:
    __getattr__ = on_first_use(__name__, _HOMES)
