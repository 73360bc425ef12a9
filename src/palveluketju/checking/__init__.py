"""Checks are run and what they find is sorted, accepted and placed; RULES lists all that can be found."""

from typing import Final

from palveluketju.checking.acceptances import ACCEPTANCE_RULES, Accepted
from palveluketju.checking.running import Crash, Report, check_chain, run_checks
from palveluketju.checking.workspace import (
    FileReport,
    Located,
    LocatedDecision,
    WorkspaceReport,
    catalogue_graphs,
    check_workspace,
)
from palveluketju.checks import CHECKS, WORKSPACE_CHECKS
from palveluketju.findings import Rule
from palveluketju.loading import DECLARATION_RULES
from palveluketju.source import READING_RULES

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted(
        (*READING_RULES, *DECLARATION_RULES, *CHECKS, *WORKSPACE_CHECKS, *ACCEPTANCE_RULES), key=lambda rule: rule.code
    )
)

__all__ = [
    "RULES",
    "Accepted",
    "Crash",
    "FileReport",
    "Located",
    "LocatedDecision",
    "Report",
    "WorkspaceReport",
    "catalogue_graphs",
    "check_chain",
    "check_workspace",
    "run_checks",
]
