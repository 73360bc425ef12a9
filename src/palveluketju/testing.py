"""For those who write checks of their own: a chain as text in, what is found out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from palveluketju.checking import WorkspaceReport, check_workspace
from palveluketju.findings import Rule
from palveluketju.loading import Workspace, join_sources
from palveluketju.source import parse_source

CATALOGUE_FILE = "catalogue.yaml"
CHAIN_FILE = "chain.yaml"


class Found(NamedTuple):
    """A finding: its code, its place as keys and ids with a dot between, and the line that it is at."""

    code: str
    where: str
    line: int


def findings_of(
    chain: str,
    *checks: Rule,
    workspace_checks: Iterable[Rule] = (),
    catalogue: str | None = None,
    others: Iterable[str] = (),
) -> list[Found]:
    r"""What checks find in the text of a chain, in the order of its lines.

    Only the checks that are given are run: of one chain, and under ``workspace_checks`` of several together.
    ``catalogue`` is the text of a catalogue over the chain, ``others`` are texts of more chains. What is found in any
    of them is told; a line is that of its own text.

    >>> from palveluketju.checks import CHECKS
    >>> findings_of("palveluketju: 1\nid: x\nname: X\nlevels: {}", CHECKS["chain-without-level"])
    [Found(code='PK207', where='levels', line=4)]

    Raises:
        AssertionError: a text cannot be read, so that nothing is known of the checks; the message says where and why.
        Exception: whatever a check raises, with a note that names the check.
    """
    texts = {CHAIN_FILE: chain} | {f"other-{number}.yaml": text for number, text in enumerate(others, 1)}
    if catalogue is not None:
        texts = {CATALOGUE_FILE: catalogue} | texts
    workspace = join_sources(parse_source(text, name=name) for name, text in texts.items())
    _must_be_right(workspace)
    report = check_workspace(workspace, checks, workspace_checks=workspace_checks, catalogue_checks=())
    for _, crash in report.crashes:
        crash.error.add_note(f"while running check {crash.check.code} {crash.check.name}")
        raise crash.error
    return list(_found(report))


def _must_be_right(workspace: Workspace) -> None:
    wrong = [
        f"{file.name}:{':'.join(map(str, file.source.position(one.position, one.where)))}: {one.message}"
        for file in workspace.files
        for one in file.findings
        if one.severity.label == "error"
    ]
    if wrong:
        raise AssertionError("the text cannot be read:\n" + "\n".join(wrong))


def _found(report: WorkspaceReport) -> Iterator[Found]:
    for file in report.files:
        for one in file.findings:
            yield Found(one.finding.code, ".".join(map(str, one.finding.where)), one.position.line)
