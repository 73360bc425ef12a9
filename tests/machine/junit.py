"""JUnit's XML, as GitLab, Jenkins and the reporters of GitHub read it: there is no specification but what they take.

https://docs.gitlab.com/ci/testing/unit_test_reports/ and https://github.com/testmoapp/junitxml.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from machine.reading import Files, Rejected, checked_line, checked_path, decoded, need

OUTCOMES = ("failure", "error", "skipped")
_COUNTS = ("tests", "failures", "errors", "skipped")
_OUTPUTS = ("system-out", "system-err")
_ROOT = {"name", "time", *_COUNTS}
_SUITE = {"name", "time", "timestamp", "hostname", "id", "package", "file", *_COUNTS}
_CASE = {"name", "classname", "time", "file", "line", "assertions"}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # Char of XML 1.0


@dataclass(frozen=True)
class Case:
    """A test case: its outcome (``passed``, or one of ``OUTCOMES``), what that says, and what was printed."""

    suite: str
    classname: str
    name: str
    outcome: str
    message: str
    text: str
    output: str
    file: str | None
    line: int | None


class _Tree(ET.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise Rejected(f"a document type, which can declare entities: {name} {pubid} {system}")


def read_junit(data: str | bytes, files: Files | None = None) -> list[Case]:
    """The test cases of a report.

    GitLab takes cases of one class name and name for one, and shows the text of a failure, not its message; Jenkins
    shows both. Counts that are wrong show in the summaries of both.

    Raises:
        Rejected: one of them would refuse the report, or not show a part of it.
    """
    text = decoded(data)
    parser = ET.XMLParser(target=_Tree())  # noqa: S314 - a document type ends it
    try:
        parser.feed(text.encode())
        root = parser.close()
    except ET.ParseError as error:
        raise Rejected(f"not XML: {error}") from None
    need(root.tag == "testsuites", f"the root is {root.tag!r}")
    _attributes(root, _ROOT, set())
    _children(root, {"testsuite": 0})
    cases = [case for suite in root for case in _suite(suite, files)]
    if set(_COUNTS) & set(root.attrib):
        _counts(root, cases)
    keys = [(case.classname, case.name) for case in cases]
    need(len(set(keys)) == len(keys), "a class name with a name twice")
    return cases


def _suite(suite: ET.Element, files: Files | None) -> list[Case]:
    _attributes(suite, _SUITE, {"name", *_COUNTS})
    _children(suite, {"testcase": 0, "properties": 1, "system-out": 1, "system-err": 1})
    _properties(suite)
    stamp = suite.get("timestamp")
    need(stamp is None or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", stamp), "no time")
    cases = [_case(case, suite.attrib["name"], files) for case in suite.iter("testcase")]
    _counts(suite, cases)
    return cases


def _case(case: ET.Element, suite: str, files: Files | None) -> Case:
    _attributes(case, _CASE, {"name", "classname"})
    _children(case, {**dict.fromkeys((*OUTCOMES, *_OUTPUTS), 1), "properties": 1})
    _properties(case)
    outcomes = [child for child in case if child.tag in OUTCOMES]
    need(len(outcomes) <= 1, "a case with two outcomes")
    outcome = outcomes[0] if outcomes else None
    if outcome is not None:
        _children(outcome, {}, text=True)
        _attributes(outcome, {"message", "type"}, {"message"} if outcome.tag == "skipped" else {"message", "type"})
        need(outcome.tag == "skipped" or (outcome.text or "").strip(), f"a {outcome.tag} without a text")
    for child in case:
        if child.tag in _OUTPUTS:
            _attributes(child, set(), set())
            _children(child, {}, text=True)
    file, line = case.get("file"), case.get("line")
    need(line is None or (file is not None and re.fullmatch(r"[1-9]\d*", line)), f"no line of a file: {line!r}")
    if file is not None:
        checked_path(file, files)
        checked_line(int(line or 1), file, files)
    return Case(
        suite,
        case.attrib["classname"],
        case.attrib["name"],
        "passed" if outcome is None else outcome.tag,
        "" if outcome is None else outcome.attrib["message"],
        "" if outcome is None else outcome.text or "",
        "\n".join(child.text or "" for child in case if child.tag in _OUTPUTS),
        file,
        None if line is None else int(line),
    )


def _attributes(element: ET.Element, allowed: set[str], required: set[str]) -> None:
    names = set(element.attrib)
    need(names <= allowed, f"{element.tag} has unknown attributes {sorted(names - allowed)}")
    for name in required:
        need(element.get(name, "").strip(), f"{element.tag} has no {name!r}")
    for value in (*element.attrib.values(), element.text or "", element.tail or ""):
        need(not _FORBIDDEN.search(value), f"{element.tag} has a character that XML 1.0 forbids")
    time = element.get("time")
    need(time is None or re.fullmatch(r"\d+(\.\d+)?", time), f"the time is no number of seconds: {time!r}")


def _children(element: ET.Element, allowed: dict[str, int], *, text: bool = False) -> None:
    """The children are these, at most so many of each (0: any number); text stands where it is read alone."""
    tags = [child.tag for child in element]
    for tag in set(tags):
        need(tag in allowed, f"{tag!r} in {element.tag!r}")
        need(not allowed[tag] or tags.count(tag) <= allowed[tag], f"{tag!r} several times in {element.tag!r}")
    stray = [child.tail or "" for child in element] + ([] if text else [element.text or ""])
    need(not "".join(stray).strip(), f"text beside the elements of {element.tag!r}")


def _properties(element: ET.Element) -> None:
    for properties in element.findall("properties"):
        _attributes(properties, set(), set())
        _children(properties, {"property": 0})
        for entry in properties:
            _attributes(entry, {"name", "value"}, {"name", "value"})
            _children(entry, {})


def _counts(element: ET.Element, cases: list[Case]) -> None:
    outcomes = [case.outcome for case in cases]
    counted = [len(cases), *(outcomes.count(outcome) for outcome in OUTCOMES)]
    for name, count in zip(_COUNTS, counted, strict=True):
        need(element.get(name) == str(count), f"{element.tag}: {name} is {element.get(name)!r}, counted {count}")
