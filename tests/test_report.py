"""Reports as documents: what stands in them, that they are accessible, and that nothing in a name breaks them."""

from __future__ import annotations

import datetime
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chain_files import CHAINS, FILES
from page_reader import Element, read_page
from palveluketju import CannotRun, compile_chain, load_workspace
from palveluketju.checking import FileReport, Located, OtherEnd, WorkspaceReport, check_workspace
from palveluketju.describing import describe
from palveluketju.documents import ENDINGS, Document, DrawnPage, report_document, write_report
from palveluketju.documents.document import Definitions, Paragraph, Phrase, Table, lines_of, link, plain
from palveluketju.documents.glossary import glossary
from palveluketju.documents.html_script import SCRIPT
from palveluketju.documents.inline import inline_svg
from palveluketju.documents.looks import COLOURS
from palveluketju.documents.sheets import together
from palveluketju.drawing.looks.theme import contrast
from palveluketju.findings import Finding, Message, Position, Severity
from palveluketju.graph import ChainGraph, WorkspaceGraph, compile_workspace
from palveluketju.loading import load_chain_text
from palveluketju.model import Acceptance, Chain
from palveluketju.source import parse_source
from palveluketju.terms import LANGUAGES, title
from sampling import latin
from strategies import chains

WHOLE = CHAINS
PLACES = [*FILES, WHOLE]
PLACES_IN_LANGUAGES = pytest.mark.parametrize(("place", "lang"), latin(PLACES, LANGUAGES, every=3))
"""Of what takes long to write; the other formats are written of all places in all languages."""
TODAY = datetime.date(2026, 1, 1)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60" aria-labelledby="a-title">'
    '<title id="a-title">x</title>'
    '<defs><clipPath id="cut"><rect width="9" height="9"/></clipPath></defs>'
    '<g id="box" clip-path="url(#cut)"><text x="1" y="9">Neuvola</text></g></svg>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060f80f00010401005f"
    "e5c34b0000000049454e44ae426082"
)
HOSTILE = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "</td></table></main><h1>x</h1>",
    "\"'><svg onload=window.hit=1>",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "javascript:window.hit=1",
    "[x](javascript:window.hit=1)",
    "![x](https://example.org/x.png)",
    "https://example.org www.example.org",
    "=cmd|' /C calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1:A2)",
    "#N/A",
    "2026-01-01",
    "00100",
    "_x001b_[31m",
    "a | b || c \\| d \\",
    "`code` **bold** _i_ ~~x~~ $x$",
    "# heading",
    "- item",
    "1. item",
    "---",
    "a\x1b[31mred\x07",
    "a\x00b\x0bc\x85d\u2028e",
    "a\u202eb\u2066c\u200fd",
    "]]> <!-- x --> <?php x ?>",
    "{{ x }} {% x %} ${x} %s {0}",
    "\U0001f600 ä ö å Å",
    "very" * 45,
)
ALLOWED = frozenset(
    (
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "nav",
            "main",
            "section",
            "div",
            "p",
            "a",
            "span",
        ),
        *("br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "li", "dl", "dt", "dd", "figure", "figcaption"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
        *("svg", "defs", "clippath", "g", "text", "tspan", "rect", "path"),
        *("script", "label", "input", "output"),
    )
)


@cache
def workspace_of(place: Path) -> tuple[WorkspaceGraph, WorkspaceReport]:
    workspace = load_workspace([place])
    whole = compile_workspace(workspace)
    return whole, check_workspace(workspace, today=TODAY)


@cache
def document_of(place: Path, lang: str) -> Document:
    return report_document(*workspace_of(place), lang=lang)


@cache
def page_of(place: Path, lang: str) -> Element:
    return read_page(write_report(document_of(place, lang), ".html").decode())


def service_names(place: Path, lang: str) -> set[str]:
    graphs = workspace_of(place)[0].graphs
    return {" ".join(lines_of(graph.name(node, lang))) for graph in graphs for node in graph.services()}


@pytest.fixture(params=PLACES, ids=lambda path: path.stem)
def place(request: pytest.FixtureRequest) -> Path:
    found = request.param
    assert isinstance(found, Path)
    return found


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def check_structure(page: Element) -> None:
    """Headings are in order, tables have captions and scopes, links lead somewhere, and nothing is loaded."""
    headings = [int(element.tag[1]) for element in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert headings.count(1) == 1
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    every = page.all()
    ids = [element.attributes["id"] for element in every if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for table in page.all("table"):
        assert table.children[0].tag == "caption"
        assert table.children[0].text.strip()
        assert all(head.attributes.get("scope") in ("col", "row") for head in table.all("th"))
        assert all(head.text.strip() for head in table.all("th"))
        columns = len(table.all("thead")[0].all("th"))
        assert {len(row.children) for row in table.all("tr")} == {columns}
    for element in every:
        assert element.tag in ALLOWED, element.tag
        assert not [name for name in element.attributes if name.startswith("on")]
        assert "src" not in element.attributes
        assert element.tag == "main" or "tabindex" not in element.attributes, "a stop that does nothing"
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(element.attributes.get(name, "").split()) <= set(ids)
    for anchor in page.all("a"):
        target = anchor.attributes["href"]
        assert target.removeprefix("#") in ids if target.startswith("#") else re.match("https?://", target)
    assert [element.text for element in page.all("script")] == [SCRIPT]
    assert "@import" not in page.text
    assert "url(" not in page.all("style")[0].text
    assert len({element.text for element in page.all("caption")}) == len(page.all("caption"))


@PLACES_IN_LANGUAGES
def test_a_page_is_whole(place: Path, lang: str) -> None:
    page = page_of(place, lang)
    check_structure(page)
    assert page.all("html")[0].attributes["lang"] == lang
    assert [element.tag for element in page.all("header", "nav", "main")] == ["header", "nav", "main"]
    contents = [anchor.text for anchor in page.all("nav")[0].all("a")]
    sections = document_of(place, lang).sections
    assert contents == [plain(s.heading) for top in sections for s in (top, *top.sections)]
    said = " ".join(page.text.split())
    assert all(name in said for name in service_names(place, lang))


def test_markdown_is_whole(place: Path, lang: str) -> None:
    text = write_report(document_of(place, lang), ".md").decode()
    check_markdown(text)
    assert text.startswith("# ")
    unescaped = re.sub(r"\\(.)", r"\1", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert all(name in unescaped for name in service_names(place, lang))


def check_markdown(text: str) -> None:
    """Tables are as wide as their heads, anchors are there, and no markup is there but our own."""
    for block in text.split("\n\n"):
        rows = [line for line in block.split("\n") if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows}) <= 1
    bare = re.sub(r"\\[^\w\s]", "", text)
    assert set(re.findall(r"<[^>]*>?", bare)) <= {"<br>", "</a>"} | set(re.findall(r'<a id="[\w-]+">', bare)) | set(
        re.findall(r"<https?://[^\s<>]+>", bare)
    )
    anchors = set(re.findall(r'<a id="([\w-]+)">', bare))
    assert all(target in anchors for target in re.findall(r"\]\(#([^)]*)\)", bare))
    assert all(re.match(r"#|<https?://", target) for target in re.findall(r"\]\(([^)]*)\)", bare))
    assert "![" not in bare
    assert "://" not in re.sub(r"\]\(<[^>]*>\)", "", bare)


@PLACES_IN_LANGUAGES
def test_a_word_file_is_whole(place: Path, lang: str) -> None:
    document = document_of(place, lang)
    word = docx.Document(io.BytesIO(write_report(document, ".docx")))
    said = said_in_word(word)
    assert all(name in said for name in service_names(place, lang))
    assert len(word.tables) == len(list(document.tables()))
    assert [p.text for p in word.paragraphs if (p.style.name if p.style else "").startswith("Heading")] == [
        plain(section.heading) for _, section in document.walk()
    ]
    assert word.core_properties.title == plain(document.title)
    assert word.core_properties.language == {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[lang]
    xml = word.element.xml
    assert xml.count("<w:tblHeader/>") == xml.count("<w:tblCaption ") == len(word.tables)
    marks = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', xml))
    assert set(re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]*)"', xml)) <= marks


def said_in_word(word: docx.document.Document) -> str:
    pieces = [element.text or "" for element in word.element.body.iter() if str(element.tag).endswith(("}t", "}br"))]
    return "\n".join(pieces)


@PLACES_IN_LANGUAGES
def test_a_workbook_is_whole(place: Path, lang: str) -> None:
    document = document_of(place, lang)
    book = openpyxl.load_workbook(io.BytesIO(write_report(document, ".xlsx")))
    values = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert service_names(place, lang) <= values
    assert len(book.worksheets) == len(together(document))
    for sheet in book:
        head = [cell.value for cell in sheet[1]]
        assert all(head)
        assert len(set(head)) == len(head)
        (table,) = sheet.tables.values()
        assert re.fullmatch(r"[A-Za-zÅÄÖåäö_]+_\d+", table.displayName)
        assert table.ref == sheet.dimensions
        assert sheet.freeze_panes in ("A2", "B2")
    assert book.properties.title == plain(document.title)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_report_gives_the_same_bytes(ending: str) -> None:
    place = CHAINS / ("uusimaa" if ending != ".pdf" else "published/neet-kanta-hame.yaml")  # a PDF takes long
    pages = {chain: [DrawnPage(SVG, PNG)] for chain in ("lastensuojelun-ennaltaehkaisy", "neet-kanta-hame")}
    first, second = (write_report(report_document(*workspace_of(place), pictures=pages), ending) for _ in range(2))
    assert first == second
    if ending in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(first)) as packed:
            assert {info.date_time[:3] for info in packed.infolist()} == {(1980, 1, 1)}
            assert not re.search(rb"20[2-9]\d-\d\d-\d\dT", packed.read("docProps/core.xml"))


def hostile_report(name: str) -> Document:
    """A report in which a name stands wherever a person can write one, with pictures that carry it."""
    words = {"name": name}
    chain = Chain.model_validate(
        {
            **words,
            "id": "x",
            "note": name,
            "organiser": ["o"],
            "owner": {"role": name},
            "target_group": {**words, "include": [name], "exclude": [name]},
            "organisations": {"o": words, "p": words},
            "services": {
                "s": {**words, "organiser": [{"organisation": "o"}], "availability": {"note": name}},
                "t": {**words, "organiser": [{"organisation": "p"}], "producers": {"open": name}},
            },
            "goals": {"g": {"text": name, "target": {"open": name}}},
            "levels": {
                "a": {**words, "critical": [{"service": "s"}, {"service": "t", "label": name}], "note": name},
                "b": {**words, "services": {"open": name}, "timing": name},
            },
            "bars": {"c": {**words, "services": [{"service": "s"}], "partners": ["p"]}},
            "entries": {"e": {**words, "to": ["a"], "criteria": name}},
            "exits": {"f": {**words, "from": ["a"]}},
            "moves": {"a -> b": {"criteria": name, "handover": {"document": name}}},
            "sources": [{"title": name, "note": name}, {"title": name, "address": "https://example.org/?a=1&b=2"}],
            "reading": name,
        }
    )
    finding = Finding("PK101", "x", Severity.ERROR, (), "{name}", {"name": name})
    located = Located(f"{name[:40]}.yaml", Position(1, 1), finding, (OtherEnd(name, "y.yaml", Position(2, 1)),))
    accepted = Located("x.yaml", Position(3, 1), finding, (), Acceptance.model_validate({"check": "x", "reason": name}))
    file = FileReport("x.yaml", parse_source("id: x\n"), (located,), (accepted,), (), ())
    other = FileReport("z.yaml", parse_source("id: z\n"), (located,), (), (), ())
    report = WorkspaceReport((file, other), (Message("{name}", name=name),), (), 1)
    whole = compile_workspace([compile_chain(chain)])
    return report_document(whole, report, lang="fi", pictures={"x": [DrawnPage(SVG, PNG), DrawnPage(SVG, PNG)]})


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:30])
def test_a_hostile_name_is_only_text_on_a_page(name: str) -> None:
    page = read_page(write_report(hostile_report(name), ".html").decode())
    check_structure(page)
    assert page.all("h1")[0].text == "".join(lines_of(name))
    links = {a.attributes["href"] for a in page.all("a") if not a.attributes["href"].startswith("#")}
    assert links == {"https://example.org/?a=1&b=2"}


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:30])
def test_a_hostile_name_is_only_text_in_markdown(name: str) -> None:
    text = write_report(hostile_report(name), ".md").decode()
    check_markdown(text)
    assert all(character.isprintable() or character in "\n\N{NO-BREAK SPACE}" for character in text)  # 50 %


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:30])
def test_a_hostile_name_is_only_text_in_word(name: str) -> None:
    word = docx.Document(io.BytesIO(write_report(hostile_report(name), ".docx")))
    assert word.paragraphs[0].text == "".join(lines_of(name))
    outside = [relation.target_ref for relation in word.part.rels.values() if relation.is_external]
    assert set(outside) == {"https://example.org/?a=1&b=2"}
    assert not re.search(r"w:instr(Text)?[ >][^<]*(DDE|INCLUDE|HYPERLINK)", word.element.xml)


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:30])
def test_a_hostile_name_is_only_text_in_a_workbook(name: str) -> None:
    data = write_report(hostile_report(name), ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    stored = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", "\n".join(lines_of(name)))
    assert stored in texts or re.fullmatch(r"[1-9]\d*", name)
    formulas = [cell for cell in cells if str(cell.value)[:1] in "=+-@" and str(cell.value) != "-"]
    assert all(cell.quotePrefix for cell in formulas)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheets = b"".join(packed.read(one) for one in packed.namelist() if one.startswith("xl/worksheets/sheet"))
    assert b"<f>" not in sheets
    assert b"hyperlink" not in sheets


@settings(max_examples=25)
@given(chains(), st.sampled_from(LANGUAGES))
def test_any_chain_has_a_report(chain: Chain, lang: str) -> None:
    graph = compile_chain(chain)
    document = report_document(compile_workspace([graph]), WorkspaceReport((), (), (), 1), lang=lang)
    check_structure(read_page(write_report(document, ".html").decode()))
    check_markdown(write_report(document, ".md").decode())
    write_report(document, ".docx")
    write_report(document, ".xlsx")


def test_a_picture_stands_with_its_words() -> None:
    pages = {"ikaihmisten-kotona-asuminen": [DrawnPage(SVG, PNG), DrawnPage(SVG, PNG)]}
    document = report_document(*workspace_of(CHAINS / "uusimaa"), lang="fi", pictures=pages)
    page = read_page(write_report(document, ".html").decode())
    check_structure(page)
    first, second = page.all("svg")
    assert first.attributes["aria-label"] == "Ikäihmisten kotona asumista tukeva palveluketju (1/2)"
    assert first.attributes["role"] == "img"
    assert [one.attributes["id"] for one in (*first.all("g"), *second.all("g"))] == ["figure-1-box", "figure-2-box"]
    assert first.all("g")[0].attributes["clip-path"] == "url(#figure-1-cut)"
    word = docx.Document(io.BytesIO(write_report(document, ".docx")))
    alts = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert alts == [f"Ikäihmisten kotona asumista tukeva palveluketju ({number}/2)" for number in (1, 2)]


def test_only_drawing_comes_in_with_a_picture() -> None:
    bad = SVG.replace("<g ", '<script>x</script><a href="https://x.org"><rect/></a><image href="x"/><g onclick="x" ')
    drawn = inline_svg(bad, prefix="p-", name="<x>")
    assert not re.search(r"script|<a|image|onclick|x\.org", drawn)
    assert 'aria-label="&lt;x&gt;"' in drawn
    for wrong in ("<svg", "<html/>"):
        with pytest.raises(ValueError, match="not SVG"):
            inline_svg(wrong, prefix="", name="")


def test_words_of_another_language_are_marked() -> None:
    page = page_of(CHAINS / "uusimaa", "en")
    marked = {element.text for element in page.all() if element.attributes.get("lang") == "fi"}
    assert {"Perusopetus", "Lastensuojelutarpeen ja sijoitusten ennaltaehkäisyn palveluketju"} <= marked
    finnish = page_of(CHAINS / "uusimaa", "fi")
    assert not [element for element in finnish.all("span", "a") if element.attributes.get("lang") == "fi"]


def test_findings_of_a_report_are_in_its_language_and_name_no_key_or_file() -> None:
    for lang in ("fi", "sv", "en"):
        page = page_of(CHAINS / "uusimaa", lang)
        tables = [e for e in page.all("table") if title("findings", lang) in e.all("caption")[0].text]
        rows = [[cell.text for cell in row.children] for table in tables for row in table.all("tbody")[0].all("tr")]
        found = check_workspace(load_workspace([CHAINS / "uusimaa"]))
        every = [one.finding for file in found.files for one in file.findings]
        assert len(rows) == len(every) > 5
        for finding in every:
            assert any(row[2].startswith(finding.what_in(lang)) and row[3] == finding.code for row in rows)
        assert not [row for row in rows if ".yaml" in " ".join(row)]


def test_columns_in_which_nothing_stands_are_not_read() -> None:
    table = Table("x", ("a", "b", "c", "d"), (("", "1", "", ""), ("", "", "", Phrase("x", "en"))))
    assert table.told().headings == ("a", "b", "d")
    assert table.told().rows == (("", "1", ""), ("", "", Phrase("x", "en")))
    for table_read in page_of(CHAINS / "uusimaa", "fi").all("table"):
        _, *columns = zip(*(row.children for row in table_read.all("tbody")[0].all("tr")), strict=True)
        assert all(any(cell.text for cell in column) for column in columns)
    kept = {table.name: table.headings("fi") for table in together(document_of(CHAINS / "uusimaa", "fi"))}
    assert "Päättäjä" in kept["open-decisions"], "a workbook has the columns to be filled in"


def test_a_variant_names_the_chain_that_it_changes() -> None:
    facts = [e for e in page_of(WHOLE, "fi").all("dt") if e.text == title("variant-of", "fi")]
    assert {fact.parent.children[1].text for fact in facts if fact.parent} == {
        "Lonkan ja polven nivelrikko ja tekonivel"
    }


def test_a_description_does_not_say_again_what_the_facts_say() -> None:
    sections = [section for _, section in document_of(FILES[0], "fi").walk()]
    headed = {section.heading.text: section for section in sections}
    facts = headed[title("facts", "fi")].blocks[0]
    assert isinstance(facts, Definitions)
    told = {f"{plain(label)}: {plain(value)}." for label, value in facts.items}
    blocks = headed[title("description", "fi")].blocks
    said = {plain(block.line) for block in blocks if isinstance(block, Paragraph)}
    told = {one for one in told if not one.startswith(title("area", "fi"))}  # each area has a paragraph of its own
    assert title("organiser", "fi") in {one.split(":")[0] for one in told}
    assert not told & said
    assert not [one for one in said if one.startswith(plain(facts.items[1][1]))]


def test_coverage_of_several_chains_is_one_sheet() -> None:
    tables = {table.name: table for table in together(document_of(WHOLE, "en"))}
    coverage = tables["coverage-by-tier"]
    assert coverage.headings("en")[:3] == ("Chain", "Level", "Guidance")
    assert {len(record) for record in coverage} == {len(coverage.columns)}
    assert tables["open-decisions"].columns[0].key != "chain"


@pytest.mark.parametrize("ending", ["", ".odt", "html"])
def test_another_ending_cannot_be_written(ending: str) -> None:
    with pytest.raises(CannotRun, match=r"\.html, \.md, \.docx, \.xlsx"):
        write_report(document_of(FILES[0], "en"), ending)


@pytest.mark.parametrize(("ending", "module", "library"), [(".docx", "word", "docx"), (".xlsx", "sheets", "openpyxl")])
def test_a_library_that_is_missing_is_named(
    ending: str, module: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, f"palveluketju.documents.{module}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(CannotRun, match=library):
        write_report(document_of(FILES[0], "en"), ending)


@pytest.mark.parametrize("scheme", COLOURS)
def test_colours_of_a_page_have_contrast(scheme: str) -> None:
    colours = COLOURS[scheme]
    for ground in ("ground", "head"):
        assert all(contrast(colours[role], colours[ground]) >= 4.5 for role in ("ink", "quiet", "link"))
    assert contrast(colours["line"], colours["ground"]) >= 3


def test_only_addresses_of_pages_become_links() -> None:
    assert link("https://thl.fi/sv/a?b=c&d=1#e") == "https://thl.fi/sv/a?b=c&d=1#e"
    wrong = (
        "javascript:x",
        "https://",
        "https://a b",
        'https://a"b',
        "https://a\x00",
        "https://[x",
        "data:text/html,x",
    )
    assert [link(address) for address in (*wrong, "https://a\u202eb", " https://a", "//a.org", "")] == [""] * 11


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_glossary_explains_what_is_used(lang: str) -> None:
    assert glossary([], lang) == ()
    used = glossary([title("interface services", lang), title("integration points", lang)], lang)
    assert len(used) == 2
    assert all(meaning.endswith(".") for _, meaning in used)
    whole = document_of(WHOLE, lang)
    assert len(glossary(whole.texts(), lang)) > 20


def texts_of(graph: ChainGraph, lang: str) -> Iterator[str]:
    for node in (*graph.levels(), *graph.bars()):
        yield graph.name(node, lang)
    for offer in graph.offers():
        yield offer.use.label.text(lang) if offer.use.label else graph.name(offer.service, lang)


def test_what_sentences_say_of_levels_is_a_table_only_where_there_are_none() -> None:
    workspace, nothing = WorkspaceGraph([compile_chain(load_chain_text(DESCRIBED))]), WorkspaceReport((), (), (), 1)
    plain_one, tabular = (
        report_document(workspace, nothing, lang="fi", as_tables=as_tables) for as_tables in (False, True)
    )
    sentences = "\n".join(
        plain(block.line).casefold()
        for _, section in plain_one.walk()
        for block in section.blocks
        if isinstance(block, Paragraph)
    )
    kept = {name for name, _ in tables_of(plain_one)}
    left_out = {name: table for name, table in tables_of(tabular) if name not in kept}
    assert list(left_out) == ["levels-and-services", "across-levels"]
    said = {title(key, "fi") for key in ("critical services", "other services", "services", "partners")}
    told = [
        line.casefold()
        for table in left_out.values()
        for row in table.rows
        for heading, cell in zip(table.headings, row, strict=True)
        if plain(heading).casefold() in {one.casefold() for one in said}
        for line in plain(cell).splitlines()
    ]
    assert len(told) > 5, told
    assert [line for line in told if line not in sentences] == []


def tables_of(document: Document) -> list[tuple[str, Table]]:
    blocks = (block for _, section in document.walk() for block in section.blocks)
    return [(block.data.name, block) for block in blocks if isinstance(block, Table) and block.data is not None]


def test_a_description_names_every_level_and_service(place: Path, lang: str) -> None:
    for graph in workspace_of(place)[0].graphs:
        told = "\n".join(describe(graph, lang))
        assert all(" ".join(text.split()) in told for text in texts_of(graph, lang))
        assert all(paragraph.endswith((".", "?", "!")) for paragraph in told.split("\n"))
        assert "None" not in told


DESCRIBED = """
palveluketju: 1
id: nuoren-tuki
name: Nuoren tuki
called: care-chain
status: agreed
dated: 2026-03-01
organiser: alue
target-group: {age: 13..29, include: Masentunut nuori}
goals: {apu: {text: Apu tulee ajoissa, target: alle 14 vrk}}
levels:
  arvio: {name: Arvio, critical: [{service: arvio, for: [youth, parent]}]}
  hoito:
    name: Hoito
    services: [{one-of: [ryhma, yksilo]}, {open: Muu hoito?}]
    carries: arvio
bars: {ohjaus: {name: Ohjaus, spans: [hoito], partners: kunta}}
entries: {koulu: {name: Koulu, kind: referral, to: arvio}}
moves: {arvio -> hoito: {criteria: Oireet jatkuvat, handover: {responsible: {organisation: alue, role: hoitaja}}}}
exits: {aikuiset: {name: Aikuisten palvelut, from: [arvio, hoito]}}
coordination: {worker: {role: Omahoitaja}}
organisations: {alue: {name: Alue}, kunta: {name: Kunta}}
services:
  arvio: {name: "Arvio, laaja", organiser: alue}
  ryhma: {name: Ryhmä, organiser: alue}
  yksilo: {name: Yksilötapaamiset, organiser: kunta}
"""
IN_WORDS = {
    "fi": """
Nuoren tuki. Hoitoketju, hyväksytty, 1.3.2026. Järjestäjä: Alue. Kohderyhmä: 13–29 vuotta; Masentunut nuori.
Tavoitteet: Apu tulee ajoissa (alle 14 vrk).
Ketjussa on 2 tarvetasoa. Ne luetellaan kevyimmästä raskaimpaan, ja asiakas siirtyy viereiselle tasolle, kun tarve\
 kasvaa tai vähenee.
Tarvetaso 1: Arvio. Kriittiset palvelut: Arvio, laaja (nuorelle tai vanhemmalle).
Tarvetaso 2: Hoito. Muut palvelut: yksi seuraavista (Ryhmä, Yksilötapaamiset). Muut palvelut, ratkaisematta: Muu\
 hoito? Tason 1 palvelut jatkuvat.
Usealle tasolle yhteistä: Ohjaus.
Ohjaus. Ketjun tasot: tarvetaso 2. Kumppanit: Kunta.
Tulo tarvetasolle 1: Koulu (lähete tai ohjaus).
Siirtymä tarvetasolta 1 tarvetasolle 2: tarve kasvaa. Kriteerit: Oireet jatkuvat. Vastuutaho: hoitaja, Alue.
Poistuminen tarvetasolta 1 ja tarvetasolta 2: Aikuisten palvelut.
Koordinointi. Nimetty työntekijä: Omahoitaja.
Yhdyspintapalvelut eli palvelut, jotka muut järjestävät tai joihin muut osallistuvat. Kunta: Yksilötapaamiset, Ohjaus.
Integraatiopisteet eli kohdat, joissa saman asiakkaan palvelut on sovitettava yhteen rajan yli. Yhteistyö samalla\
 ketjun tasolla: tarvetaso 2 (ylittyy: organisaatioraja; ratkaisematta: sektoriraja, yksikköraja, palvelun tason\
 raja). Vastuun siirto: tarvetaso 1 – tarvetaso 2 (ylittyy: organisaatioraja; ratkaisematta: sektoriraja, yksikköraja,\
 palvelun tason raja). Yhteinen toiminta: Ohjaus (ylittyy: organisaatioraja; ei kerrottu: sektoriraja, yksikköraja,\
 palvelun tason raja).
Avoimia kysymyksiä on 1.
""",
    "sv": """
Nuoren tuki. Vårdkedja, godkänd, 1.3.2026. Anordnare: Alue. Målgrupp: 13–29 år; Masentunut nuori.
Mål: Apu tulee ajoissa (alle 14 vrk).
Kedjan har 2 behovsnivåer. De räknas upp från den lättaste till den tyngsta, och klienten går till nivån bredvid när\
 behovet ökar eller minskar.
Behovsnivå 1: Arvio. Kritiska tjänster: Arvio, laaja (för unga eller föräldrar).
Behovsnivå 2: Hoito. Övriga tjänster: en av följande (Ryhmä, Yksilötapaamiset). Övriga tjänster, inte avgjort:\
 Muu hoito? Tjänsterna på nivå 1 fortsätter.
Gemensamt för flera nivåer: Ohjaus.
Ohjaus. Nivåer i kedjan: behovsnivå 2. Partner: Kunta.
Ingång till behovsnivå 1: Koulu (remiss eller hänvisning).
Övergång från behovsnivå 1 till behovsnivå 2: behovet ökar. Kriterier: Oireet jatkuvat. Ansvarig: hoitaja, Alue.
Utgång från behovsnivå 1 och från behovsnivå 2: Aikuisten palvelut.
Samordning. Utsedd arbetstagare: Omahoitaja.
Tjänster på kontaktytorna, det vill säga tjänster som andra ordnar eller deltar i. Kunta: Yksilötapaamiset, Ohjaus.
Integrationspunkter, det vill säga ställen där en klients tjänster ska samordnas över en gräns.\
 Samarbete på samma nivå i kedjan: behovsnivå 2 (överskrids: organisationsgräns; inte avgjort: sektorsgräns,\
 enhetsgräns, gräns mellan tjänstenivåer). Överföring av ansvar: behovsnivå 1 – behovsnivå 2 (överskrids:\
 organisationsgräns; inte avgjort: sektorsgräns, enhetsgräns, gräns mellan tjänstenivåer). Gemensam\
 verksamhet: Ohjaus (överskrids: organisationsgräns; anges inte: sektorsgräns, enhetsgräns, gräns mellan tjänstenivåer).
Det finns 1 öppen fråga.
""",
}


@pytest.mark.parametrize("lang", IN_WORDS)
def test_a_chain_in_sentences(lang: str) -> None:
    told = describe(compile_chain(load_chain_text(DESCRIBED)), lang)
    assert "\n".join(told) == IN_WORDS[lang].strip()
