"""A picture's SVG as a part of a page: its ids are the page's own, and it brings nothing that acts or loads."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from palveluketju.documents.inline_languages import say_languages
from palveluketju.documents.languages import NO_LANGUAGES, Languages

_SVG: Final = "http://www.w3.org/2000/svg"
_DRAWING: Final = frozenset(
    f"{{{_SVG}}}{name}"
    for name in (
        *("svg", "g", "title", "desc", "defs", "marker", "clipPath", "pattern", "style"),
        *("rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan"),
    )
)
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_VIEW: Final = re.compile(r'<svg [^>]*viewBox="\S+ \S+ ([0-9.]+) ')
_REFERENCE: Final = re.compile(r"url\(#([^)]*)\)")
_SPECIAL: Final = re.compile('[&<>"\\r\\n\\t]')
_REFERENCES: Final = {one: f"&#{ord(one):02};" for one in "\r\n\t"} | {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
}
_NAMES_OTHERS: Final = ("aria-labelledby", "aria-describedby")


def width_of(svg: str) -> float:
    """How wide an SVG document was drawn, in points; 0 where it does not say so."""
    found = _VIEW.search(svg)
    return float(found[1]) if found else 0.0


def inline_svg(svg: str, *, prefix: str, name: str, lang: str = "", languages: Languages = NO_LANGUAGES) -> str:
    """An SVG document as an element of an HTML page.

    ``prefix`` goes before every id, so that pictures do not share any; ``name`` is what a screen reader calls the
    picture, and ``lang`` the language of that: what it shows in words stands beside it on the page. ``languages`` knows
    which of its texts are of another language than the picture.

    Raises:
        ValueError: the text is not SVG.
    """
    try:
        root = ET.fromstring(svg.encode())  # noqa: S314  # drawn by this library, and only drawing is let through
    except ET.ParseError as error:
        raise ValueError(f"the picture is not SVG: {error}") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise ValueError("the picture is not SVG")
    _keep_drawing(root)
    for key in ("width", "height", f"{{{_XML}}}lang", *_NAMES_OTHERS):
        root.attrib.pop(key, None)
    for child in [child for child in root if child.tag in (f"{{{_SVG}}}title", f"{{{_SVG}}}desc")]:
        root.remove(child)
    say_languages(root, languages)
    if lang and "lang" in root.attrib:  # of the name alone, which is an attribute; what is drawn has its own
        drawn = ET.Element(f"{{{_SVG}}}g", {"lang": root.attrib["lang"]})
        drawn.extend(list(root))
        for child in list(root):
            root.remove(child)
        root.append(drawn)
        root.set("lang", lang)
    root.set("role", "img")
    root.set("aria-label", name)
    written: list[str] = []
    _write(root, prefix, written)
    return "".join(written).replace("<svg", f'<svg xmlns="{_SVG}"', 1)


def _keep_drawing(element: ET.Element) -> None:
    for child in [child for child in element if child.tag not in _DRAWING]:
        element.remove(child)
    for child in element:
        if len(child):
            _keep_drawing(child)


def _write(element: ET.Element, prefix: str, into: list[str]) -> None:
    """Write what is kept of an element, with what stands within it and after it."""
    name = element.tag[len(_SVG) + 2 :]
    begin = f"<{name}"
    for key, value in element.items():
        kept, name_of = _kept(key)
        if name_of == "id":
            value = prefix + value
        elif name_of in _NAMES_OTHERS:
            value = " ".join(prefix + one for one in value.split())
        elif "url(" in value and name_of != "aria-label":
            value = _REFERENCE.sub(rf"url(#{prefix}\1)", value)
        if kept:
            begin += f' {kept}="{_SPECIAL.sub(_as_reference, value)}"'
    if element.text or len(element):
        into.append(f"{begin}>{escape(element.text) if element.text else ''}")
        for child in element:
            _write(child, prefix, into)
        into.append(f"</{name}>")
    else:
        into.append(f"{begin} />")
    if element.tail:
        into.append(escape(element.tail))


@lru_cache(maxsize=256)
def _kept(key: str) -> tuple[str, str]:
    """An attribute as it is written, and its name to HTML; nothing of one that acts, loads, or is of no drawing."""
    space, _, name = key.rpartition("}")
    plain = name.lower()
    if plain.startswith("on") or plain in ("href", "src", "base") or space not in ("", f"{{{_XML}"):
        return "", ""
    return f"xml:{name}" if space else name, plain


def _as_reference(character: re.Match[str]) -> str:
    return _REFERENCES[character[0]]
