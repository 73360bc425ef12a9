"""The report as JUnit XML: a suite for each file, a case for each finding, so that reports of tests show it."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

from palveluketju.checking import FileReport, WorkspaceReport
from palveluketju.findings import N_, Message
from palveluketju.reporting.formats.records import ACCEPTED, BASELINE, Telling, Told, failures, told
from palveluketju.terms import term

_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PASSED_OVER: Final = {ACCEPTED: N_("Accepted: {reason}"), BASELINE: N_("In the baseline.")}
_COUNTS: Final = {"failure": "failures", "error": "errors", "skipped": "skipped"}


def as_junit(report: WorkspaceReport, telling: Telling) -> str:
    """A document of suites.

    A finding that is as heavy as what fails is a failure; a lighter one passes and is told in the output of its case;
    one that is accepted or in the baseline is passed over. What could not be read is an error.
    """
    suites = ElementTree.Element("testsuites", name="palveluketju")
    found: dict[str, list[Told]] = {file.name: [] for file in report.files}
    for one in told(report):
        found[one.file.name].append(one)
    for file in report.files:
        suites.append(_suite(file, found[file.name], telling))
    wrong = list(failures(report, telling.lang))
    if wrong:
        suite = ElementTree.SubElement(suites, "testsuite", name="palveluketju")
        for number, sentence in enumerate(wrong, 1):
            case = ElementTree.SubElement(suite, "testcase", classname="palveluketju", name=f"run {number}")
            error = ElementTree.SubElement(case, "error", message=_plain(sentence), type="cannot-run")
            error.text = _plain(sentence)
    for suite in suites:
        _count(suite)
    for count in ("tests", *_COUNTS.values()):
        suites.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    ElementTree.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(suites, encoding="unicode")}\n'


def _count(suite: ElementTree.Element) -> None:
    suite.set("tests", str(len(suite)))
    for kind, count in _COUNTS.items():
        suite.set(count, str(sum(case.find(kind) is not None for case in suite)))


def _suite(file: FileReport, found: list[Told], telling: Telling) -> ElementTree.Element:
    name = _plain(telling.name_of(file.name))
    suite = ElementTree.Element("testsuite", name=name)
    if not found:
        ElementTree.SubElement(suite, "testcase", classname=name, name="palveluketju")
    for one in found:
        _add_case(suite, name, one, telling)
    return suite


def _add_case(suite: ElementTree.Element, file: str, one: Told, telling: Telling) -> None:
    finding, position = one.located.finding, one.located.position
    called = f"{finding.code} {finding.name} ({position.line}:{position.column})"
    case = ElementTree.SubElement(suite, "testcase", classname=file, name=_plain(called))
    message = _plain(finding.message_in(telling.lang))
    if one.state in _PASSED_OVER:
        why = Message(_PASSED_OVER[one.state], reason=one.reason(telling.lang)).text(telling.lang)
        ElementTree.SubElement(case, "skipped", message=_plain(f"{why} {message}"))
        return
    fails = telling.limit is not None and finding.severity >= telling.limit
    told_in = (
        ElementTree.SubElement(case, "failure", message=message, type=finding.severity.label)
        if fails
        else ElementTree.SubElement(case, "system-out")
    )
    told_in.text = _plain("\n".join(_details(one, telling)))


def _details(one: Told, telling: Telling) -> list[str]:
    located = one.located
    severity = term(located.finding.severity.label, telling.lang)
    place = f"{telling.name_of(located.file)}:{located.position.line}:{located.position.column}"
    return [
        f"{place}: {severity}: {located.finding.message_in(telling.lang)}",
        *(
            f"  {telling.name_of(end.file)}:{end.position.line}:{end.position.column}: {end.text(telling.lang)}"
            for end in located.related
        ),
    ]


def _plain(text: str) -> str:
    """A text without the signs that XML cannot hold, which are shown by their numbers."""
    return _NOT_IN_XML.sub(lambda match: ascii(match.group())[1:-1], text)
