"""Checks of one's own: tried with ``palveluketju.testing``, and offered by an installed package."""

from __future__ import annotations

import importlib.metadata
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import ModuleType

import pytest

from command_line import run
from palveluketju.checking import own
from palveluketju.checks import CHECKS, WORKSPACE_CHECKS
from palveluketju.findings import CannotRun, Severity, Spot, check
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.testing import Found, findings_of

pytestmark = pytest.mark.quick

CHAIN = """palveluketju: 1
id: yksi
name: Ketju
levels:
  a: {name: A, services: [x]}
services: {x: {name: X}}
"""


@check("X001", Severity.WARNING)
def short_name(graph: ChainGraph) -> Iterator[Spot]:
    """A service has a name of one letter.

    Why: nobody knows what it is.
    Mend: write the name out.
    """
    for service in (node for node in graph.nodes() if node.kind == "service"):
        if len(str(graph.named(service))) == 1:
            yield Spot((*service.where, "name"), "Service {name} has a short name.", {"name": service.id})


@check("X002", Severity.ERROR)
def few_chains(workspace: WorkspaceGraph) -> Iterator[tuple[ChainGraph, Spot]]:
    """There are fewer than two chains.

    Why: a county has more.
    Mend: write another.
    """
    if len(workspace.graphs) < 2:
        yield workspace.graphs[0], Spot((), "There is one chain.")


@check("X003", Severity.ERROR)
def broken(graph: ChainGraph) -> Iterator[Spot]:
    """It fails.

    Why: to see what then happens.
    Mend: nothing.
    """
    raise RuntimeError(graph.chain.id)
    yield Spot(())


def test_what_a_check_finds_is_told_with_its_place_and_line() -> None:
    assert findings_of(CHAIN, short_name) == [Found("X001", "services.x.name", 6)]
    assert findings_of(CHAIN.replace("X}", "Neuvola}"), short_name) == []
    assert findings_of(CHAIN, CHECKS["PK211"]) == [Found("PK211", "services.x", 6)]


def test_several_chains_and_a_catalogue_are_taken() -> None:
    assert findings_of(CHAIN, workspace_checks=[few_chains]) == [Found("X002", "", 1)]
    assert findings_of(CHAIN, workspace_checks=[few_chains], others=[CHAIN.replace("id: yksi", "id: kaksi")]) == []
    catalogue = "palveluketju-catalogue: 1\nservices: {x: {name: Y}}\n"
    without = CHAIN.replace("services: {x: {name: X}}\n", "")
    assert findings_of(without, short_name, catalogue=catalogue) == [Found("X001", "services.x.name", 2)]
    assert findings_of(CHAIN, workspace_checks=WORKSPACE_CHECKS) == []


def test_a_text_that_cannot_be_read_is_no_result() -> None:
    with pytest.raises(AssertionError, match=r"chain.yaml:6:1: .*is not a key here"):
        findings_of(CHAIN.replace("services: {x", "serrvices: {x"), short_name)


def test_a_check_that_fails_says_which() -> None:
    with pytest.raises(RuntimeError) as caught:
        findings_of(CHAIN, broken)
    assert caught.value.__notes__ == ["while running check X003 broken"]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """What an installed package offers, by entry points; a name of it that begins with ``w`` is of several chains."""
    module = ModuleType("a_package")
    parts: dict[str, object] = {"checks": [short_name], "workspace": few_chains}
    monkeypatch.setitem(sys.modules, "a_package", module)

    def points() -> EntryPoints:
        for name, value in parts.items():
            setattr(module, name, value)
        groups = {name: own.WORKSPACE_CHECKS_GROUP if name.startswith("w") else own.CHECKS_GROUP for name in parts}
        return EntryPoints(EntryPoint(name, f"a_package:{name}", group) for name, group in groups.items())

    monkeypatch.setattr(own, "can_be_offered", lambda: True)
    monkeypatch.setattr(importlib.metadata, "entry_points", points)
    own.own_checks.cache_clear()
    yield parts
    own.own_checks.cache_clear()


def test_checks_of_a_package_are_run_and_can_be_chosen_and_accepted(offered: dict[str, object], tmp_path: Path) -> None:
    assert set(offered) == {"checks", "workspace"}
    (tmp_path / "x.yaml").write_text(CHAIN, encoding="utf-8")
    said = run("check", "x.yaml", cwd=tmp_path).stdout
    assert "x.yaml:6:22: warning: Service x has a short name. [X001 short-name]" in said
    assert "[X002 few-chains]" in said
    (tmp_path / "palveluketju.toml").write_text('ignore = ["few-chains"]\nseverity = {X001 = "error"}\n')
    said = run("check", "x.yaml", cwd=tmp_path).stdout
    assert "error: Service x has a short name." in said
    assert "X002" not in said
    (tmp_path / "x.yaml").write_text(CHAIN + "accepted: {check: [few-chains, X001], at: '*', reason: Koe}\n")
    assert "PK904" not in run("check", "x.yaml", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (print, "is no check; make one with palveluketju.findings.check"),
        ([short_name, short_name], "has a code that is taken"),
        (CHECKS["PK201"], "codes with PK are the library's"),
    ],
)
def test_what_is_no_check_is_refused(wrong: object, said: str, offered: dict[str, object]) -> None:
    offered["checks"] = wrong
    with pytest.raises(CannotRun, match=said):
        own.own_checks()


def test_a_package_that_cannot_be_imported_is_told(
    offered: dict[str, object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    offered.clear()
    points = EntryPoints([EntryPoint("x", "no_such_package:x", own.CHECKS_GROUP)])
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda: points)
    (tmp_path / "x.yaml").write_text(CHAIN, encoding="utf-8")
    done = run("check", "x.yaml", cwd=tmp_path)
    assert (done.returncode, "the checks no_such_package:x cannot be imported" in done.stderr) == (2, True)


OFFERS = "[palveluketju.workspace_checks]\nfew = a_package:few_chains\n"


@pytest.mark.parametrize(
    "place", ["x-1.dist-info", "X-1.DIST-INFO", "x.egg-info", "x.egg/EGG-INFO", "x.zip/x-1.dist-info"]
)
def test_wherever_checks_are_offered_that_is_seen(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What importlib.metadata finds need not be looked for where nothing that is installed lists such a group."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "none"), str(tmp_path)])
    (tmp_path / "y-1.dist-info").mkdir()
    (tmp_path / "y-1.dist-info" / "entry_points.txt").write_text("[pytest11]\npalveluketju = y\n", encoding="utf-8")
    (tmp_path / "z-1.egg-info").write_text("Metadata-Version: 1.0\n", encoding="utf-8")
    assert not own.can_be_offered()
    folder, _, inside = place.rpartition("/")
    if folder.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / folder, "w") as packed:
            packed.writestr(f"{inside}/entry_points.txt", OFFERS)
            packed.writestr(f"{inside}/METADATA", "Name: x\nVersion: 1\n")
    else:
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "entry_points.txt").write_text(OFFERS, encoding="utf-8")
        (tmp_path / place / "PKG-INFO").write_text("Name: x\nVersion: 1\n", encoding="utf-8")
    if folder:
        sys.path.append(str(tmp_path / folder))
    importlib.invalidate_caches()
    assert own.can_be_offered()
    assert importlib.metadata.entry_points().select(group=own.WORKSPACE_CHECKS_GROUP)


def test_what_others_find_may_offer_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not own.can_be_offered()
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, importlib.metadata.DistributionFinder])
    assert own.can_be_offered()
