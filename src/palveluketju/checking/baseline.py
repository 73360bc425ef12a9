"""A baseline: findings that were there when a team began to check, so that only new ones fail."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path as FilePath
from typing import Any, Final

from palveluketju.checking.fingerprints import relative
from palveluketju.checking.reports import FileReport, Located, WorkspaceReport
from palveluketju.findings import N_, CannotRun, Path, Position, Rule, Severity, Spot, rules_of, stamp
from palveluketju.frozen import dataclass
from palveluketju.source import Source, read_bytes

VERSION: Final = 1
MAX_ENTRIES: Final = 50_000


def entry_of_nothing(where: Path, code: str, file: str, position: Position) -> Spot:
    """An entry of the baseline matches no finding.

    Why: the finding has been fixed or is accepted now; an entry that is left in place would hide it when it comes back.
    Mend: remove the entry, or all of them with 'palveluketju check --baseline FILE --prune'.
    """
    what = N_("An entry of the baseline matches no finding ({code} in {file}).")
    mend = N_("Remove the entry, or all such entries with --prune.")
    return Spot(where, what, {"code": code, "file": file}, mend=mend, position=position)


BASELINE_RULES: Final[tuple[Rule, ...]] = tuple(rules_of([("PK906", Severity.ERROR, entry_of_nothing)]).values())


@dataclass(frozen=True)
class Baseline:
    """The findings that are known, by their fingerprints, in the order of the file.

    Each entry has the code of the finding, its file, its place and its sentence, for people who read the file.
    """

    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    name: str = ""
    text: str = ""

    def joined(self, more: Baseline) -> Baseline:
        """The entries of both, by file, code and place."""
        every = {**more.entries, **self.entries}
        order = sorted(every, key=lambda key: (every[key]["file"], every[key]["code"], every[key]["where"], key))
        return replace(self, entries={key: every[key] for key in order})

    def written(self) -> str:
        """The text of the file: an entry a line, so that a change of it can be read."""
        import json

        lines = [json.dumps({"fingerprint": key, **entry}, ensure_ascii=False) for key, entry in self.entries.items()]
        listed = ",\n    ".join(lines)
        return (
            f'{{\n  "version": {VERSION},\n  "findings": [{f"{chr(10)}    {listed}{chr(10)}  " if lines else ""}]\n}}\n'
        )


def read_baseline(name: str) -> Baseline:
    """The baseline of a file.

    Raises:
        CannotRun: there is no such file, or it is no baseline.
    """
    import json

    text = read_bytes(name).decode("utf-8", errors="replace")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CannotRun(N_("{file} is no baseline: {reason}"), file=name, reason=str(error)[:200]) from None
    findings = data.get("findings") if isinstance(data, dict) and data.get("version") == VERSION else None
    if not isinstance(findings, list) or len(findings) > MAX_ENTRIES or not all(map(_is_entry, findings)):
        raise CannotRun(
            N_("{file} is no baseline of version {version}; make one with --write-baseline"), file=name, version=VERSION
        )
    entries = {one["fingerprint"]: {key: one[key] for key in _KEYS} for one in findings}
    return Baseline(entries, name, text)


_KEYS: Final = ("code", "file", "where", "message")


def _is_entry(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(key), str) for key in ("fingerprint", *_KEYS))


def baseline_of(report: WorkspaceReport, root: FilePath, name: str = "") -> Baseline:
    """A baseline of what counts in a report, its findings having fingerprints, and of what it knew before."""
    return Baseline({one.fingerprint: _entry(one, root) for one in _all(report)}, name)


def _all(report: WorkspaceReport) -> Iterable[Located]:
    return (one for file in report.files for one in (*file.findings, *file.known))


def _entry(located: Located, root: FilePath) -> dict[str, str]:
    finding = located.finding
    where = ".".join(map(str, finding.where))
    return {"code": finding.code, "file": relative(located.file, root), "where": where, "message": finding.message}


def set_apart(report: WorkspaceReport, baseline: Baseline, root: FilePath) -> WorkspaceReport:
    """A report in which what the baseline knows does not count, and what it knows in vain does.

    For which entries are in vain see :func:`entries_in_vain`.
    """
    files = []
    for file in report.files:
        known = tuple(one for one in file.findings if one.fingerprint in baseline.entries)
        counting = tuple(one for one in file.findings if one.fingerprint not in baseline.entries)
        files.append(replace(file, findings=counting, known=known))
    vain = entries_in_vain(report, baseline, root)
    if vain:
        files.append(_in_vain(vain, baseline))
    return replace(report, files=tuple(files))


def entries_in_vain(report: WorkspaceReport, baseline: Baseline, root: FilePath) -> tuple[str, ...]:
    """The fingerprints of entries that match no finding.

    While some file of the baseline is there and was not read, nothing is known of the others either, since findings of
    several chains together need all of them: then only entries of files that are there no more are in vain.
    """
    found = {one.fingerprint for one in _all(report)}
    read = {relative(file.name, root) for file in report.files}
    files = {entry["file"] for entry in baseline.entries.values()}
    gone = {name for name in files - read if not os.path.lexists(root / name)}
    is_partial = bool(files - read - gone)
    return tuple(
        key for key, entry in baseline.entries.items() if key not in found and (entry["file"] in gone or not is_partial)
    )


def _in_vain(keys: Iterable[str], baseline: Baseline) -> FileReport:
    """What is wrong with the file of the baseline itself."""
    lines = baseline.text.split("\n")
    rule = BASELINE_RULES[0]
    found = []
    for key in keys:
        line = next((number for number, text in enumerate(lines, 1) if key in text), 1)
        column = max(1, lines[line - 1].find(key)) if lines else 1
        position = Position(line, column)
        entry = baseline.entries[key]
        finding = stamp(rule, entry_of_nothing((), entry["code"], entry["file"], position))
        found.append(Located(baseline.name, position, finding, fingerprint=key))
    return FileReport(baseline.name, Source(baseline.name, baseline.text), tuple(found), (), (), ())


def without(baseline: Baseline, keys: Iterable[str]) -> Baseline:
    """A baseline with some entries left out."""
    gone = set(keys)
    return replace(baseline, entries={key: entry for key, entry in baseline.entries.items() if key not in gone})


def refuse_more(before: Baseline, after: Baseline) -> None:
    """Refuse to add to a baseline: it only goes down.

    Raises:
        CannotRun: the second has entries that the first has not.
    """
    more = [entry for key, entry in after.entries.items() if key not in before.entries]
    if more:
        what = N_("{file} would get more entries: {count} ({code} in {other}, ...); fix them, or write it with --force")
        values = {"file": before.name, "count": len(more), "code": more[0]["code"], "other": more[0]["file"]}
        raise CannotRun(what, **values)
