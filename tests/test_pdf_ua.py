"""Reports as PDF keep the rules of PDF/UA-1 that a program can decide, and a file that breaks one is told from them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from chain_files import CHAINS
from palveluketju import draw_chain
from palveluketju.documents import Document, DrawnPage, report_document, write_report
from palveluketju.documents.document import Bullets, Definitions, Figure, Paragraph, Phrase, Section, Table
from pdf_reader import PdfFile
from pdf_ua import ABSENT, broken_rules
from test_report import SVG, workspace_of

ONE = CHAINS / "published" / "neet-kanta-hame.yaml"
SEVERAL = CHAINS.parent / "examples" / "levels"
CLAUSES = """
5:5 6.1:1 6.2:1 7.1:12 7.2:43 7.3:1 7.4.2:1 7.4.4:3 7.5:2 7.7:1 7.9:2 7.10:2 7.11:1 7.15:1 7.16:1 7.18.1:3 7.18.2:1
7.18.3:1 7.18.4:2 7.18.5:2 7.18.6.2:2 7.18.8:1 7.20:2 7.21.3.1:1 7.21.3.2:1 7.21.3.3:3 7.21.4.1:2 7.21.4.2:2 7.21.5:1
7.21.6:4 7.21.7:2 7.21.8:1
"""
"""The clauses of the standard, each with how many rules it has as veraPDF numbers them."""
UNUSED = {"7.2-1", "7.2-35"}
RULES = {
    f"{clause}-{number}"
    for clause, count in (one.split(":") for one in CLAUSES.split())
    for number in range(1, int(count) + 1)
} - UNUSED
SMALL = Document(
    "Raportti",
    "fi",
    (
        Section(
            Phrase("The first", "en"),
            "s-first",
            (
                Paragraph(("Sanoja, ", Phrase("words", "en"), " ja ", Phrase("linkki", "", "https://thl.fi/"))),
                Bullets(("yksi", "kaksi", "kolme")),
                Definitions((("sana", "mitä se on"), ("toinen", "muuta"))),
            ),
            (
                Section(
                    Phrase("Toinen"),
                    "s-second",
                    (Table("Taulukko 1", ("a", "b", "c"), (("x", "1", "2"), ("y", "3", "4"), ("z", "5", "6"))),),
                ),
                Section(Phrase("Kolmas"), "s-third", (Figure("Kuva 1", "Ketju", SVG),)),
            ),
        ),
    ),
)


def report_of(place: Any, lang: str) -> bytes:
    whole, report = workspace_of(place)
    pages = {}
    for graph in whole.graphs:
        drawing = draw_chain(graph, lang=lang)
        pages[graph.chain.id] = [DrawnPage(drawing.svg(page)) for page in range(1, drawing.pages + 1)]
    return write_report(report_document(whole, report, lang=lang, pictures=pages), ".pdf")


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize(
    ("place", "lang"),
    [(ONE, "fi"), (ONE, "sv"), (SEVERAL, "en")],
    ids=lambda one: getattr(one, "stem", one),
)
def test_a_report_keeps_every_rule(place: Any, lang: str) -> None:
    data = report_of(place, lang)
    assert broken_rules(data) == []
    figures = PdfFile(data).tree.all("Figure")
    assert figures
    for figure in figures:
        width, height = map(float, figure.told["/Pg"]["/MediaBox"][2:])
        left, bottom, right, top = map(float, figure.told["/A"]["/BBox"])
        assert 0 <= left < right <= width + 1
        assert 0 <= bottom < top <= height + 1


class Wrong:
    """A file that is made wrong."""

    def __init__(self, data: bytes) -> None:
        self.writer = PdfWriter(clone_from=io.BytesIO(data))
        self.root: Any = self.writer._root_object
        self.tree: Any = self.root["/StructTreeRoot"]

    def written(self) -> bytes:
        made = io.BytesIO()
        self.writer.write(made)
        return made.getvalue()

    def all(self, kind: str) -> list[Any]:
        """The elements of a kind, in reading order."""
        found = []
        waiting = [self.tree["/K"]]
        while waiting:
            value = waiting.pop().get_object()
            if isinstance(value, list):
                waiting += reversed(value)
            elif isinstance(value, DictionaryObject) and "/S" in value:
                found += [value] if str(value["/S"]) == f"/{kind}" else []
                waiting += [value["/K"]] if "/K" in value else []
        return found

    def first(self, kind: str) -> Any:
        return self.all(kind)[0]

    def retag(self, kind: str, other: str, number: int = 0) -> None:
        set_name(self.all(kind)[number], "/S", f"/{other}")

    def cell(self, row: int, column: int) -> Any:
        return self.all("TR")[row]["/K"][column].get_object()

    def tell(self, old: str, new: str) -> None:
        """Say something else of the file."""
        stream = self.root["/Metadata"]
        made = re.sub(old, new, stream.get_data().decode(), flags=re.DOTALL)
        assert made != stream.get_data().decode()
        stream.set_data(made.encode())

    def show(self, old: bytes, new: bytes) -> None:
        """Show something else on the first page, where ``old`` first stands."""
        stream: Any = self.writer.pages[0]["/Contents"].get_object()
        made = re.sub(old, new, stream.get_data(), count=1, flags=re.DOTALL)
        assert made != stream.get_data()
        stream.set_data(made)

    def font(self) -> tuple[Any, Any]:
        """The fonts of the first page: the first of them, and what it is made of."""
        (font, *_) = self.writer.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
        return font.get_object(), font.get_object()["/DescendantFonts"][0].get_object()

    def link(self) -> Any:
        return self.writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]


def set_name(holder: Any, key: str, value: str) -> None:
    holder[NameObject(key)] = NameObject(value)


def set_text(holder: Any, key: str, value: str = "x") -> None:
    holder[NameObject(key)] = TextStringObject(value)


def set_number(holder: Any, key: str, value: int) -> None:
    holder[NameObject(key)] = NumberObject(value)


CONTENT = rb"(/Span\s<<[^>]*>>\sBDC)(.*?EMC)"
HEX = rb"<[0-9a-fA-F]{4}"
Change = Callable[[Wrong], object]


def both(*changes: Change) -> Change:
    return lambda wrong: [change(wrong) for change in changes]


def retag(kind: str, other: str, number: int = 0) -> Change:
    return lambda wrong: wrong.retag(kind, other, number)


def show(old: bytes, new: bytes) -> Change:
    return lambda wrong: wrong.show(old, new)


def tell(old: str, new: str) -> Change:
    return lambda wrong: wrong.tell(old, new)


def no_language(wrong: Wrong) -> None:
    del wrong.root["/Lang"]
    for kind in ("Link", "Span"):
        for element in wrong.all(kind):
            element.pop("/Lang", None)


def roles(**names: str) -> Change:
    return lambda wrong: wrong.tree.update(
        {
            NameObject("/RoleMap"): DictionaryObject(
                {NameObject(f"/{key}"): NameObject(f"/{role}") for key, role in names.items()}
            )
        }
    )


def without(key: str) -> Change:
    return lambda wrong: wrong.root.pop(key)


def with_name(name: str) -> Change:
    """With something that a report never has: as a key, and as what a part of the file is."""
    return lambda wrong: wrong.root.update({NameObject("/X"): DictionaryObject({NameObject(name): NameObject("/x")})})


def of_kind(name: str) -> Change:
    return lambda wrong: wrong.root.update(
        {NameObject("/X"): DictionaryObject({NameObject("/Subtype"): NameObject(name)})}
    )


def lying_cell(wrong: Wrong) -> None:
    set_number(wrong.cell(-2, 1)["/A"], "/RowSpan", 2)
    set_number(wrong.cell(-1, 0)["/A"], "/ColSpan", 2)


def headless(wrong: Wrong) -> None:
    for head in wrong.all("TH"):
        del head["/A"]["/Scope"]
    del wrong.first("TD")["/A"]["/Headers"]


def move_caption(wrong: Wrong) -> None:
    caption, head, body = wrong.first("Table")["/K"]
    wrong.first("Table")[NameObject("/K")] = ArrayObject([head, caption, body])


def other_annotation(*names: str) -> Change:
    def change(wrong: Wrong) -> None:
        set_name(wrong.link(), "/Subtype", "/Text")
        for name in names:
            del wrong.link()[name]

    return change


def other_width(wrong: Wrong) -> None:
    widths = wrong.font()[1]["/W"]
    widths[1] = ArrayObject(NumberObject(int(width) + 9) for width in widths[1])


def other_meaning(wrong: Wrong) -> None:
    stream = wrong.font()[0]["/ToUnicode"]
    stream.set_data(re.sub(rb"> <\w+>", b"> <feff>", stream.get_data()))


def codes_as_stream(wrong: Wrong) -> None:
    wrong.font()[0][NameObject("/Encoding")] = DecodedStreamObject()


def two_headings(wrong: Wrong) -> None:
    for kid in wrong.all("L")[-1]["/K"][:2]:
        set_name(kid.get_object(), "/S", "/H")


def two_notes(wrong: Wrong) -> None:
    for number in range(2):
        item = wrong.all("LBody")[number]
        set_text(item, "/ID")
    both(retag("LBody", "Note"), retag("LBody", "Note"))(wrong)


OTHER_PREFIX = both(tell("xmlns:pdfuaid", "xmlns:ua"), tell('pdfuaid:part="1"', 'ua:part="1" ua:amd="2" ua:corr="3"'))
WRONG: dict[str, Change] = {
    "5-1": tell('pdfuaid:part="1"', ""),
    "5-2": tell('pdfuaid:part="1"', 'pdfuaid:part="2"'),
    **dict.fromkeys(("5-3", "5-4", "5-5"), OTHER_PREFIX),
    "6.1-1": lambda wrong: setattr(wrong.writer, "pdf_header", "%PDF-2.0"),
    "6.2-1": without("/MarkInfo"),
    "7.1-1": show(CONTENT, rb"\1 /Artifact BMC \2 EMC"),
    "7.1-2": show(CONTENT, rb"/Artifact BMC \1 \2 EMC"),
    "7.1-3": show(CONTENT, rb"/Span BMC \2"),
    "7.1-4": lambda wrong: wrong.root["/MarkInfo"].update({NameObject("/Suspects"): BooleanObject(True)}),
    "7.1-5": retag("P", "Foo"),
    "7.1-6": both(retag("P", "Foo"), roles(Foo="Bar", Bar="Foo")),
    "7.1-7": roles(P="Span"),
    "7.1-8": without("/Metadata"),
    "7.1-9": tell("<dc:title>.*</dc:title>", ""),
    "7.1-10": without("/ViewerPreferences"),
    "7.1-11": without("/StructTreeRoot"),
    "7.1-12": lambda wrong: wrong.first("P").pop("/P"),
    **dict.fromkeys(("7.2-2", "7.2-22", "7.2-24", "7.2-33", "7.2-34"), no_language),
    "7.2-3": retag("THead", "P"),
    "7.2-4": retag("TBody", "Div"),
    **dict.fromkeys(("7.2-5", "7.2-6"), retag("Table", "Div")),
    "7.2-7": both(retag("TBody", "TFoot"), retag("Table", "Div")),
    "7.2-8": retag("TR", "Div"),
    "7.2-9": retag("TR", "Div", 1),
    "7.2-10": retag("TD", "P"),
    "7.2-11": retag("TBody", "THead"),
    "7.2-12": both(retag("TBody", "TFoot"), retag("THead", "TFoot")),
    "7.2-13": retag("TBody", "TFoot"),
    "7.2-14": retag("TBody", "Div"),
    "7.2-15": lying_cell,
    "7.2-16": retag("THead", "Caption"),
    "7.2-17": both(retag("L", "Div"), retag("L", "Div")),
    "7.2-18": retag("LI", "Div"),
    "7.2-19": retag("LI", "P"),
    "7.2-20": retag("LBody", "P"),
    "7.2-21": both(no_language, lambda wrong: set_text(wrong.first("P"), "/ActualText")),
    "7.2-23": both(no_language, lambda wrong: set_text(wrong.first("P"), "/E")),
    "7.2-25": with_name("/AcroForm"),
    "7.2-26": retag("P", "TOCI"),
    "7.2-27": retag("L", "TOC"),
    "7.2-28": both(retag("L", "TOC", -1), retag("LI", "Caption", -1)),
    "7.2-29": lambda wrong: set_text(wrong.root, "/Lang", "suomi!"),
    "7.2-30": both(no_language, show(rb"/MCID", rb"/ActualText (x) /MCID")),
    "7.2-31": both(no_language, show(rb"/MCID", rb"/Alt (x) /MCID")),
    "7.2-32": both(no_language, show(rb"/MCID", rb"/E (x) /MCID")),
    "7.2-36": retag("TR", "P"),
    "7.2-37": retag("TR", "P", 1),
    "7.2-38": both(retag("TBody", "TFoot"), retag("TR", "P", 1)),
    "7.2-39": move_caption,
    "7.2-40": retag("LI", "Caption", -1),
    "7.2-41": lambda wrong: set_number(wrong.cell(1, 1)["/A"], "/ColSpan", 2),
    "7.2-42": lambda wrong: set_number(wrong.cell(1, 1)["/A"], "/RowSpan", 9),
    "7.2-43": lambda wrong: wrong.all("TR")[1]["/K"].pop(),
    "7.3-1": lambda wrong: wrong.first("Figure").pop("/Alt"),
    "7.4.2-1": retag("H2", "H4"),
    "7.4.4-1": two_headings,
    **dict.fromkeys(("7.4.4-2", "7.4.4-3"), retag("H1", "H")),
    "7.5-1": headless,
    "7.5-2": lambda wrong: wrong.all("TH")[-1].pop("/ID"),
    "7.7-1": retag("P", "Formula"),
    "7.9-1": retag("P", "Note"),
    "7.9-2": two_notes,
    "7.16-1": lambda wrong: wrong.writer.encrypt("", "x", algorithm="RC4-128"),
    "7.18.1-1": other_annotation(),
    "7.18.1-2": other_annotation("/Contents"),
    "7.18.3-1": lambda wrong: wrong.writer.pages[0].pop("/Tabs"),
    "7.18.5-1": retag("Link", "Span"),
    "7.18.5-2": lambda wrong: wrong.link().pop("/Contents"),
    **dict.fromkeys(("7.21.3.1-1", "7.21.3.3-1"), lambda wrong: set_name(wrong.font()[0], "/Encoding", "/X")),
    "7.21.3.2-1": lambda wrong: wrong.font()[1].pop("/CIDToGIDMap"),
    "7.21.3.3-2": codes_as_stream,
    "7.21.4.1-1": lambda wrong: wrong.font()[1]["/FontDescriptor"].pop("/FontFile2"),
    "7.21.4.1-2": show(HEX, b"<fff0"),
    "7.21.5-1": other_width,
    "7.21.7-1": lambda wrong: wrong.font()[0].pop("/ToUnicode"),
    "7.21.7-2": other_meaning,
    "7.21.8-1": show(HEX, b"<0000"),
}


@pytest.fixture(scope="module")
def small(pango: None) -> bytes:
    del pango
    return write_report(SMALL, ".pdf")


def test_a_file_that_is_only_written_anew_keeps_every_rule(small: bytes) -> None:
    assert broken_rules(Wrong(small).written()) == []


@pytest.mark.parametrize("rule", WRONG)
def test_a_file_that_breaks_a_rule_is_told(rule: str, small: bytes) -> None:
    wrong = Wrong(small)
    WRONG[rule](wrong)
    assert rule in {broken for broken, _ in broken_rules(wrong.written())}


@pytest.mark.parametrize("name", sorted(set(ABSENT) - {"/Encrypt"}))
@pytest.mark.parametrize("change", [with_name, of_kind])
def test_what_a_report_never_has_is_told(name: str, change: Callable[[str], Change], small: bytes) -> None:
    wrong = Wrong(small)
    change(name)(wrong)
    assert set(ABSENT[name]) <= {broken for broken, _ in broken_rules(wrong.written())}


def test_no_rule_is_forgotten() -> None:
    assert set(WRONG) | {rule for rules in ABSENT.values() for rule in rules} == RULES
    assert len(RULES) == 106
