"""Records of files that are kept between runs: the same bytes as anew, and only what has changed is looked at."""

from __future__ import annotations

import datetime
import json
import subprocess
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain, repeat
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_line import ROOT, run
from palveluketju.cache import runs
from palveluketju.checking import kept, one_by_one, processes
from palveluketju.checking.locating import Locating
from palveluketju.checking.one_by_one import Checking
from palveluketju.checking.one_file import Looking
from palveluketju.checking.plain import Plain
from palveluketju.checking.records import Asking, Record, Recorder, Setting
from palveluketju.checking.running import Crash, run_workspace_checks
from palveluketju.checks import WORKSPACE_CHECKS
from palveluketju.findings import Finding
from palveluketju.graph import ChainGraph, clock, compile_workspace
from palveluketju.loading import LoadedFile, join_sources
from palveluketju.loading.streaming import Stream
from palveluketju.model import Chain
from palveluketju.source import read_source
from small_chains import CATALOGUE, CHAIN

CASES = ROOT / "tests" / "cases"
BELOW = "palveluketju-catalogue: 1\nservices: {talo: {name: Perhekeskus, organiser: alue}}\n"
VARIANT = "palveluketju: 1\nid: {name}\nname: Muunnos\nvariant-of: {of}\nlevels: {{a: {{note: Toisin}}}}\n"
FILES = {
    "catalogue.yaml": CATALOGUE,
    "k0.yaml": CHAIN.format(name="k0", to="k1"),
    "k1.yaml": CHAIN.format(name="k1", to="k2"),
    "alla/catalogue.yaml": BELOW,
    "alla/k2.yaml": CHAIN.format(name="k2", to="k0").replace("koulu", "talo"),
    "alla/m.yaml": VARIANT.format(name="m", of="k0"),
    "kahdesti.yaml": CHAIN.format(name="k0", to="k1"),
    "rikki.yaml": CHAIN.format(name="k9", to="k1") + "unknown: key\n",
}


class Place:
    """A folder of chains with a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "ketjut"
        self.cache = folder / "cache"
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        file = self.folder / name
        if file.exists():
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def check(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        there = {"XDG_CACHE_HOME": str(self.cache), "LOCALAPPDATA": str(self.cache), "HOME": str(self.cache)}
        return run("check", ".", *arguments, cwd=self.folder, **({runs.OFF: ""} | there | environment))

    def looked_at(self, *arguments: str, **environment: str) -> set[str]:
        """The chains that are looked at by a check, which says the same as one that keeps nothing."""
        with counted() as names:
            found = self.check(*arguments, **environment)
        anew = self.check("--no-cache", *arguments, **environment)
        assert (found.returncode, found.stdout, found.stderr) == (anew.returncode, anew.stdout, anew.stderr)
        return {Path(name).name for name in names}

    @property
    def packs(self) -> list[Path]:
        return sorted(self.cache.rglob("*.records"))


@contextmanager
def counted() -> Iterator[list[str]]:
    """The names of the files that are looked at, but for catalogues: these are always."""
    names: list[str] = []
    really = Looking.leaf

    def leaf(self: Looking, file: LoadedFile, graph: ChainGraph | None) -> object:
        names.extend([] if file.is_catalogue else [file.name])
        return really(self, file, graph)

    with mock.patch.object(Looking, "leaf", leaf):
        yield names


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LEAST", 1)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


CHANGES: dict[str, Callable[[Place], None]] = {
    "nothing": lambda _: None,
    "a chain": lambda place: place.change("k1.yaml", "Ketju", "Polku"),
    "the chain of a variant": lambda place: place.change("k0.yaml", "Text", "Teksti"),
    "a variant": lambda place: place.change("alla/m.yaml", "Toisin", "Aivan toisin"),
    "what a variant is of": lambda place: place.change("alla/m.yaml", "variant-of: k0", "variant-of: k1"),
    "where a chain leads": lambda place: place.change("k1.yaml", "chain: k2", "chain: k7"),
    "the catalogue": lambda place: place.change("catalogue.yaml", "organiser: alue", "organiser: toinen"),
    "the catalogue below": lambda place: place.change("alla/catalogue.yaml", "Perhekeskus", "Talo"),
    "what a catalogue accepts": lambda place: place.change("catalogue.yaml", "PK241", "PK231"),
    "a catalogue of one more folder": lambda place: place.write("alla/alla/catalogue.yaml", BELOW),
    "a broken catalogue": lambda place: place.write("alla/catalogue.yaml", BELOW + "x: ["),
    "a broken chain": lambda place: place.write("k1.yaml", "palveluketju: 1\nid: ["),
    "a mended chain": lambda place: place.change("rikki.yaml", "unknown: key", "#"),
    "a chain again": lambda place: place.write("k1.yaml", FILES["k1.yaml"]),
    "a chain that is gone": lambda place: (place.folder / "k0.yaml").unlink(missing_ok=True),
    "a catalogue that is gone": lambda place: (place.folder / "alla/catalogue.yaml").unlink(missing_ok=True),
    "a new chain": lambda place: place.write("alla/alla/k5.yaml", CHAIN.format(name="k5", to="k0")),
    "the id of a chain": lambda place: place.change("kahdesti.yaml", "id: k0", "id: k3"),
    "the configuration": lambda place: place.write("palveluketju.toml", 'rules = "all"\nlanguages = ["sv"]\n'),
    "the configuration of a folder": lambda place: place.write(
        "palveluketju.toml", '[[folder]]\npath = "alla"\nunfinished = ["Toisin"]\n'
    ),
    "the day": lambda place: place.write("palveluketju.toml", "date = 2031-01-01\n"),
}


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=2, unique=True))
def test_after_any_changes_it_is_told_as_if_nothing_were_kept(
    tmp_path_factory: pytest.TempPathFactory, changes: list[str]
) -> None:
    place = Place(tmp_path_factory.mktemp("kept"))
    place.check()
    for change in changes:
        CHANGES[change](place)
        place.looked_at("--format=json")
    place.looked_at("--fail-on=info")


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_told_as_if_nothing_were_kept(change: str, place: Place) -> None:
    place.check()
    CHANGES[change](place)
    place.looked_at("--format=json")


def test_places_in_chains_that_have_not_changed_are_not_looked_for_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("yksi", "kaksi"):
        text = CHAIN.format(name=name, to="k0").replace("neuvola", f"{name}-neuvola")
        place.write(f"{name}.yaml", text + f"services: {{{name}-neuvola: {{name: Oma neuvola, organiser: alue}}}}\n")
    asked: list[str] = []
    really = Locating._place

    def place_of(self: Locating, where: object, file: LoadedFile) -> object:
        asked.append(file.name)
        return really(self, where, file)  # type: ignore[arg-type]

    monkeypatch.setattr(Locating, "_place", place_of)
    place.check()
    assert "yksi.yaml" in asked
    for changed, is_asked in (("kaksi.yaml", False), ("yksi.yaml", True)):
        asked.clear()
        place.change(changed, "name: Ketju", "name:\n\n  Polku")
        place.check("--format=json")
        assert ("yksi.yaml" in asked) is is_asked
    place.looked_at("--format=sarif")


def _offer_alike(place: Place) -> None:
    """Chains whose services have the names of others'; no two chains have one id, so that what they cause is kept."""
    (place.folder / "kahdesti.yaml").unlink()
    for own, called in (("yksi", "Eka"), ("kaksi", "Eka"), ("kolme", "Toka"), ("viides", "Toka")):
        text = CHAIN.format(name=own, to="k0").replace("neuvola", f"{own}-neuvola")
        services = f"services: {{{own}-neuvola: {{name: {called} neuvola, organiser: alue}}}}\n"
        place.write(f"{own}.yaml", text + services)


@pytest.mark.parametrize(
    ("name", "old", "new", "located", "again"),
    [
        ("", "", "", set(), set()),
        ("k1", "name: Ketju", "name:\n\n  Ketju", set(), set()),
        ("kaksi", "name: Ketju", "name:\n\n  Ketju", {"kaksi"}, {"kaksi"}),
        ("yksi", "name: Ketju", "name:\n\n  Ketju", {"kaksi"}, {"yksi", "kaksi"}),  # where its other end is
        ("yksi", "note: Text", "note: Teksti", set(), {"yksi"}),
        ("yksi", "name: Ketju", "name: Polku", {"kaksi"}, {"yksi", "kaksi"}),  # what is found is another thing
        ("k1", "name: Ketju", "name: Polku", set(), set()),
        ("kaksi", "Eka", "Toka", {"kaksi"}, {"kaksi", "kolme"}),
        ("kaksi", "Eka", "Muu", set(), set()),
    ],
)
def test_what_chains_cause_in_each_other_is_located_again_only_where_that_or_a_file_has_changed(
    name: str, old: str, new: str, located: set[str], again: set[str], place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    _offer_alike(place)
    seen: dict[str, list[str]] = {"located": [], "again": []}
    leaf_of_all, really_again = Checking._leaf_of_all, Stream.again

    def locate(self: Checking, name: str, also: Sequence[Finding], *rest: Any) -> object:
        seen["located"] += [Path(name).stem] if also else []
        return leaf_of_all(self, name, also, *rest)

    def take_up(self: Stream, name: str, chain: Chain | None) -> LoadedFile:
        seen["again"].append(Path(name).stem)
        return really_again(self, name, chain)

    monkeypatch.setattr(Checking, "_leaf_of_all", locate)
    monkeypatch.setattr(Stream, "again", take_up)
    place.check()
    assert {*seen["located"]} - {"catalogue"} == {"kaksi", "kolme"}
    seen |= {"located": [], "again": []}
    place.change(f"{name}.yaml", old, new)
    place.check("--format=json")
    assert ({*seen["located"]} - {"catalogue"}, {*seen["again"]} - {"catalogue"}) == (located, again)
    place.looked_at("--format=json")


def test_nothing_of_what_chains_cause_in_each_other_is_kept_where_a_check_of_them_fails(place: Place) -> None:
    _offer_alike(place)
    (failing,) = (rule for rule in WORKSPACE_CHECKS if rule.code == "PK504")

    def run_with_one_failing(*arguments: Any) -> object:
        found, ran, _ = run_workspace_checks(*arguments)
        return found, [rule for rule in ran if rule is not failing], (Crash(failing, KeyError("x")),)

    for crashing, is_kept in ((True, False), (False, True)):
        with mock.patch.object(kept.Kept, "keep_located") as keep, ExitStack() as stack:
            if crashing:
                stack.enter_context(mock.patch.object(one_by_one, "run_workspace_checks", run_with_one_failing))
            place.check()
        assert keep.called is is_kept
        place.change("kaksi.yaml", "Ketju", "Polku")


@pytest.mark.parametrize("code", [rule.code for rule in WORKSPACE_CHECKS])
def test_what_is_found_in_several_chains_can_be_kept(code: str) -> None:
    case, plain = next((CASES / code).glob("fail-*.yaml")), Plain({})
    case = case.with_name(f"{case.name.split('.')[0]}.yaml")
    files = [case.with_suffix(".catalogue.yaml"), case, *case.parent.glob(f"{case.stem}.with-*.yaml")]
    workspace = join_sources([read_source(file, name=file.name) for file in files if file.exists()])
    found, _, _ = run_workspace_checks(compile_workspace(workspace, day=datetime.date(2026, 1, 1)))
    findings = [finding for these in found.values() for finding in these]
    assert code in {one.code for one in findings}
    assert plain.read(json.loads(json.dumps(plain.written(findings)))) == findings


@pytest.mark.parametrize(
    ("change", "is_known"),
    [("a variant", True), ("where a chain leads", False), ("the catalogue below", False), ("a chain", False)],
)
def test_chains_are_held_against_each_other_where_what_counts_in_it_has_changed(
    change: str, is_known: bool, place: Place
) -> None:
    (place.folder / "kahdesti.yaml").unlink()
    place.check()
    CHANGES[change](place)
    with mock.patch.object(one_by_one, "run_workspace_checks", side_effect=run_workspace_checks) as ran:
        place.check()
    assert ran.called is not is_known
    with mock.patch.object(one_by_one, "run_workspace_checks", side_effect=run_workspace_checks) as ran:
        place.looked_at("--format=json")
    assert ran.call_count == 1, "by the check that keeps nothing"


TWICE = {"kahdesti.yaml"}
"""What is always looked at: which of two chains of one id stands is a matter of all files."""


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ("nothing", set()),
        ("a chain", {"k1.yaml"}),
        ("a variant", {"m.yaml"}),
        ("the chain of a variant", {"k0.yaml", "m.yaml"}),
        ("the catalogue below", {"k2.yaml", "m.yaml"}),
        ("the catalogue", {"k0.yaml", "k1.yaml", "k2.yaml", "m.yaml", "rikki.yaml"}),
        ("the day", {"k0.yaml", "k1.yaml", "k2.yaml", "m.yaml", "rikki.yaml"}),
        ("a chain that is gone", {"m.yaml"}),
    ],
)
def test_only_what_a_change_can_concern_is_looked_at(change: str, names: set[str], place: Place) -> None:
    assert len(place.looked_at()) == len(FILES) - 2
    CHANGES[change](place)
    assert place.looked_at("--format=json") - TWICE == names
    assert place.looked_at("--fail-on=info") <= TWICE


def _cut_off(text: bytes) -> bytes:
    return text[:-9]


def _of_another_length(text: bytes) -> bytes:
    whole = text[4:].replace(b"[", b"[1", 1)
    return zlib.crc32(whole).to_bytes(4, "big") + whole


def _with_other_keys(text: bytes) -> bytes:
    records = kept.unpacked(text)
    return kept.packed({f"x{key[1:]}": one for key, one in records.items()})


def _without_a_head(_: bytes) -> bytes:
    return zlib.crc32(b"[]\n").to_bytes(4, "big") + b"[]\n"


BROKEN: tuple[Callable[[bytes], bytes], ...] = (
    lambda _: b"",
    lambda _: b"cat",
    lambda text: text[:90] + b"?" + text[91:],
    _cut_off,
    _of_another_length,
    _with_other_keys,
    _without_a_head,
)


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_pack_is_as_if_it_were_not_there(broken: Callable[[bytes], bytes], place: Place) -> None:
    every = place.looked_at()
    (pack,) = place.packs
    pack.write_bytes(broken(pack.read_bytes()))
    assert place.looked_at("--format=json") == every
    assert place.looked_at("--fail-on=info") <= TWICE


def test_records_of_others_are_not_taken(place: Place) -> None:
    every = place.looked_at()
    with mock.patch.object(runs, "_installed", return_value=[("networkx-9.dist-info", 1)]):
        assert place.looked_at() == every
    (pack,) = place.packs
    pack.parent.chmod(0o777)
    assert place.looked_at("--format=json") == every


def test_as_many_records_are_kept_as_find_room(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 3000)
    every = place.looked_at()
    (pack,) = place.packs
    assert pack.stat().st_size < 4000
    rest = place.looked_at("--format=json")
    assert 0 < len(rest) < len(every)
    with mock.patch.object(Recorder, "record", autospec=True, side_effect=Recorder.record) as record:
        assert place.looked_at("--format=sarif") == rest
    assert record.call_count == 1, "the one that finds no room"


def test_what_is_of_the_day_is_not_taken_on_the_next(place: Place) -> None:
    every = place.looked_at()
    with mock.patch.object(clock, "today", return_value=datetime.date(2031, 1, 1)):
        assert place.looked_at("--format=json") == every


def test_records_are_not_kept_past_midnight(place: Place) -> None:
    days = chain([datetime.date(2031, 1, 1)], repeat(datetime.date(2031, 1, 2)))
    with mock.patch.object(clock, "today", side_effect=days):
        place.check()
    assert place.packs == []


@pytest.mark.parametrize(
    ("arguments", "environment"), [(("--no-cache",), {}), ((), {runs.OFF: "1"}), (("--timings",), {})], ids=str
)
def test_some_runs_keep_no_records(arguments: tuple[str, ...], environment: dict[str, str], place: Place) -> None:
    place.check(*arguments, **environment)
    assert place.packs == []


def test_a_configuration_can_switch_it_off(place: Place) -> None:
    place.write("palveluketju.toml", "cache = false\n")
    place.check()
    assert place.packs == []


def test_few_files_are_not_worth_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LEAST", len(FILES) + 1)
    place.check()
    assert place.packs == []


def test_other_processes_make_only_the_records_that_are_not_kept(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    class Here(processes.Processes):
        def __init__(self, _: int, setting: Setting) -> None:
            self.recorder = Recorder(setting)

        def __exit__(self, *_: object) -> None:
            pass

        def records(self, files: Iterable[Asking]) -> Iterator[Record | None]:
            for share, asked in files:
                made.append(Path(share.name).name)
                yield self.recorder.record(share, asked)

    monkeypatch.setattr(processes, "Processes", Here)
    monkeypatch.setattr(processes, "LEAST", 1)
    place.check("--jobs=2")
    assert {"k0.yaml", "k1.yaml", "k2.yaml", "m.yaml"} <= set(made)
    made.clear()
    place.change("k1.yaml", "Ketju", "Polku")
    place.change("alla/k2.yaml", "Ketju", "Polku")
    place.check("--jobs=2")
    assert sorted(made) == ["k1.yaml", "k2.yaml"]


def test_what_is_kept_has_no_identity_code(place: Place) -> None:
    place.change("k1.yaml", "Ketju", "131052-308T")
    assert "k1.yaml" in place.looked_at("--format=json")
    (pack,) = place.packs
    records = kept.unpacked(pack.read_bytes()).values()
    assert records
    parts = [part for one in records for part in (*one[:3], one.located[16:]) if part]
    assert not any(b"131052" in text for part in parts for text in _unpacked(part))


def _unpacked(part: bytes) -> Iterator[bytes]:
    """The texts that are packed one after the other."""
    while part:
        one = zlib.decompressobj()
        yield one.decompress(part)
        part = one.unused_data


def test_nothing_is_pickled(place: Place) -> None:
    with mock.patch("pickle.loads", side_effect=AssertionError), mock.patch("pickle.dumps", side_effect=AssertionError):
        place.check()
        assert place.looked_at("--format=json") <= TWICE
