"""SARIF 2.1.0 as GitHub's code scanning takes it: the schema, the multitool's rules, and what neither looks at.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/ and
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from machine.reading import Files, Rejected, checked_path, decoded, lines_of, need, number_of, strict_json, text_of

SCHEMA = Path(__file__).parent.parent / "vendor" / "sarif-2.1.0.json"
MOST_RESULTS = 25_000
"""Of a run; with more, GitHub refuses the file."""
LEVELS = ("error", "warning", "note")
_LINK = re.compile(r"(?<!\\)(?:\\\\)*\[(?:[^\[\]\\]|\\.)*\]\((?P<target>[^)]*)\)")
_PLACEHOLDER = re.compile(r"(?<!\{)(?:\{\{)*\{\d+\}")

Region = tuple[int, int, int, int]
"""First line and column, last line and the column behind it, all from 1 and in code points."""


@dataclass(frozen=True)
class Place:
    """Where something is: the path of the file, and the region in it."""

    path: str
    region: Region
    message: str = ""


@dataclass(frozen=True)
class Result:
    """A finding: its rule, level and message, its places, and why it is accepted if it is."""

    rule: str
    level: str
    message: str
    places: tuple[Place, ...]
    related: tuple[Place, ...]
    fingerprints: tuple[tuple[str, str], ...]
    justification: str | None


def read_sarif(data: str | bytes, files: Files | None = None) -> list[Result]:
    """The results of the one run of a log.

    Raises:
        Rejected: the log is against the schema, or a viewer would show another thing, or another place, than was meant.
    """
    log = strict_json(data)
    _fits_schema(log)
    need(len(log["runs"]) == 1, "not one run")
    run = log["runs"][0]
    need(run.get("columnKind") == "unicodeCodePoints", f"columns are counted in {run.get('columnKind')!r}")
    rules = run["tool"]["driver"].get("rules", [])
    names = [rule["id"] for rule in rules]
    need(len(set(names)) == len(names), "a rule twice")
    for rule in rules:
        _rule(rule)
    results = [_result(result, names, files) for result in run.get("results", [])]
    need(len(results) <= MOST_RESULTS, "more results than GitHub takes")
    prints = [pair for result in results for pair in result.fingerprints]
    need(len(set(prints)) == len(prints), "a fingerprint twice")
    return results


def validate_sarif(data: str | bytes, multitool: str, folder: Path, but: Collection[str] = ()) -> None:
    """Let the multitool look at a log, with its own rules and those of GitHub, but for some of them.

    It ends with 0 whatever it finds, and finds nothing in a log with a value that it does not know: so the schema is
    asked as well, by ``read_sarif``.

    Raises:
        Rejected: it has found an error or a warning.
    """
    log, out = folder / "log.sarif", folder / "found.sarif"
    log.write_text(decoded(data), encoding="utf-8")
    out.unlink(missing_ok=True)
    arguments = ["validate", str(log), "--output", str(out), "--rule-kind", "Sarif;Ghas"]
    done = subprocess.run([multitool, *arguments], capture_output=True, text=True, timeout=120, cwd=folder)
    need(done.returncode == 0 and out.exists(), f"the multitool has not run: {done.stdout[-500:]}{done.stderr[-500:]}")
    run = json.loads(out.read_text(encoding="utf-8-sig"))["runs"][0]
    invocation = run["invocations"][0]
    noticed = [*invocation.get("toolExecutionNotifications", []), *invocation.get("toolConfigurationNotifications", [])]
    need(invocation["executionSuccessful"] and not noticed, f"the multitool has troubles of its own: {noticed}")
    heavy = (result for result in run.get("results", []) if result.get("level", "warning") in ("error", "warning"))
    found = [result for result in heavy if result["ruleId"] not in but]
    if found:
        raise Rejected("; ".join(f"{result['ruleId']} {json.dumps(result['message'])}" for result in found[:9]))


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _fits_schema(log: Any) -> None:
    error = best_match(_validator().iter_errors(log))
    if error is not None:
        raise Rejected(f"{error.json_path}: {error.message[:300]}")


def _rule(rule: dict[str, Any]) -> None:
    text_of(rule.get("shortDescription"), "text")
    need(len(rule.get("properties", {}).get("tags", [])) <= 20, "more than 20 tags, of which GitHub shows 10")
    uri = urlsplit(rule.get("helpUri", "https://x/"))
    need(uri.scheme == "https" and uri.netloc, f"no address: {rule.get('helpUri')!r}")


def _result(result: dict[str, Any], rules: list[str], files: Files | None) -> Result:
    rule = text_of(result, "ruleId")
    need(rule in rules, f"no such rule: {rule!r}")
    need(rules[result.get("ruleIndex", rules.index(rule))] == rule, f"the index is not that of {rule!r}")
    need(result.get("level") in LEVELS, f"no level: {result.get('level')!r}")
    need(result.get("locations"), "no location: GitHub refuses the file")
    ids = [place.get("id") for place in result.get("relatedLocations", [])]
    need(len(set(ids)) == len(ids), "related locations with one id")
    message = _message(result["message"], ids)
    need(result.get("partialFingerprints"), "no fingerprint: GitHub cannot tell it again")
    return Result(
        rule,
        result["level"],
        message,
        tuple(_place(place, ids, files) for place in result["locations"]),
        tuple(_place(place, ids, files, related=True) for place in result.get("relatedLocations", [])),
        tuple(sorted(result["partialFingerprints"].items())),
        _justification(result),
    )


def _message(message: dict[str, Any], ids: list[Any]) -> str:
    """The text, in which a link leads to a related location, and nothing else looks like one."""
    text = text_of(message, "text")
    for match in _LINK.finditer(text):
        target = match["target"]
        need(target.isdecimal() and int(target) in ids, f"a link that was not meant: {match[0]!r}")
    need(
        "arguments" in message or not _PLACEHOLDER.search(text), f"a place for an argument that there is not: {text!r}"
    )
    return text


def _place(place: dict[str, Any], ids: list[Any], files: Files | None, *, related: bool = False) -> Place:
    physical = place.get("physicalLocation", {})
    path = _path(text_of(physical.get("artifactLocation"), "uri"), files)
    need(not related or "message" in place, "a related location that does not say what is there")
    message = _message(place["message"], ids) if "message" in place else ""
    need("region" in physical, "no region: GitHub shows the file and no line")
    return Place(path, _region(physical["region"], path, files), message)


def _path(uri: str, files: Files | None) -> str:
    """The path of a file whose address is relative to the top of the repository."""
    parts = urlsplit(uri)
    need(not (parts.scheme or parts.netloc or parts.query or parts.fragment), f"not a relative path: {uri!r}")
    need(re.fullmatch(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})+", uri), f"not percent-encoded: {uri!r}")
    need("%2f" not in uri.lower(), f"an encoded slash: {uri!r}")
    try:
        path = unquote(uri, errors="strict")
    except UnicodeDecodeError:
        raise Rejected(f"encoded from something else than UTF-8: {uri!r}") from None
    return checked_path(path.removeprefix("./"), files)


def _region(region: dict[str, Any], path: str, files: Files | None) -> Region:
    line, column = number_of(region, "startLine"), number_of({"startColumn": 1, **region}, "startColumn")
    last = number_of({"endLine": line, **region}, "endLine")
    text = files[path] if files else None
    if text is None:
        end = number_of({"endColumn": column, **region}, "endColumn")
    else:
        lines = lines_of(text)
        need(last <= len(lines), f"{path!r} has no line {last}")
        end = number_of({"endColumn": len(lines[last - 1]) + 1, **region}, "endColumn")
        for number, where in ((line, column), (last, end)):
            need(where <= len(lines[number - 1]) + 1, f"line {number} of {path!r} has no column {where}")
    need((line, column) <= (last, end), "the region ends before it begins")
    return line, column, last, end


def _justification(result: dict[str, Any]) -> str | None:
    suppressions = result.get("suppressions", [])
    reasons = [text_of(one, "justification") for one in suppressions]
    need(len(reasons) <= 1, "accepted twice")
    need(all(one.get("status", "accepted") == "accepted" for one in suppressions), "accepted, but not yet")
    return reasons[0] if reasons else None
