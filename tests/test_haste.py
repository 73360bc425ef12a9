"""In haste, a process of the command line does without what no run of it asks for, and others lose nothing by it."""

from __future__ import annotations

import dataclasses
import importlib.machinery
import re
import subprocess
import sys
import typing
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import typing_extensions

from palveluketju import haste

pytestmark = pytest.mark.quick

ASKED = """
import sys
if "hasten" in sys.argv:
    from palveluketju.haste import hasten
    hasten()
import palveluketju.model
import annotated_types, dataclasses, typing, pydantic_core.core_schema, typing_extensions
print(dataclasses.dataclass.__module__, typing.TypedDict.__module__, typing_extensions.TypedDict.__module__)
print(typing_extensions.is_typeddict(pydantic_core.core_schema.StringSchema), "importlib.metadata" in sys.modules)
kinds = annotated_types.Gt, annotated_types.Interval, annotated_types.MaxLen
print([kinds[0](1), kinds[1](gt=1), kinds[2](1)], kinds[0](1) == kinds[0](1), kinds[0](1) == kinds[0](2))
print(hash(annotated_types.Gt(1)) == hash(annotated_types.Gt(1)), dataclasses.fields(annotated_types.Gt)[0].name)
print(palveluketju.model.Chain.model_json_schema())
from palveluketju.source.library import yaml
print(yaml.load("a: [1.5, 2020-01-01, yes, 0x1F, 1_0, ~, x]", yaml.SafeLoader), yaml.dump({"a": "1"}))
print(type(yaml.SafeLoader.NON_PRINTABLE).__name__, type(sys.modules["re"].compile("a")).__name__)
"""


def told(*arguments: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", ASKED, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_what_is_imported_in_haste_does_the_same() -> None:
    hasty, slow = told("hasten"), told()
    assert (hasty[1], slow[1]) == ("False False", "True True")
    assert (hasty[-1], slow[-1]) == ("_Pattern Pattern", "Pattern Pattern")
    assert hasty[:1] + hasty[2:-1] == slow[:1] + slow[2:-1]


def test_what_stands_in_for_others_does_so_only_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> list[Any]:
        return [dataclasses.dataclass, typing.TypedDict, typing_extensions.TypedDict, re.compile]

    before = now()
    monkeypatch.setitem(haste._here, "in haste", True)
    for meanwhile in (haste.shapes_as_classes, haste.dataclasses_late, haste.patterns_late):
        with suppress(ImportError), meanwhile():
            assert now() != before
            raise ImportError
        assert now() == before


def test_classes_that_are_asked_for_more_are_completed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(haste._here, "in haste", True)
    with haste.dataclasses_late():

        @dataclasses.dataclass(frozen=True)
        class Late:
            word: str

        @dataclasses.dataclass(frozen=True, kw_only=True)
        class Named:
            word: str

        @dataclasses.dataclass(slots=True)
        class Slotted:
            word: str

        @dataclasses.dataclass(frozen=True)
        class OwnSlots:
            __slots__ = ("word",)
            word: str

        @dataclasses.dataclass
        class Plain:
            word: str

    how = [type(vars(kind)["__init__"]).__name__ for kind in (Late, Slotted, Named, OwnSlots, Plain)]
    assert how == ["_Later", "_Later", "function", "function", "function"]
    assert repr([Late("a"), Slotted("a"), Named(word="a"), OwnSlots("a"), Plain("a")]).count("word='a'") == 5


def test_a_pattern_that_is_compiled_late_does_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(haste._here, "in haste", True)
    with haste.patterns_late():
        patterns = [re.compile("a(b)", re.IGNORECASE), re.compile("a(b)", flags=re.IGNORECASE)]
    for pattern in patterns:
        assert type(pattern) is not re.Pattern
        assert [pattern.sub("c", "xABx"), pattern.pattern, pattern.groups] == ["xcx", "a(b)", 1]
        assert pattern.match("ba") is None


def test_a_module_that_is_imported_late_is_the_same_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(haste._here, "in haste", True)
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with haste.module_late("colorsys"):
        import colorsys

        late = colorsys
    assert "colorsys" not in sys.modules
    assert late.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
    assert isinstance(sys.modules["colorsys"].__spec__, importlib.machinery.ModuleSpec)
    with haste.module_late("colorsys"):
        assert sys.modules["colorsys"] is not late


@pytest.mark.parametrize("in_haste", [True, False])
def test_a_library_that_asks_for_more_is_imported_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, in_haste: bool
) -> None:
    package = tmp_path / "asks_for_more"
    package.mkdir()
    (package / "__init__.py").write_text("from asks_for_more import patterns\n")
    (package / "patterns.py").write_text("import re\nassert isinstance(re.compile('a'), re.Pattern)\nWHOLE = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(haste._here, "in haste", in_haste)
    with monkeypatch.context() as until:
        for name in ("asks_for_more", "asks_for_more.patterns"):
            until.delitem(sys.modules, name, raising=False)
        haste.imported("asks_for_more", meanwhile=[haste.patterns_late()])
        assert sys.modules["asks_for_more"].patterns.WHOLE


def test_what_cannot_be_imported_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(haste._here, "in haste", True)
    with pytest.raises(ImportError):
        haste.imported("there_is_none", meanwhile=[haste.patterns_late()])
