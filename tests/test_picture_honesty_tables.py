"""The pictures that are tables say all that the data say, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings

from chain_files import FILES
from palveluketju import compile_chain, draw_chain, draw_workspace, load_chain, load_workspace
from palveluketju.analyses import PointKind, coverage, integration_points, level_told, marked_readings, service_wholes
from palveluketju.drawing.picture.picture import Box, MarkKind, Picture, Sign
from palveluketju.drawing.table.coverage import coverage_matrix
from palveluketju.drawing.writers.reading import Paragraph, letters, paragraphs
from palveluketju.graph import ChainGraph, Node, compile_workspace
from palveluketju.model import Chain, ServiceKind, State
from palveluketju.terms import LANGUAGES, term, title
from palveluketju.wording import borders_text, told_as
from strategies import declarations

BYS: tuple[Literal["tier", "sector"], ...] = ("tier", "sector")
NO_SERVICES = (ServiceKind.INSTRUMENT, ServiceKind.DOCUMENT, ServiceKind.BENEFIT)
SERVICE_MARKS = {MarkKind.CRITICAL, MarkKind.SERVICE}
STATE_ROLES = {"table-gap": State.NONE, "open": State.OPEN, "unknown": State.NOT_KNOWN}


@cache
def graph_of(path: Path) -> ChainGraph:
    return compile_chain(load_chain(path))


def made(**data: Any) -> ChainGraph:
    return compile_chain(Chain.model_validate({"id": "k", "name": "K", **data}))


def boxes(picture: Picture) -> Iterator[Box]:
    yield from (box for page in picture.pages for box in page.boxes if not box.id.startswith("legend-"))


def texts(box: Box) -> tuple[Paragraph, ...]:
    return paragraphs(box.lines, box.marks)


def said(picture: Picture) -> str:
    return " ".join(letters(" ".join(line.text for line in box.lines)) for box in boxes(picture))


def table_of(picture: Picture) -> list[tuple[Box, list[Box]]]:
    """The rows of a table, page by page: the box that names each, and the others beside it."""
    found = []
    for page in picture.pages:
        rows = [box for box in page.boxes if box.role == "table-row"]
        for row in rows:
            beside = [
                box
                for box in page.boxes
                if box is not row
                and box.x > row.x
                and row.y - 1 < box.y
                and box.y + box.height < row.y + row.height + 1
            ]
            found.append((row, beside))
    return found


def signs(picture: Picture) -> set[Sign | str]:
    """The signs outside the legend that need one; a dash before a text that says what it is does not."""
    drawn: set[Sign | str] = {mark.sign for box in boxes(picture) for mark in box.marks}
    meanings = {meaning for _, meaning in picture.legend}
    for page in picture.pages:
        beside = [line.y for line in page.lines if line.text in meanings]
        drawn |= {mark.sign for mark in page.marks if not any(mark.y < y < mark.y + 12 for y in beside)}
    lines = {line.role for page in picture.pages for line in page.connectors}
    return drawn - {MarkKind.ITEM} | lines | {box.role for box in boxes(picture) if box.role in STATE_ROLES}


def assert_all_services(graph: ChainGraph, picture: Picture, lang: str) -> None:
    whole = said(picture)
    assert not [one.id for one in graph.services() if letters(graph.name(one, lang)) not in whole]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_service_is_in_each_coverage(path: Path) -> None:
    graph = graph_of(path)
    for by, lang in zip(BYS, ("fi", "sv"), strict=True):
        assert_all_services(graph, coverage_matrix(graph, by, lang=lang), lang)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_legend_has_what_is_used_and_nothing_else(path: Path) -> None:
    graph = graph_of(path)
    for view in ("coverage-by-tier", "handovers"):
        picture = draw_chain(graph, view=view, lang="fi").picture
        assert {sign for sign, _ in picture.legend} == signs(picture), view


@settings(deadline=None, max_examples=10)
@given(declarations(most_levels=3, most_services=4))
def test_a_chain_of_any_kind_is_drawn_whole(data: dict[str, Any]) -> None:
    graph = compile_chain(Chain.model_validate(data))
    for by in BYS:
        picture = coverage_matrix(graph, by)
        assert {sign for sign, _ in picture.legend} == signs(picture)
        if any(letters(graph.name(one)) for one in graph.services()):
            assert_all_services(graph, picture, "en")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_cell_says_what_the_register_says(path: Path) -> None:
    graph = graph_of(path)
    for by in BYS:
        picture = coverage_matrix(graph, by, page="a3", lang="en")
        words = {title(state.value, "en"): state for state in State}
        heads = {
            (box.x, letters(" ".join(line.text for line in box.lines)))
            for box in boxes(picture)
            if box.role == "table-head"
        }
        table = coverage(graph, by)
        told = {letters(told_as(by, column, "en")): place for place, column in enumerate(table.columns)}
        cells = {(row if isinstance(row, State) else row.key): row_cells for row, row_cells in table.rows}
        looked = 0
        for row, beside in table_of(picture):
            of_row = cells.get(row.id) or cells.get(State(row.id[6:]) if row.id[6:] in {*State} else "")
            if of_row is None:
                continue
            for box in beside:
                over = [told.get(name) for x, name in heads if abs(x - box.x) < 4]
                text = " ".join(line.text for line in box.lines)
                if len(over) != 1 or over[0] is None or text not in words or of_row[over[0]].bars:
                    continue
                assert of_row[over[0]].state is words[text]
                assert not of_row[over[0]].services
                assert STATE_ROLES.get(box.role) in (None, words[text])
                looked += 1
        empty = sum(not cell.services and not cell.bars for row in cells.values() for cell in row)
        assert looked >= empty > 0 or not empty


@pytest.mark.parametrize("state", [State.NONE, State.OPEN, State.NOT_KNOWN, State.NOT_APPLICABLE, State.NOT_STATED])
def test_each_state_has_words_of_its_own(state: State) -> None:
    values: dict[State, Any] = {
        State.NONE: ["a"],
        State.OPEN: ["a", {"open": "Mitä?"}],
        State.NOT_KNOWN: ["a", {"unknown": "Mitä?"}],
        State.NOT_APPLICABLE: {"not-applicable": "Ei täällä."},
        State.NOT_STATED: None,
    }
    level: dict[str, Any] = {"name": "L", **({"services": values[state]} if values[state] else {})}
    services = {"a": {"name": "A", "tier": "basic"}, "b": {"name": "B", "tier": "specialised"}}
    graph = made(services=services, levels={"l": level, "m": {"name": "M", "services": ["b"]}})
    for lang in LANGUAGES:
        picture = coverage_matrix(graph, "tier", lang=lang)
        row = next(beside for row, beside in table_of(picture) if row.id == "level:l")
        assert title(state.value, lang) in {line.text for box in row for line in box.lines}
    assert len({term(one.value, lang) for one in State for lang in ("fi",)}) == len(State)


def test_a_service_of_an_open_level_stands_in_no_level() -> None:
    services = {"a": {"name": "Avoin", "tier": "basic"}, "v": {"name": "Vakiintunut", "tier": "basic"}}
    services |= {"i": {"name": "Mittari", "kind": "instrument"}, "x": {"name": "Nimetön", "tier": "demanding"}}
    bars = {"p": {"name": "P", "spans": {"open": "Mitkä?"}, "services": ["a"]}}
    bars |= {"q": {"name": "Q", "spans": {"unknown": "Mitkä?"}, "services": ["i"]}}
    graph = made(services=services, bars=bars, levels={"l": {"name": "L", "services": ["v"]}})
    rows = {row.id: said_in(beside) for row, beside in table_of(coverage_matrix(graph, "tier"))}
    assert {
        key: sorted(key_ for key_ in ("Avoin", "Vakiintunut", "Mittari", "Nimetön") if key_ in text)
        for key, text in rows.items()
    } == {
        "level:l": ["Vakiintunut"],
        "level-open": ["Avoin"],
        "level-not-known": ["Mittari"],
        "level-unnamed": ["Nimetön"],
    }
    assert level_told(graph, next(one for one in graph.services() if one.id == "a")) is State.OPEN


def said_in(some: list[Box]) -> str:
    return " ".join(line.text for box in some for line in box.lines)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_criticality_is_marked_whatever_else_is(path: Path) -> None:
    graph = graph_of(path)
    named: dict[str, Node] = {letters(graph.name(one, "fi")): one for one in graph.services()}
    for row, beside in table_of(coverage_matrix(graph, "tier", lang="fi")):
        level = next((one for one in graph.levels() if one.key == row.id), None)
        parts = (level, *graph.parts_of(level)) if level else ()
        critical = {one for part in parts for one in graph.critical_services(part)}
        for part in (part for box in beside for part in texts(box) if part.marks):
            service = named.get(letters(part.text))
            kinds = {mark.kind for mark in part.marks}
            if service is not None and kinds & SERVICE_MARKS:
                assert kinds & SERVICE_MARKS == {MarkKind.CRITICAL if service in critical else MarkKind.SERVICE}


def test_a_critical_interface_service_has_both_marks() -> None:
    graph = made(
        organiser="o",
        organisations={
            "o": {"name": "O", "sector": "wellbeing-services-county"},
            "p": {"name": "P", "sector": "municipality"},
        },
        services={"a": {"name": "A", "tier": "basic", "organiser": ["o", "p"]}},
        levels={"l": {"name": "L", "critical": ["a"]}},
    )
    for by in BYS:
        picture = coverage_matrix(graph, by)
        marks = [
            [mark.kind for mark in part.marks if not mark.kind.is_badge]
            for box in boxes(picture)
            for part in texts(box)
            if part.text == "A"
        ]
        assert marks
        assert all(set(some) == {MarkKind.CRITICAL, MarkKind.INTERFACE} for some in marks)
    assert (
        "A (critical service, organiser: O, organiser: P, interface service)"
        in draw_chain(graph, view="coverage-by-tier").text()
    )


@pytest.mark.parametrize("kind", NO_SERVICES)
def test_what_is_no_service_is_called_what_it_is(kind: ServiceKind) -> None:
    services = {"a": {"name": "Asia", "kind": kind.value}, "b": {"name": "Toinen", "kind": kind.value}}
    services["s"] = {"name": "Palvelu"}
    graph = made(services=services, levels={"l": {"name": "L", "critical": ["a"], "services": ["b", "s"]}})
    for by in BYS:
        picture = coverage_matrix(graph, by)
        found = {part.text: part.marks for box in boxes(picture) for part in texts(box)}
        for name in (f"Asia (critical {kind.value})", f"Toinen ({kind.value})"):
            assert [mark.kind for mark in found[name]] == [MarkKind.ITEM]
        assert [mark.kind for mark in found["Palvelu"]] == [MarkKind.SERVICE]


def test_what_is_read_into_a_source_has_a_quiet_sign() -> None:
    services = {"a": {"name": "A", "reading": "Pääteltiin."}, "b": {"name": "B"}, "c": {"name": "C"}}
    uses = ["a", "b", {"service": "c", "reading": "Pääteltiin."}]
    levels = {"l": {"name": "L", "reading": "Pääteltiin.", "services": uses}, "m": {"name": "M", "services": ["c"]}}
    graph = made(services=services, levels=levels)
    picture = coverage_matrix(graph, "tier", lang="fi")
    for row, beside in table_of(picture):
        read = {
            part.text
            for box in (row, *beside)
            for part in texts(box)
            if MarkKind.READING in {mark.kind for mark in part.marks}
        }
        assert read == ({"L", "A", "C"} if row.id == "level:l" else set())
    assert dict(picture.legend)[MarkKind.READING] == "tulkittu lähteestä"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_chain_that_is_read_into_its_source_says_so(path: Path) -> None:
    graph = graph_of(path)
    read = {one.where for one in marked_readings(graph)}
    for view in ("coverage-by-tier", "handovers"):
        page = draw_chain(graph, view=view, lang="fi").picture.pages[0]
        top = [mark.kind for mark in page.marks if mark.y < 60]
        assert top == ([MarkKind.READING] if () in read else [])


def handover_graph(**more: Any) -> ChainGraph:
    return made(
        organisations={"o": {"name": "O", "sector": "municipality"}, "p": {"name": "P"}},
        services={"a": {"name": "A", "tier": "basic", "organiser": "o"}, "b": {"name": "B", "organiser": "p"}},
        levels={"l": {"name": "L", "services": ["a"]}, "m": {"name": "M", "services": ["b"]}},
        **more,
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_borders_of_each_hand_over_are_told_with_their_states(path: Path) -> None:
    graph = graph_of(path)
    found = [point for point in integration_points(graph) if point.kind is PointKind.HAND_OVER]
    whole = said(draw_chain(graph, view="handovers", lang="fi").picture)
    for point in found:
        assert letters(borders_text(point.borders(), "fi")) in whole


def test_what_may_be_crossed_does_not_read_as_crossed() -> None:
    picture = draw_chain(handover_graph(), view="handovers").picture
    told = next(part.text for box in boxes(picture) for part in texts(box) if part.text.startswith("Borders"))
    crossed, _, untold = told.partition("not stated:")
    assert "house" in crossed
    assert "sector" in untold
    assert "sector" not in crossed


def test_a_move_with_a_hand_over_that_crosses_nothing_for_certain_tells_its_borders() -> None:
    graph = made(
        services={"a": {"name": "A"}, "b": {"name": "B"}},
        levels={"l": {"name": "L", "services": ["a"]}, "m": {"name": "M", "services": ["b"]}},
        moves={"l -> m": {"reading": "Pääteltiin.", "handover": {"information": "Tieto", "reading": "Pääteltiin."}}},
    )
    picture = draw_chain(graph, view="handovers").picture
    told = [part.text for box in boxes(picture) for part in texts(box) if part.text.startswith("Borders")]
    assert told
    assert not any(": crossed" in one for one in told)
    read = {
        part.text for box in boxes(picture) for part in texts(box) if MarkKind.READING in {m.kind for m in part.marks}
    }
    assert len(read) == 2, read
    assert "Not stated" in read


def test_who_holds_the_whole_is_not_said_to_be_responsible_for_a_hand_over() -> None:
    graph = handover_graph(coordination={"worker": {"role": "Ohjaaja"}})
    picture = draw_chain(graph, view="handovers").picture
    cells = [said_in([box]) for box in boxes(picture) if "Ohjaaja" in said_in([box])]
    assert cells
    assert all(cell.startswith("Coordination (whole chain):") for cell in cells)


@pytest.mark.parametrize("folder", sorted({path.parent for path in FILES}), ids=lambda path: path.name)
def test_the_matrix_says_none_and_open_only_where_that_is_known(folder: Path) -> None:
    workspace = load_workspace([folder])
    graph = compile_workspace(workspace)
    picture = draw_workspace(graph, view="matrix", lang="en").picture
    assert {sign for sign, _ in picture.legend} >= signs(picture)
    known = {state for whole in service_wholes(graph) for state in (*whole.told.values(), whole.anywhere)}
    for box in boxes(picture):
        if box.role in STATE_ROLES and box.layer == 2:
            assert STATE_ROLES[box.role] in known
            assert said_in([box]).startswith(title(STATE_ROLES[box.role].value, "en")) or box.role != "table-gap"
