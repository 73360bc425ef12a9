"""The views beside the stairs: nothing overlaps, leaves its box or the page, and what must be said stands there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings

from chain_files import FILES, ROOT
from geometry import box_area, faults
from palveluketju import ChainGraph, compile_chain, load_workspace
from palveluketju.analyses import service_wholes, shared_services, steering_relations
from palveluketju.drawing.cards.strategy import strategy_view
from palveluketju.drawing.cards.work import work_view
from palveluketju.drawing.frame.sheet import Sheet
from palveluketju.drawing.net.neighbourhood import neighbourhood
from palveluketju.drawing.net.steering import steering_view
from palveluketju.drawing.net.workspace import MANY, workspace_view
from palveluketju.drawing.picture.pages import PAGES
from palveluketju.drawing.picture.picture import Box, MarkKind, Picture
from palveluketju.drawing.table.coverage import coverage_matrix
from palveluketju.drawing.table.handovers import handovers
from palveluketju.drawing.table.matrix import matrix
from palveluketju.drawing.table.rows import TableCell, TableRow
from palveluketju.drawing.table.view import table_picture
from palveluketju.drawing.typesetting.items import Item
from palveluketju.drawing.writers.reading import paragraphs
from palveluketju.graph import WorkspaceGraph, compile_workspace
from palveluketju.model import Chain, LifeStage, Sector, State, Tier, state_of
from palveluketju.terms import LANGUAGES, title
from strategies import chains

Area = tuple[float, float, float, float]
NEAR = 0.05
FOLDERS = ("chains/uusimaa", "chains/pohjois-pohjanmaa", "chains")
EVERY_PAGE = list(product(PAGES, LANGUAGES))


@cache
def workspace(folder: str) -> WorkspaceGraph:
    loaded = load_workspace([ROOT / folder])
    return compile_workspace(loaded)


@cache
def graphs() -> tuple[ChainGraph, ...]:
    loaded = load_workspace(FILES)
    return tuple(compile_chain(file.chain, also_declared=file.declared) for file in loaded.files if file.chain)


def chain(folder: str, name: str) -> ChainGraph:
    graph = workspace(folder).chain(name)
    assert graph is not None
    return graph


# --- every view ---------------------------------------------------------------------------------------------------

WORKSPACE_VIEWS: dict[str, Callable[..., Picture]] = {
    "matrix": matrix,
    "workspace": workspace_view,
    "steering": steering_view,
    "strategy": strategy_view,
    "work": work_view,
}


def test_wider_neighbourhoods_are_in_order() -> None:
    for number, graph in enumerate(graphs()):
        page, lang = EVERY_PAGE[number % len(EVERY_PAGE)]
        for node in (graph.levels()[-1], *graph.services()[:1]):
            assert not faults(neighbourhood(graph, node.key, 2, page=page, lang=lang)), (node, page)
    far = neighbourhood(graphs()[0], graphs()[0].levels()[0].key, 4, page="a4-portrait")
    assert not faults(far)


LONG = "Monialaisen kuntoutustarveselvityksen palveluketjutyöryhmän asiakasohjausyksikön yhteensovittamispalvelut"


def large() -> Chain:
    """As large as a chain may be: nine levels of 25 services, with long names, and every level joined to two bars."""
    services = {
        f"s{n}": {"name": f"{LONG} {n}", "tier": list(Tier)[n % 7].value, "organiser": f"o{n % 4}"} for n in range(60)
    }
    levels = {
        f"l{n}": {"name": f"{LONG} {n}", "critical": [f"s{(n * 7 + k) % 60}" for k in range(25)]} for n in range(9)
    }
    handover = {"responsible": "o1", "information": {"open": f"{LONG}?"}, "within": LONG, "agreement": f"{LONG} {LONG}"}
    return Chain.model_validate(
        {
            "id": "suuri",
            "name": LONG,
            "organiser": "o0",
            "levels": levels,
            "services": services,
            "organisations": {f"o{n}": {"name": f"{LONG} {n}", "sector": list(Sector)[n].value} for n in range(4)},
            "bars": {"b0": {"name": LONG, "partners": ["o1", "o2"]}, "b1": {"name": LONG, "services": ["s1"]}},
            "moves": {"l0 -> l1": {"handover": handover}, "l1 -> l0": {"handover": {"open": LONG}}},
            "entries": {"e0": {"name": LONG, "to": [f"l{n}" for n in range(9)], "handover": handover}},
        }
    )


@pytest.mark.parametrize("page", PAGES)
def test_views_of_a_large_chain_are_in_order(page: str) -> None:
    graph = compile_chain(large())
    pictures = [
        coverage_matrix(graph, page=page),
        coverage_matrix(graph, "sector", page=page),
        handovers(graph, page=page),
        neighbourhood(graph, "l4", page=page),
        neighbourhood(graph, "organisation:o2", page=page),
    ]
    for picture in pictures:
        assert not faults(picture)
    assert all(f"{n}" in " ".join(texts(pictures[0])) for n in range(60))


@given(chains())
@settings(max_examples=15, deadline=None)
def test_views_of_any_chain_are_in_order(chain: Chain) -> None:
    graph = compile_chain(chain)
    assert not faults(coverage_matrix(graph, page="a4-portrait"))
    assert not faults(handovers(graph, page="16x9"))
    for node in (*graph.levels(), *graph.services()):
        assert not faults(neighbourhood(graph, node.key, 2))
    assert not faults(workspace_view(compile_workspace([graph])))


def family(count: int, organiser: str) -> list[ChainGraph]:
    """Chains of one organiser, each of which shares a service with the next, leads to it, and has its own."""
    found = []
    for n in range(count):
        data = {
            "id": f"{organiser}-{n}",
            "name": f"{LONG} {n}",
            "organiser": organiser,
            "organisations": {organiser: {"name": f"Alue {organiser}"}},
            "services": {f"s{k}": {"name": f"Palvelu {k}"} for k in (n, n + 1)},
            "levels": {"a": {"name": "A", "critical": [f"s{n}", f"s{n + 1}"]}},
            "exits": {"x": {"from": "a", "chain": f"{organiser}-{n + 1}"}} if n < count - 1 else {},
        }
        found.append(compile_chain(Chain.model_validate(data)))
    return found


@pytest.mark.parametrize("page", ["a4", "a4-portrait"])
def test_many_chains_are_told_family_by_family(page: str) -> None:
    many = compile_workspace([*family(MANY, "x"), *family(3, "y"), *family(1, "z")])
    picture = workspace_view(many, page=page)
    assert not faults(picture)
    first = {box.id for box in picture.pages[0].boxes if not box.id.startswith("legend-")}
    assert first == {"group-0", "group-1", "group-2"}
    assert any(f"{title('chains')}: {MANY} {title('shared services')}: {MANY - 1}" in text for text in texts(picture))
    later = {box.id for page in picture.pages[1:] for box in page.boxes}
    assert {name for name in later if name.startswith("chain:")} == {
        f"chain:{graph.chain.id}" for graph in many.graphs if graph.chain.id != "z-0"
    }
    ties = [connector.id for page in picture.pages for connector in page.connectors]
    assert len(ties) == len(set(ties)) == 3 * (MANY - 1) + 3 * 2


# --- what must be said --------------------------------------------------------------------------------------------


def texts(picture: Picture) -> list[str]:
    """Every box's text, and every line outside boxes."""
    boxes = [" ".join(line.text for line in box.lines) for page in picture.pages for box in page.boxes]
    lines = [line for page in picture.pages for line in page.lines]
    labels = [" ".join(line.text for line in one.lines) for page in picture.pages for one in page.connectors]
    return [*boxes, *(line.text for line in lines), *labels]


def boxes_of(picture: Picture, role: str) -> list[Box]:
    return [box for page in picture.pages for box in page.boxes if box.role == role and "legend" not in box.id]


def said_in(box: Box) -> str:
    return " ".join(line.text for line in box.lines)


def inside(picture: Picture, outer: Box) -> list[Box]:
    page = next(page for page in picture.pages if outer in page.boxes)
    return [box for box in page.boxes if box.layer > outer.layer and box_area(outer).holds(box_area(box))]


def test_a_tier_that_no_chain_covers_is_a_gap_of_the_matrix() -> None:
    picture = matrix(workspace("chains/uusimaa"), lang="fi")
    row = next(box for box in boxes_of(picture, "table-row") if box.id == "row-demanding-tasks")
    assert [said_in(box) for box in inside(picture, row) if box.layer == 2] == [
        "Mahdollinen ei tiedossa: Mitkä elämänvaiheet?"
    ]
    assert not [box for box in inside(picture, row) if box.role == "chain"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_task_stands_in_the_matrix_with_what_covers_it(folder: str) -> None:
    wholes = service_wholes(workspace(folder))
    picture = matrix(workspace(folder), lang="fi", page="a3")
    cards = [box for page in picture.pages for box in page.boxes if box.layer == 1]
    assert len(cards) == len(wholes)
    left = list(wholes)
    for card in cards:
        whole = next(one for one in left if one.task.name.text("fi") in said_in(card))
        left.remove(whole)
        roles = {box.role for box in inside(picture, card)}
        looks = {State.OPEN: "bar-open", State.NOT_KNOWN: "bar-unknown"}
        assert card.role == looks.get(state_of(whole.task.life_stage), "table-cell")
        assert ("chain" in roles) == any(stage is not None for stage in whole.covered)
        told = [whole.told[stage] for stage in whole.stages] if whole.stages else [whole.anywhere]
        assert ("table-gap" in roles) == (State.NONE in told)
    assert not left


@pytest.mark.parametrize("page", ["a4", "a3", "a4-portrait"])
@pytest.mark.parametrize("folder", ["chains/uusimaa", "chains/pohjois-pohjanmaa"])
def test_the_matrix_of_a_catalogue_is_one_page(folder: str, page: str) -> None:
    for lang in LANGUAGES:
        picture = matrix(workspace(folder), lang=lang, page=page)
        assert len(picture.pages) == 1
        signs = [sign for sign, _ in picture.legend]
        assert len(signs) == len(set(signs)), "a legend says once what a sign means"


def test_the_numbers_of_the_matrix_are_chains_in_its_list() -> None:
    graph = workspace("chains/pohjois-pohjanmaa")
    picture = matrix(graph, lang="fi", page="a3")
    listed = {box.element: said_in(box).partition(". ") for box in picture.pages[0].boxes if box.id[:6] == "chain-"}
    numbers = {element.partition(":")[2]: number for element, (number, _, _) in listed.items()}
    wholes = service_wholes(graph)
    assert set(numbers) == {one.chain.id for whole in wholes for some in whole.covered.values() for one in some}
    for place, whole in enumerate(wholes, start=1):
        for stage, covering in whole.covered.items():
            cells = [box for box in picture.pages[0].boxes if box.id.startswith(f"task-{place}-") and box.layer == 2]
            said = {said_in(box): box for box in cells}
            shown = ", ".join(numbers[one.chain.id] for one in covering)
            certain = {text: box for text, box in said.items() if text.partition(";")[0] == shown}
            possible = {text: box for text, box in said.items() if text.lower().endswith(f"mahdollinen: {shown}")}
            (box,) = (possible if stage is None else certain).values()
            assert box.role == ("chain" if any(whole.covered.get(one) for one in LifeStage) else "table-cell")
            assert all(one.chain.name.text("fi") in box.title for one in covering)
    unsure = next(text for _, _, text in listed.values() if text.startswith("Kuntoutuspalveluiden"))
    assert unsure.endswith("(elämänvaihe: ei kerrottu)"), "why it is not certain"


def test_coverage_tells_gaps_open_parts_and_interface_services() -> None:
    graph = chain("chains/uusimaa", "lastensuojelun-ennaltaehkaisy")
    picture = coverage_matrix(graph, lang="fi")
    gaps = {(column(picture, gap), row_of(picture, gap)) for gap in boxes_of(picture, "table-gap")}
    assert not gaps, "services whose level or tier is not told could be anywhere"
    untold = graph.chain.bars["sivupalvelut"].changed(services=["perheoikeudelliset-palvelut"])  # type: ignore[index]
    sure = compile_chain(graph.chain.changed(bars={"sivupalvelut": untold}))
    certain = coverage_matrix(sure, page="a3", lang="fi")
    gaps = {(column(certain, gap), row_of(certain, gap)) for gap in boxes_of(certain, "table-gap")}
    assert ("Erityistaso", "level:hyvinvoiva") in gaps
    assert ("Perustaso", "level:sijoitus") not in gaps, "a basic service may be there"
    assert ("Perustaso", "level:hyvinvoiva") not in gaps
    marks = {
        mark.kind
        for page in picture.pages
        for box in page.boxes
        for part in paragraphs(box.lines, box.marks)
        if part.text == "Perusopetus"
        for mark in part.marks
    }
    assert marks == {MarkKind.CRITICAL, MarkKind.INTERFACE, MarkKind.READING, MarkKind.BADGE_PUBLIC}
    silent = graph.levels_declared["hyvinvoiva"].changed(critical={"open": "Mitkä?"})
    asked = compile_chain(graph.chain.changed(levels={**graph.levels_declared, "hyvinvoiva": silent}))
    opened = boxes_of(coverage_matrix(asked, lang="fi"), "open")
    assert opened
    assert {said_in(box) for box in opened} == {"Ratkaisematta"}


def column(picture: Picture, cell: Box) -> str:
    heads = [box for box in boxes_of(picture, "table-head") if box.x <= cell.x < box.x + box.width]
    return said_in(heads[0])


def row_of(picture: Picture, cell: Box) -> str:
    rows = [box for box in boxes_of(picture, "table-row") if box.y <= cell.y < box.y + box.height]
    return rows[0].id


def test_a_hand_over_without_a_responsible_says_so() -> None:
    graph = chain("chains/uusimaa", "lastensuojelun-ennaltaehkaisy")
    picture = handovers(graph, lang="fi")
    missing = {(column(picture, box), said_in(box)) for box in boxes_of(picture, "table-gap")}
    columns = ("Mitä siirtyy", "Aikaraja", "Sopimus")  # an interface between the two tells of one agreement
    assert missing == {(name, "Ei kerrottu") for name in columns}
    who = "vastuutyöntekijä, organisaatio ei tiedossa: Kenen palveluksessa?"
    assert [
        column(picture, box)
        for box in boxes_of(picture, "unknown")
        if said_in(box) == f"Koordinointi (koko ketju): {who}"
    ] == ["Vastuutaho"] * 3
    assert [connector.role for connector in picture.pages[0].connectors] == ["by-order"] * 6
    borders = "Rajat: ylittyy: organisaatioraja, sektoriraja; ei ylity: palvelun tason raja; ei tiedossa: yksikköraja"
    assert any(borders in text for text in texts(picture))
    alone = graph.chain.changed(coordination=None)
    untold = [column(picture, box) for box in boxes_of(handovers(compile_chain(alone), lang="fi"), "table-gap")]
    assert "Vastuutaho" in untold
    told = {"handover": {"responsible": "kunta", "information": "Tuen tarve", "within": {"open": "Mikä aika?"}}}
    ends = ("hyvinvoiva -> kevyt-avopalvelu", "kevyt-avopalvelu -> laaja-avopalvelu", "laaja-avopalvelu -> avohuolto")
    moves = {end: {"handover": {**told["handover"], "agreement": "Sovittu"}} for end in ends}
    mended = handovers(compile_chain(graph.chain.changed(moves=moves)), lang="fi")
    assert not boxes_of(mended, "table-gap")
    assert "ratkaisematta: Mikä aika?" in [said_in(box) for box in boxes_of(mended, "open")]
    assert {"Kunta", "Siirtyvä tieto: Tuen tarve"} <= set(texts(mended))


def test_only_points_that_cross_a_border_are_hand_overs() -> None:
    graph = chain("chains/uusimaa", "ikaihmisten-kotona-asuminen")
    picture = handovers(graph, lang="fi")
    assert "Minkään siirtymän ei tiedetä ylittävän rajaa" in texts(picture)
    path = handovers(chain("chains", "nepsy-keski-suomi"), lang="fi")
    assert any("Siirtymäikä: 18 vuotta" in text for text in texts(path))
    gate = handovers(chain("chains", "selviamisasiakas"), lang="fi")
    assert any("ei koske: Lähetettä ei tarvita" in text for text in texts(gate))


def test_the_neighbourhood_of_a_service_holds_exactly_its_neighbours() -> None:
    graph = chain("chains/uusimaa", "lastensuojelun-ennaltaehkaisy")
    for node in (*graph.services(), *graph.levels()):
        picture = neighbourhood(graph, node.key, lang="fi")
        near = {*graph.network.successors(node.key), *graph.network.predecessors(node.key)}
        boxes = {box.id for page in picture.pages for box in page.boxes if not box.id.startswith("legend-")}
        assert boxes == {node.key, *near}
        assert {box.id for box in boxes_of(picture, "focus")} == {node.key}
        joined = {end for page in picture.pages for one in page.connectors for end in (one.start, one.end)}
        assert joined == ({node.key, *near} if near else set())


def test_more_steps_reach_further() -> None:
    graph = chain("chains/uusimaa", "lastensuojelun-ennaltaehkaisy")
    picture = neighbourhood(graph, "neuvola", 2, lang="fi")
    near = {"service:neuvola"}
    for _ in range(2):
        near |= {end for edge in graph.network.edges() if near & set(edge) for end in edge}
    shown = {box.id for page in picture.pages for box in page.boxes if not box.id.startswith("legend-")}
    assert shown == near
    with pytest.raises(ValueError, match="at least one step"):
        neighbourhood(graph, "neuvola", 0)


def test_an_unknown_element_is_told_what_is_near() -> None:
    graph = chain("chains/uusimaa", "lastensuojelun-ennaltaehkaisy")
    with pytest.raises(KeyError, match="neuvola"):
        neighbourhood(graph, "neuvla")
    both = chain("chains/pohjois-pohjanmaa", "kuntoutuksen-peruspolku")
    assert boxes_of(neighbourhood(both, "palvelutarpeen-arviointi"), "focus")[0].id == "level:palvelutarpeen-arviointi"
    service = boxes_of(neighbourhood(both, "service:palvelutarpeen-arviointi"), "focus")
    assert service[0].id == "service:palvelutarpeen-arviointi"


@pytest.mark.parametrize("page", PAGES)
def test_every_relation_of_steering_is_drawn_once(page: str) -> None:
    relations = steering_relations(workspace("chains/uusimaa"))
    picture = steering_view(workspace("chains/uusimaa"), page=page, lang="fi")
    drawn = [(one.start, one.end) for page in picture.pages for one in page.connectors]
    assert sorted(drawn) == sorted((f"organisation:{one.steers}", f"organisation:{one.steered}") for one in relations)
    everything = " ".join(texts(picture))
    assert everything.count("Strateginen hankintapolitiikka") == 2
    assert "Hallintosääntö, Kumppanuussopimus" in everything
    for number in picture.pages:
        tops = {box.id: box.y for box in number.boxes}
        assert all(tops[one.start] < tops[one.end] for one in number.connectors)


def steered(*pairs: str) -> Picture:
    """Steering between organisations named by letters."""
    names = {name for pair in pairs for name in pair.split(" -> ")}
    data = {
        "id": "k",
        "name": "K",
        "levels": {"a": {"name": "A"}},
        "organisations": {name: {"name": name.upper()} for name in sorted(names)},
        "steering": {pair: {"by": ["norm", "economic"], "documents": [f"Sopimus {pair}"]} for pair in pairs},
    }
    return steering_view(compile_workspace([compile_chain(Chain.model_validate(data))]))


def test_labels_that_do_not_fit_are_numbered_notes() -> None:
    picture = steered("a -> c", "b -> c", "a -> d")
    assert not faults(picture)
    lines = [line.text for line in picture.pages[0].lines]
    assert {text[:7] for text in lines if text[:1] in "12"} == {"1 A – C", "2 B – C"}
    labels = {
        one.start[-1] + one.end[-1]: " ".join(line.text for line in one.lines) for one in picture.pages[0].connectors
    }
    assert {labels["ac"], labels["bc"]} == {"1", "2"}
    assert "norm" in labels["ad"]


def test_steering_in_a_circle_and_past_a_layer_is_drawn() -> None:
    for pairs in (("a -> b", "b -> a"), ("a -> b", "b -> c", "c -> a", "a -> c"), ("a -> b", "b -> c", "a -> c")):
        picture = steered(*pairs)
        assert not faults(picture)
        assert len(picture.pages[0].connectors) == len(pairs)


def test_chains_are_joined_to_what_they_share_lead_to_and_vary() -> None:
    picture = workspace_view(workspace("chains"), lang="fi")
    ties = {(one.start, one.end) for page in picture.pages for one in page.connectors}
    assert {end for start, end in ties if start == "chain:tekonivel"} == {
        "chain:tekonivel-kanta-hame",
        "chain:tekonivel-paijat-hame",
        "chain:tekonivel-vaasa",
    }
    shared = shared_services(workspace("chains"))
    services = {
        frozenset(start for start, end in ties if end == box.id): {line.element for line in box.lines if line.element}
        for box in boxes_of(picture, "service")
    }
    assert len(shared) == 7, "an instrument that chains share is no service"
    told = {frozenset(f"chain:{graph.chain.id}" for graph, _ in one.uses) for one in shared}
    assert services == {
        users: {
            f"service:{one.service}" for one in shared if {f"chain:{graph.chain.id}" for graph, _ in one.uses} == users
        }
        for users in told
    }
    assert [said_in(box).split(" – ")[0][:11] for box in boxes_of(picture, "service")] == ["Palvelut: 2", "Palvelut: 5"]
    assert any("Mikä on aikuisten ketjun tunnus" in said_in(box) for box in boxes_of(picture, "unknown"))
    drawn = [box.id for page in picture.pages for box in page.boxes if box.role == "chain"]
    assert sorted(drawn) == sorted(f"chain:{name}" for name in workspace("chains").chain_ids())


def test_many_services_that_the_same_chains_share_are_told_in_several_boxes() -> None:
    services = {f"s{number}": {"name": f"Palvelu {number}", "organiser": "a"} for number in range(10)}
    chains = [
        Chain.model_validate(
            {
                "id": name,
                "name": name,
                "organiser": "a",
                "organisations": {"a": {"name": "Alue"}},
                "services": services,
                "levels": {"l": {"name": "L", "critical": list(services)}},
            }
        )
        for name in ("yksi", "kaksi")
    ]
    picture = workspace_view(compile_workspace(map(compile_chain, chains)), lang="fi")
    assert not faults(picture)
    assert [said_in(box).split(" ")[1] for box in boxes_of(picture, "service")] == ["8", "2"]
    assert len([one for page in picture.pages for one in page.connectors]) == 4
    (said,) = {one.title for page in picture.pages for one in page.connectors if one.id == "chain:yksi services-2"}
    assert said == "yksi – Palvelu 8; Palvelu 9"


def test_a_wide_table_goes_on_by_columns_and_a_long_one_by_rows() -> None:
    sheet = Sheet("t", "table", "a4", "en", "Table")
    head = ["Row", *(f"Column {n}" for n in range(20))]
    long = TableCell(tuple(Item(f"service {n}") for n in range(90)))
    rows = [
        TableRow((TableCell((Item(f"row {r}"),)), *(TableCell((Item(f"cell {r} {n}"),)) for n in range(19)), long))
        for r in range(40)
    ]
    picture = table_picture(sheet, head, rows)
    assert not faults(picture)
    every = texts(picture)
    assert {f"cell {r} {n}" for r in range(40) for n in range(19)} <= set(every)
    assert " ".join(every).count("service 89") == 40
    for page in picture.pages:
        said = {said_in(box) for box in page.boxes}
        assert "Row" in said
        assert any(text.startswith("row ") for text in said)


def test_the_same_gives_the_same_picture() -> None:
    for folder in FOLDERS:
        again = compile_workspace(workspace(folder).graphs, workspace(folder).catalogues)
        for view in WORKSPACE_VIEWS.values():
            assert view(workspace(folder)) == view(again)


def test_a_legend_has_what_is_used_and_nothing_else() -> None:
    picture = matrix(workspace("chains/pohjois-pohjanmaa"), lang="fi")
    roles = ("chain", "table-gap", "bar-open", "open", "bar-unknown", "unknown")
    assert {sign for sign, _ in picture.legend} == {
        *(role for role in roles if boxes_of(picture, role)),
        *(mark.kind for page in picture.pages for box in page.boxes for mark in box.marks),
    }
    steers = steering_view(workspace("chains/uusimaa"))
    assert steers.legend == (("forward", "steers"), ("unknown", "not known"))
    assert {line.role for page in steers.pages for line in page.connectors} == {"forward", "unknown"}
    assert not steering_view(workspace("chains/published")).legend
    assert "Ohjaussuhteet: ei kerrottu" in texts(steering_view(workspace("chains/published"), lang="fi"))
    assert steering_view(workspace("chains/uusimaa"), description=("Kuka ohjaa?",)).description == ("Kuka ohjaa?",)
