"""Checks are run and what they find is sorted, accepted and placed; RULES lists all that can be found."""

from typing import TYPE_CHECKING, Final

from palveluketju.checking.acceptances import ACCEPTANCE_RULES, Accepted
from palveluketju.checking.baseline import BASELINE_RULES
from palveluketju.checking.choosing import Choice, cannot_be_ignored, chosen
from palveluketju.checking.own import own_checks
from palveluketju.checking.reports import FileReport, Located, LocatedRecord, OtherEnd, WorkspaceReport
from palveluketju.checking.running import Crash, Report, check_chain, run_checks
from palveluketju.checking.workspace import check_stream, check_workspace
from palveluketju.checks import CHECKS, CHECKS_ON_REQUEST, RETIRED_CHECKS, WORKSPACE_CHECKS, Rules
from palveluketju.lazily import on_first_use
from palveluketju.loading import DECLARATION_RULES
from palveluketju.source import READING_RULES

if TYPE_CHECKING:
    from palveluketju.checking.comparing import FindingsBetween, findings_between

RULES: Final = Rules(
    sorted(
        (
            *READING_RULES,
            *DECLARATION_RULES,
            *CHECKS,
            *CHECKS_ON_REQUEST,
            *WORKSPACE_CHECKS,
            *ACCEPTANCE_RULES,
            *BASELINE_RULES,
        ),
        key=lambda rule: rule.code,
    )
)

__all__ = [
    "RETIRED_CHECKS",
    "RULES",
    "Accepted",
    "Choice",
    "Crash",
    "FileReport",
    "FindingsBetween",
    "Located",
    "LocatedRecord",
    "OtherEnd",
    "Report",
    "WorkspaceReport",
    "cannot_be_ignored",
    "check_chain",
    "check_stream",
    "check_workspace",
    "chosen",
    "findings_between",
    "own_checks",
    "run_checks",
]

if not TYPE_CHECKING:
    __getattr__ = on_first_use(__name__, {"comparing": ("FindingsBetween", "findings_between")})
