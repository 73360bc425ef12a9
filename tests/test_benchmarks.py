"""The benchmarks run, and work grows no faster than what there is: counted in calls, never by a clock."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from benchmarks.__main__ import main
from benchmarks.elements import LEAST_CALLS, SECTIONS, calls_of, growth
from benchmarks.growing import GROWING
from benchmarks.made_chains import LEAST_BYTES, MOST_BYTES
from benchmarks.material import Material, check_all
from benchmarks.measuring import CannotMeasure, Measured, process, ratios
from benchmarks.page import BEGIN, END, written
from benchmarks.rows import ROWS, Goal, Outcome, Row
from benchmarks.workspaces import FAULTS, workspace
from palveluketju.checks import WORKSPACE_CHECKS
from palveluketju.graph import compile_workspace
from palveluketju.loading import join_sources
from palveluketju.model import Chain
from palveluketju.model.catalogue import Shared
from palveluketju.source import parse_source

COUNT = 10
MOST_GROWTH = 4.8
FINE_GROWTH = 4.6
"""From here on what is listed as growing too fast is fine; between the two, versions of Python differ."""
LONG = {"elements", "growth-far", "memory-far", "report-far"}
"""Rows that others stand for: sections have tests of their own, and what is far is measured as what is near."""
SINGLE = {
    *("id", "name", "variant-of", "without", "called", "status", "dated", "valid-from", "valid-until", "review"),
    *("owner", "organiser", "funders", "audience", "area", "life-stage", "note", "reading", "order", "coordination"),
}
"""Keys of a chain that hold one thing, or few."""


# --- workspaces that are made up --------------------------------------------------------------------------------------


def test_a_seed_gives_the_same_bytes() -> None:
    first = dict(workspace(4, seed=3))
    assert first == dict(workspace(4, seed=3))
    assert first != dict(workspace(4, seed=4))
    assert set(first) == {"alue-00/catalogue.yaml", *(f"alue-00/ketju-{number}.yaml" for number in range(4))}


def test_made_up_chains_are_like_real_ones() -> None:
    """Of their size, with every section in some of them, and what is found of them is several kinds of faults."""
    files = dict(workspace(40, seed=1))
    sizes = [len(text.encode()) for text in files.values() if "variant-of:" not in text and "-catalogue:" not in text]
    assert all(LEAST_BYTES <= size <= MOST_BYTES for size in sizes)
    data = [parse_source(text).data for text in files.values()]
    chains = [one for one in data if "palveluketju" in one]
    sections = {key for one in chains for key in one} - {"palveluketju"}
    assert sections == {name.replace("_", "-") for name in Chain.model_fields} - {"reading"}
    joined = join_sources([parse_source(text, name=name) for name, text in files.items()])
    found = Counter(file.name for file in joined.files if any(one.severity.name == "ERROR" for one in file.findings))
    assert 0 < len(found) < 40 * 0.3
    assert len({one.code for file in joined.files for one in file.findings}) >= 3


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_changes_the_text(fault: object) -> None:
    text = next(text for name, text in workspace(1) if name.endswith("ketju-0.yaml"))
    assert callable(fault)
    assert fault(yaml.safe_load(text)) != text


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("dot")
@pytest.mark.parametrize("row", [row for row in ROWS if row.name not in LONG], ids=lambda row: row.name)
def test_a_row_can_be_measured(row: Row, tmp_path_factory: pytest.TempPathFactory) -> None:
    outcome = row.outcome(Material(tmp_path_factory.getbasetemp() / "benchmarks", 2, 1))
    if outcome.measured is None:
        assert "yamllint" in outcome.why
    else:
        assert all(number > 0 for number in outcome.measured.numbers)


def test_the_command_prints_rows_and_writes_them_between_the_marks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"Words.\n\n{BEGIN}\nold\n{END}\nMore words.\n", encoding="utf-8")
    assert main(["--rows", "processes,cached", "--size", "2", "--rounds", "1", "-o", str(page)]) == 0
    printed = capsys.readouterr().out
    assert [line.split(" | ")[0] for line in printed.splitlines()[-2:]] == ["| cached", "| processes"]
    text = page.read_text(encoding="utf-8")
    assert printed.strip() in text
    assert "old" not in text
    assert (text.startswith("Words.\n"), text.endswith(f"{END}\nMore words.\n")) == (True, True)


def test_a_row_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--rows", "check,chekc"])
    assert "no row chekc" in capsys.readouterr().err


def no_measure(_: Material) -> Measured:
    raise AssertionError("nothing is measured here")


def test_a_number_is_held_against_its_goal_by_the_median(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{BEGIN}{END}", encoding="utf-8")
    rows = [
        (Row("a", "w", Goal(2), no_measure), Outcome(Measured((1, 9, 2)))),
        (Row("b", "w", Goal(2, least=True), no_measure), Outcome(Measured((1.5,)))),
    ]
    text = written(rows, Material(tmp_path, 1, 3), page)
    assert "| a | w | at most 2 x | 2 | 1 to 9 | yes |" in text
    assert "| b | w | at least 2 x | 1.5 | 1.5 to 1.5 | no |" in text


def test_ratios_are_measured_in_turns() -> None:
    asked = []
    numbers = iter((8.0, 2.0, 9.0, 3.0))

    def told(who: str) -> float:
        asked.append(who)
        return next(numbers)

    assert ratios(lambda: told("own"), lambda: told("peer"), 2) == Measured((4.0, 3.0))
    assert asked == ["own", "peer", "own", "peer"]


def test_a_process_that_fails_has_no_number() -> None:
    with pytest.raises(CannotMeasure, match="ended with 3"):
        process(["sh", "-c", "exit 3"])
    with pytest.raises(CannotMeasure, match="cannot run no-such-program"):
        process(["no-such-program"])


def test_the_memory_of_a_process_is_its_own() -> None:
    assert process(["sh", "-c", ":"]).memory < 40, "less than this process has, which started it"


# --- growth -----------------------------------------------------------------------------------------------------------


def test_four_times_as_many_chains_take_no_more_calls_each(tmp_path: Path) -> None:
    material = Material(tmp_path, 10, 1)
    check_all(material.workspace(1))
    few, many = (calls_of(lambda count=count: check_all(material.workspace(count))) / count for count in (4, 16))  # type: ignore[misc]
    assert many <= 1.15 * few


@pytest.mark.parametrize("name", ["chains", "chains of counties", "chains of parties"])
def test_checks_of_chains_together_take_no_more_calls_each(name: str) -> None:
    """Each check by itself, of so many chains that one which holds each against each stands out."""
    few, many = (_together(SECTIONS[name](count)) for count in (100, 400))
    assert {code: times for code, calls in many.items() if (times := calls / few[code]) > MOST_GROWTH} == {}


def _together(files: dict[str, str]) -> dict[str, int]:
    """The calls of each check of chains together, those that are cheap whatever there is left out."""
    together = compile_workspace(join_sources([parse_source(text, name=name) for name, text in files.items()]))
    found = {rule.code: calls_of(lambda rule=rule: list(rule.check(together))) for rule in WORKSPACE_CHECKS}  # type: ignore[misc]
    return {code: max(calls, LEAST_CALLS) for code, calls in found.items()}


def test_every_section_of_the_format_is_made_large() -> None:
    every = {name.replace("_", "-") for model in (Chain, Shared) for name in model.model_fields} - SINGLE
    assert every - {name.split()[0] for name in SECTIONS} == set()
    assert set(GROWING) <= set(SECTIONS)


@pytest.mark.parametrize("name", SECTIONS)
def test_four_times_as_many_elements_take_about_four_times_the_calls(name: str) -> None:
    """What is known to grow faster is listed in benchmarks/growing.py: take out of it what has become fine."""
    found, known = growth(name, COUNT), GROWING.get(name, {})
    new = {what: round(times, 1) for what, times in found.items() if times > known.get(what, MOST_GROWTH) * 1.02}
    fine = {what for what in known if found.get(what, 0) <= FINE_GROWTH}
    assert (new, fine) == ({}, set())
