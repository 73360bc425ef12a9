"""The rules of PDF/UA-1 (ISO 14289-1) that a program can decide, under the numbers that veraPDF gives them.

What these rules leave to people, such as whether the words for a picture say what it shows, is not decided here.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from fontTools.ttLib import TTFont
from pypdf.generic import DictionaryObject, StreamObject

from pdf_reader import Element, PdfFile, each

PDFUA = "http://www.aiim.org/pdfua/ns/id/"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
HEADING = re.compile(r"H([1-6])")
STANDARD = frozenset(
    (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
        *("Private", "H", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH"),
        *("TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    )
)
"""The kinds of elements that ISO 32000-1 names."""
STANDS_IN = {
    "TR": ("7.2-4", ("Table", "THead", "TBody", "TFoot")),
    "THead": ("7.2-5", ("Table",)),
    "TBody": ("7.2-6", ("Table",)),
    "TFoot": ("7.2-7", ("Table",)),
    "TH": ("7.2-8", ("TR",)),
    "TD": ("7.2-9", ("TR",)),
    "LI": ("7.2-17", ("L",)),
    "LBody": ("7.2-18", ("LI",)),
    "TOCI": ("7.2-26", ("TOC",)),
}
HOLDS = {
    "Table": ("7.2-3", ("TR", "THead", "TBody", "TFoot", "Caption")),
    "TR": ("7.2-10", ("TH", "TD")),
    "L": ("7.2-19", ("L", "LI", "Caption")),
    "LI": ("7.2-20", ("Lbl", "LBody")),
    "TOC": ("7.2-27", ("TOC", "TOCI", "Caption")),
    "THead": ("7.2-36", ("TR",)),
    "TBody": ("7.2-37", ("TR",)),
    "TFoot": ("7.2-38", ("TR",)),
}
ABSENT = {
    "/AcroForm": ("7.2-25", "7.15-1", "7.18.1-3"),
    "/XFA": ("7.15-1",),
    "/Widget": ("7.18.4-1", "7.18.4-2"),
    "/TrapNet": ("7.18.2-1",),
    "/PrinterMark": ("7.18.8-1",),
    "/Screen": ("7.18.6.2-1", "7.18.6.2-2"),
    "/Rendition": ("7.18.6.2-1", "7.18.6.2-2"),
    "/OCProperties": ("7.10-1", "7.10-2"),
    "/EF": ("7.11-1",),
    "/Filespec": ("7.11-1",),
    "/Form": ("7.20-1", "7.20-2"),
    "/Type1": ("7.21.4.2-1",),
    "/MMType1": ("7.21.4.2-1",),
    "/Type3": ("7.21.4.1-1",),
    "/CIDFontType0": ("7.21.4.2-2",),
    "/CIDSet": ("7.21.4.2-2",),
    "/TrueType": ("7.21.6-1", "7.21.6-2", "7.21.6-3", "7.21.6-4"),
    "/UseCMap": ("7.21.3.3-3",),
    "/Encrypt": ("7.16-1",),
}
"""What a report does not have, with the rules that are therefore not put to it: keys, and values of Type and Subtype.

No forms, media, layers, attached files, other pages' content, passwords, nor fonts other than whole TrueType programs
whose glyphs are named by their numbers.
"""

Broken = tuple[str, str]
"""The number of a rule, and what breaks it."""


def broken_rules(data: bytes) -> list[Broken]:
    """What in a PDF file breaks a rule of PDF/UA-1; each thing once."""
    pdf = PdfFile(data)
    found = [(rule, f"the file has {name}") for name in sorted(_names(pdf) & set(ABSENT)) for rule in ABSENT[name]]
    if not re.match(rb"%PDF-1\.[0-7][\r\n]", data):
        found.append(("6.1-1", "the file does not begin as PDF 1.x"))
    return list(dict.fromkeys([*found, *(one for part in _PARTS for one in part(pdf))]))


def _names(pdf: PdfFile) -> set[str]:
    """Keys, and values of Type and Subtype, of all that the file has."""
    found: set[str] = set(pdf.reader.trailer)
    waiting: list[Any] = [pdf.root]
    seen = set()
    while waiting:
        value = waiting.pop().get_object()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, DictionaryObject):
            found |= {*value, *(str(value[key]) for key in ("/Type", "/Subtype") if key in value)}
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, list):
            waiting += value
    return found


def _file(pdf: PdfFile) -> Iterator[Broken]:
    root = pdf.root
    if "/StructTreeRoot" not in root:
        yield "7.1-11", "the file has no structure"
    marks = root.get("/MarkInfo", {})
    if not marks.get("/Marked"):
        yield "6.2-1", "the file is not marked"
    if marks.get("/Suspects"):
        yield "7.1-4", "the marks are doubted"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "7.1-10", "the title is not shown"
    if not root.get("/Lang") and "/Outlines" in root:
        yield "7.2-2", "bookmarks are of no language"
    spoken = [root.get("/Lang"), *(element.told.get("/Lang") for element in pdf.tree.walk())]
    spoken += [told.get("/Lang") for one in pdf.shown for _, told in one.marks]
    for lang in {str(lang) for lang in spoken if lang is not None}:
        if not LANGUAGE.fullmatch(lang):
            yield "7.2-29", f"'{lang}' is no language"


def _metadata(pdf: PdfFile) -> Iterator[Broken]:
    if "/Metadata" not in pdf.root:
        yield "7.1-8", "nothing is told of the file"
        return
    text, whole = pdf.root["/Metadata"].get_data().decode(), pdf.metadata()
    told = {
        name.rpartition("}")[2]: value
        for element in whole.iter()
        for name, value in (*element.attrib.items(), (element.tag, element.text))
        if name.startswith(f"{{{PDFUA}}}")
    }
    if not told:
        yield "5-1", "the file does not say that it is PDF/UA"
    elif told.get("part") != "1":
        yield "5-2", "the file is of another part of PDF/UA"
    prefixes = set(re.findall(rf'xmlns:(\w+)="{re.escape(PDFUA)}"', text)) - {"pdfuaid"}
    for number, name in enumerate(("part", "amd", "corr"), start=3):
        if prefixes and name in told:
            yield f"5-{number}", f"{name} stands under another prefix than pdfuaid"
    titles = [item for title in whole.iter(TITLE) for item in title.iter(f"{RDF}li")]
    if not any(title.text for title in titles):
        yield "7.1-9", "the file has no title"
    if any(title.get(LANG) == "x-default" for title in titles) and not pdf.root.get("/Lang"):
        yield "7.2-33", "the title is of no language"


def _content(pdf: PdfFile) -> Iterator[Broken]:
    held = Counter(place for element in pdf.tree.walk() for place in element.content)
    mapped = pdf.mapped()
    spoken = {place: _language(pdf, element) for element in pdf.tree.walk() for place in element.content}
    for one in pdf.shown:
        kinds = [kind for kind, told in one.marks if kind == "/Artifact" or "/MCID" in told]
        place = (one.page, -1 if one.number is None else one.number)
        where = f"page {one.page + 1}, content {one.number}"
        if "/Artifact" in kinds:
            outside = "7.1-1" if kinds[0] != "/Artifact" else "7.1-2"
            if set(kinds) != {"/Artifact"}:
                yield outside, f"{where}: content and no content stand in each other"
            continue
        if not kinds or held[place] != 1 or place not in mapped:
            yield "7.1-3", f"{where}: neither in the structure nor no content"
        lang = next((told["/Lang"] for _, told in reversed(one.marks) if "/Lang" in told), spoken.get(place))
        for key, rule in (("/ActualText", "7.2-30"), ("/Alt", "7.2-31"), ("/E", "7.2-32")):
            if not lang and any(key in told for _, told in one.marks):
                yield rule, f"{where}: {key} is of no language"
        if one.codes and not lang:
            yield "7.2-34", f"{where}: text is of no language"
    for page, number in set(held) - set(pdf.marked()):
        yield "7.1-3", f"page {page + 1}, content {number}: in the structure and not on the page"


def _language(pdf: PdfFile, element: Element) -> str:
    own = (one.told.get("/Lang") for one in (element, *element.holders()))
    return next((str(lang) for lang in own if lang), str(pdf.root.get("/Lang", "")))


def _structure(pdf: PdfFile) -> Iterator[Broken]:
    roles: dict[str, str] = {
        key.removeprefix("/"): str(role).removeprefix("/")
        for key, role in pdf.root.get("/StructTreeRoot", {}).get("/RoleMap", {}).items()
    }
    for kind in {element.kind for element in pdf.tree.walk() if element.above} | set(roles):
        role, passed = kind, {kind}
        while role in roles and (role := roles[role]) not in passed:
            passed.add(role)
        if kind in STANDARD and kind in roles:
            yield "7.1-7", f"{kind} is made another kind"
        elif kind in roles and role in roles:
            yield "7.1-6", f"the role of {kind} is a circle"
        elif role not in STANDARD:
            yield "7.1-5", f"{kind} is no kind of element"
    for element in pdf.tree.walk():
        if element.above is None:
            continue
        if element.told.get("/P") is None:
            yield "7.1-12", f"{element.kind} stands in nothing"
        for key, rule in (("/ActualText", "7.2-21"), ("/Alt", "7.2-22"), ("/E", "7.2-23")):
            if key in element.told and not _language(pdf, element):
                yield rule, f"{key} of {element.kind} is of no language"
        rule, holders = STANDS_IN.get(element.kind, ("", ()))
        if rule and element.above.kind not in holders:
            yield rule, f"{element.kind} in {element.above.kind}"
        rule, held = HOLDS.get(element.kind, ("", ()))
        for part in element.elements:
            if rule and part.kind not in held:
                yield rule, f"{part.kind} in {element.kind}"


def _captions(pdf: PdfFile) -> Iterator[Broken]:
    places = {
        "Table": ("7.2-16", "7.2-39", (0, -1)),
        "L": ("7.2-40", "7.2-40", (0,)),
        "TOC": ("7.2-28", "7.2-28", (0,)),
    }
    for element in pdf.tree.all(*places):
        several, misplaced, allowed = places[element.kind]
        kinds = [part.kind for part in element.elements]
        if kinds.count("Caption") > 1:
            yield several, f"{element.kind} has several captions"
        elif "Caption" in kinds and "Caption" not in {kinds[place] for place in allowed}:
            yield misplaced, f"the caption of {element.kind} stands among its parts"


def _tables(pdf: PdfFile) -> Iterator[Broken]:
    for table in pdf.tree.all("Table"):
        kinds = [part.kind for part in table.elements]
        for kind, several, alone in (("THead", "7.2-11", "7.2-14"), ("TFoot", "7.2-12", "7.2-13")):
            if kinds.count(kind) > 1:
                yield several, f"a table has several {kind}"
            if kind in kinds and "TBody" not in kinds:
                yield alone, f"a table has {kind} and no TBody"
        yield from _cells(table)


def _cells(table: Element) -> Iterator[Broken]:
    """Rows are of one length, cells do not lie on each other, and each has its headings."""
    grid: dict[tuple[int, int], Element] = {}
    rows = table.all("TR")
    for down, row in enumerate(rows):
        across = 0
        for cell in row.elements:
            while (down, across) in grid:
                across += 1
            wide, high = (int(_attribute(cell, key, 1)) for key in ("/ColSpan", "/RowSpan"))
            if down + high > len(rows):
                yield "7.2-42", "a cell goes on below its table"
            for place in ((down + y, across + x) for y in range(high) for x in range(wide)):
                if place in grid:
                    yield "7.2-15", "a cell lies on another"
                grid[place] = cell
            across += wide
    lengths = Counter(down for down, _ in grid)
    if len(set(lengths.values())) > 1:
        spans = {_attribute(cell, "/ColSpan", 1) for cell in grid.values()} != {1}
        yield ("7.2-41" if spans else "7.2-43"), "rows of a table are of different lengths"
    ids = {str(cell.told.get("/ID")) for cell in table.all("TH")}
    scoped = {place: str(_attribute(cell, "/Scope", "")) for place, cell in grid.items() if cell.kind == "TH"}
    columns = {across for (_, across), scope in scoped.items() if scope in ("/Column", "/Both")}
    sides = {down for (down, _), scope in scoped.items() if scope in ("/Row", "/Both")}
    for (down, across), cell in grid.items():
        named = {str(name) for name in each(_attribute(cell, "/Headers", None))}
        if cell.kind == "TD" and named - ids:
            yield "7.5-2", f"a cell names headings that are not there: {', '.join(sorted(named - ids))}"
        elif cell.kind == "TD" and not named and across not in columns and down not in sides:
            yield "7.5-1", "a cell has no heading"


def _attribute(element: Element, key: str, otherwise: Any) -> Any:
    return next((part[key] for part in map(_object, each(element.told.get("/A"))) if key in part), otherwise)


def _object(value: Any) -> Any:
    return value.get_object()


def _headings(pdf: PdfFile) -> Iterator[Broken]:
    kinds = [element.kind for element in pdf.tree.walk()]
    levels = [int(found[1]) for found in map(HEADING.fullmatch, kinds) if found]
    for before, after in pairwise([0, *levels]):
        if after > before + 1:
            yield "7.4.2-1", f"H{after} after {f'H{before}' if before else 'nothing'}"
    if "H" in kinds and levels:
        yield "7.4.4-2", "H stands beside numbered headings"
        yield "7.4.4-3", "numbered headings stand beside H"
    if any([part.kind for part in element.elements].count("H") > 1 for element in pdf.tree.walk()):
        yield "7.4.4-1", "an element has several headings H"


def _words(pdf: PdfFile) -> Iterator[Broken]:
    for kind, rule in (("Figure", "7.3-1"), ("Formula", "7.7-1")):
        for element in pdf.tree.all(kind):
            if not str(element.told.get("/Alt", "")).strip() and not str(element.told.get("/ActualText", "")).strip():
                yield rule, f"{kind} has no words"
    notes = Counter(str(note.told.get("/ID", "")) for note in pdf.tree.all("Note"))
    if notes[""]:
        yield "7.9-1", "a note has no name"
    if any(count > 1 for name, count in notes.items() if name):
        yield "7.9-2", "two notes have one name"


def _annotations(pdf: PdfFile) -> Iterator[Broken]:
    stands_in = {id(one.get_object()): element for element in pdf.tree.walk() for one in element.objects}
    for number, page in enumerate(pdf.reader.pages, start=1):
        annotations = [one.get_object() for one in each(page.get("/Annots"))]
        if annotations and page.get("/Tabs") != "/S":
            yield "7.18.3-1", f"page {number} is not gone through in the order of the structure"
        for one in annotations:
            element = stands_in.get(id(one))
            is_link = one.get("/Subtype") == "/Link"
            if element is None or element.kind != ("Link" if is_link else "Annot"):
                yield (
                    ("7.18.5-1" if is_link else "7.18.1-1"),
                    f"page {number}: an annotation stands outside the structure",
                )
            said = str(one.get("/Contents", ""))
            if is_link and not said:
                yield "7.18.5-2", f"page {number}: a link does not say where it leads"
            elif not said and not (element and element.told.get("/Alt")):
                yield "7.18.1-2", f"page {number}: an annotation says nothing"
            if said and not (_language(pdf, element) if element else pdf.root.get("/Lang")):
                yield "7.2-24", f"page {number}: what an annotation says is of no language"


def _fonts(pdf: PdfFile) -> Iterator[Broken]:
    used: dict[tuple[int, str], set[int]] = {}
    fonts: dict[int, Any] = {}
    for one in (one for one in pdf.shown if one.codes):
        font = pdf.reader.pages[one.page]["/Resources"]["/Font"][one.font]  # type: ignore[index]
        fonts[id(font)] = font
        codes = zip(one.codes[::2], one.codes[1::2], strict=True)
        used.setdefault((id(font), one.font), set()).update(high << 8 | low for high, low in codes)
    for (font_id, name), codes_of_font in used.items():
        yield from ((rule, f"font {name}: {what}") for rule, what in _font(fonts[font_id], codes_of_font))


def _font(font: Any, codes: set[int]) -> Iterator[Broken]:
    (below,) = font["/DescendantFonts"]
    below = below.get_object()
    encoding = font.get("/Encoding")
    if isinstance(encoding, StreamObject):
        yield "7.21.3.3-2", "the direction of writing in the table of codes is not looked at"
    elif encoding not in ("/Identity-H", "/Identity-V"):
        yield "7.21.3.1-1", "the codes are not numbers of glyphs"
        yield "7.21.3.3-1", "the table of codes is not embedded"
    if below.get("/CIDToGIDMap") != "/Identity":
        yield "7.21.3.2-1", "it is not said which number means which glyph"
    program = below["/FontDescriptor"].get("/FontFile2")
    if program is None:
        yield "7.21.4.1-1", "the font is not embedded"
        return
    glyphs = TTFont(io.BytesIO(program.get_data()))
    order, advances = glyphs.getGlyphOrder(), glyphs["hmtx"]
    widths, meant = _widths(below), _meanings(font)
    for code in sorted(codes):
        if code == 0:
            yield "7.21.8-1", "a sign is shown that the font does not have"
        elif code >= len(order):
            yield "7.21.4.1-2", f"glyph {code} is not in the font"
        elif (
            abs(widths.get(code, below.get("/DW", 1000)) - advances[order[code]][0] * 1000 / glyphs["head"].unitsPerEm)
            > 1
        ):
            yield "7.21.5-1", f"glyph {code} is not as wide as the file says"
        if code not in meant:
            yield "7.21.7-1", f"glyph {code} means nothing"
        elif set(meant[code]) & {"\0", "\ufeff", "\ufffe"}:
            yield "7.21.7-2", f"glyph {code} means no sign"


def _widths(font: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    rest = [value.get_object() for value in font.get("/W", ())]
    while rest:
        first, after = int(rest.pop(0)), rest.pop(0)
        if isinstance(after, list):
            found.update({first + place: float(width) for place, width in enumerate(after)})
        else:
            found.update(dict.fromkeys(range(first, int(after) + 1), float(rest.pop(0))))
    return found


def _meanings(font: Any) -> dict[int, str]:
    """The signs that codes of a font stand for."""
    if "/ToUnicode" not in font:
        return {}
    table = font["/ToUnicode"].get_data().decode("latin-1")
    found = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, sign in re.findall(r"<(\w+)>\s*<(\w*)>", part):
            found[int(code, 16)] = bytes.fromhex(sign).decode("utf-16-be", "replace")
    return found


_PARTS: tuple[Callable[[PdfFile], Iterator[Broken]], ...] = (
    *(_file, _metadata, _content, _structure, _captions, _tables, _headings, _words, _annotations, _fonts),
)
