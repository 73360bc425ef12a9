"""How much is read at a time: a country's chains by default, and what a configuration sets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from command_line import run
from palveluketju.checking import Choice, WorkspaceReport, check_workspace, chosen
from palveluketju.checking.baseline import baseline_of, set_apart
from palveluketju.checking.collecting import Collected
from palveluketju.checking.fingerprints import fingerprinted
from palveluketju.checking.leaves import Leaf
from palveluketju.findings import Position, Severity
from palveluketju.loading import load_workspace
from palveluketju.loading.files import LIMITS, Limits

BARE = "palveluketju: 1\nid: {name}\nname: {name}\nlevels: {{a: {{name: A}}}}\n"


def chains(folder: Path, count: int, more: str = "") -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"k{number}.yaml").write_text(BARE.format(name=f"k{number}") + more)
    return folder


def test_a_national_catalogue_is_within_the_limits() -> None:
    assert LIMITS.files >= 10_000 + 23
    assert LIMITS.mebibytes << 20 >= 10_000 * 16_000


def test_as_many_files_are_read_as_the_limit_has_and_no_more(tmp_path: Path) -> None:
    folder = chains(tmp_path / "chains", 3)
    assert len(load_workspace([folder], limits=Limits(files=3))) == 3
    refused = load_workspace([folder], limits=Limits(files=2))
    assert not refused.files
    assert "more than 2 chain files; raise 'max-files' in palveluketju.toml" in str(refused.unread[0])


def test_files_are_read_up_to_the_size_of_the_limit(tmp_path: Path) -> None:
    folder = chains(tmp_path / "chains", 3, more="# " + "x" * 600_000)
    assert not load_workspace([folder], limits=Limits(mebibytes=2)).unread
    refused = load_workspace([folder], limits=Limits(mebibytes=1))
    assert "larger than 1 MiB together; raise 'max-mebibytes'" in str(refused.unread[0])


@pytest.mark.parametrize("paths", [(), ("chains",)])
@pytest.mark.parametrize("command", [("check",), ("report", "-o", "out.md")])
def test_a_configuration_sets_the_limits_of_every_command(
    command: tuple[str, ...], paths: tuple[str, ...], tmp_path: Path
) -> None:
    chains(tmp_path / "chains", 3)
    (tmp_path / "palveluketju.toml").write_text("max-files = 2\n")
    done = run(*command, *paths, cwd=tmp_path)
    assert done.returncode == 2
    assert "more than 2 chain files" in done.stderr


# --- findings that are too many to be listed --------------------------------------------------------------------------


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palveluketju.checking.leaving_out.MOST_LISTED", 3)


def wrong(folder: Path, count: int) -> Path:
    """A chain with so many unknown keys, and one other error after them."""
    folder.mkdir(exist_ok=True)
    keys = "".join(f"wrong{number}: x\n" for number in range(count))
    (folder / "k.yaml").write_text(BARE.format(name="k") + keys + "note: [x]\n")
    return folder


def report_of(folder: Path) -> WorkspaceReport:
    return check_workspace(load_workspace([folder]))


@pytest.mark.usefixtures("few")
def test_of_very_many_findings_the_first_are_listed_and_the_rest_is_counted(tmp_path: Path) -> None:
    report = report_of(wrong(tmp_path / "chains", 20))
    (file,) = report.files
    unknown = [one for one in file.findings if one.finding.code == "PK022"]
    assert [one.position.line for one in unknown] == [5, 6, 7, 7]
    assert unknown[-1].finding.what == "There are 17 more findings of this rule in this file, which are not listed."
    assert [one.finding.code for one in file.findings if one not in unknown] == ["PK024"]
    assert report.count(Severity.ERROR) == 21
    assert "21 errors" in report.summary()


@pytest.mark.usefixtures("few")
def test_as_many_as_are_listed_are_all_listed(tmp_path: Path) -> None:
    report = report_of(wrong(tmp_path / "chains", 3))
    assert [one.stands_for for file in report.files for one in file.findings] == [1, 1, 1, 1]


@pytest.mark.usefixtures("few")
def test_what_is_listed_does_not_depend_on_the_order_in_which_it_is_found(tmp_path: Path) -> None:
    """And what was let go is counted once, however often it comes again."""
    (file,) = report_of(wrong(tmp_path / "chains", 3)).files
    those = [replace(file.findings[0], position=Position(line, 1)) for line in range(1, 13)]
    told = []
    for order in (those, those[::-1], [*those, *those]):
        collected = Collected()
        collected.add(Leaf(file.name, found=list(order)), 0, 0)
        (report,) = collected.reports([file.source])
        told.append([(one.position.line, one.stands_for) for one in report.findings])
    assert told == [[(1, 1), (2, 1), (3, 1), (3, 9)]] * 3


@pytest.mark.usefixtures("few")
def test_a_baseline_knows_how_many_are_not_listed(tmp_path: Path) -> None:
    root = tmp_path.resolve()

    def fingerprints(count: int) -> WorkspaceReport:
        return fingerprinted(report_of(wrong(tmp_path / "chains", count)), root)

    known = baseline_of(fingerprints(20), root)
    assert set_apart(fingerprints(20), known, root).worst() is None
    more = [one for file in set_apart(fingerprints(21), known, root).files for one in file.findings]
    assert [(one.finding.code, one.stands_for) for one in more] == [("PK022", 18), ("PK906", 1)]
    narrow = chosen(fingerprints(20), lambda _: Choice(ignored=frozenset({"PK022"})))
    assert narrow.count(Severity.ERROR) == 1
