"""What in a picture stands for which element: found in SVG by its name, and made a link that leads nowhere harmful."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pytest

from chain_files import CHAINS, FILES
from palveluketju import compile_chain, draw_chain, draw_workspace, load_chain, load_workspace
from palveluketju.analyses import service_wholes
from palveluketju.drawing import picture_from_json
from palveluketju.drawing.diagrams.finishing import graph_svg
from palveluketju.drawing.drawing import Drawing
from palveluketju.drawing.picture.picture import Box, Page, Picture, TextLine
from palveluketju.drawing.views import CHAIN_VIEWS, WORKSPACE_VIEWS
from palveluketju.drawing.writers.svg import Links, svg_text
from palveluketju.graph import ChainGraph, WorkspaceGraph, compile_workspace
from palveluketju.model import Chain
from palveluketju.selecting.elements import elements_of
from sampling import latin

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = [view for view in CHAIN_VIEWS if view != "graph"]
ALL_OF = {
    "stairs": ("level", "bar", "service"),
    "lanes": ("level", "bar", "service"),
    "lanes-by-producer": ("level", "bar", "service"),
    "coverage-by-tier": ("level", "service"),
    "coverage-by-sector": ("level", "service"),
    "network": ("service",),
    "workspace": ("chain",),
    "work": ("log-item",),
}
"""What each view shows all of, where it shows anything."""


@cache
def graph_of(path: Path) -> ChainGraph:
    return compile_chain(load_chain(path))


@cache
def workspace() -> WorkspaceGraph:
    return compile_workspace(load_workspace([CHAINS]))


def drawn(graph: ChainGraph, view: str) -> Drawing:
    element = {"element": graph.levels()[0].key} if view == "neighbourhood" else {}
    return draw_chain(graph, view=view, page="a3", **element)  # type: ignore[arg-type]


def declared(*graphs: object) -> set[str]:
    """The names of all elements of chains and catalogues."""
    return {f"{one.kind}:{one.id}" for graph in graphs for one in elements_of(graph)}  # type: ignore[arg-type]


def shown(picture: Picture) -> set[str]:
    """The names of the elements in a picture."""
    boxes = [box for page in picture.pages for box in page.boxes]
    lines = [line for page in picture.pages for line in page.lines] + [line for box in boxes for line in box.lines]
    ways = (way.element for page in picture.pages for way in page.connectors)
    return {*(box.element for box in boxes), *(line.element for line in lines), *ways} - {""}


def found(svg: str) -> list[str]:
    """The names of the elements in an SVG."""
    return [name for one in ET.fromstring(svg).iter() if (name := one.get("data-element"))]  # noqa: S314


@pytest.mark.parametrize(("path", "view"), latin(FILES, DRAWN, every=16))
def test_every_element_of_a_view_is_named_and_nothing_else(path: Path, view: str) -> None:
    graph = graph_of(path)
    drawing = drawn(graph, view) if graph.levels() else draw_chain(graph)
    names = shown(drawing.picture)
    assert names <= declared(graph)
    pages = [found(drawing.svg(page)) for page in range(1, drawing.pages + 1)]
    assert {name for page in pages for name in page} == names
    if names:
        levels, bars = ({node.key for node in some} for some in (graph.levels(), graph.bars()))
        offered = [offer.service for offer in graph.offers() if view != "network" or graph.is_service(offer.service)]
        services = {service.key for service in offered}
        every = {"level": levels, "bar": bars, "service": services}
        assert set().union(*(every[kind] for kind in ALL_OF.get(view, ()))) <= names


@pytest.mark.parametrize("view", WORKSPACE_VIEWS)
def test_so_is_every_element_of_a_view_of_several_chains(view: str) -> None:
    every = declared(*workspace().graphs, *workspace().catalogues)
    names = shown(draw_workspace(workspace(), view=view, page="a3").picture)
    assert names
    assert names <= every
    of_all = {one for one in every if one.partition(":")[0] in ALL_OF.get(view, ())}
    assert (
        of_all | ({f"task:{whole.id}" for whole in service_wholes(workspace())} if view == "matrix" else set()) <= names
    )


@pytest.mark.usefixtures("dot")
@pytest.mark.parametrize("path", latin(FILES, every=7))
def test_the_graph_view_names_them_too_but_what_bars_apart_list(path: Path) -> None:
    graph = graph_of(path)
    svg = drawn(graph, "graph").svg(links=lambda element: f"#{element}")
    apart = [bar for bar in graph.bars() if not graph.levels_spanned_by(bar)]
    offered = [offer.service for offer in graph.offers() if offer.giver not in apart]
    assert {node.key for node in (*graph.levels(), *graph.bars(), *offered)} <= set(found(svg)) <= declared(graph)
    links = {one.get("href") for one in ET.fromstring(svg).iter(f"{SVG}a")}  # noqa: S314
    assert links == {f"#{name}".replace(" ", "%20") for name in found(svg)}


@pytest.mark.parametrize("view", ["stairs", "lanes"])
def test_an_arrow_says_which_move_or_exchange_it_shows(view: str) -> None:
    data = {
        "id": "k",
        "name": "K",
        "order": "path",
        "levels": {"a": {"name": "A"}, "b": {"name": "B"}, "c": {"name": "C"}},
        "moves": {"c -> a": {"criteria": "x"}},
        "exchanges": {"b -> c": {"kind": "feedback"}},
    }
    pages = draw_chain(compile_chain(Chain.model_validate(data)), view=view, page="a3").picture.pages
    arrows = {(one.id, one.element) for page in pages for one in page.connectors}
    moves = {("move-a-b", ""), ("move-b-c", ""), ("move-c-a", "move:c -> a"), ("exchange-b-c", "exchange:b -> c")}
    assert arrows == moves


def test_nodes_of_graphviz_are_known_by_their_names() -> None:
    graph = graph_of(next(path for path in FILES if path.stem == "perheen-tuki"))
    node = '<g id="node1"><title>{}/neuvola 2</title><text x="1" y="1" font-size="9">Neuvola</text></g>'
    raw = f'<svg xmlns="{SVG[1:-1]}">{node.format(graph.levels()[0].id)}</svg>'
    assert found(graph_svg(raw.encode(), drawn(graph, "graph").picture, graph)) == ["service:neuvola"]


def small() -> Picture:
    """A heading, a list of a service over two lines, a text of nothing, and a box of several."""
    line = [TextLine(9, 9 * place, f"rivi {place}", 20, 9, "text") for place in range(1, 6)]
    service = [TextLine(one.x, one.y, one.text, 20, 9, "text", element="service:n") for one in line[1:3]]
    boxes = (
        Box("level-a", 0, 0, 90, 20, "level", "Taso A", lines=(line[0],), element="level:a"),
        Box("level-a-services", 0, 20, 90, 50, "services", "Taso A", lines=(*service, line[3]), element="level:a"),
        Box("legend", 0, 80, 9, 9, "open"),
    )
    return Picture("k", "stairs", "fi", "K", (), (Page(100, 100, boxes),) * 2)


def parents(svg: str) -> dict[ET.Element, ET.Element]:
    return {child: one for one in ET.fromstring(svg).iter() for child in one}  # noqa: S314


def test_lines_of_an_element_are_one_group_and_ids_are_unique_beside_equal_names() -> None:
    pages = [svg_text(small(), page) for page in (1, 2)]
    assert [found(page) for page in pages] == [["level:a", "level:a", "service:n"]] * 2
    ids = [one.get("id") for page in pages for one in ET.fromstring(page).iter() if one.get("id")]  # noqa: S314
    assert len(ids) == len(set(ids))
    group = next(one for one in parents(pages[0]) if one.get("data-element") == "service:n")
    assert [text.text for text in group] == ["rivi 2", "rivi 3"]
    assert "<a" not in pages[0]


def test_what_stands_for_an_element_is_a_link_and_no_link_is_within_another() -> None:
    over = parents(svg_text(small(), links={"level:a": "/e?a=1&b=2", "service:n": "https://x.fi/#n"}.get))
    links = [one for one in over if one.tag == f"{SVG}a"]
    assert [(one.get("href"), one[0].get("data-element")) for one in links] == [
        ("/e?a=1&b=2", "level:a"),
        ("https://x.fi/#n", "service:n"),
    ]
    for link in links:
        around = over.get(link)
        while around is not None:
            assert around.tag != f"{SVG}a"
            around = over.get(around)


def test_an_image_is_read_as_one_and_a_picture_with_links_is_not() -> None:
    plain, linked = svg_text(small()), svg_text(small(), links=lambda _: "#x")
    assert 'role="img"' in plain
    assert 'role="group"' in linked
    assert "aria-labelledby" in linked


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "java\tscript:x", " javascript:x", "a:b"]
)
def test_a_link_leads_to_no_script(target: str) -> None:
    links: Links = lambda _: target  # noqa: E731
    with pytest.raises(ValueError, match="a link is relative"):
        svg_text(small(), links=links)


@pytest.mark.parametrize("target", ["#a:b", "x.html", "../x?y=a:b", "/e/service:n", "HTTPS://x.fi", 'x"><script>'])
def test_a_link_leads_to_pages_and_is_escaped(target: str) -> None:
    over = parents(svg_text(small(), links=lambda _: target))
    assert {one.get("href") for one in over if one.tag == f"{SVG}a"} == {target}
    assert not any(one.tag.endswith("script") for one in over)


def test_json_has_the_elements() -> None:
    drawing = drawn(graph_of(FILES[0]), "stairs")
    assert shown(picture_from_json(drawing.json())) == shown(drawing.picture) != set()
