"""The graph view as SVG: what Graphviz has drawn, made one image for a reader of screens."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Final

from palveluketju.drawing.content.chain_words import words_of
from palveluketju.drawing.diagrams.moves import lines_of
from palveluketju.drawing.looks.theme import DEFAULT, Theme
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Picture
from palveluketju.drawing.typesetting.measure import text_width
from palveluketju.drawing.writers.ids import Ids
from palveluketju.drawing.writers.svg import Links, role_of, target_of
from palveluketju.findings import CannotRun
from palveluketju.graph import ChainGraph
from palveluketju.output import NO_PICTURE

_SVG: Final = "{http://www.w3.org/2000/svg}"
_KEPT: Final = {
    "g": ("transform",),
    "path": ("d",),
    "polygon": ("points",),
    "polyline": ("points",),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "text": ("x", "y", "text-anchor", "font-size", "font-weight", "font-style"),
}
"""What is taken over of what Graphviz writes: shapes, text, and where they stand; no links, no names of its own."""
_PAINT: Final = ("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity")


def graph_svg(
    drawn: bytes, picture: Picture, graph: ChainGraph, *, theme: Theme = DEFAULT, links: Links | None = None
) -> str:
    """What Graphviz has ``drawn`` of a chain, with the picture's title and description in words.

    Ids begin with the picture's name, so that several can stand in one document; each line of text is as long as it
    was measured, also in another font. Nothing is taken over that is not seen. Elements are told, and are links, as in
    the SVG of other views.

    Raises:
        ValueError: a link would lead to a script, or to anything else than a page.
        CannotRun: what was drawn is no picture: no XML, too deep, or without any text.
    """
    lines, _ = lines_of(words_of(graph, None, picture.lang))
    titles = {clean(line.name): line.title for line in lines}
    elements = {**_elements(graph), **{clean(line.name): line.element for line in lines}}
    targets = {element: target_of(element, links) for element in elements.values()}
    try:
        root = ET.fromstring(drawn)  # noqa: S314  # expat follows no entity out of a file, and no bomb
        if root.tag != f"{_SVG}svg" or root.find(f".//{_SVG}text") is None:
            raise CannotRun(NO_PICTURE)
        return _Finish(picture, theme, titles, elements, targets, role_of(links)).text(root)
    except (ET.ParseError, KeyError, ValueError, RecursionError):
        raise CannotRun(NO_PICTURE) from None


def _elements(graph: ChainGraph) -> dict[str, str]:
    """The elements of a chain by the ids that DOT gives to what stands for them, services by what ends the names."""
    clusters = {f"{node.kind}-{node.id}": node.key for node in (*graph.levels(), *graph.bars())}
    doors = {clean(node.key): node.key for node in (*graph.entries(), *graph.exits())}
    return {**clusters, **doors, **{f"/{node.id}": node.key for node in graph.services()}}


class _Finish:
    def __init__(
        self,
        picture: Picture,
        theme: Theme,
        titles: Mapping[str, str],
        elements: Mapping[str, str],
        targets: Mapping[str, str],
        role: str,
    ) -> None:
        self._picture, self._theme, self._titles = picture, theme, titles
        self._elements, self._targets, self._role = elements, targets, role
        self._ids = Ids(picture.name)

    def text(self, drawn: ET.Element) -> str:
        """The whole document."""
        picture = self._picture
        title, description = self._ids.of("title"), self._ids.of("description")
        root = ET.Element(
            "svg",
            {
                "xmlns": _SVG[1:-1],
                "viewBox": drawn.get("viewBox", ""),
                "role": self._role,
                "aria-labelledby": f"{title} {description}",
                "lang": clean(picture.lang),
                "xml:lang": clean(picture.lang),
                "xml:space": "preserve",
                "font-family": clean(self._theme.font),
            },
        )
        ET.SubElement(root, "title", id=title).text = clean(picture.title)
        ET.SubElement(root, "desc", id=description).text = "\n".join(map(clean, picture.description))
        self._children(drawn, root)
        ET.indent(root, "")
        return ET.tostring(root, encoding="unicode") + "\n"

    def _children(self, drawn: ET.Element, parent: ET.Element) -> None:
        for child in drawn:
            kind = child.tag.removeprefix(_SVG)
            if kind == "a":  # a link of Graphviz's goes, what it was around stays
                self._children(child, parent)
            elif kind in _KEPT:
                self._child(kind, child, parent)

    def _child(self, kind: str, drawn: ET.Element, parent: ET.Element) -> None:
        told = ((name, drawn.get(name, "")) for name in (*_KEPT[kind], *_PAINT))
        kept = {name: value for name, value in told if value and "url(" not in value}  # nothing from elsewhere
        if kept.get("stroke") == "transparent":
            del kept["stroke"]
        name = drawn.get("id", "")
        if of := self._element(drawn, name):
            kept["data-element"] = of
            if target := self._targets[of]:
                parent = ET.SubElement(parent, "a", href=clean(target))
        element = ET.SubElement(parent, kind, {"id": self._ids.of(name), **kept} if name else kept)
        if name in self._titles:
            ET.SubElement(element, "title").text = clean(self._titles[name])
        if kind == "text":
            text = clean("".join(drawn.itertext()))
            wide = text_width(text, float(kept["font-size"]), bold=kept.get("font-weight") == "bold")
            element.set("textLength", f"{wide:.2f}")
            element.set("lengthAdjust", "spacingAndGlyphs")
            element.text = text
        self._children(drawn, element)

    def _element(self, drawn: ET.Element, name: str) -> str:
        """What a group stands for; of a service, Graphviz has kept the name of the node alone: ``LEVEL/SERVICE 2``."""
        _, slash, service = (drawn.findtext(f"{_SVG}title") or "").partition("/")
        return self._elements.get(name) or self._elements.get(slash + service.partition(" ")[0], "")
