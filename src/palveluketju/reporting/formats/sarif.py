"""The report as SARIF 2.1.0, the format of code scanning (OASIS Standard, 27 March 2020)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from palveluketju.checking import RULES, OtherEnd, WorkspaceReport
from palveluketju.findings import Finding, Position, Severity, translated
from palveluketju.findings.groups import group_of
from palveluketju.reporting.formats.records import ACCEPTED, BASELINE, COUNTS, HOME, Telling, Told, failures, told
from palveluketju.terms import date_text

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
MOST: Final = 5000
"""How many results are written, the heaviest where there are more; GitHub shows as many."""
ROOT: Final = "ROOT"


def as_sarif(report: WorkspaceReport, telling: Telling) -> str:
    """A log with one run: the rules that found something, and a result for each finding, accepted ones suppressed."""
    every = list(told(report))
    order = sorted(
        range(len(every)),
        key=lambda place: (every[place].state != COUNTS, -every[place].located.finding.severity, place),
    )
    shown = [every[place] for place in sorted(order[:MOST])]
    codes = list(dict.fromkeys(one.located.finding.code for one in shown))
    by_code = {one.located.finding.code: one.located.finding for one in shown}
    rules = [_rule(by_code[code], telling.lang) for code in sorted(codes)]
    places = {code: place for place, code in enumerate(sorted(codes))}
    has_baseline = any(file.known for file in report.files)
    wrong = list(failures(report, telling.lang))
    left_out = [f"{len(every) - MOST} results are left out"] if len(every) > MOST else []
    run = {
        "tool": {"driver": _driver(rules, telling)},
        "invocations": [
            {
                "executionSuccessful": not wrong,
                "toolExecutionNotifications": [
                    {"level": level, "message": {"text": _sentence(sentence)}}
                    for level, sentences in (("error", wrong), ("warning", left_out))
                    for sentence in sentences
                ],
            }
        ],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, places, has_baseline, telling) for one in shown],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _driver(rules: list[dict[str, Any]], telling: Telling) -> dict[str, Any]:
    from importlib.metadata import version

    number = version("palveluketju")
    home = {} if HOME is None else {"informationUri": HOME}
    return {
        "name": "palveluketju",
        "version": number,
        "semanticVersion": number,
        "language": telling.lang,
        **home,
        "rules": rules,
    }


def _rule(finding: Finding, lang: str) -> dict[str, Any]:
    rule = next((one for one in RULES if one.code == finding.code), None)
    name = "".join(part.capitalize() for part in finding.name.split("-"))
    described = {"id": finding.code, "name": name}
    if rule is None:
        return {**described, "shortDescription": {"text": _plain(finding.name)}}
    title, why, mend = (translated(text, lang) for text in (rule.title, rule.why, rule.mend))
    return {
        **described,
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title} {why}"},
        "help": {"text": f"{why} {mend}"},
        **({} if HOME is None else {"helpUri": f"{HOME}/checks#{rule.code.lower()}"}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [group_of(rule.code).name]},
    }


def _result(one: Told, places: dict[str, int], has_baseline: bool, telling: Telling) -> dict[str, Any]:
    located = one.located
    finding = located.finding
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": _sentence(finding.message_in(telling.lang))},
        "locations": [{"physicalLocation": _physical(located.file, located.position, telling, _plain(one.line_text))}],
        "partialFingerprints": {"palveluketju/v1": located.fingerprint},
    }
    if located.related:
        result["relatedLocations"] = [_related(number, end, telling) for number, end in enumerate(located.related, 1)]
    if one.state == ACCEPTED:
        result["suppressions"] = [_suppression("inSource", [one.reason(telling.lang), _until(one, telling.lang)])]
    elif one.state == BASELINE:
        result["suppressions"] = [_suppression("external", ["baseline"])]
    if has_baseline:
        result["baselineState"] = "unchanged" if one.state == BASELINE else "new"
    return result


def _related(number: int, end: OtherEnd, telling: Telling) -> dict[str, Any]:
    return {
        "id": number,
        "message": {"text": _sentence(end.text(telling.lang))},
        "physicalLocation": _physical(end.file, end.position, telling),
    }


def _physical(file: str, position: Position, telling: Telling, snippet: str = "") -> dict[str, Any]:
    name = telling.name_of(file)
    region: dict[str, Any] = {"startLine": position.line, "startColumn": position.column}
    if snippet:
        region["endColumn"] = position.column + len(snippet)
        region["snippet"] = {"text": snippet}
    location = {"uri": _address(name)} if name.startswith("/") else {"uri": _address(name), "uriBaseId": ROOT}
    return {"artifactLocation": location, "region": region}


def _address(name: str) -> str:
    """A name of a file as a URI has it."""
    address = quote(name.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{address}" if address.startswith("/") else address


def _suppression(kind: str, why: Iterable[str]) -> dict[str, str]:
    return {"kind": kind, "status": "accepted", "justification": _plain(" ".join(filter(None, why)))}


def _until(one: Told, lang: str) -> str:
    acceptance = one.located.acceptance
    return f"({date_text(acceptance.until, lang)})" if acceptance and acceptance.until else ""


def _sentence(text: str) -> str:
    """A text in which nothing is a link or a place for an argument, as a message of SARIF can have (3.11.5, 3.11.6)."""
    plain = _plain(text)
    if re.search(r"\{\d", plain):
        plain = plain.replace("{", "{{").replace("}", "}}")
    return re.sub(r"[\\\[\]]", r"\\\g<0>", plain)


def _plain(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
