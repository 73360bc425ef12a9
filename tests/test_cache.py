"""What a check wrote is told again, byte by byte, as long as all that it saw is as it was; else it is checked anew."""

from __future__ import annotations

import builtins
import json
import os
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

import palveluketju
from chain_files import FILES
from command_line import ROOT, environment_with, run
from palveluketju import projects
from palveluketju.cache import runs, seen, store
from palveluketju.checking import own
from palveluketju.reporting.formats import FORMATS
from palveluketju.source import top_of

CHAIN = """\
palveluketju: 1
id: {id}
name: Ketju {id}
organiser: alue
levels:
  neuvonta: {{name: Neuvonta, critical: [{id}-neuvola]}}
bars:
  ohjaus: {{name: Ohjaus ja ehkäisy, role: [guidance, prevention]}}
entries:
  yhteydenotto: {{to: neuvonta}}
services:
  {id}-neuvola: {{name: Neuvola, organiser: alue}}
"""
CATALOGUE = """\
palveluketju-catalogue: 1
name: Luettelo
organisations:
  alue: {name: Keski-Suomen hyvinvointialue}
"""


class Place:
    """A folder of chains with a cache of its own, and how often files were checked there."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "ketjut"
        self.cache = folder / "cache"
        self.checked = 0
        self.write("palveluketju.toml", 'paths = ["chains"]\n')
        self.write("chains/catalogue.yaml", CATALOGUE)
        for name in ("yksi", "kaksi"):
            self.write(f"chains/{name}.yaml", CHAIN.format(id=name))
        really = projects.checked_together

        def counted(*given: object, **named: object) -> object:
            self.checked += 1
            return really(*given, **named)  # type: ignore[arg-type]

        patch.setattr(projects, "checked_together", counted)

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def check(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {"XDG_CACHE_HOME": str(self.cache), "LOCALAPPDATA": str(self.cache), "HOME": str(self.cache)}
        return run("check", *arguments, cwd=self.folder, **({runs.OFF: ""} | kept | environment))

    def is_checked_anew(self, *arguments: str, **environment: str) -> bool:
        """Whether files are checked by a run; one that is told again says the same as one that keeps nothing."""
        before = self.checked
        told = self.check(*arguments, **environment)
        if self.checked > before:
            return True
        plain = self.check(*arguments, **environment, **{runs.OFF: "1"})
        assert (told.returncode, told.stdout, told.stderr) == (plain.returncode, plain.stdout, plain.stderr)
        return False

    @property
    def kept(self) -> list[Path]:
        return sorted(self.cache.rglob("*.json"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return Place(tmp_path, monkeypatch)


def test_nothing_is_checked_again_where_nothing_has_changed(place: Place) -> None:
    assert place.is_checked_anew()
    assert not place.is_checked_anew()
    assert place.check("--fail-on=info").returncode == 1, "the sample has findings to tell"


@pytest.mark.parametrize("lang", ["en", "fi", "sv"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_told_again_in_the_same_bytes(name: str, lang: str, place: Place) -> None:
    asked = (f"--format={name}", "--format", f"{name}=beside.txt", f"--lang={lang}", "--fail-on=info")
    summary = place.folder / "summary.md"
    written = []
    for again in range(2):
        assert place.is_checked_anew(*asked, GITHUB_STEP_SUMMARY=str(summary)) is (again == 0)
        written.append((place.folder / "beside.txt").read_bytes())
        (place.folder / "beside.txt").unlink()
    assert len(set(written)) == 1
    if name == "github":
        text = summary.read_text(encoding="utf-8")
        assert text == text[: len(text) // 3] * 3, "checked, told again, and checked without a cache"


@pytest.mark.parametrize("options", [("--no-excerpt",), ("-q",), ("--fail-on=never",), ("--fail-on-unknown",)])
def test_what_is_kept_is_of_the_very_options(options: tuple[str, ...], place: Place) -> None:
    assert place.is_checked_anew()
    assert place.is_checked_anew(*options)
    assert not place.is_checked_anew(*options)


def test_colours_are_told_again_where_they_are_asked_for(place: Place) -> None:
    texts = [place.check(FORCE_COLOR="1").stdout for _ in range(2)]
    assert texts[0] == texts[1]
    assert "\x1b[" in texts[0]
    assert "\x1b[" not in place.check().stdout
    assert place.is_checked_anew(NO_COLOR="1")


def _link(place: Place) -> None:
    outside = place.folder.parent / "muu.yaml"
    outside.write_text(CHAIN.format(id="muu"), encoding="utf-8")
    (place.folder / "chains/muu.yaml").symlink_to(outside)


def _gone(place: Place) -> None:
    (place.folder / "chains/kaksi.yaml").unlink()


def _renamed(place: Place) -> None:
    (place.folder / "chains/kaksi.yaml").rename(place.folder / "chains/kolme.yaml")


def _repository(place: Place) -> None:
    (place.folder / ".git").mkdir()


CHANGES: dict[str, Callable[[Place], None]] = {
    "a chain": lambda place: place.write("chains/yksi.yaml", CHAIN.format(id="yksi").replace("Ketju", "Polku")),
    "a new chain": lambda place: place.write("chains/alla/uusi.yml", CHAIN.format(id="uusi")),
    "a chain that is gone": _gone,
    "a chain of another name": _renamed,
    "a link out of the folder": _link,
    "the catalogue": lambda place: place.write("chains/catalogue.yaml", CATALOGUE.replace("Keski", "KESKI")),
    "a catalogue above": lambda place: place.write("catalogue.yaml", CATALOGUE),
    "the configuration": lambda place: place.write("palveluketju.toml", 'paths = ["chains"]\nrules = "all"\n'),
    "what is ignored": lambda place: place.write(".gitignore", "kaksi.yaml\n"),
    "what is ignored below": lambda place: place.write("chains/.gitignore", "kaksi.yaml\n"),
    "a file of another format": lambda place: place.write("chains/compose.yaml", "services: {web: {image: x}}\n"),
    "a repository": _repository,
    "the configuration of a folder": lambda place: place.write("chains/palveluketju.toml", 'lang = "fi"\n'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_seen(change: str, place: Place) -> None:
    every = ((), ("chains/yksi.yaml",), ("yksi",))
    assert all(place.is_checked_anew(*arguments) for arguments in every)
    CHANGES[change](place)
    assert all(place.is_checked_anew(*arguments) for arguments in every)
    assert not place.is_checked_anew()


def test_a_link_that_leads_elsewhere_is_seen(place: Place) -> None:
    """What both files hold is the same, but one of them is within the folder."""
    place.write("a/yksi.yaml", CHAIN.format(id="linkki"))
    (place.folder.parent / "b.yaml").write_text(CHAIN.format(id="linkki"), encoding="utf-8")
    link = place.folder / "chains/linkki.yaml"
    for target in (place.folder / "chains/yksi.yaml", place.folder.parent / "b.yaml"):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        assert place.is_checked_anew()
        assert not place.is_checked_anew()


def test_what_is_written_of_other_files_is_no_change(place: Place) -> None:
    assert place.is_checked_anew()
    place.write("chains/README.md", "# Ketjut\n")
    place.write("chains/.yksi.yaml.swp", "")
    assert not place.is_checked_anew()


@pytest.mark.parametrize(
    ("what", "value"),
    [
        (f"{runs.__name__}._today", lambda: "2027-01-01"),
        (f"{runs.__name__}._of_library", lambda: iter([("palveluketju/__init__.py", 1, 1)])),
        (f"{runs.__name__}._installed", lambda: iter([("networkx-9.dist-info", 1)])),
        ("sys.version", "4.0"),
    ],
)
def test_another_day_and_other_versions_are_checked_anew(what: str, value: object, place: Place) -> None:
    assert place.is_checked_anew()
    with mock.patch(what, value):
        assert place.is_checked_anew()
    assert not place.is_checked_anew()


def test_a_check_that_goes_on_past_midnight_is_not_kept(place: Place) -> None:
    with mock.patch.object(runs, "_today", side_effect=["2026-11-01", "2026-11-02"]):
        place.check()
    assert place.kept == []


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("--no-cache",), {}),
        ((), {runs.OFF: "1"}),
        (("-v",), {}),
        (("--baseline=known.json", "--write-baseline"), {}),
        (("-", "--stdin-name=chains/yksi.yaml"), {}),
        (("missing.yaml",), {}),
        (("--format=none",), {}),
    ],
    ids=str,
)
def test_some_runs_are_not_kept(arguments: tuple[str, ...], environment: dict[str, str], place: Place) -> None:
    place.check(*arguments, **environment)
    assert place.kept == []


def test_a_configuration_can_switch_it_off(place: Place) -> None:
    place.write("palveluketju.toml", "cache = false\n")
    place.check()
    assert place.kept == []
    place.write("palveluketju.toml", "cache = 'no'\n")
    assert "'cache' is true or false" in place.check().stderr


def test_a_baseline_is_among_what_is_seen(place: Place) -> None:
    place.check("--baseline=known.json", "--write-baseline")
    asked = ("--baseline=known.json", "--fail-on=info")
    assert place.is_checked_anew(*asked)
    assert not place.is_checked_anew(*asked)
    place.write("known.json", '{"version": 1, "findings": []}')
    assert place.is_checked_anew(*asked)


@pytest.mark.parametrize(("name", "is_kept"), [("palveluketju.toml", False), ("yksi.yaml", True)])
def test_a_file_that_changes_while_it_is_read_is_not_told_again(name: str, is_kept: bool, place: Place) -> None:
    """A file that is read twice spoils the run; what is found in another is of the very bytes that are noted."""
    really, texts = seen._bytes_of, iter(range(1000))

    def changing(path: str | os.PathLike[str], most: int) -> bytes:
        data = really(path, most)
        return data + f"# {next(texts)}\n".encode() if str(path).endswith(name) else data

    with mock.patch.object(seen, "_bytes_of", changing):
        place.check()
        assert bool(place.kept) is is_kept
    assert place.is_checked_anew()


def test_files_of_a_folder_are_read_once(place: Place) -> None:
    place.write("chains/compose.yaml", "services: {web: {image: x}}\n")
    asked: Counter[str] = Counter()
    really = seen._bytes_of

    def counted(path: str | os.PathLike[str], most: int) -> bytes:
        asked[os.path.basename(path)] += 1
        return really(path, most)

    with mock.patch.object(seen, "_bytes_of", counted):
        place.check()
    assert {name: count for name, count in asked.items() if name.endswith(".yaml")} == dict.fromkeys(
        (file.name for file in place.folder.rglob("*.yaml")), 1
    )


def test_what_is_kept_is_only_the_users(place: Place) -> None:
    place.check()
    (file,) = place.kept
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    file.parent.chmod(0o755)  # somebody else could have put something there
    assert place.is_checked_anew()


WRITTEN = (
    b'{"seen": {"names": {}, "folders": {}, "files": {}},'
    b' "written": {"files": {}, "read": [], "summary": null, "printed": %s}}'
)


@pytest.mark.parametrize(
    "text",
    [b"", b"\0\xff", b"[]", b"null", b"[" * 100_000, b'{"written": {"printed": 1}}', b'{"seen": {}, "written": {}}']
    + [
        WRITTEN % one
        for one in (b'1, "colour": null, "code": 0', b'"", "colour": 5, "code": 0', b'"", "colour": 1, "code": 9')
    ],
    ids=lambda text: repr(text[:20]),
)
def test_a_broken_file_is_as_if_it_were_not_there(text: bytes, place: Place) -> None:
    place.check()
    (file,) = place.kept
    file.write_bytes(text)
    assert place.is_checked_anew()
    assert not place.is_checked_anew()


def test_the_beginning_of_a_file_is_as_if_it_were_not_there(place: Place) -> None:
    place.check()
    (file,) = place.kept
    whole = file.read_bytes()
    for end in range(0, len(whole), 211):
        file.write_bytes(whole[:end])
        assert store.kept(file.name) is None or _of(whole[:end]) is None


def _of(text: bytes) -> object:
    with mock.patch.object(store, "kept", return_value=text):
        return runs.Run([]).written_before()


@pytest.mark.parametrize("where", ["file", "missing", "full"])
def test_no_place_to_keep_things_is_no_trouble(where: str, place: Place) -> None:
    environment = {}
    if where == "file":
        place.cache.write_text("a file stands where the folder would", encoding="utf-8")
    if where == "missing":
        environment = {"XDG_CACHE_HOME": "", "LOCALAPPDATA": "", "HOME": "/dev/null"}
    full = mock.patch.object(os, "replace", side_effect=OSError(28, "No space left on device"))
    with full if where == "full" else mock.patch.object(sys, "platform", sys.platform):
        assert place.is_checked_anew(**environment)
        assert place.is_checked_anew(**environment)
    assert place.kept == []


def test_the_oldest_go(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "folder", lambda: str(place.cache))
    monkeypatch.setattr(store, "MOST_FILES", 5)
    for number in range(9):
        store.keep(f"{number}.json", b"{}")
        os.utime(place.cache / f"{number}.json", (number, number))
    assert [file.name for file in place.kept] == [f"{number}.json" for number in (4, 5, 6, 7, 8)]
    monkeypatch.setattr(store, "MOST_BYTES", 100)
    store.keep("large.json", b"x" * 99)
    assert sum(file.stat().st_size for file in place.cache.iterdir()) <= 100
    monkeypatch.setattr(store, "MOST_OF_ONE", 10)
    store.keep("too-large.json", b"x" * 10)
    assert not (place.cache / "too-large.json").exists()


PROCESS = """
import sys
from palveluketju.cache import store
store.MOST_FILES = 3
for number in range(60):
    store.keep(f"{number % 5}.json", sys.argv[1].encode() * 30_000)
    kept = store.kept(f"{number % 5}.json")
    assert kept is None or len(set(kept)) == 1 and len(kept) == 30_000, "a file that is not whole"
"""


def test_processes_at_once_leave_whole_files(place: Place) -> None:
    environment = environment_with({"XDG_CACHE_HOME": str(place.cache)})
    started = [subprocess.Popen([sys.executable, "-c", PROCESS, letter], env=environment) for letter in "abcdef"]
    assert [process.wait() for process in started] == [0] * 6
    names = [file.name for file in place.cache.rglob("*") if file.is_file()]
    assert len(names) <= 3
    assert all(name.endswith(".json") for name in names), "nothing is left that is not whole"


class Asked:
    """All that is asked of the disk below a folder, by whatever function of Python."""

    def __init__(self, below: Path) -> None:
        self._below = os.path.realpath(below)
        self.names: set[str] = set()
        self.read: set[str] = set()
        self.listed: set[str] = set()

    def _noting(self, into: set[str], asked: Callable[..., object]) -> Callable[..., object]:
        def noting(path: object = ".", *given: object, **named: object) -> object:
            if isinstance(path, (str, os.PathLike)) and (name := os.path.abspath(path)).startswith(self._below):
                into.add(name)
            return asked(path, *given, **named)

        return noting

    @contextmanager
    def all(self) -> Iterator[None]:
        """Note it from here on."""
        asked = dict.fromkeys(("stat", "lstat", "readlink", "access"), self.names)
        asked |= {"scandir": self.listed, "listdir": self.listed, "open": self.read}
        functions: dict[str, Any] = {name: self._noting(into, getattr(os, name)) for name, into in asked.items()}
        with mock.patch.multiple(os, **functions), mock.patch.object(builtins, "open", self._noting(self.read, open)):
            yield


@pytest.fixture
def mixed(place: Place) -> Place:
    """A folder with all that is looked for: variants, links, foreign files, what is ignored, and a project above."""
    place.write("pyproject.toml", "[project]\nname = 'x'\n")
    place.write("chains/compose.yaml", "services: {web: {image: x}}\n")
    place.write("chains/.gitignore", "old/\n")
    place.write("chains/old/vanha.yaml", CHAIN.format(id="vanha"))
    place.write("chains/alla/catalogue.yaml", "palveluketju-catalogue: 1\nname: Alla\n")
    place.write("chains/alla/pohja.yaml", CHAIN.format(id="pohja"))
    place.write("chains/alla/muunnos.yaml", "palveluketju: 1\nvariant-of: pohja\nid: muunnos\nname: Muunnos\n")
    place.write("outside.yaml", CHAIN.format(id="outside"))
    (place.folder / "chains/linkki.yaml").symlink_to("../outside.yaml")
    (place.folder / "chains/alla/katki.yaml").symlink_to("/nowhere/at/all.yaml")
    (place.folder / "linked").symlink_to("chains")
    return place


@pytest.mark.parametrize(
    "arguments",
    [
        *((), (".",), ("linked",), ("chains/alla/muunnos.yaml",), ("pohja",), ("chains/yksi.yaml", "outside.yaml")),
        *(("outside.yaml",), ("chains/../outside.yaml",), ("linked/../outside.yaml",)),
    ],
    ids=str,
)
@pytest.mark.parametrize("configured", [True, False])
def test_all_that_a_run_asks_of_the_disk_is_noted(arguments: tuple[str, ...], configured: bool, mixed: Place) -> None:
    if not configured:
        (mixed.folder / "palveluketju.toml").unlink()
    asked = Asked(mixed.folder)
    with asked.all():
        mixed.check(*arguments)
    noted = json.loads(mixed.kept[0].read_bytes())["seen"]
    noted = {part: {os.path.normpath(path): one for path, one in of.items()} for part, of in noted.items()}
    assert asked.read <= noted["files"].keys()
    assert asked.listed <= noted["folders"].keys()
    paths = {*noted["names"], *noted["files"], *noted["folders"]}
    paths |= {os.path.join(folder, name) for folder in noted["folders"] for name in os.listdir(folder)}
    paths |= {os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)) for path in paths}
    led_to = {os.path.realpath(path) for path in paths} | paths  # of a link is noted where it leads
    assert {name for name in asked.names - led_to if not _is_noted(name, noted)} == set()


def _is_noted(name: str, noted: dict[str, dict[str, str]]) -> bool:
    if name in noted["names"] or name in noted["files"] or name in noted["folders"]:
        return True
    folder, last = os.path.split(name)
    is_listed = last in seen.NAMES or last.lower().endswith(seen.ENDINGS) or os.path.isdir(name)
    return folder in noted["folders"] and is_listed


def test_the_names_that_are_looked_for_are_those_that_are_noted() -> None:
    from palveluketju.loading import files, ignoring
    from palveluketju.source import CONFIGURATION, PROJECT, REPOSITORY

    names = (CONFIGURATION, PROJECT, REPOSITORY, ignoring.IGNORE_FILE, *files.CATALOGUE_NAMES)
    assert sorted(seen.NAMES) == sorted(names)
    assert seen.ENDINGS == files.ENDINGS


CASES = sorted((ROOT / "tests/cases").glob("PK[0-6]*/fail*.yaml"))[::11]


@pytest.mark.parametrize("name", [*CASES, *FILES[::5]], ids=lambda name: "/".join(name.parts[-2:]))
def test_cases_are_told_again(name: Path, place: Place) -> None:
    assert place.is_checked_anew(str(name))
    assert not place.is_checked_anew(str(name))


def test_the_library_itself_is_among_what_a_run_depends_on() -> None:
    named = {Path(name).name for name, _, _ in runs._of_library()}
    assert {"__init__.py", "cli.py", "pages.json", "palveluketju.mo"} <= named
    assert not any(name.endswith(".pyc") for name in named)
    assert any("pydantic-" in name for name, _ in runs._installed())
    assert palveluketju.__version__


def test_a_file_whose_name_is_no_text_is_told_again(place: Place) -> None:
    os.rename(place.folder / "chains/yksi.yaml", os.fsencode(place.folder / "chains") + b"/\xff.yaml")
    assert place.is_checked_anew("--fail-on=info")
    assert not place.is_checked_anew("--fail-on=info")


def test_what_stands_behind_a_link_is_looked_for_where_the_system_finds_it(place: Place) -> None:
    """``away/..`` is the folder above the one to which the link leads, not the one in which it stands."""
    (place.folder / "away").symlink_to(place.folder.parent / "elsewhere/below")
    for name in ("chain.yaml", "../elsewhere/chain.yaml"):
        place.write(name, CHAIN.format(id="same"))
    place.write("../elsewhere/below/x.yaml", CHAIN.format(id="x"))
    assert place.is_checked_anew("away/../chain.yaml")
    assert not place.is_checked_anew("away/../chain.yaml")
    place.write("../elsewhere/chain.yaml", CHAIN.format(id="other"))
    assert place.is_checked_anew("away/../chain.yaml")


class Package:
    """An installed package, as its folder of metadata tells of it."""

    def __init__(self, **texts: str) -> None:
        self._texts = {name.replace("_json", ".json"): text for name, text in texts.items()}

    def read_text(self, name: str) -> str | None:
        return self._texts.get(name)


@pytest.mark.parametrize(
    ("package", "is_settled"),
    [
        (Package(RECORD=""), True),
        (Package(RECORD="", direct_url_json='{"url": "file:///x", "dir_info": {"editable": true}}'), False),
        (Package(RECORD="", direct_url_json='{"url": "file:///x.whl", "archive_info": {}}'), True),
        (Package(), False),
        (None, False),
    ],
)
def test_only_installed_versions_are_settled(package: Package | None, is_settled: bool) -> None:
    assert own._is_settled(package) is is_settled  # type: ignore[arg-type]


def test_a_run_with_checks_that_are_worked_on_is_not_kept(place: Place) -> None:
    with mock.patch.object(own, "own_checks", return_value=own.OwnChecks((), (), are_settled=False)):
        place.check()
    assert place.kept == []


def test_a_link_that_a_configuration_names_is_seen_to_lead_elsewhere(place: Place) -> None:
    """What it leads to holds the same, but is no longer within the folder of the configuration."""
    place.write("palveluketju.toml", 'paths = ["linked.yaml"]\n')
    (place.folder.parent / "outside.yaml").write_text(CHAIN.format(id="yksi"), encoding="utf-8")
    for target in ("chains/yksi.yaml", "../outside.yaml"):
        (place.folder / "linked.yaml").unlink(missing_ok=True)
        (place.folder / "linked.yaml").symlink_to(target)
        assert place.is_checked_anew()
        assert not place.is_checked_anew()


def test_what_is_looked_for_above_a_folder_is_noted_before_it_is_used(place: Place) -> None:
    one = seen.Seen()
    with seen.noted(one):
        assert top_of(place.folder / "chains") == str(place.folder)
    assert one.names[str(place.folder / "chains/.git")] == "nothing"
    assert one.names[str(place.folder / "palveluketju.toml")] == "file"
