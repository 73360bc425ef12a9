"""Every example runs."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from chain_files import FILES, chain_files
from palveluketju import check_chain, compile_chain, load_chain, load_workspace
from palveluketju.checking import check_workspace
from palveluketju.findings import Severity

pytestmark = pytest.mark.quick

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
PUBLISHED = ROOT / "chains" / "published"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_runs_and_tells_something(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(example), run_name="__main__")
    assert len(capsys.readouterr().out.splitlines()) > 20


def test_the_first_look_tells_what_it_should(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(ROOT / "examples" / "first_look.py"))
    shown = capsys.readouterr().out
    assert "Lastensuojelutarpeen ja sijoitusten ennaltaehkäisyn palveluketju" in shown
    assert "Perusopetus <- Kunta (agreement: open)" in shown
    assert "there is no service 'nevvola'; did you mean 'neuvola'?" in shown
    assert "written: chain.graphml, chain.svg, report-1.svg, report-2.svg," in shown
    assert "reads back the same: True" in shown
    lengths = [int(number) for number in re.findall(r"^(\d+) characters: <", shown, re.MULTILINE)]
    assert len(lengths) == 6
    assert max(lengths) < 1500
    assert (
        "then: Organisations 'Kunta' and 'Uudenmaan maakunta' work together at level 'Kotona asuva hyvinvoiva lapsi"
        " tai nuori'" in shown
    )


def test_real_chains_fit_the_format() -> None:
    workspace = load_workspace([PUBLISHED])
    report = check_workspace(workspace)
    assert report.count(Severity.ERROR) == 0
    assert {chain.id for chain in workspace.chains} == {path.stem for path in chain_files(PUBLISHED)}
    for chain in workspace.chains:
        assert chain.sources


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_chain_alone_is_the_chain_of_its_folder(path: Path) -> None:
    alone = load_chain(path)
    assert alone == load_workspace([path.parent]).chain(alone.id)
    assert check_chain(compile_chain(alone)).chain == alone.id
