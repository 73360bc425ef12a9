"""A picture's SVG as a part of a page: its ids are the page's own, and it brings nothing that acts or loads."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Final

_SVG: Final = "http://www.w3.org/2000/svg"
_DRAWING: Final = frozenset(
    f"{{{_SVG}}}{name}"
    for name in (
        *("svg", "g", "title", "desc", "defs", "marker", "clipPath", "pattern", "style"),
        *("rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan"),
    )
)
_REFERENCE: Final = re.compile(r"url\(#([^)]*)\)")
_NAMES_OTHERS: Final = ("aria-labelledby", "aria-describedby")


def inline_svg(svg: str, *, prefix: str, name: str) -> str:
    """An SVG document as an element of an HTML page.

    ``prefix`` goes before every id, so that pictures do not share any; ``name`` is what a screen reader calls the
    picture: what it shows in words stands beside it on the page.

    Raises:
        ValueError: the text is not SVG.
    """
    try:
        root = ET.fromstring(svg.encode())  # noqa: S314  # drawn by this library, and only drawing is let through
    except ET.ParseError as error:
        raise ValueError(f"the picture is not SVG: {error}") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise ValueError("the picture is not SVG")
    _keep_drawing(root, prefix)
    for key in ("width", "height", *_NAMES_OTHERS):
        root.attrib.pop(key, None)
    for child in [child for child in root if child.tag in (f"{{{_SVG}}}title", f"{{{_SVG}}}desc")]:
        root.remove(child)
    root.set("role", "img")
    root.set("aria-label", name)
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _keep_drawing(element: ET.Element, prefix: str) -> None:
    for key, value in list(element.attrib.items()):
        name = key.rpartition("}")[2].lower()
        if name.startswith("on") or name in ("href", "src", "base"):
            del element.attrib[key]
        elif name == "id":
            element.attrib[key] = prefix + value
        elif name in _NAMES_OTHERS:
            element.attrib[key] = " ".join(prefix + one for one in value.split())
        elif "url(" in value:
            element.attrib[key] = _REFERENCE.sub(rf"url(#{prefix}\1)", value)
    for child in list(element):
        if child.tag in _DRAWING:
            _keep_drawing(child, prefix)
        else:
            element.remove(child)
