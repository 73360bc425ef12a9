"""Files for offices as other programs read them: the tagged PDF by pypdf, slides and Word files by LibreOffice."""

from __future__ import annotations

import io
import math
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, NoReturn

import pptx
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from browser import Browser
from chain_files import CHAINS, FILES
from palveluketju import CannotRun
from palveluketju.cli import main
from palveluketju.documents import Document, DrawnPage, report_document, write_report
from palveluketju.documents.document import Bullets, Definitions, Phrase, Shapes, Table, lines_of, phrases, plain
from palveluketju.documents.html import CONTENTS_DEPTH
from palveluketju.documents.word_looks import MARGIN
from palveluketju.drawing import draw_chain
from palveluketju.drawing.looks.theme import DEFAULT
from palveluketju.drawing.picture.pages import PAGES
from palveluketju.drawing.picture.picture import Page, Picture, TextLine
from palveluketju.drawing.typesetting.measure import ASCENT
from palveluketju.drawing.writers.slides import slides
from palveluketju.drawing.writers.svg import svg_text
from palveluketju.graph import ChainGraph
from pdf_reader import Element, PdfFile
from test_report import hostile_report, workspace_of
from test_word import WHOLE
from test_word_template import template

DRAFT = CHAINS / "uusimaa" / "lastensuojelun-ennaltaehkaisy.yaml"
WORK = CHAINS / "uusimaa" / "jarjestaja.yaml"
"""What has the widest tables: strategy, and work and decisions."""
NEAR = 2.0
"""How far from its place on the picture a line may be, in points."""
SLIDE = (960, 540)
DIFFERENT = 48
"""How far a colour may be from that of the picture, seen from afar; of 255."""
SECONDS = 240
NAMES = (
    "<script>x</script><img src=x><link rel=stylesheet href='file:///etc/passwd'></style>",
    "</td></table></main><h1>x</h1>",
    "](x) /JS (app.alert(1)) \\) Tj ET EMC endstream endobj",
    "javascript:window.hit=1",
    "url(https://example.org/x.png) @import 'https://example.org/x.css'; {{ x }}",
    "a\x1b[31mred\x07 \x00b\x0bc\x85d\u2028e",
    "a\u202eb\u2066c\u200fd \ufeff \U0001f600 \u0645\u0631\u062d\u0628\u0627 ä ö å",
    "very" * 45,
)


@cache
def drawn_report(lang: str) -> Document:
    whole, report = workspace_of(DRAFT)
    pages = {}
    for graph in whole.graphs:
        drawing = draw_chain(graph, lang=lang)
        pages[graph.chain.id] = [DrawnPage(drawing.svg(page)) for page in range(1, drawing.pages + 1)]
    return report_document(whole, report, lang=lang, pictures=pages)


@cache
def pdf_of(lang: str) -> bytes:
    return write_report(drawn_report(lang), ".pdf")


@pytest.fixture(scope="module")
def pdf(pango: None) -> PdfFile:
    del pango
    return PdfFile(pdf_of("fi"))


def test_a_pdf_says_what_it_is(pdf: PdfFile) -> None:
    title = plain(drawn_report("fi").title)
    assert pdf.root["/Lang"] == "fi"
    assert pdf.reader.metadata is not None
    assert pdf.reader.metadata.title == title
    assert title in [element.text for element in pdf.metadata().iter()]


def test_a_pdf_has_the_headings_of_the_document(pdf: PdfFile) -> None:
    document = drawn_report("fi")
    levels = [int(element.kind[1]) for element in pdf.tree.walk() if re.fullmatch("H[1-6]", element.kind)]
    contents = 2
    assert levels == [1, contents, *(depth + 1 for depth, _ in document.walk())]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    marks = pdf.bookmarks()
    assert [depth + 1 for depth, _ in marks] == levels
    assert [title for _, title in marks[2:]] == [plain(section.heading) for _, section in document.walk()]


def test_a_pdf_has_its_pictures_in_words(pdf: PdfFile) -> None:
    names = []
    for graph in workspace_of(DRAFT)[0].graphs:
        name, count = graph.chain.name.text("fi"), draw_chain(graph, lang="fi").pages
        names += [name] if count == 1 else [f"{name} ({number}/{count})" for number in range(1, count + 1)]
    figures = pdf.tree.all("Figure")
    assert [figure.told["/Alt"] for figure in figures] == names
    for name, figure in zip(names, figures, strict=True):
        ((number, _),) = figure.content
        page = pdf.reader.pages[number]
        text = " ".join(page.extract_text().split())  # a space that does not break is one as well
        assert "Kuvaus" in text or "(2/" in name, "the picture stands under its heading"
        assert "Kuva " in text, "the picture stands over its caption"


def headers_of(cell: Element) -> list[str]:
    return [str(name) for name in cell.told["/A"].get("/Headers", ())]


def test_tables_of_a_pdf_name_the_headings_of_every_cell(pdf: PdfFile) -> None:
    tables = pdf.tree.all("Table")
    assert len(tables) >= len([*drawn_report("fi").tables()])
    for table in tables:
        kinds = [part.kind for part in table.elements]
        assert kinds in (["Caption", "THead", "TBody"], ["THead", "TBody"]), kinds
        widths = {len(row.elements) for row in table.all("TR")}
        assert len(widths) == 1
        names = {str(cell.told["/ID"]) for cell in table.all("TH")}
        scopes = [cell.told["/A"]["/Scope"] for cell in table.all("TH")]
        assert scopes.count("/Column") == widths.pop()
        assert set(scopes) <= {"/Column", "/Row"}
        for cell in table.all("TD"):
            assert headers_of(cell)
            assert set(headers_of(cell)) <= names


def test_terms_of_a_pdf_stand_before_what_is_said_of_them(pdf: PdfFile) -> None:
    blocks = [block for _, section in drawn_report("fi").walk() for block in section.blocks]
    pairs = sum(len(block.items) for block in blocks if isinstance(block, Definitions))
    marked = sum(len(block.items) for block in blocks if isinstance(block, Bullets))
    labelled = [item for item in pdf.tree.all("LI") if [part.kind for part in item.elements] == ["Lbl", "LBody"]]
    assert len(labelled) == pairs + marked


def test_contents_of_a_pdf_tell_the_pages(pdf: PdfFile) -> None:
    places = pdf.reader.named_destinations
    contents = squeezed(pdf.reader.pages[0].extract_text())
    entries = [section for depth, section in drawn_report("fi").walk() if depth <= CONTENTS_DEPTH]
    for section in entries:
        number = pdf.reader.get_destination_page_number(places[section.anchor])
        assert number is not None
        assert f"{squeezed(plain(section.heading))}{number + 1}" in contents


def test_links_of_a_pdf_say_where_they_lead(pdf: PdfFile) -> None:
    headings = {plain(section.heading) for _, section in drawn_report("fi").walk()}
    links = pdf.annotations()
    inside = [link for link in links if "/Dest" in link]
    assert inside
    assert {link["/Contents"] for link in inside} <= headings
    assert {link["/Dest"] for link in inside} <= set(pdf.reader.named_destinations)
    assert len(pdf.tree.all("Link")) == len(links)


def cells_in(document: Document, lang: str) -> Iterator[Phrase]:
    for _, section in document.walk():
        for table in (block for block in section.blocks if isinstance(block, Table)):
            for row in table.rows:
                yield from (phrase for cell in row for phrase in phrases(cell) if phrase.lang == lang)


@pytest.mark.usefixtures("pango")
def test_a_pdf_says_what_is_in_another_language() -> None:
    document = report_document(*workspace_of(CHAINS / "published" / "neet-kanta-hame.yaml"), lang="sv")
    pdf = PdfFile(write_report(document, ".pdf"))
    told = [element for element in pdf.tree.walk() if "/Lang" in element.told]
    assert {"fi"} <= {element.told["/Lang"] for element in told} <= {"fi", "en"}
    assert len(told) >= len([*cells_in(document, "fi")]) > 0


def test_nothing_of_a_pdf_leaves_its_page(pdftotext: str, pdf: PdfFile, tmp_path: Path) -> None:
    del pdf
    wide = write_report(report_document(*workspace_of(WORK), lang="fi"), ".pdf")
    for number, data in enumerate((pdf_of("fi"), wide)):
        (tmp_path / f"{number}.pdf").write_bytes(data)
    for page in (page for number in (0, 1) for page in words_of(pdftotext, tmp_path / f"{number}.pdf")):
        assert page.words
        for word in page.words:
            assert 0 < word.left < word.right < page.width, word
            assert 0 < word.top < word.bottom < page.height, word


def test_the_same_document_gives_the_same_pdf(pdf: PdfFile) -> None:
    del pdf
    small = hostile_report("x")
    assert write_report(small, ".pdf") == write_report(small, ".pdf")
    assert b"CreationDate" not in pdf_of("fi")


@pytest.mark.usefixtures("pango")
def test_the_command_writes_a_pdf_with_its_picture(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    assert main(["report", str(CHAINS / "published" / "neet-kanta-hame.yaml"), "--lang", "sv", "-o", str(file)]) == 0
    found = PdfFile(file.read_bytes())
    assert found.root["/Lang"] == "sv"
    assert found.tree.all("Figure")


def no_network(*_: object, **__: object) -> NoReturn:
    raise AssertionError("a report asks the network for something")


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:30])
def test_a_hostile_name_is_only_text_in_a_pdf(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", no_network)
    document = hostile_report(name)
    found = PdfFile(write_report(document, ".pdf"))
    assert found.reader.metadata is not None
    assert found.reader.metadata.title == "".join(lines_of(name))
    assert {link["/A"]["/URI"] for link in found.annotations() if "/A" in link} == {"https://example.org/?a=1&b=2"}
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(found.root)
    assert set(found.root.get("/Names", {})) <= {"/Dests"}
    assert len(found.tree.all("H1")) == 1
    assert len(found.tree.all("Figure")) == 2


def test_without_weasyprint_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(CannotRun, match=r"pip install 'palveluketju\[pdf\]'"):
        write_report(hostile_report("x"), ".pdf")


def test_without_pango_a_pdf_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "weasyprint.py").write_text("print('-----')\nraise OSError('cannot load library')\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    with pytest.raises(CannotRun, match="apt install libpango"):
        write_report(hostile_report("x"), ".pdf")
    assert capsys.readouterr().out == ""


class Word(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float


class Words(NamedTuple):
    """The words of one page of a PDF file, and how large it is, in points."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return squeezed("".join(word.text for word in self.words))


def squeezed(text: str) -> str:
    """A text without what lines are broken at."""
    return re.sub(r"[\s-]", "", text)


def words_of(pdftotext: str, file: Path) -> list[Words]:
    done = subprocess.run([pdftotext, "-bbox", str(file), "-"], capture_output=True, check=True, timeout=SECONDS)
    pages = []
    for page in done.stdout.decode().split("<page ")[1:]:
        width, height = re.findall(r'="([\d.]+)"', page)[:2]
        found = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)
        pages.append(Words(float(width), float(height), tuple(Word(text, *map(float, box)) for *box, text in found)))
    return pages


def as_pdf(soffice: str, data: bytes, name: str, folder: Path) -> Path:
    """A file as LibreOffice prints it."""
    file = folder / name
    file.write_bytes(data)
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, capture_output=True, check=True, timeout=SECONDS)
    return file.with_suffix(".pdf")


PRINTED = {"fi": 1, "sv": 3}
"""Of how many chains one is printed in a language: words of another length, in boxes of the same kinds."""


def graphs(every: int = 1) -> Iterator[ChainGraph]:
    for file in FILES[::every]:
        yield from workspace_of(file)[0].graphs


class Printed(NamedTuple):
    """Slides of every chain, printed: by language, Finnish first, the pictures with the words of their pages."""

    file: Path
    pictures: dict[str, list[tuple[Picture, list[Words]]]]


@pytest.fixture(scope="module")
def printed(soffice: str, pdftotext: str, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    pictures = {
        lang: [draw_chain(graph, page="16x9", lang=lang).picture for graph in graphs(every)]
        for lang, every in PRINTED.items()
    }
    data = slides(picture for some in pictures.values() for picture in some)
    file = as_pdf(soffice, data, "chains.pptx", tmp_path_factory.mktemp("slides"))
    pages = words_of(pdftotext, file)
    assert len(pages) == sum(len(picture.pages) for some in pictures.values() for picture in some)
    rest = iter(pages)
    found = {
        lang: [(picture, [next(rest) for _ in picture.pages]) for picture in some] for lang, some in pictures.items()
    }
    return Printed(file, found)


def lines_on(page: Page) -> Iterator[TextLine]:
    yield from page.lines
    for box in page.boxes:
        yield from box.lines
    for connector in page.connectors:
        yield from connector.lines


def test_slides_show_every_service(printed: Printed) -> None:
    for lang, found in printed.pictures.items():
        for graph, (_, pages) in zip(graphs(PRINTED[lang]), found, strict=True):
            text = "".join(page.text for page in pages)
            missing = [
                name
                for offer in graph.offers()
                if squeezed(name := graph.name(offer.service, lang)) not in text and offer.use.label is None
            ]
            assert not missing, (graph.chain.id, lang)


def test_lines_on_slides_stand_where_they_do_on_the_picture(printed: Printed) -> None:
    """Every line begins, ends and stands where it does on the picture."""
    for found in printed.pictures.values():
        for picture, pages in found:
            for page, shown in zip(picture.pages, pages, strict=True):
                assert (shown.width, shown.height) == pytest.approx((page.width, page.height), abs=1)
                far = [line.text for line in lines_on(page) if distance(line, shown) > NEAR]
                assert not far, (picture.name, picture.lang)


def distance(line: TextLine, shown: Words) -> float:
    """How far from its place a line is at most, in points; its end may also be a hundredth of its width away."""
    words, top = [squeezed(word) for word in line.text.split()], line.y - ASCENT * line.size
    starts = (max(abs(word.left - line.x), abs(word.top - top)) for word in shown.words if is_end(word, words[0], 0))
    end = line.x + line.width
    ends = (
        max(abs(word.right - end) - line.width / 100, abs(word.top - top))
        for word in shown.words
        if is_end(word, words[-1], -1)
    )
    return max(min(starts, default=math.inf), min(ends, default=math.inf))


def is_end(word: Word, said: str, place: int) -> bool:
    return squeezed(word.text)[place:] == said[place:] if place else squeezed(word.text)[:1] == said[:1]


@pytest.mark.usefixtures("pdftotext")
def test_slides_look_as_the_picture_does(printed: Printed, chromium: str, tmp_path: Path) -> None:
    command = ["pdftoppm", "-png", "-r", "72", str(printed.file), str(tmp_path / "slide")]
    subprocess.run(command, check=True, timeout=SECONDS)
    shown = iter(sorted(tmp_path.glob("slide-*.png")))
    svg, png = tmp_path / "x.svg", tmp_path / "x.png"
    with Browser(chromium) as browser:
        browser.size(*SLIDE)
        for picture, _ in printed.pictures["fi"]:
            for page in range(1, len(picture.pages) + 1):
                svg.write_text(svg_text(picture, page), encoding="utf-8")
                browser.open(svg)
                png.write_bytes(browser.picture())
                drawn = picture.pages[page - 1]
                largest = max(line.size for line in drawn.lines)
                title = [line for line in drawn.lines if line.size == largest]
                seen = (without(title, drawn, file) for file in (png, next(shown)))
                difference = ImageStat.Stat(ImageChops.difference(*map(from_afar, seen)))
                assert max(most for _, most in difference.extrema) < DIFFERENT, (picture.name, page)


def without(title: Sequence[TextLine], page: Page, file: Path) -> Image.Image:
    """A picture without the lines of its title: large and long, they end strokes earlier in an office program."""
    shown = Image.open(file).convert("RGB").resize(SLIDE)
    scale = SLIDE[0] / page.width
    for line in title:
        left, right = round((line.x - 4) * scale), round((line.x + line.width + 8) * scale)
        shown.paste("white", (left, round((line.y - line.size) * scale), right, round((line.y + 6) * scale)))
    return shown


def from_afar(shown: Image.Image) -> Image.Image:
    """A picture so small that a stroke more or less of a letter is not to be seen, but a box or an arrow is."""
    small = shown.resize((SLIDE[0] // 4, SLIDE[1] // 4), Image.Resampling.BOX)
    return small.filter(ImageFilter.BoxBlur(1))


def is_drawn_on(page: PageObject) -> bool:
    return any(operator == b"Do" for _, operator in ContentStream(page.get_contents(), page.pdf).operations)


def drawn_on(page: PageObject) -> list[tuple[float, float, float, float]]:
    """Where the pictures of a page stand, in points."""
    found: list[tuple[float, float, float, float]] = []

    def visit(operator: bytes, _: list[str], matrix: list[float], *__: list[float]) -> None:
        if operator == b"Do":
            across, down, left, bottom = matrix[0], *matrix[3:]
            found.append((left, bottom, left + across, bottom + down))

    page.extract_text(visitor_operand_before=visit)
    return found


def test_word_shows_the_report(soffice: str, pdftotext: str, tmp_path: Path) -> None:
    whole, report = workspace_of(DRAFT)
    drawings = {graph.chain.id: draw_chain(graph, lang="fi") for graph in whole.graphs}
    drawn = {
        name: [DrawnPage(png=drawing.image("png", page)) for page in range(1, drawing.pages + 1)]
        for name, drawing in drawings.items()
    }
    document = report_document(whole, report, lang="fi", pictures=drawn)
    data = write_report(document, ".docx")
    file = as_pdf(soffice, data, "report.docx", tmp_path)
    pages = words_of(pdftotext, file)
    text = "".join(page.text for page in pages)
    assert not [section for _, section in document.walk() if squeezed(plain(section.heading)) not in text]
    for graph in whole.graphs:
        assert not [name for node in graph.services() if squeezed(name := graph.name(node, "fi")) not in text]
        starts = [page for page in pages if page.text.startswith(squeezed(graph.chain.name.text("fi")))]
        assert len(starts) >= 1, "a chain begins on a new page"
    with_pictures = [page for page in PdfReader(file).pages if is_drawn_on(page)]
    assert len(with_pictures) == sum(drawing.pages for drawing in drawings.values())
    for drawn_page in with_pictures:
        text = drawn_page.extract_text()
        assert "Kuva " in text, "a picture stands over its caption"
        assert "Kuvaus" in text or "(2/" in text, "and under its heading"
        for left, bottom, right, top in drawn_on(drawn_page):
            assert left >= MARGIN.pt - 1
            assert bottom >= MARGIN.pt - 1
            assert right <= drawn_page.mediabox.width - MARGIN.pt + 1
            assert top <= drawn_page.mediabox.height - MARGIN.pt + 1
            assert (right - left) / (top - bottom) == pytest.approx(PAGES["a4"].width / PAGES["a4"].height, abs=0.01)
    for page in pages:
        assert all(0 < word.left < word.right < page.width for word in page.words)


def test_slides_of_a_report_are_shown_whole(soffice: str, pdftotext: str, tmp_path: Path) -> None:
    """Each slide is a page, and none of its words stands outside it or is lost."""
    whole, report = workspace_of(DRAFT)
    pictures = {graph.chain.id: draw_chain(graph, page="16x9", lang="fi").picture for graph in whole.graphs}
    drawn = {
        name: [DrawnPage(shapes=Shapes(one, page, DEFAULT)) for page in range(1, len(one.pages) + 1)]
        for name, one in pictures.items()
    }
    data = write_report(report_document(whole, report, lang="fi", pictures=drawn), ".pptx")
    deck = pptx.Presentation(io.BytesIO(data))
    pages = words_of(pdftotext, as_pdf(soffice, data, "report.pptx", tmp_path))
    assert len(pages) == len(deck.slides)
    for page, slide in zip(pages, deck.slides, strict=True):
        assert squeezed(slide.shapes.title.text_frame.text.replace("\v", " ")) in page.text
        assert all(0 <= word.left < word.right <= page.width and word.bottom <= page.height for word in page.words)
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            missing = [cell.text for row in table.rows for cell in row.cells if squeezed(cell.text) not in page.text]
            assert not [text for text in missing if " " not in text]


def test_word_shows_the_report_on_a_template(soffice: str, tmp_path: Path) -> None:
    file = as_pdf(soffice, write_report(WHOLE, ".docx", template()), "report.docx", tmp_path)
    pages = PdfReader(file).pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False, True, False]
    assert [bool(drawn_on(page)) for page in pages] == [False, True, False]
    texts = [page.extract_text() for page in pages]
    assert all("Hyvinvointialueen ylätunniste" in text for text in texts)
    assert all(word in texts[1] for word in ("Ketju", "Kuvaus", "Kuva 1."))
    assert "Taulukko 1." in texts[2]
