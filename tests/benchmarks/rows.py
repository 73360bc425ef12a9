"""The rows of the table: each has a name, what it measures, its goal, and a function that measures it."""

from __future__ import annotations

import json
import shutil
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import yaml

from benchmarks.elements import SECTIONS, growth
from benchmarks.material import Material, check_all, read_all
from benchmarks.measuring import (
    OWN,
    PYTHON,
    CannotMeasure,
    Measured,
    in_call,
    in_process,
    process,
    ratios,
    seconds_of,
)
from palveluketju import check_workspace, compile_chain, draw_chain, load_workspace, report
from palveluketju.model import Chain
from palveluketju.source import parse_source

ANEW: Final = (*OWN, "check", "--no-cache")
CHAINS: Final = Path(__file__).parent.parent.parent / "chains"


@dataclass(frozen=True)
class Goal:
    """A bound of a number: at most, or at least so much."""

    bound: float
    unit: str = "x"
    least: bool = False

    def met(self, value: float) -> bool:
        """Whether a number keeps to it."""
        return value >= self.bound if self.least else value <= self.bound

    def __str__(self) -> str:
        return f"{'at least' if self.least else 'at most'} {self.bound:g} {self.unit}"


@dataclass(frozen=True)
class Outcome:
    """What a row came to, or why it has no number."""

    measured: Measured | None = None
    why: str = ""


@dataclass(frozen=True)
class Row:
    """One row."""

    name: str
    what: str
    goal: Goal
    measure: Callable[[Material], Measured]

    def outcome(self, material: Material) -> Outcome:
        """What it comes to on some material."""
        try:
            return Outcome(self.measure(material))
        except CannotMeasure as reason:
            return Outcome(None, str(reason))


def _check_and_libyaml(material: Material) -> Measured:
    folder, texts = material.workspace(), material.texts()
    check_all(material.workspace(1))
    return ratios(in_call(lambda: check_all(folder)), in_call(lambda: _raw(texts)), material.rounds)


def _raw(texts: Sequence[str]) -> None:
    """libyaml's parse alone, which makes no objects of Python."""
    for text in texts:
        parser = yaml.CSafeLoader(text)
        try:
            parser.raw_parse()
        except yaml.YAMLError:
            pass  # one of the faults
        finally:
            parser.dispose()


def _reading(material: Material) -> Measured:
    texts = material.texts()

    def load() -> None:
        for text in texts:
            try:
                yaml.load(text, yaml.CSafeLoader)
            except yaml.YAMLError:
                continue

    return ratios(in_call(lambda: [parse_source(text) for text in texts]), in_call(load), material.rounds)


def _yamllint(material: Material) -> Measured:
    program = _found("yamllint", "pip install yamllint")
    return _beside([program, "-d", "relaxed", str(material.workspace())], material)


def _check_jsonschema(material: Material) -> Measured:
    program = _found("check-jsonschema", "pip install check-jsonschema")
    schema = material.folder / "chain.schema.json"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a default that JSON cannot say
        schema.write_text(json.dumps(Chain.model_json_schema()), encoding="utf-8")
    return _beside([program, "--schemafile", str(schema), *map(str, material.files())], material)


def _beside(peer: Sequence[str], material: Material) -> Measured:
    """How many times faster the command checks the usual workspace than another program does, whole processes."""
    return ratios(in_process(peer), in_process([*ANEW, str(material.workspace())]), material.rounds)


def _found(program: str, how: str) -> str:
    beside = Path(sys.executable).with_name(program)
    found = str(beside) if beside.exists() else shutil.which(program)
    if found is None:
        raise CannotMeasure(f"{program} is not installed ({how})")
    return found


_STARTS: Final = 5
"""How many times as often a start is measured."""


def _beside_python(*arguments: str) -> Callable[[Material], Measured]:
    return lambda material: _start([*OWN, *arguments], material)


def _start(command: Sequence[str], material: Material) -> Measured:
    """A command beside bare Python; both are so short that they are run more often, and compiled before."""
    process(command)
    return ratios(in_process(command), in_process([*PYTHON, "-c", "pass"]), _STARTS * material.rounds)


def _completion(material: Material) -> Measured:
    asked = ["env", "_PALVELUKETJU_COMPLETE=bash_complete", "COMP_WORDS=palveluketju check --f", "COMP_CWORD=2"]
    return _start([*asked, *OWN], material)


def _one_chain(material: Material) -> Measured:
    (file,) = (one for one in material.files(1) if one.name != "catalogue.yaml")
    return _beside_python(*ANEW[len(OWN) :], str(file))(material)


def _one_again(material: Material) -> Measured:
    (file,) = (one for one in material.files(1) if one.name != "catalogue.yaml")
    return _start(_again(material, file), material)


def _again(material: Material, path: Path) -> list[str]:
    """A check that keeps what it writes, in a folder of its own."""
    folder = material.folder / "kept"
    return ["env", "-u", "PALVELUKETJU_NO_CACHE", f"XDG_CACHE_HOME={folder}", *OWN, "check", str(path)]


_HASHING: Final = (
    "import hashlib, pathlib, sys\n"
    "for file in sorted(pathlib.Path(sys.argv[1]).rglob('*.yaml')): hashlib.blake2b(file.read_bytes()).digest()"
)


def _unchanged(material: Material) -> Measured:
    """The whole process that tells a check again, beside one that reads and hashes the same files."""
    command = _again(material, material.workspace())
    process(command)
    hashing = in_process([*PYTHON, "-c", _HASHING, str(material.workspace())])
    return ratios(in_process(command), hashing, material.rounds)


def _changed(material: Material) -> Measured:
    """The same where one file has another comment each time."""
    folder = material.folder / "changed"
    shutil.copytree(material.workspace(), folder)
    file = next(one for one in sorted(folder.rglob("*.yaml")) if one.name != "catalogue.yaml")
    text, command = file.read_text(encoding="utf-8"), _again(material, folder)
    process(command)
    hashing, rounds = in_process([*PYTHON, "-c", _HASHING, str(folder)]), []
    for number in range(material.rounds):
        file.write_text(f"{text}# {number}\n", encoding="utf-8")
        rounds.append(process(command).seconds / max(hashing(), 1e-6))
    return Measured(tuple(rounds))


def _growth(times: int) -> Callable[[Material], Measured]:
    """Time per chain beside that of a tenth of the workspace; what a process takes for one chain is no chain's."""

    def measure(material: Material) -> Measured:
        few = max(material.size // 10, 2)
        many = max(material.size * times, few + 1)

        def per_chain(count: int) -> float:
            most, least = (process([*ANEW, str(material.workspace(one))]) for one in (count, 1))
            return max(most.seconds - least.seconds, 1e-6) / (count - 1)

        return ratios(lambda: per_chain(many), lambda: per_chain(few), material.rounds)

    return measure


def _memory(times: int) -> Callable[[Material], Measured]:
    def measure(material: Material) -> Measured:
        command = [*ANEW, str(material.workspace(material.size * times))]
        return Measured(tuple(process(command).memory for _ in range(material.rounds)))

    return measure


def _in_two(material: Material) -> Measured:
    """How many times faster two processes are than one, on the wall: that needs a machine with nothing else to do."""
    one, two = ([*ANEW, "--jobs", jobs, str(material.workspace())] for jobs in ("1", "2"))
    return ratios(lambda: process(one).elapsed, lambda: process(two).elapsed, material.rounds)


def _pictures(material: Material) -> Measured:
    """One drawing of stairs as SVG and DOT, of each chain of the project, beside Graphviz on the same chain."""
    program = _found("dot", "apt install graphviz")
    graphs = [compile_chain(chain) for chain in load_workspace([CHAINS]).chains][: max(material.size // 2, 1)]
    material.folder.mkdir(parents=True, exist_ok=True)
    found = []
    for number, graph in enumerate(graphs):
        text = material.folder / f"{number}.dot"
        text.write_text(draw_chain(graph).dot(), encoding="utf-8")
        draw_chain(graph).svg()
        found.append(
            ratios(
                in_call(lambda graph=graph: ((drawn := draw_chain(graph)).svg(), drawn.dot())),  # type: ignore[misc]
                in_process([program, "-Tsvg", str(text)]),
                material.rounds,
            ).numbers
        )
    return Measured(tuple(median(numbers) for numbers in zip(*found, strict=True)))


def _report(part: float) -> Callable[[Material], Measured]:
    """Seconds per chain of a report as HTML, with its pictures."""

    def measure(material: Material) -> Measured:
        count = max(round(material.size * part), 1)
        workspace = read_all(material.workspace(count))
        found = check_workspace(workspace)
        return Measured(
            tuple(
                seconds_of(lambda: report(workspace, found, edition="full").as_bytes(".html")) / count
                for _ in range(material.rounds)
            )
        )

    return measure


def _elements(material: Material) -> Measured:
    """The most that anything grows by, of every section, check and register: counted, so it has no spread."""
    count = min(max(material.size // 20, 4), 50)
    return Measured((max(max(growth(name, count).values(), default=0.0) for name in SECTIONS),))


ROWS: Final = (
    Row("check", "whole check in this process, worded, by libyaml's parse", Goal(45), _check_and_libyaml),
    Row("yamllint", "times faster than yamllint on the same files", Goal(4, least=True), _yamllint),
    Row("jsonschema", "times faster than check-jsonschema on them", Goal(3.5, least=True), _check_jsonschema),
    Row("reading", "reading with every position, by CSafeLoader.load", Goal(0.6), _reading),
    Row("version", "`--version`, by bare Python", Goal(2), _beside_python("--version")),
    Row("help", "`--help`, by bare Python", Goal(5), _beside_python("--help")),
    Row("explain", "`explain PK201`, by bare Python", Goal(5), _beside_python("explain", "PK201")),
    Row("completion", "completion of an option, by bare Python", Goal(5), _completion),
    Row("one", "check of one chain with its catalogue, by bare Python", Goal(28), _one_chain),
    Row("one-cached", "the same from the cache", Goal(10), _one_again),
    Row("growth", "time per chain, by that of a tenth of the chains", Goal(1.15), _growth(1)),
    Row("growth-far", "the same of ten times the chains", Goal(1.15), _growth(10)),
    Row("memory", "most memory of a check", Goal(200, "MiB"), _memory(1)),
    Row("memory-far", "most memory of a check of ten times as many", Goal(400, "MiB"), _memory(10)),
    Row("cached", "unchanged workspace, by reading and hashing its files", Goal(3), _unchanged),
    Row("changed", "the same with one chain changed", Goal(8), _changed),
    Row("processes", "times faster with two processes", Goal(1.6, least=True), _in_two),
    Row("pictures", "stairs as SVG and DOT, by `dot -Tsvg`: median of chains", Goal(0.7), _pictures),
    Row("report", "report as HTML per chain, of a hundredth of the chains", Goal(0.15, "s"), _report(0.01)),
    Row("report-far", "report as HTML per chain, of two fifths of them", Goal(0.15, "s"), _report(0.4)),
    Row("elements", "calls for four times as many elements of one kind, the most of any", Goal(4.8), _elements),
)
