"""Findings and accepted findings of a report, as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from palveluketju.checking import FileReport, Located
from palveluketju.documents.document import Line, Phrase, Table
from palveluketju.documents.making import Making
from palveluketju.reporting.tables import headings
from palveluketju.terms import date_text, term
from palveluketju.wording import in_words

MESSAGES: Final = "en"
"""The language of what checks say."""


def findings_tables(making: Making, files: Iterable[FileReport], *, about: str) -> tuple[Table, ...]:
    """The findings of some files, heaviest first, and those that are accepted, with the reasons."""
    lang, reports = making.lang, tuple(files)
    found = [located for file in reports for located in file.findings]
    accepted = [located for file in reports for located in file.accepted]
    tables = []
    if found:
        heaviest = sorted(found, key=lambda located: -located.finding.severity)
        head = headings(lang, "weight", "where", "finding", "code")
        tables.append(making.table("findings", head, (_found(one, lang) for one in heaviest), about=about))
    if accepted:
        head = headings(lang, "where", "finding", "code", "reason", "until")
        tables.append(making.table("accepted findings", head, (_accepted(one, lang) for one in accepted), about=about))
    return tuple(tables)


def _found(located: Located, lang: str) -> tuple[Line, ...]:
    finding = located.finding
    return term(finding.severity.label, lang), _place(located), _message(located), finding.code


def _place(located: Located) -> str:
    return f"{located.file}:{located.position.line}"


def _message(located: Located) -> Line:
    ends = [f"{file}:{position.line}: {note}" for note, file, position in located.related]
    return Phrase("\n".join((located.finding.message, *ends)), MESSAGES)


def _accepted(located: Located, lang: str) -> tuple[Line, ...]:
    acceptance = located.acceptance
    reason = in_words(acceptance.reason, lang) if acceptance else ""
    until = date_text(acceptance.until, lang) if acceptance and acceptance.until else ""
    return _place(located), _message(located), located.finding.code, reason, until
