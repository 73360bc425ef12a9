"""Chains, checked as a configuration asks for: with checks of one's own, contracts, and only what counts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from palveluketju import selecting
from palveluketju.checking import (
    FileReport,
    Report,
    WorkspaceReport,
    check_chain,
    check_stream,
    check_workspace,
    chosen,
    own_checks,
)
from palveluketju.checking.placing import located
from palveluketju.checks import CHECKS, CHECKS_ON_REQUEST, WORKSPACE_CHECKS
from palveluketju.config import Config, position_of
from palveluketju.findings import N_, CannotRun, Rule, stamp
from palveluketju.graph import ChainGraph, compile_workspace
from palveluketju.loading import Workspace
from palveluketju.source import Source

if TYPE_CHECKING:
    from palveluketju.checking.elsewhere import Going
    from palveluketju.loading.streaming import Stream
    from palveluketju.selecting import Contract, Outcome

Outcomes: TypeAlias = "Sequence[tuple[Contract, Outcome]]"
"""Contracts, each with what it finds and what it cannot tell."""


def checked(
    workspace: Workspace, config: Config, *, today: datetime.date | None = None, outcomes: Outcomes | None = None
) -> WorkspaceReport:
    """A workspace, checked as a configuration asks for: with checks of one's own, and only what counts.

    ``outcomes`` are those of the contracts, where they are known already.
    """
    day = today or config.date
    checks, of_several = rules_of(config)
    missing = _missing(outcomes_of(workspace, config, day) if outcomes is None else outcomes, config)
    report = check_workspace(workspace, checks, workspace_checks=of_several, today=day, asked_of=config.asked_of)
    return chosen(replace(report, files=(*report.files, *missing)), config.choice_of)


def checked_stream(
    stream: Stream, config: Config, *, today: datetime.date | None = None, going: Going = iter, jobs: int = 1
) -> WorkspaceReport:
    """The files of a stream, checked as a configuration asks for that has no contracts; see :func:`streams`.

    Raises:
        Hidden: the files have to be read together.
    """
    checks, _ = rules_of(config)
    day = today or config.date
    found = check_stream(
        stream, checks, today=day, asked_of=config.asked_of, going=going, jobs=jobs, keeps=config.cache
    )
    return chosen(found, config.choice_of)


def streams(config: Config) -> bool:
    """Whether chains can be checked one by one: contracts, and checks of others, may ask of all chains at once."""
    own = own_checks()
    return not (config.contracts or own.checks or own.workspace_checks)


def _missing(outcomes: Outcomes, config: Config) -> tuple[FileReport, ...]:
    """What contracts find at no element, but where they are written."""
    found = []
    source = Source(config.file, config.text)
    for contract, result in outcomes:
        if result.missing is not None:
            position = position_of(contract.name, config.text)
            finding = stamp(selecting.contract_rule(contract), replace(result.missing, position=position))
            found.append(located(source, position, finding))
    return (FileReport(config.file, source, tuple(found), (), (), ()),) if found else ()


def outcomes_of(workspace: Workspace, config: Config, day: datetime.date | None = None) -> Outcomes:
    """What the contracts of a configuration find in a workspace, each with what it cannot tell.

    Raises:
        CannotRun: a contract asks for an id that no file declares, or for a key that such elements do not have.
    """
    if not config.contracts:
        return ()
    graph = compile_workspace(workspace, day=day or config.date, asked_of=config.asked_of)
    told = []
    for contract in config.contracts:
        try:
            told.append((contract, selecting.outcome(contract, graph)))
        except CannotRun as error:
            position = position_of(contract.name, config.text)
            place = f"{config.file}:{position.line}:{position.column}"
            raise CannotRun(N_("{file}: {error}"), file=place, error=error.message) from None
    return tuple(told)


def checked_chain(graph: ChainGraph, file: str, config: Config) -> Report:
    """One chain, checked as a configuration asks for what stands in its file."""
    checks, _ = rules_of(config)
    report, choice = check_chain(graph, checks), config.choice_of(file)
    findings = tuple(choice.weighed(one) for one in report.findings if choice.counts(one.code))
    accepted = tuple(one for one in report.accepted if choice.counts(one.finding.code))
    return replace(report, findings=findings, accepted=accepted)


def rules_of(config: Config) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The checks of one chain, and those of several chains together, that are run with a configuration."""
    own = own_checks()
    return (
        (*CHECKS, *CHECKS_ON_REQUEST, *own.checks),
        (*WORKSPACE_CHECKS, *own.workspace_checks, *(selecting.contract_rule(one) for one in config.contracts)),
    )
