"""Files with very many of one kind of element, and how the calls grow that reading, checks and registers make."""

from __future__ import annotations

import cProfile
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from palveluketju.checking import WorkspaceReport, check_workspace
from palveluketju.checks import CATALOGUE_CHECKS, CHECKS, WORKSPACE_CHECKS
from palveluketju.graph import CatalogueGraph, compile_files, compile_workspace
from palveluketju.loading import Workspace, join_sources
from palveluketju.model.chain import MOST_WITHIN
from palveluketju.reporting import as_text
from palveluketju.source import Source, parse_source
from palveluketju.source.scalars import IN_MOST_FILES
from palveluketju.tables import REGISTERS, WORKSPACE_REGISTERS

Files = dict[str, str]
LEAST_CALLS: Final = 4000
"""With fewer calls, what something costs whatever there is hides how it grows, and grown it is cheap all the same."""


def calls_of(function: Callable[[], object]) -> int:
    """How many functions a call calls, itself and those of C among them."""
    profile = cProfile.Profile()
    profile.enable()
    try:
        function()
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


def growth(name: str, count: int) -> dict[str, float]:
    """How many times as many calls four times as many elements take, by what makes them."""
    make = SECTIONS[name]
    list(_work(make(2)))  # what is imported and made once
    few, many = _anew(make(count)), _anew(make(4 * count))
    return {what: calls / few[what] for what, calls in many.items() if calls >= LEAST_CALLS}


def _anew(files: Files) -> dict[str, int]:
    """The same calls whatever was read before: of what texts mean, nothing is known."""
    IN_MOST_FILES.clear()
    return dict(_work(files))


def _work(files: Files) -> Iterator[tuple[str, int]]:
    """The calls of each thing that can be done with files; a later one finds what an earlier one has kept."""
    sources: list[Source] = []
    yield "reading", calls_of(lambda: sources.extend(parse_source(text, name=name) for name, text in files.items()))
    workspaces: list[Workspace] = []
    yield "joining", calls_of(lambda: workspaces.append(join_sources(sources)))
    (workspace,) = workspaces
    reports: list[WorkspaceReport] = []
    yield "check", calls_of(lambda: reports.append(check_workspace(workspace)))
    yield "wording", calls_of(lambda: list(as_text(reports[0])))
    compiled = compile_files(workspace.files)
    graph = next(iter(compiled.values()))
    together = compile_workspace(workspace)
    if isinstance(graph, CatalogueGraph):
        for rule in CATALOGUE_CHECKS:
            yield rule.code, calls_of(lambda rule=rule: list(rule.check(graph)))  # type: ignore[misc]
    else:
        for rule in CHECKS:
            yield rule.code, calls_of(lambda rule=rule: list(rule.check(graph)))  # type: ignore[misc]
        for name, register in REGISTERS.items():
            yield f"register {name}", calls_of(lambda register=register: register(graph))  # type: ignore[misc]
    for rule in WORKSPACE_CHECKS:
        yield rule.code, calls_of(lambda rule=rule: list(rule.check(together)))  # type: ignore[misc]
    for name, one in WORKSPACE_REGISTERS.items():
        yield f"workspace register {name}", calls_of(lambda one=one: one(together))  # type: ignore[misc]


_ORGANISATIONS: Final = "  o: {name: O, sector: municipality}\n  q: {name: Q, sector: ngo}\n"
_SERVICES: Final = "  s: {name: S, tier: basic, organiser: o}\n  t: {name: T, tier: basic, organiser: q}\n"
_LEVELS: Final = "  l: {name: L, critical: [s]}\n  m: {name: M, critical: [t]}\n"


def _chain(**sections: str) -> Files:
    """One chain with two levels, two services and two organisations, and what is given beside them or added to them."""
    every = {"levels": _LEVELS, "organisations": _ORGANISATIONS, "services": _SERVICES}
    head = sections.pop("head", "")
    for section, text in sections.items():
        key = section.replace("_", "-")
        every[key] = every.get(key, "") + text
    return {"chain.yaml": "palveluketju: 1\nid: c\nname: C\norganiser: o\n" + head + _sections(every)}


def _sections(sections: Mapping[str, str]) -> str:
    return "".join(f"{key}:\n{text}" for key, text in sections.items())


def _lines(count: int, line: str, first: int = 0) -> str:
    """A line for each number: ``<i>`` is the number, ``<b>`` the one before it."""
    return "".join(f"  {line}\n".replace("<i>", str(i)).replace("<b>", str(i - 1)) for i in range(first, count))


def _names(count: int, prefix: str) -> str:
    return ", ".join(f"{prefix}{i}" for i in range(count))


def _each(section: str, line: str, head: str = "") -> Callable[[int], Files]:
    """A section of a chain with a line for each element."""
    return lambda count: _chain(head=head, **{section: _lines(count, line)})


def _row(section: str, first: str, line: str, head: str = "") -> Callable[[int], Files]:
    """A section of which each element leads to the one before it."""
    return lambda count: _chain(head=head, **{section: f"  {first}\n" + _lines(count, line, 1)})


def _used(line: str, **more: str) -> Callable[[int], Files]:
    """Services of one level, each with what a line says of it; ``more`` are lines of other sections."""

    def make(count: int) -> Files:
        level = f"  u: {{name: U, critical: [{_names(count, 's')}]}}\n"
        rest = {section: _lines(count, each) for section, each in more.items()}
        return _chain(levels=level, services=_lines(count, line), **rest)

    return make


def _moves(line: str, head: str = "", **more: str) -> Callable[[int], Files]:
    """Moves from one level to each of many."""

    def make(count: int) -> Files:
        rest = {section: _lines(count, each) for section, each in more.items()}
        levels = _lines(count, "n<i>: {name: N<i>, critical: [s]}")
        return _chain(head=f"order: none\n{head}", levels=levels, moves=_lines(count, line), **rest)

    return make


def _catalogue(section: str, line: str) -> Callable[[int], Files]:
    """A section of a catalogue that nobody uses."""

    def make(count: int) -> Files:
        own = {"organisations": _ORGANISATIONS, "services": _SERVICES}
        own[section] = own.get(section, "") + _lines(count, line)
        return {"catalogue.yaml": "palveluketju-catalogue: 1\n" + _sections(own)}

    return make


def _chains(shared: bool) -> Callable[[int], Files]:
    """Small chains of one catalogue, or each with a catalogue of its own: a fifth of the count, as each is much."""

    def make(asked: int) -> Files:
        count = max(asked // 5, 2)
        said = "palveluketju-catalogue: 1\n" + _sections({"organisations": _ORGANISATIONS, "services": _SERVICES})
        said += "segments:\n  g: {name: G, shared-by: [o, q]}\n  h: {name: H, shared-by: [o]}\n"
        files = {}
        for i in range(count):
            folder = "" if shared else f"county-{i}/"
            files[f"{folder}chain-{i}.yaml"] = (
                f"palveluketju: 1\nid: c{i}\nname: C{i}\norganiser: o\ntarget-group: {{name: N, segments: [g]}}\n"
                f"levels:\n{_LEVELS}exits:\n  e: {{name: E, from: m, chain: c{(i + 1) % count}}}\n"
            )
            files[f"{folder}catalogue.yaml"] = said
        return files

    return make


def _parties(asked: int) -> Files:
    """Chains of two parties that meet each other, of which those of the one have agreements that the other lacks."""
    count = max(asked // 5, 2)
    said = "palveluketju-catalogue: 1\n" + _sections({"organisations": _ORGANISATIONS, "services": _SERVICES})
    files = {"catalogue.yaml": said}
    for i in range(count):
        own = "organiser: q\n" if i % 2 else f"organiser: o\ninterfaces:\n  i{i}: {{between: [o, q], agreement: X}}\n"
        files[f"chain-{i}.yaml"] = f"palveluketju: 1\nid: c{i}\nname: C{i}\n{own}levels:\n{_LEVELS}"
    return files


def _levels_within(count: int) -> Files:
    """Levels within each other, half as deep as a chain can have them and as often as it takes."""
    whole = ["" if i % (MOST_WITHIN // 2) == 0 else f"part-of: n{i - 1}, " for i in range(count)]
    return _chain(levels="".join(f"  n{i}: {{name: N{i}, {whole[i]}critical: [s]}}\n" for i in range(count)))


def _declared_twice(count: int) -> Files:
    """Catalogues of one folder below the other, which declare the same."""
    text = "palveluketju-catalogue: 1\n" + _sections({"organisations": _lines(10, "p<i>: {name: P<i>}")})
    return {f"{'x/' * i}catalogue.yaml": text for i in range(max(count // 2, 2))}


SECTIONS: Final[Mapping[str, Callable[[int], Files]]] = {
    "accepted": lambda count: _chain(head="accepted:\n" + _lines(count, "- {check: PK213, reason: R<i>}")),
    "accepted in levels": _each("levels", "n<i>: {name: N<i>, accepted: {check: PK201, reason: R<i>}}"),
    "sources": lambda count: _chain(head="sources:\n" + _lines(count, "- {title: T<i>, role: evidence}")),
    "partners": lambda count: _chain(
        head=f"partners: [{_names(count, 'p')}]\n", organisations=_lines(count, "p<i>: {name: P<i>}")
    ),
    "replaces": lambda count: _chain(head=f"replaces: [{_names(count, 'old-')}]\n"),
    "target-group": lambda count: _chain(
        head=f"target-group: {{name: N, include: [{_names(count, 'x')}], exclude: [{_names(count, 'y')}]}}\n"
    ),
    "participation": lambda count: _chain(
        head=f"participation: {{information: [{_names(count, 'x')}], forums: [{_names(count, 'y')}]}}\n"
    ),
    "considers": lambda count: _chain(considers=_lines(1, "basic: {not-applicable: '" + "ab " * count + "'}")),
    "goals": _each("goals", "g<i>: {text: G<i>, kind: measurable}"),
    "goals under goals": _row("goals", "g0: {text: G}", "g<i>: {text: G<i>, under: [g<b>]}"),
    "figures": _each("figures", "f<i>: {name: F<i>, value: '1'}"),
    "need-scale": _each("need_scale", "d<i>: D<i>"),
    "levels": _each("levels", "n<i>: {name: N<i>, critical: [s]}"),
    "levels part-of": _levels_within,
    "levels carries": _row("levels", "n0: {name: N, critical: [s]}", "n<i>: {name: N<i>, carries: [n<b>]}"),
    "levels carries the same": _row(
        "levels",
        "n0: {name: N, critical: [s]}",
        "n<i>: {name: N<i>, critical: [s], partners: [o, q], carries: [n<b>]}",
    ),
    "bars": _each("bars", "b<i>: {name: B<i>, spans: [l, m], services: [s]}"),
    "entries": _each("entries", "e<i>: {name: E<i>, kind: self, to: l}"),
    "moves": _moves("l -> n<i>: {criteria: K}"),
    "moves by age": _moves("l -> n<i>: {when: {age: <i>..}}"),
    "moves by area": _moves(
        "l -> n<i>: {when: {age: 10.., area: a<i>}}", "area: a0\n", areas="a<i>: {name: A<i>, languages: [fi]}"
    ),
    "exits": _each("exits", "e<i>: {name: E<i>, from: m, chain: other-<i>}"),
    "exchanges": lambda count: _chain(
        levels=_lines(count, "n<i>: {name: N<i>, critical: [s]}"),
        exchanges=_lines(count, "l -> n<i>: {kind: [feedback]}"),
    ),
    "paths": _each("paths", "p<i>: {name: P<i>, levels: [l, m], services: [s]}"),
    "organisations": _used("s<i>: {name: S<i>, tier: basic, organiser: p<i>}", organisations="p<i>: {name: P<i>}"),
    "organisations part-of": _row(
        "organisations", "p0: {name: P, part-of: q}", "p<i>: {name: P<i>, part-of: p<b>}", "partners: [p1]\n"
    ),
    "organisations in a ring": lambda count: _chain(
        organisations=f"  p0: {{name: P, part-of: p{count - 1}}}\n"
        + _lines(count, "p<i>: {name: P<i>, part-of: p<b>}", 1)
    ),
    "services": _used("s<i>: {name: S<i>, tier: basic, organiser: o}"),
    "services part-of": _row("services", "s0: {name: S}", "s<i>: {name: S<i>, part-of: s<b>}"),
    "areas": _used(
        "s<i>: {name: S<i>, tier: basic, organiser: o, availability: {areas: a<i>, languages: fi}}",
        areas="a<i>: {name: A<i>, languages: [fi, sv]}",
    ),
    "areas part-of": _row("areas", "a0: {name: A}", "a<i>: {name: A<i>, part-of: a<b>}", "area: a1\n"),
    "fields": _each("fields", "f<i>: {name: F<i>}"),
    "tasks": _used(
        "s<i>: {name: S<i>, tier: basic, organiser: o, task: k<i>}", tasks="k<i>: {name: K<i>, responsible: o}"
    ),
    "segments": _each("segments", "g<i>: {name: G<i>, shared-by: [o, q]}"),
    "strategy": _each("strategy", "g<i>: {text: G<i>, kind: direction}"),
    "steering": _used(
        "s<i>: {name: S<i>, tier: basic, organiser: o, producers: p<i>}",
        organisations="p<i>: {name: P<i>}",
        steering="o -> p<i>: {by: norm}",
    ),
    "interfaces": _used(
        "s<i>: {name: S<i>, tier: basic, organiser: p<i>}",
        organisations="p<i>: {name: P<i>}",
        interfaces="i<i>: {between: [o, p<i>], agreement: X}",
    ),
    "relations": _used("s<i>: {name: S<i>, tier: basic, organiser: o}", relations="t -> s<i>: {kind: supports}"),
    "concepts": _each("concepts", "k<i>: {name: K<i>, definition: D}"),
    "log": _row("log", "k0: {text: K}", "k<i>: {text: K<i>, follows: [k<b>], kind: work, status: done}"),
    "catalogue organisations": _catalogue("organisations", "p<i>: {name: P<i>, sector: ngo}"),
    "catalogue services": _catalogue("services", "s<i>: {name: S<i>, tier: basic, organiser: o}"),
    "catalogue interfaces": _catalogue("interfaces", "i<i>: {between: [o, q], agreement: X}"),
    "chains": _chains(shared=True),
    "chains of counties": _chains(shared=False),
    "chains of parties": _parties,
    "catalogues over each other": _declared_twice,
}
"""What each section of the format becomes with so many elements, in the ways that are known to matter."""
