"""A report as one page: its languages, what it says of itself, what it does with and without scripts."""

from __future__ import annotations

import datetime
import html
import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from chain_files import CHAINS
from page_reader import Element, read_page
from palveluketju import draw_chain
from palveluketju.documents import Document, DrawnPage, report_document, write_report
from palveluketju.documents.document import Figure, Phrase, Properties, Section, Table
from palveluketju.documents.inline import inline_svg
from palveluketju.documents.languages import Languages
from palveluketju.graph import WorkspaceGraph, walked
from palveluketju.model import LongText, Text
from pdf_reader import PdfFile
from pdf_ua import broken_rules
from test_report import SVG, workspace_of

KNOWN = Languages(
    {
        "Mille tasolle?": "",
        "Arvio, laaja": "fi",
        "Muu hoito?": "fi",
        "Testi": "fi",
        "Lasten ja nuorten sosiaalityö": "fi",
    }
)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("1. Arvio, laaja; Testi", ["Arvio, laaja; Testi"]),
        ("Tjänst: Arvio, laaja (okänt)", ["Arvio, laaja"]),
        ("okänt: Muu hoito?", ["Muu hoito?"]),
        ("nivån Testi har ingen", ["Testi"]),
        ("relies on 'Testi' or the client's 'Arvio, laaja'", ["Testi", "Arvio, laaja"]),
        ("Testi av barn", []),
        ("ett testi", []),
        ("Testi-\nbarn", []),
        ("NIVÅ 1\nLasten ja nuorten sosi-\naalityö\nkommunen", ["Lasten ja nuorten sosi-\naalityö"]),
        ("Testi (okänt: Mille tasolle?)", ["Testi"]),
        ("Testi -> nivå", ["Testi"]),
        ("", []),
    ],
)
def test_words_of_another_language_are_found(text: str, foreign: list[str]) -> None:
    runs = KNOWN.runs(text)
    assert "".join(said for said, _ in runs) == text
    assert [said.strip(" (->\n") for said, lang in runs if lang] == foreign
    lines = "".join(f"<text>{html.escape(line)}</text>" for line in text.split("\n"))
    drawn = inline_svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="sv">{lines}</svg>', prefix="", name="", languages=KNOWN
    )
    read = read_page(drawn).all("text")
    assert [line.text for line in read] == text.split("\n")
    assert bool([one for line in read for one in (line, *line.children) if "lang" in one.attributes]) is bool(foreign)


def test_a_picture_within_a_page_says_what_it_said() -> None:
    own = '<g id="b" xml:id="c" class="&lt;&quot;&#10;" x:label="z" clip-path="url(#b)"><text>&lt; b</text> &amp;</g>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="urn:x" viewBox="0 0 1 1">{own}<rect/></svg>'
    drawn = inline_svg(svg, prefix="p-", name="url(#b)")
    kept = own.replace('"b"', '"p-b"').replace('"c"', '"p-c"').replace("(#b)", "(#p-b)").replace(' x:label="z"', "")
    named = 'viewBox="0 0 1 1" role="img" aria-label="url(#b)"'
    assert drawn == f'<svg xmlns="http://www.w3.org/2000/svg" {named}>{kept}<rect /></svg>'


def shown(workspace: WorkspaceGraph, lang: str) -> dict[str, str]:
    """The texts of a workspace as they are shown in a language, with the languages that they are in."""
    found = {}
    for one in workspace.every():
        for _, value in walked(one):
            if isinstance(value, (Text, LongText)):
                text = value.text(lang)
                found[text] = next(own for own in (lang, *value.languages) if value.root.get(own) == text)
    return found


def unmarked(page: Element, lang: str) -> str:
    """What a page says in its own language, piece by piece; lines of a picture that follow each other are one."""
    pieces = []
    for element in page.all():
        if element.tag in ("g", "svg"):
            lines = [child for child in element.children if child.tag == "text" and child.lang == lang]
            pieces.append(" ".join("".join(line.own) for line in lines))
        if element.tag not in ("style", "script", "text") and element.lang == lang:
            drawn_title = element.tag == "title" and element.parent and element.parent.tag == "g"
            pieces += [] if drawn_title else element.own
            pieces += [element.attributes[name] for name in ("alt", "aria-label") if name in element.attributes]
    return "\0".join(pieces)


def bare(text: str) -> str:
    return re.sub(r"(?<=\w)-?\s+", " ", text).casefold()


@pytest.mark.parametrize(
    ("place", "lang"),
    [("uusimaa", "sv"), ("published/neet-kanta-hame.yaml", "en"), ("pohjois-pohjanmaa", "sv")],
)
def test_every_text_that_is_not_translated_says_its_language(place: str, lang: str) -> None:
    whole, report = workspace_of(CHAINS / place)
    graph = whole.graphs[0]
    pictures = {graph.chain.id: [DrawnPage(draw_chain(graph, lang=lang).svg(1))]}
    document = report_document(whole, report, lang=lang, pictures=pictures)
    said = bare(unmarked(read_page(write_report(document, ".html").decode()), lang))
    texts = shown(whole, lang)
    for text in sorted((text for text, own in texts.items() if own == "und"), key=len, reverse=True):
        said = said.replace(bare(text), " ")
    foreign = [text for text, own in texts.items() if own not in (lang, "und") and re.search(r"\w{4}", text)]
    assert len(foreign) > 30
    assert [text for text in foreign if re.search(rf"(?<![\w-]){re.escape(bare(text))}(?![\w-])", said)] == []


def small(*blocks: Table | Figure, **told: object) -> Document:
    return replace(Document(Phrase("Raportti", "fi"), "sv", (Section(Phrase("Ett"), "s-1", blocks),)), **told)  # type: ignore[arg-type]


def test_a_page_says_whose_it_is() -> None:
    told = Properties("Välfärdsområdet <A>", "x@example.org", "1.2", datetime.date(2026, 3, 1))
    page = read_page(write_report(small(properties=told, lead=("Vad det är",)), ".html").decode())
    metas = {
        meta.attributes["name"]: meta.attributes["content"] for meta in page.all("meta") if "name" in meta.attributes
    }
    assert metas["author"] == "Välfärdsområdet <A>"
    assert (metas["dcterms.date"], metas["version"], metas["description"]) == ("2026-03-01", "1.2", "Vad det är")
    assert page.all("title")[0].attributes["lang"] == "fi"
    bare_page = read_page(write_report(small(), ".html").decode())
    assert not {"author", "version", "dcterms.date", "description"} & {
        meta.attributes.get("name") for meta in bare_page.all("meta")
    }


def test_a_paper_has_no_contents_and_no_filter() -> None:
    rows = (("x", "1"),) * 3
    paper = read_page(write_report(small(Table("T", ("a", "b"), rows), contents=False), ".html").decode())
    assert paper.all("body")[0].attributes["class"] == "paper"
    assert not paper.all("nav", "input")
    long = read_page(write_report(small(Table("T", ("a", "b"), rows * 4)), ".html").decode())
    assert [one.attributes["href"] for one in long.all("nav")[0].all("a")] == ["#s-1"]
    (box,) = [one for one in long.all("div") if one.attributes.get("role") == "search"]
    assert "hidden" in box.attributes, "without scripts it does nothing"
    assert "[hidden]{display:none!important}" in long.all("style")[0].text


def test_a_picture_can_be_gone_to_and_left() -> None:
    page = read_page(
        write_report(
            small(Figure("Bild 1", Phrase("Ketju", "fi"), SVG.replace("<svg ", '<svg lang="sv" '))), ".html"
        ).decode()
    )
    (figure,) = page.all("figure")
    there, back = figure.all("a")
    assert (there.attributes["href"], back.attributes["href"]) == ("#figure-1", f"#{there.attributes['id']}")
    assert figure.attributes == {"id": "figure-1", "style": "--full:90pt"}
    assert figure.all("svg")[0].lang == "fi", "that of its name"
    assert figure.all("text")[0].lang == "sv"


def test_markdown_has_a_picture_that_stands_beside_it() -> None:
    there = Figure("Bild 1", "En [kedja]", file="bilder/kedja 1.svg")
    text = write_report(small(there, Figure("Bild 2", "y", SVG), contents=False), ".md").decode()
    assert text.endswith("![En \\[kedja\\]](bilder/kedja%201.svg)\n\nBild 1\n")
    assert text.count("## ") == 1


@pytest.mark.usefixtures("pango")
def test_a_pdf_file_says_whose_it_is_and_the_language_of_its_captions() -> None:
    captions = Table(("Tabell 1. ", Phrase("Palvelut", "fi")), ("a", Phrase("Taso", "fi")), (("x", "1"),))
    figure = Figure(("Bild 1. ", Phrase("Ketju", "fi")), "Kedja", SVG)
    told = Properties("Välfärdsområdet", "Åsa & Co <a@b.fi>", "1.2 ä", datetime.date(2026, 3, 1))
    data = write_report(small(captions, figure, properties=told, contents=False), ".pdf")
    assert broken_rules(data) == []
    read = PdfReader(io.BytesIO(data))
    assert read.metadata
    assert read.metadata.author == "Välfärdsområdet"
    assert str(read.metadata["/CreationDate"]) == "D:20260301"
    assert (str(read.metadata["/Contact"]), str(read.metadata["/Version"])) == ("Åsa & Co <a@b.fi>", "1.2 ä")
    own = {one.tag.rpartition("}")[2]: one.text for one in PdfFile(data).metadata().iter() if "/pdfx/" in one.tag}
    assert own == {"Contact": "Åsa & Co <a@b.fi>", "Version": "1.2 ä"}
    marked = [one for one in PdfFile(data).tree.all("Span") if one.told.get("/Lang") == "fi"]
    assert len(marked) == 4, "the heading of a column, both captions and the title"
    sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in read.pages]
    assert sizes == [(595, 842), (842, 595)]
