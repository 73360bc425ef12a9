"""What is told of something that could be there: seven states, and "none" only where nothing is left untold."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings

from chain_files import FILES, ROOT
from palveluketju import ChainGraph, compile_chain, draw_chain, load_chain, load_workspace
from palveluketju.analyses import coverage, definition_table, services_without_actor, whole_coverage
from palveluketju.analyses.coverage import By
from palveluketju.drawing.picture.picture import Picture
from palveluketju.graph import Node, compile_workspace
from palveluketju.loading import load_chain_text
from palveluketju.model import Chain, State, Tier
from palveluketju.model.walking import as_data
from palveluketju.tables import REGISTERS, registers
from palveluketju.terms import LANGUAGES, term
from strategies import chains

WORDS = {
    State.THERE: ("on", "finns", "there"),
    State.POSSIBLE: ("mahdollinen", "möjlig", "possible"),
    State.OPEN: ("ratkaisematta", "inte avgjort", "open"),
    State.NOT_KNOWN: ("ei tiedossa", "okänt", "not known"),
    State.NOT_APPLICABLE: ("ei koske", "inte tillämpligt", "not applicable"),
    State.NOT_STATED: ("ei kerrottu", "anges inte", "not stated"),
    State.NONE: ("ei ole", "saknas", "none"),
}
HEAD = "palveluketju: 1\nid: x\nname: X\norganiser: o\n"
PARTS = """
organisations:
  o: {name: Alue, sector: wellbeing-services-county}
  p: {name: Kunta, sector: municipality}
  q: {name: Q}
services:
  perus: {name: Perus, tier: basic, organiser: o}
  erityis: {name: Erityis, tier: specialised, organiser: p}
  kertomatta: {name: Kertomatta, organiser: q}
  avoin: {name: Avoin, tier: {open: Kumpi?}, organiser: {open: Kuka?}}
  ei: {name: Eikoske, tier: {not-applicable: Tuki}, organiser: {not-applicable: Ei kukaan}}
  lomake: {name: Lomake, kind: document, organiser: o}
"""
MADE_UP = {
    "levels-open": "levels: {k: {name: K, services: perus}}\n"
    "bars: {m: {name: M, spans: {open: Missä?}, services: [erityis, kertomatta]}}\n",
    "levels-do-not-apply": "levels: {k: {name: K, services: perus}}\n"
    "bars: {m: {name: M, spans: {not-applicable: Ei millään}, services: [erityis, avoin]}}\n",
    "no-levels": "levels: {}\nbars: {m: {name: M, services: [perus, avoin, ei]}}\n",
    "all-levels-open": "levels: {open: Mitkä?}\nbars: {m: {name: M, services: [perus, avoin, ei]}}\n",
    "nothing-told": "levels: {k: {name: K, services: [kertomatta]}, l: {name: L}}\n",
    "steps": "order: path\nlevels:\n  v: {name: V, kind: phase, services: [perus]}\n"
    "  a: {name: A, kind: step, part-of: v, services: [erityis]}\n"
    "  b: {name: B, kind: step, part-of: a, services: ei}\n"
    "  c: {name: C, kind: step, part-of: v}\n",
    "documents": "levels: {k: {name: K, services: [lomake, perus]}, l: {name: L, services: [lomake]}}\n",
    "bars-open": "levels: {k: {name: K, services: perus}}\nbars: {open: Mitä?}\n",
    "carried": "levels:\n  k: {name: K, services: [perus, {open: Mitä muuta?}]}\n  l: {name: L, carries: k}\n"
    "  m: {name: M, services: erityis}\n",
    "one-of": "levels: {k: {name: K, critical: [{one-of: [perus, avoin]}]}, l: {name: L, services: {open: Mitkä?}}}\n",
}


def made_up(name: str) -> ChainGraph:
    return compile_chain(load_chain_text(HEAD + MADE_UP[name] + PARTS))


GRAPHS = {
    **{path.stem if path.stem != "chain" else path.parent.name: compile_chain(load_chain(path)) for path in FILES},
    **{name: made_up(name) for name in MADE_UP},
}


def offered(graph: ChainGraph) -> set[Node]:
    return {offer.service for offer in graph.offers() if graph.is_service(offer.service)}


def plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def shown(picture: Picture) -> str:
    """What stands in the cells of a picture's tables, without its legend and its foot."""
    return plain("".join(line.text for page in picture.pages for box in page.boxes for line in box.lines))


def test_each_state_has_one_word_in_each_language() -> None:
    assert {state: tuple(term(state.value, lang) for lang in LANGUAGES) for state in State} == WORDS


@pytest.mark.parametrize("name", GRAPHS)
def test_every_service_is_in_every_table(name: str) -> None:
    graph = GRAPHS[name]
    by: By
    for by in ("tier", "sector"):
        table = coverage(graph, by)
        assert {service for _, cells in table.rows for cell in cells for service in cell.services} == offered(graph)
        whole, counted = whole_coverage(graph, by), REGISTERS[f"coverage-by-{by}"](graph).texts("en")
        for row, (_, *said) in zip(whole.rows, counted, strict=True):
            numbers = [int(one) if one.isdigit() else 0 for one in said]
            assert numbers[: len(row.cells)] == [len(cell.services) for cell in row.cells]
            assert sum(numbers[len(row.cells) :]) == len(row.things)
        assert {service for row in whole.rows for cell in row.cells for service in cell.services} | {
            thing for row in whole.rows for thing in row.things
        } == set(graph.services())
    held = definition_table(graph)
    for rows in (held.rows[:-1], held.rows[-1:]):
        assert {service for _, cells in rows for cell in cells for service in cell.services} == offered(graph)
    organised = {service for service in offered(graph) if graph.organisers_of(service)}
    without = {service for services in services_without_actor(graph).values() for service in services}
    assert organised | without == offered(graph)
    assert not organised & without
    told = plain("".join(cell for row in REGISTERS["actors"](graph).texts("fi") for cell in row))
    assert all(plain(graph.name(service, "fi")) in told for service in offered(graph))


@pytest.mark.parametrize("name", GRAPHS)
def test_every_service_is_in_every_picture_of_a_table(name: str) -> None:
    graph = GRAPHS[name]
    for view in ("coverage-by-tier", "coverage-by-sector"):
        told = shown(draw_chain(graph, view=view, page="a3", lang="fi").picture)
        assert all(plain(graph.name(service, "fi")) in told for service in offered(graph)), view
    told = shown(draw_chain(graph, view="lanes", page="a3", lang="fi").picture) if graph.levels() else ""
    for offer in graph.offers() if graph.levels() else ():
        name = offer.use.label.text("fi") if offer.use.label else graph.name(offer.service, "fi")
        assert plain(name) in told, name


@settings(max_examples=150)
@given(chains())
def test_every_service_of_any_chain_is_in_every_table(chain: Chain) -> None:
    graph = compile_chain(chain)
    for by in ("tier", "sector"):
        assert {s for _, cells in coverage(graph, by).rows for cell in cells for s in cell.services} == offered(graph)
    assert {s for _, cells in definition_table(graph).rows for cell in cells for s in cell.services} == offered(graph)


@pytest.mark.parametrize("folder", ["chains", "examples"])
def test_a_register_of_all_chains_has_the_same_columns_in_each(folder: str) -> None:
    workspace = compile_workspace(load_workspace([str(ROOT / folder)]))
    for name in ("coverage-by-tier", "coverage-by-sector", "chain-definition"):
        table = registers(workspace)[name]
        head, rows = table.headings(), table.texts()
        assert {len(row) for row in rows} == {len(head)}
        last = len(head) - (1 if name == "chain-definition" else 0)
        assert not [row for row in rows if "" in row[:last]], "no cell is empty"


# --- none is certain ----------------------------------------------------------------------------------------------


def completed(graph: ChainGraph, level: str, tier: str) -> ChainGraph:
    """The chain once all that it leaves untold has turned out to be of a tier and at a level."""
    data: dict[str, Any] = as_data(graph.chain)
    for service in data.setdefault("services", {}).values():
        if "tier" not in service or _untold(service["tier"]):
            service["tier"] = tier
    data["services"]["uusi-palvelu"] = {"name": "Uusi", "tier": tier}
    for part in (*data["levels"].values(), *_bars(data)):
        for key in ("critical", "services"):
            part.update({key: _filled(part[key])} if part.get(key) else {})
    for bar in _bars(data):
        if _untold(bar.get("spans")):
            bar["spans"] = [level]
    if _untold(data.get("bars")):
        data["bars"] = {"uusi": {"name": "Uusi", "services": ["uusi-palvelu"]}}
    here, *parts = (data["levels"][one] for one in (level, *map(str, graph.parts_of(level))))
    if not any(key in one for one in (here, *parts) for key in ("critical", "services", "carries")):
        here["services"] = ["uusi-palvelu"]
    return compile_chain(Chain.model_validate(data))


def _untold(value: Any) -> bool:
    return isinstance(value, dict) and not {"open", "unknown"}.isdisjoint(value)


def _bars(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [bar for bar in data.get("bars", {}).values() if isinstance(bar, dict) and "name" in bar]


def _filled(uses: Any) -> Any:
    items = uses if isinstance(uses, list) else [uses]
    is_open = [_untold(item) for item in items]
    if not any(is_open):
        return uses
    return [*(item for item, undecided in zip(items, is_open, strict=True) if not undecided), "uusi-palvelu"]


def state_at(graph: ChainGraph, level: str, tier: str) -> State:
    table = coverage(graph, "tier", (tier,))
    return next(cells[0].state for one, cells in table.rows if str(one) == level)


@pytest.mark.parametrize("name", GRAPHS)
def test_a_level_that_has_none_of_a_tier_has_none_whatever_is_still_told(name: str) -> None:
    graph = GRAPHS[name]
    for level in graph.levels():
        for tier in Tier:
            before = state_at(graph, level.id, tier.value)
            after = state_at(completed(graph, level.id, tier.value), level.id, tier.value)
            if before is State.NONE:
                assert after is State.NONE, (level, tier)
            if before is State.THERE:
                assert after is State.THERE, (level, tier)


def test_what_is_left_untold_may_turn_out_to_be_there() -> None:
    turned = total = 0
    for graph in GRAPHS.values():
        for level in graph.levels():
            for tier in (Tier.BASIC, Tier.DEMANDING):
                if state_at(graph, level.id, tier.value) in (State.POSSIBLE, State.OPEN, State.NOT_STATED):
                    total += 1
                    turned += state_at(completed(graph, level.id, tier.value), level.id, tier.value) is State.THERE
    assert total > 100
    assert turned > 0.8 * total
