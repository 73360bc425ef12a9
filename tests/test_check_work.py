"""What a check of many chains costs: counted work, and what is left undone."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import lines_executed
from palveluketju.analyses import integration_points, losses, losses_in_areas, sharing
from palveluketju.analyses.routing import overlaps
from palveluketju.checking import acceptances, check_chain, check_workspace
from palveluketju.findings import N_, Severity, Spot, UnknownId, check
from palveluketju.garbage import collector_paused
from palveluketju.graph import ChainGraph, compile_chain
from palveluketju.loading import join_sources, load_workspace, workspace
from palveluketju.loading.joining import Stock, completed
from palveluketju.loading.parsing import parse
from palveluketju.model import Catalogue, Chain, Organisation, repeated_organisations
from palveluketju.model.walking import Walk
from palveluketju.source import Source, parse_source, read_source
from palveluketju.terms import is_placeholder

LEVELS = {"a": {"name": "A", "critical": "s"}, "b": {"name": "B", "critical": "s"}}


def chain(**parts: object) -> ChainGraph:
    data = {"id": "k", "name": "K", "organiser": "o", "levels": LEVELS, "services": {"s": {"name": "S"}}}
    return compile_chain(Chain.model_validate(data | {"organisations": {"o": {"name": "O"}}} | parts))


def test_that_no_check_makes_the_network() -> None:
    graph = chain()
    check_chain(graph)
    assert "network" not in vars(graph)
    assert graph.network is vars(graph)["network"]


def test_that_a_text_without_words_of_a_placeholder_is_not_taken_apart() -> None:
    pieces = "; ".join(f"käynti {number} (viikoittain)" for number in range(100))
    is_placeholder("käynti", ("fi",))  # the words of a language are gathered once
    once = lines_executed(is_placeholder, pieces, ("fi",))
    assert once == lines_executed(is_placeholder, "käynti 0 (kerran)", ("fi",))
    assert not is_placeholder(pieces, ("fi",))
    assert lines_executed(is_placeholder, pieces, ("fi",)) < once  # it is known by then


@pytest.mark.parametrize("is_on", [True, False])
def test_that_the_collector_is_paused_and_goes_on_as_before(is_on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        first, second = collector_paused(), collector_paused()
        first.__enter__()
        second.__enter__()  # in another thread, say, where it ends later
        first.__exit__(None, None, None)
        assert not gc.isenabled()
        second.__exit__(None, None, None)
        assert gc.isenabled() is is_on
        with pytest.raises(ValueError, match="so"), collector_paused():
            raise ValueError("so")
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if before else gc.disable)()


@check("MY001", Severity.INFO)
def collector_is_on(_graph: ChainGraph) -> Iterator[Spot]:
    """The collector is on.

    Why: it looks for what is not there.
    Mend: pause it.
    """
    if gc.isenabled():
        yield Spot((), N_("The collector is on."))


def test_what_was_made_meanwhile_is_not_looked_through_when_the_collector_goes_on() -> None:
    looked: list[str] = []

    def look(phase: str, _: dict[str, int]) -> None:
        looked.append(phase)

    gc.callbacks.append(look)
    try:
        with collector_paused():
            made = [[number] for number in range(100_000)]
        made += [[number] for number in range(100)]
    finally:
        gc.callbacks.remove(look)
    assert len(made) == 100_100
    assert not looked


def test_that_a_workspace_is_checked_with_the_collector_paused() -> None:
    text = "palveluketju: 1\nid: k\nname: K\norganiser: o\norganisations: {o: {name: O}}\nlevels: {a: {name: A}}\n"
    joined = join_sources([parse_source(text, name="k.yaml")])
    report = check_workspace(joined, [collector_is_on], workspace_checks=[])
    assert (report.count(Severity.ERROR), report.count(Severity.INFO), report.chains) == (0, 0, 1)
    assert check_chain(chain(), [collector_is_on]).count(Severity.INFO) == gc.isenabled()


def test_that_a_workspace_is_read_with_the_collector_paused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "k.yaml").write_text("palveluketju: 1\nid: k\nname: K\nlevels: {}\n", encoding="utf-8")
    was_on, seen = gc.isenabled(), []

    def noted(path: str, *, name: str) -> Source:
        seen.append(gc.isenabled())
        return read_source(path, name=name)

    monkeypatch.setattr(workspace, "read_source", noted)
    load_workspace([tmp_path])
    assert seen == [False]
    assert gc.isenabled() is was_on


def test_that_what_is_asked_of_a_node_is_found_out_once() -> None:
    graph = chain()
    node = graph.levels()[0]
    assert graph.wholes_of(node) == graph.wholes_of("a")
    assert lines_executed(graph.bars_over, node) > lines_executed(graph.bars_over, node)
    for wrong, error in (("c", UnknownId), (graph.services()[0], UnknownId), (["a"], TypeError), (None, TypeError)):
        for _ in range(2):
            with pytest.raises(error):
                graph.wholes_of(wrong)  # type: ignore[arg-type]


def in_a_row(count: int, *, ring: bool) -> dict[str, Organisation]:
    over = {number: f"o{number + 1}" for number in range(count - 1)} | ({count - 1: "o0"} if ring else {})
    return {f"o{number}": Organisation(name="O", part_of=over.get(number)) for number in range(count)}


@pytest.mark.parametrize("ring", [False, True])
def test_that_organisations_within_each_other_are_compared_in_pairs_only(ring: bool) -> None:
    few, many = (in_a_row(count, ring=ring) for count in (20, 40))
    assert repeated_organisations(many) == {}
    assert lines_executed(repeated_organisations, many) < 5 * lines_executed(repeated_organisations, few)


def test_that_what_is_beside_a_ring_is_no_part_of_it() -> None:
    ring = in_a_row(3, ring=True)
    below = {"p": Organisation(name="O", part_of="o1"), "q": Organisation(name="O")}
    assert repeated_organisations({**below, **ring}) == {"q": "p"}
    assert repeated_organisations({**ring, **below}) == {"q": "o0"}


def moves_by_area(count: int) -> ChainGraph:
    names = [f"a{number}" for number in range(count)]
    return chain(
        order="none",
        areas={name: {"name": name} for name in names},
        levels={"k": {"name": "K"}} | {f"l{name}": {"name": name} for name in names},
        moves={f"k -> l{name}": {"when": {"area": name, "age": "18.."}} for name in names},
    )


def test_that_moves_are_held_against_areas_and_not_against_each_other_in_each() -> None:
    few, many = moves_by_area(10), moves_by_area(20)
    assert lines_executed(overlaps, many) < 5 * lines_executed(overlaps, few)


def test_that_of_moves_the_ones_without_a_place_and_the_ones_of_one_place_are_unordered() -> None:
    levels = {name: {"name": name} for name in "abcd"}

    def found(*places: str | None) -> list[str]:
        told = [{} if place is None else {"priority": place} for place in places]
        moves = {f"a -> {end}": {"when": {"age": "18.."}} | one for end, one in zip("bcd", told, strict=True)}
        return [way.end.id for one in overlaps(chain(order="none", levels=levels, moves=moves)) for way in one.ways]

    assert found("1", "2", "3") == []
    assert found("1", "2", "1") == ["b", "d"]
    assert found("1", "2", None) == ["b", "c", "d"]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (("", "a/", "a/b/", "c/"), {"a/": "", "a/b/": "", "c/": ""}),
        (("a/b/", "c/", "a/", ""), {"a/": "a/b/", "": "a/b/"}),
        (("a/b/", "a/", "a/b/d/", "c/"), {"a/": "a/b/", "a/b/d/": "a/b/"}),
        (("a/", "c/", "b/"), {}),
    ],
)
def test_that_the_first_of_the_catalogues_that_hold_together_is_the_one_that_is_named(
    order: tuple[str, ...], found: dict[str, str]
) -> None:
    text = "palveluketju-catalogue: 1\norganisations: {o: {name: O}}\n"
    joined = join_sources([parse_source(text, name=f"{folder}catalogue.yaml") for folder in order])
    told = {file.name: one.related[0].file for file in joined.files for one in file.findings}
    assert told == {f"{of}catalogue.yaml": f"{first}catalogue.yaml" for of, first in found.items()}


def without_areas(count: int) -> ChainGraph:
    areas = {f"a{number}": {"name": f"A{number}", "languages": ["fi", "sv"]} for number in range(count)}
    services = {"s": {"name": "S", "availability": {"areas": ["a0", "a1"], "languages": "fi"}}}
    levels = {"a": {"name": "A", "critical": "s"}, "b": {"name": "B", "carries": "a"}}
    return chain(areas=areas, services=services, levels=levels)


def test_that_losses_are_those_of_each_area_and_told_together() -> None:
    graph = without_areas(14)
    lost = losses(graph)
    assert [(one.level.id, one.area, one.language) for one in lost[:4]] == [
        ("a", "a0", "sv"),
        ("a", "a1", "sv"),
        ("a", "a2", None),
        ("a", "a3", None),
    ]
    assert (len(lost), [len(one.areas) for one in losses_in_areas(graph)]) == (28, [2, 12, 2, 12])
    said = [str(one.message) for one in check_chain(graph).findings if one.code == "PK603"]
    assert "'A11' and 2 more." in said[0]


def test_that_what_is_lost_is_found_in_sets_of_areas() -> None:
    few, many = without_areas(20), without_areas(200)
    for graph in (few, many):
        graph.offers_at("b")
    assert lines_executed(losses_in_areas, many) < 12 * lines_executed(losses_in_areas, few)


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({f"l{n}": {"name": "L"} for n in range(301)}, "at most 300 levels; this one has 301"),
        (
            {f"l{n}": {"name": "L", "part-of": f"l{n - 1}"} if n else {"name": "L"} for n in range(11)},
            "'l10' is within 10",
        ),
    ],
)
def test_that_levels_are_of_a_number_that_can_be_held_against_each_other(levels: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        chain(levels=levels)
    ring = {f"l{n}": {"name": "L", "part-of": f"l{(n + 1) % 20}"} for n in range(20)}
    assert len(chain(levels=ring).levels()) == 20  # which a check says


def test_that_who_answers_for_a_task_need_not_be_declared() -> None:
    services = {name: {"name": name, "organiser": "o", "task": name} for name in "st"}
    tasks = {"s": {"name": "S", "responsible": "o"}, "t": {"name": "T", "responsible": "gone"}}
    graph = chain(services=services, tasks=tasks, levels={"a": {"name": "A", "critical": ["s", "t"]}})
    assert integration_points(graph)


def test_that_a_variant_of_a_chain_that_there_is_twice_is_checked() -> None:
    head = "palveluketju: 1\nid: k\nname: K\norganiser: o\norganisations: {o: {name: O}}\n"
    texts = {
        "a.yaml": head + "levels: {a: {nam: A}}\n",
        "b.yaml": head + "levels: {a: {name: A, services: gone}}\n",
        "c.yaml": "palveluketju: 1\nid: v\nname: V\nvariant-of: k\n",
    }
    report = check_workspace(join_sources([parse_source(text, name=name) for name, text in texts.items()]))
    assert {file.name for file in report.files if file.findings} == set(texts)


CATALOGUE = """
palveluketju-catalogue: 1
organisations: {kunta: {name: Kunta}}
services:
"""
CHAIN = "palveluketju: 1\nid: NAME\nname: NAME\norganiser: kunta\nlevels: {a: {name: A, services: [s0, s1]}}\n"


def _catalogue(services: int) -> str:
    return CATALOGUE + "\n".join(f"  s{n}: {{name: Palvelu {n}, organiser: kunta}}" for n in range(services))


def test_what_chains_have_from_one_catalogue_is_held_against_each_other_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    words = sharing._words

    def counted(name: str) -> object:
        asked.append(name)
        return words(name)

    monkeypatch.setattr(sharing, "_words", counted)
    for count in (2, 6):
        asked.clear()
        texts = [_catalogue(2), *(CHAIN.replace("NAME", f"k{number}") for number in range(count))]
        check_workspace(join_sources([parse_source(text, name=f"{index}") for index, text in enumerate(texts)]))
        assert sorted(set(asked)) == ["Palvelu 0", "Palvelu 1"]
        assert len(asked) <= 4  # once for their letters, once for their stems


@pytest.mark.parametrize(("lang", "letters"), [("fi", "aeiouyäöåbdghjklmnprstv"), ("sv", "aeiouyåäöbdfghjklmnrstv")])
@given(st.data())
def test_what_is_held_against_names_before_their_stems_is_of_the_stems_too(
    lang: str, letters: str, data: st.DataObject
) -> None:
    word = data.draw(st.text(letters, min_size=1, max_size=12))
    stem = sharing._stem(word, lang)
    assert sharing._beginning(stem, lang) == sharing._beginning(word, lang)


def test_a_chain_is_joined_without_going_through_what_it_does_not_use() -> None:
    def work(services: int) -> int:
        chain, catalogue = (parse_source(text) for text in (CHAIN.replace("NAME", "k"), _catalogue(services)))
        shared, declared = parse(catalogue).declaration, parse(chain).declaration
        assert isinstance(shared, Catalogue)
        assert isinstance(declared, Chain)
        stock = Stock(shared)
        completed(declared, stock)
        return lines_executed(completed, declared, stock)

    assert work(400) == work(4)


def test_acceptances_are_looked_for_once_a_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Walk] = []

    def counted(walk: Walk) -> Iterator[object]:
        asked.append(walk)
        return iter(())

    monkeypatch.setattr(acceptances, "acceptances", counted)
    check_workspace(join_sources([parse_source(CHAIN.replace("NAME", "k"))]))
    assert len(asked) == 1
