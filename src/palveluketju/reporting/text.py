"""A workspace's report as text for people: each finding at its line, then the count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click

from palveluketju.checking import FileReport, Located, WorkspaceReport
from palveluketju.checking.reports import number_of
from palveluketju.display import flowing, safe
from palveluketju.findings import NN_, Message, Plural, Position
from palveluketju.model import State
from palveluketju.reporting.terminal import COLOURS, excerpt
from palveluketju.terms import date_text, known_language, term

SHOWN_FINDINGS: int = 1000
"""How many findings are shown; the rest are counted."""


def as_text(
    report: WorkspaceReport,
    *,
    lang: str = "en",
    with_excerpts: bool = True,
    verbose: bool = False,
    quiet: bool = False,
) -> Iterator[str]:
    """The lines of a report: findings in the order of files and lines, what is open or not known, the count.

    With ``quiet`` only the findings that count are told; with ``verbose`` also what was passed over, by name. Words of
    severity are styled; whoever prints the lines strips the styles where they do not belong.
    """
    known_language(lang)
    every = [located for file in report.files for located in file.findings]
    heaviest = sorted(every, key=lambda located: -located.finding.severity)[:SHOWN_FINDINGS]
    shown = {id(located) for located in heaviest}
    for file in report.files:
        for located in file.findings:
            if id(located) in shown:
                yield from _finding(located, file, lang, with_excerpts)
        if not quiet:
            yield from (_accepted(located, lang) for located in file.accepted)
    if len(every) > len(shown):
        hidden = number_of(one for one in every if id(one) not in shown)
        yield Message(_HIDDEN, count=hidden, shown=len(shown)).text(lang)
    if quiet:
        return
    yield from _to_do(State.OPEN, report.count_open(), _TO_DECIDE, lang)
    yield from _to_do(State.NOT_KNOWN, report.count_not_known(), _TO_FIND_OUT, lang)
    if report.foreign:
        yield Message(_FOREIGN, count=len(report.foreign)).text(lang)
        yield from (f"        {safe(name)}" for name in report.foreign if verbose)
    yield report.summary(lang)
    if report.whole is not None:
        yield report.whole.summary_of_all(lang)


def plain(line: str) -> str:
    """A line without its styles."""
    return click.unstyle(line)


_FOREIGN: Final = NN_(
    "{count} YAML file of another format was passed over.", "{count} YAML files of other formats were passed over."
)
_HIDDEN: Final = NN_(
    "... and {count} more finding, none of a higher severity; fix the {shown} above, then check again",
    "... and {count} more findings, none of a higher severity; fix the {shown} above, then check again",
)
_TO_DECIDE: Final = NN_(
    "{count} decision to take; 'palveluketju show --register open-decisions' lists it",
    "{count} decisions to take; 'palveluketju show --register open-decisions' lists them",
)
_TO_FIND_OUT: Final = NN_(
    "{count} thing to find out; 'palveluketju show --register not-known' lists it",
    "{count} things to find out; 'palveluketju show --register not-known' lists them",
)


def _place(file: str, position: Position) -> str:
    name = f"./{file}" if file.startswith("::") else file  # GitHub's runner obeys a line that begins so
    return f"{safe(name)}:{position.line}:{position.column}"


def _finding(located: Located, file: FileReport, lang: str, with_excerpts: bool) -> Iterator[str]:
    finding = located.finding
    severity = click.style(term(finding.severity.label, lang), fg=COLOURS[finding.severity], bold=True)
    code = click.style(f"[{finding.code} {finding.name}]", dim=True)
    yield f"{_place(located.file, located.position)}: {severity}: {safe(finding.message_in(lang))} {code}"
    if with_excerpts:
        yield from excerpt(file.source.lines, located.position)
    for end in located.related:
        yield f"        {_place(end.file, end.position)}: {safe(end.text(lang))}"


def _accepted(located: Located, lang: str) -> str:
    acceptance = located.acceptance
    reason = acceptance.reason.text(lang) if acceptance and acceptance.reason else ""
    until = f" ({date_text(acceptance.until, lang)})" if acceptance and acceptance.until else ""
    severity = click.style(term("accepted", lang), fg="green", bold=True)
    code = click.style(f"[{located.finding.code} {located.finding.name}]", dim=True)
    told = flowing(f"{reason}{until} – {located.finding.message_in(lang)}")
    return f"{_place(located.file, located.position)}: {severity}: {told} {code}"


def _to_do(state: State, count: int, what: Plural, lang: str) -> Iterator[str]:
    """One line of what is neither there nor wrong; the register has it one by one."""
    if count:
        yield f"{click.style(term(state, lang), fg='cyan', bold=True)}: {Message(what, count=count).text(lang)}"
