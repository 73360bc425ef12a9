"""The house stands: imports go downwards, each third party has one door, rooms stay small."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

import palveluketju

pytestmark = pytest.mark.quick

SOURCE = Path(palveluketju.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
# The floors of docs/how-it-works.md. A module, or the folder it is in, stands on one of them.
FLOORS = {
    "lazily": -1,
    "frozen": -1,
    "haste": 0,
    "cache": 0,
    "display": 0,
    "findings": 0,
    "garbage": 0,
    "terms": 0,
    "child": 1,
    "source": 1,
    "timing": 1,
    "model": 2,
    "loading": 3,
    "graph": 3,
    "analyses": 4,
    "revisions": 4,
    "wording": 4,
    "checks": 5,
    "selecting": 5,
    "tables": 6,
    "telling": 5,
    "checking": 6,
    "output": 6,
    "paged": 6,
    "describing": 6,
    "drawing": 7,
    "reporting": 7,
    "config": 8,
    "documents": 8,
    "projects": 9,
    "__init__": 10,
    "commands": 10,
    "testing": 10,
    "process": 11,
    "pytest_plugin": 11,
    "cli": 12,
    "__main__": 13,
}
# The rooms within drawing/, whose modules stand below those of drawing/ itself.
FLOORS_OF_DRAWING = {
    "picture": 0,
    "looks": 1,
    "typesetting": 1,
    "routing": 1,
    "writers": 2,
    "views": 2,
    "content": 2,
    "frame": 3,
    "diagrams": 3,
    "levels": 3,
    "table": 4,
    "net": 4,
    "cards": 5,
    "stairs": 4,
    "lanes": 4,
    "saving": 5,
    "drawing": 6,
    "series": 7,
    "draw": 7,
    "__init__": 8,
}
DOORS = {
    "yaml": ("source",),
    "pydantic": ("model", "loading"),
    "pydantic_core": ("model",),
    "networkx": ("graph/network",),
    "graphviz": ("drawing/drawing",),
    "click": ("process", "commands", "reporting/text"),
    "snowballstemmer": ("analyses/sharing",),
    "tabulate": ("reporting/tables",),
    "pathspec": ("loading/ignoring",),
    "pytest": ("pytest_plugin",),
    "gettext": ("findings/translations",),
    "narwhals": ("tables/frames",),
    "docx": ("documents/word",),
    "openpyxl": ("documents/sheets",),
    "pptx": ("drawing/writers/slides", "documents/slides"),
    "resvg_py": ("drawing/writers/png",),
    "weasyprint": ("paged", "documents/pdf"),
    "pydyf": ("paged", "documents/pdf"),
}
LONGEST = 270


def place(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").as_posix()


def room(path: Path) -> str:
    return place(path).split("/")[0]


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path)} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_every_module_has_a_floor(path: Path) -> None:
    assert room(path) in FLOORS


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_imports_go_downwards(path: Path) -> None:
    for name in imported(path):
        if name.startswith("palveluketju."):
            other = name.split(".")[1]
            if other in FLOORS and other != room(path):
                assert FLOORS[other] < FLOORS[room(path)], f"{place(path)} imports {name}"


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) == "drawing"], ids=place)
def test_imports_go_downwards_within_drawing(path: Path) -> None:
    here = place(path).split("/")[1]
    for name in imported(path):
        if name.startswith("palveluketju.drawing."):
            other = name.split(".")[2]
            if other in FLOORS_OF_DRAWING and other != here:
                assert FLOORS_OF_DRAWING[other] < FLOORS_OF_DRAWING[here], f"{place(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_each_third_party_has_one_door(path: Path) -> None:
    for name in imported(path):
        doors = DOORS.get(name.split(".")[0], ())
        if doors:
            assert place(path).startswith(doors), f"{place(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_rooms_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_class_names_of_drawing_are_each_of_one_thing() -> None:
    names = [
        node.name
        for path in (SOURCE / "drawing").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    assert {name for name, count in Counter(names).items() if count > 1} == set()


def test_there_is_no_room_for_odds_and_ends() -> None:
    assert not {room(path) for path in MODULES} & {"utils", "core", "common", "helpers", "manager", "base"}


def test_the_root_is_small() -> None:
    assert len(palveluketju.__all__) <= 16


@pytest.mark.parametrize("path", [path for path in MODULES if place(path) != "model/absence"], ids=place)
def test_one_place_says_how_a_value_is_absent(path: Path) -> None:
    asked = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "isinstance"
    )
    kinds = {name.id for call in asked for name in ast.walk(call.args[1]) if isinstance(name, ast.Name)}
    assert not kinds & {"Open", "Unknown", "NotApplicable"}, "ask state_of, or is_absent and its like"
