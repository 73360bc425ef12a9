"""A workspace that is hostile to every output: what it holds, and that it is reported on without a slip."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from machine.hostile import ON_ONE_LINE, TEXTS, Hostile, hostile_workspace
from palveluketju import load_workspace
from palveluketju.checking import FileReport, check_workspace
from palveluketju.cli import main
from palveluketju.findings import Severity

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return hostile_workspace(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def reports(hostile: Hostile) -> list[FileReport]:
    readable = [hostile.folder / path for path, text in hostile.files.items() if text is not None]
    return list(check_workspace(load_workspace(readable)).files)


def test_it_has_findings_of_every_kind(reports: list[FileReport]) -> None:
    found = [located for file in reports for located in file.findings]
    assert {located.finding.severity for located in found} == set(Severity)
    assert {"PK002", "PK022", "PK026", "PK101", "PK203", "PK506"} <= {located.finding.code for located in found}
    assert {located.finding.code for file in reports for located in file.accepted} == {"PK203"}
    assert [located for file in reports for located in file.findings if located.finding.code > "PK900"] == []


def test_some_findings_have_places_in_other_files(reports: list[FileReport]) -> None:
    others = {
        located.finding.code
        for file in reports
        for located in file.findings
        for related in located.related
        if related.file != file.name
    }
    assert {"PK026", "PK506"} <= others


def test_each_of_its_texts_is_in_a_message(reports: list[FileReport]) -> None:
    messages = "\n".join(str(located.finding.message) for file in reports for located in file.findings)
    assert [text for text in TEXTS if unicodedata.normalize("NFC", text) not in messages] == []


def test_a_column_behind_astral_letters_is_counted_in_code_points(hostile: Hostile, reports: list[FileReport]) -> None:
    behind = []
    for file in reports:
        text = hostile.files[Path(file.name).relative_to(hostile.folder).as_posix()] or ""
        for located in file.findings:
            line = text.split("\n")[located.position.line - 1]
            if located.finding.code == "PK101" and ON_ONE_LINE in line[: located.position.column]:
                behind.append(line[located.position.column - 1 :])
    assert behind
    assert all(rest.startswith("ei-ole") for rest in behind)


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_it_is_checked_without_a_slip(lang: str, hostile: Hostile, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--lang", lang, str(hostile.folder)]) == 2  # one file cannot be read
    shown = capsys.readouterr()
    assert "PK203" in shown.out
    assert "Traceback" not in shown.out + shown.err
