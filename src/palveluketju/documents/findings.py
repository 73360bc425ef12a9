"""Findings and accepted findings of a report, as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from palveluketju.checking import FileReport, Located
from palveluketju.tables import Cell, Column, Kind, Table, Word
from palveluketju.tables.values import Spoken, said

MESSAGES: Final = "en"
"""The language of what checks say."""
_FOUND: Final = (Column("weight", Kind.WORD), Column("where"), Column("finding"), Column("code"))
_ACCEPTED: Final = (
    Column("where"),
    Column("finding"),
    Column("code"),
    Column("reason"),
    Column("until", Kind.DATE),
)


def findings_tables(files: Iterable[FileReport]) -> tuple[Table, ...]:
    """The findings of some files, heaviest first, and those that are accepted, with the reasons; none is empty."""
    reports = tuple(files)
    found = [located for file in reports for located in file.findings]
    accepted = [located for file in reports for located in file.accepted]
    heaviest = sorted(found, key=lambda located: -located.finding.severity)
    tables = (
        Table.of("findings", _FOUND, map(_found, heaviest)),
        Table.of("accepted-findings", _ACCEPTED, map(_accepted, accepted)),
    )
    return tuple(table for table in tables if len(table))


def _found(located: Located) -> tuple[Cell, ...]:
    finding = located.finding
    return Word(finding.severity.label), _place(located), _message(located), finding.code


def _place(located: Located) -> str:
    return f"{located.file}:{located.position.line}"


def _message(located: Located) -> Spoken:
    ends = [f"{end.file}:{end.position.line}: {end.text()}" for end in located.related]
    return Spoken("\n".join((located.finding.message, *ends)), MESSAGES)


def _accepted(located: Located) -> tuple[Cell, ...]:
    acceptance = located.acceptance
    reason, until = (acceptance.reason, acceptance.until) if acceptance else (None, None)
    return _place(located), _message(located), located.finding.code, said(reason), until
