"""The report as a comment for a merge request, in Markdown as GitHub and GitLab read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from palveluketju.checking import WorkspaceReport
from palveluketju.display import inert, safe
from palveluketju.findings import NN_, Message
from palveluketju.reporting.formats.records import Telling, Told, failures, heaviest
from palveluketju.terms import term, title

MOST: Final = 200
"""How many findings a comment shows."""
LONGEST: Final = 60_000
"""How many characters a comment has at most; GitHub takes 65,536."""
_LINE: Final = 600
_REFERENCE: Final = re.compile(r"\\[@#!$~%]|(?<![&\w])#|%(?=\d)|&amp;(?=\d)|\bGH-(?=\d)", re.IGNORECASE)
"""What GitHub or GitLab would take for a person, an issue or a merge request."""
_MORE: Final = NN_("... and {count} more finding.", "... and {count} more findings.")


def as_comment(report: WorkspaceReport, telling: Telling) -> str:
    """The counts, then a table of the findings that count, the heaviest where they are many."""
    lang = telling.lang
    parts = [f"**palveluketju**: {_text(report.summary(lang))}"]
    if report.whole is not None:
        parts.append(_text(report.whole.summary_of_all(lang)))
    parts += [f"- {_text(sentence)}" for sentence in failures(report, lang)]
    shown, more = heaviest(report, MOST)
    if shown:
        head = [_text(title(word, lang)) for word in ("weight", "where", "finding", "code")]
        rows = [_row(head), _row("---" for _ in head)]
        left = LONGEST - sum(map(len, (*parts, *rows)))
        for place, one in enumerate(shown):
            row = _row(_cells(one, telling))
            left -= len(row) + 1
            if left < 0:
                more += len(shown) - place
                break
            rows.append(row)
        parts.append("\n".join(rows))
    if more:
        parts.append(Message(_MORE, count=more).text(lang))
    return "\n\n".join(parts) + "\n"


def _cells(one: Told, telling: Telling) -> Iterator[str]:
    located = one.located
    finding = located.finding
    yield _text(term(finding.severity.label, telling.lang))
    yield _text(f"{telling.name_of(located.file)}:{located.position.line}")
    yield _text(finding.message_in(telling.lang))
    yield _text(finding.code)


def _row(cells: Iterator[str] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """A text on one line in which nothing is markup, and nobody and nothing is mentioned."""
    line = safe(text if len(text) <= _LINE else f"{text[:_LINE]}…")
    plain = inert(line.encode("utf-8", "backslashreplace").decode("utf-8"))
    return _REFERENCE.sub(lambda match: f"{match.group().removeprefix(chr(92))}&#8203;", plain)
