"""Files that are checked in other processes, and what remains of a file as plain data."""

from __future__ import annotations

import datetime
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from command_line import run
from palveluketju.checking import WorkspaceReport, check_stream, check_workspace, processes
from palveluketju.checking.plain import Plain
from palveluketju.checking.processes import Processes
from palveluketju.checking.records import Asking, Record, Recorder, Setting
from palveluketju.checking.shapes import NotPlain
from palveluketju.checks import CHECKS, WORKSPACE_CHECKS
from palveluketju.findings import NN_, Message, Rule, Severity
from palveluketju.graph import compile_chain
from palveluketju.loading import load_chain_text, load_workspace
from palveluketju.loading.streaming import Hidden, Stream, stream_of
from palveluketju.model import Catalogue, Interface, Text
from palveluketju.model.lean import lean
from palveluketju.wording import Day
from small_chains import CHAIN
from test_streams import CASES, folder_of, told


class Here:
    """What stands in for processes: the same records, made in this one."""

    def __init__(self, _: int, setting: Setting) -> None:
        self.recorder: Any = Recorder(setting)
        self.made: list[str] = []

    def __enter__(self) -> Here:
        made.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def records(self, files: Iterable[Asking]) -> Iterator[Record | None]:
        for share, asked in files:
            record = self.recorder.record(share, asked)
            self.made += [share.name] if record else []
            yield self.changed(record)

    def changed(self, record: Record | None) -> Record | None:
        return record


made: list[Here] = []


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    made.clear()
    monkeypatch.setattr(processes, "Processes", Here)
    monkeypatch.setattr(processes, "LEAST", 1)


def streamed(folder: Path) -> Stream:
    stream = stream_of([folder])
    assert stream is not None
    return stream


def shared(folder: Path, rules: Iterable[Rule] = CHECKS) -> WorkspaceReport:
    return check_stream(streamed(folder), rules, jobs=2)


def test_records_have_the_findings_of_files_that_are_checked_here(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 3)
    found, together = shared(folder), check_workspace(load_workspace([folder]))
    assert told(found) == told(together)
    assert replace(found, files=()) == replace(together, files=())
    names = {Path(name).name for name in made[0].made}
    assert names == {"k0.yaml", "k1.yaml", "k2.yaml", "twice.yaml", "wrong.yaml", "a-variant.yaml"}


@pytest.mark.parametrize("code", [*(rule.code for rule in WORKSPACE_CHECKS), "PK213", "PK231", "PK901"])
def test_records_are_enough_for_what_chains_are_held_against(code: str) -> None:
    found = shared(CASES / code)
    assert not found.crashes
    assert made[0].made
    assert told(found) == told(check_workspace(load_workspace([CASES / code])))


class Without(Here):
    """As if each process ended at once."""

    def changed(self, record: Record | None) -> Record | None:  # noqa: ARG002
        return None


class Broken(Here):
    """As if what comes back were cut off, or something else."""

    def changed(self, record: Record | None) -> Record | None:
        assert record is not None
        return record._replace(rest=record.rest[:-9] if len(self.made) % 2 else zlib.compress(b"[[],[],[[99]],0]"))


@pytest.mark.parametrize("kind", [Without, Broken])
def test_files_without_a_record_are_checked_here(
    kind: type[Here], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "Processes", kind)
    folder = folder_of(tmp_path, 3)
    assert told(shared(folder)) == told(check_workspace(load_workspace([folder])))


def test_a_check_that_fails_elsewhere_fails_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> Iterator[object]:
        raise ValueError

    from palveluketju.checking import records

    broken = replace(CHECKS[1], check=fails)
    monkeypatch.setitem(records._BY_CODE, broken.code, broken)
    report = shared(folder_of(tmp_path, 2), (CHECKS[0], broken))
    assert {Path(name).name for name, crash in report.crashes} == {"k0.yaml", "k1.yaml", "a-variant.yaml"}


def test_a_check_of_somebodys_own_is_run_here(tmp_path: Path) -> None:
    mine = Rule("MY001", "mine", Severity.INFO, "Mine.", "Why.", "Mend.", lambda _: iter(()))
    shared(folder_of(tmp_path, 2), (*CHECKS, mine))
    assert not made


def test_a_catalogue_that_hides_is_found_here(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2)
    (folder / "zz.yaml").write_text('"palveluketju\\u002dcatalogue": 1\nservices: {x: {name: X}}\nsegments: {}\n')
    with pytest.raises(Hidden):
        shared(folder)


def test_real_processes_take_files_and_one_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Processes] = []
    records: list[Record | None] = []

    class Real(Processes):
        def records(self, files: Iterable[Asking]) -> Iterator[Record | None]:
            started.append(self)
            for record in super().records(files):
                self._processes[1].kill()
                records.append(record)
                yield record

    monkeypatch.setattr(processes, "AT_A_TIME", 1)
    monkeypatch.setattr(processes, "Processes", Real)
    folder = folder_of(tmp_path, 4)
    assert told(shared(folder)) == told(check_workspace(load_workspace([folder])))
    assert isinstance(records[0], Record)
    assert None in records
    assert len(started[0]._processes) == 2
    assert not any(one.is_alive() for one in started[0]._processes)


def test_jobs_are_a_number(tmp_path: Path) -> None:
    folder = str(folder_of(tmp_path, 3))
    assert run("check", "--jobs", "0", folder).stdout == run("check", folder).stdout
    assert run("check", "--jobs", "-1", folder).returncode == 2


def again(value: Any, catalogues: dict[str, Catalogue] | None = None) -> Any:
    plain = Plain(catalogues or {})
    return plain.read(json.loads(json.dumps(plain.written(value))))


def test_values_are_the_same_again() -> None:
    chain = load_chain_text(CHAIN.format(name="c", to="d"))
    message = Message(NN_("{count} error", "{count} errors"), count=2, day=Day(datetime.date(2026, 1, 2)))
    text = Text({"fi": "a", "sv": "b"})
    for value in (
        None,
        1,
        True,
        "a",
        (1, "a"),
        (True, "a"),
        [1],
        {"a": (1,)},
        frozenset("ab"),
        range(3),
        message,
        text,
    ):
        assert again(value) == value
        assert type(again(value)) is type(value)
    assert [type(one) for one in again(((1, "a"), (True, "a")))[1]] == [bool, str]
    one, two, three = again(([], [], (message, message)))
    assert one is not two
    assert three[0] is three[1]
    kept = lean(chain)
    assert again(kept) == kept
    assert again(kept).levels["a"].services[0].service.kind == "service"
    with pytest.raises(AttributeError):
        _ = again(kept).moves


def test_parts_of_catalogues_are_one_again() -> None:
    agreed = {"between": ["a", "b"], "services": ["s", "t"]}
    catalogue = Catalogue.model_validate({"services": {"s": {"name": "S"}}, "interfaces": {"i": agreed}})
    service, interface = catalogue.services["s"], catalogue.interfaces["i"]
    narrowed = interface.model_copy(update={"services": (interface.services[0],)})  # type: ignore[index]
    one, two, three = again((service, interface, narrowed), {"catalogue.yaml": catalogue})
    assert one is service
    assert two is interface
    assert isinstance(three, Interface)
    assert three == narrowed
    assert three.between is interface.between


def test_what_does_something_is_not_written() -> None:
    graph = compile_chain(load_chain_text(CHAIN.format(name="c", to="d")))
    for value in (graph, CHECKS[0], ValueError("a"), 1.5, object(), b"a", {1}):
        with pytest.raises(NotPlain):
            again(value)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [[], [], [[99]], 0],
        [[], [], [], 0],
        [["os:system"], ["true"], [[9, -1]], 0],
        [["palveluketju.findings.rules:check"], ["a"], [[9, -1]], 0],
        [["palveluketju.findings.rules:Rule"], ["a"], [[9, -1]], 0],
        [[], ["s", "services", "no.yaml"], [[7, -1, -2, -3]], 0],
        [["builtins:str"], [1], [[9, -1]], 0],
    ],
)
def test_data_that_nobody_wrote_is_refused(data: Any) -> None:
    with pytest.raises(NotPlain):
        Plain({}).read(data)


def test_a_process_is_given_no_more_than_it_can_take_soon(tmp_path: Path) -> None:
    class Pipe:
        def __init__(self) -> None:
            self.sent: list[list[Asking]] = []

        def send(self, files: list[Asking]) -> None:
            self.sent.append(files)

        def recv(self) -> list[None]:
            return [None] * len(self.sent.pop(0))

    held = Processes.__new__(Processes)
    held._pipes = [Pipe(), Pipe()]
    most = 0
    stream = streamed(folder_of(tmp_path, 60))
    names = [name for name in stream.order if stream.can_be_shared(name)]
    checker = Setting(stream.texts_of_catalogues(), ("PK101",), None, lacks_a_catalogue=False)
    assert checker.catalogues
    for _ in held.records((stream.share(name), Any) for name in names):  # type: ignore[misc]
        most = max(most, sum(len(some) for pipe in held._pipes for some in pipe.sent))
    assert 0 < most <= processes.AT_A_TIME * 2 * 2
