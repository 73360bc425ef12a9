"""Reports in a real browser: nothing that axe-core objects to, nothing loaded, nothing run but their own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import Browser
from chain_files import CHAINS
from palveluketju import draw_chain, load_workspace
from palveluketju.checking import check_workspace
from palveluketju.documents import DrawnPage, report_document, write_report
from palveluketju.documents.whole import report as whole_report
from palveluketju.graph import compile_workspace
from palveluketju.terms import LANGUAGES
from sampling import latin
from test_report import HOSTILE, hostile_report

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = (
    "{resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
)
TODAY = datetime.date(2026, 1, 1)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with Browser(chromium) as one:
        yield one


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of the chains of Uusimaa with their pictures, in each language."""
    folder = tmp_path_factory.mktemp("reports")
    workspace = load_workspace([CHAINS / "uusimaa"])
    whole = compile_workspace(workspace)
    report = check_workspace(workspace, today=TODAY)
    files = {}
    for lang in LANGUAGES:
        drawn = {graph.chain.id: draw_chain(graph, lang=lang) for graph in whole.graphs}
        pictures = {
            name: [DrawnPage(drawing.svg(page)) for page in range(1, drawing.pages + 1)]
            for name, drawing in drawn.items()
        }
        files[lang] = folder / f"{lang}.html"
        files[lang].write_bytes(write_report(report_document(whole, report, lang=lang, pictures=pictures), ".html"))
    return files


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The summary of the same chains for a steering group, in Swedish, so that most names are of another language."""
    file = tmp_path_factory.mktemp("papers") / "paper.html"
    workspace = load_workspace([CHAINS / "uusimaa"])
    return whole_report(workspace, check_workspace(workspace, today=TODAY), lang="sv").save(file)


def violations(browser: Browser) -> list[str]:
    browser.run(f"{AXE.read_text(encoding='utf-8')}; 0")
    found = browser.run(f"axe.run(document, {RULES})")
    return [
        f"{one['id']}: {one['help']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(("lang", "scheme"), latin(LANGUAGES, ("light", "dark"), every=3))
def test_axe_finds_nothing_on_a_report(browser: Browser, pages: dict[str, Path], lang: str, scheme: str) -> None:
    browser.prefer(scheme)
    browser.size(1280, 900)
    browser.open(pages[lang])
    ground = browser.run("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") is (scheme == "light")
    assert violations(browser) == []
    assert browser.requests() == [pages[lang].as_uri()]


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_summary(browser: Browser, paper: Path, scheme: str, width: int) -> None:
    browser.prefer(scheme)
    browser.size(width, 900)
    browser.open(paper)
    assert violations(browser) == []
    assert browser.run("document.documentElement.scrollWidth") <= width
    stops = "[...document.querySelectorAll('[tabindex=\"0\"]')]"
    assert browser.run(f"{stops}.every(one => one.scrollWidth > one.clientWidth)")


def test_axe_finds_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html><title>x</title><img src=x.png><p style='color:#aaa'>grey</p>", encoding="utf-8")
    browser.open(wrong)
    assert {"image-alt", "color-contrast", "html-has-lang"} <= {one.split(":")[0] for one in violations(browser)}


@pytest.mark.parametrize("width", [320, 1280])
def test_a_report_fits_its_window(browser: Browser, pages: dict[str, Path], width: int) -> None:
    browser.prefer("light")
    browser.size(width, 900)
    browser.open(pages["fi"])
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.run("document.querySelector('figure svg').clientWidth") <= width


def test_a_picture_is_a_click_away_at_full_size_and_back(browser: Browser, pages: dict[str, Path]) -> None:
    browser.prefer("light")
    browser.size(400, 800)
    browser.open(pages["sv"])
    browser.run("document.querySelector('.full').click()")
    assert browser.run("document.querySelector('figure svg').clientWidth") > 1000
    assert browser.run("document.querySelector('figure').clientWidth") == 400
    assert browser.run("getComputedStyle(document.querySelector('main p')).visibility") == "hidden"
    assert violations(browser) == []
    browser.run("new Promise(done => { addEventListener('popstate', done); history.back() })")
    assert browser.run("getComputedStyle(document.querySelector('main p')).visibility") == "visible"
    assert browser.run("document.querySelector('figure svg').clientWidth") < 400


def test_only_what_scrolls_stops_the_keys(browser: Browser, pages: dict[str, Path]) -> None:
    for width in (400, 1280):
        browser.size(width, 900)
        browser.open(pages["fi"])
        browser.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        stops = "[...document.querySelectorAll('[tabindex=\"0\"]')]"
        assert browser.run(f"{stops}.every(one => one.scrollWidth > one.clientWidth && one.role === 'group')")
        assert (browser.run(f"{stops}.length") > 10) is (width == 400)
        assert violations(browser) == []


def test_a_report_is_filtered(browser: Browser, pages: dict[str, Path]) -> None:
    browser.size(1280, 900)
    browser.open(pages["en"])
    assert browser.run("document.querySelector('[role=search]').hidden") is False

    def shown(words: str) -> Any:
        return browser.run(
            f"(() => {{ const field = document.querySelector('input'); field.value = '{words}';"
            " field.dispatchEvent(new Event('input'));"
            " const seen = one => one.getClientRects().length > 0;"
            " return [[...document.querySelectorAll('main tbody tr')].filter(seen).length,"
            " [...document.querySelectorAll('main h2')].filter(seen).length,"
            " document.querySelector('output').textContent] })()"
        )

    rows, headings, said = shown("")
    assert said == ""
    some, fewer, said = shown("Kotipalvelu")
    assert 0 < some < rows
    assert fewer < headings
    assert said == f"{some} of {rows} rows shown"
    assert shown("nothing at all like this") == [0, 0, f"0 of {rows} rows shown"]
    assert shown("")[:2] == [rows, headings]


def test_a_report_on_paper_is_light_and_whole(browser: Browser, pages: dict[str, Path]) -> None:
    browser.prefer("dark", media="print")
    browser.open(pages["sv"])
    assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.run("getComputedStyle(document.querySelector('.table')).overflowX") == "visible"
    assert browser.run("getComputedStyle(document.querySelector('figure')).page") == "picture"
    browser.prefer("light")


def test_names_are_never_run(browser: Browser, tmp_path: Path) -> None:
    unsafe = tmp_path / "unsafe.html"
    unsafe.write_text("<!DOCTYPE html><p><img src=x onerror=window.hit=1></p>", encoding="utf-8")
    browser.open(unsafe)
    browser.run("new Promise(done => setTimeout(done, 200))")
    assert browser.run("window.hit") == 1
    page = tmp_path / "page.html"
    for name in HOSTILE:
        page.write_bytes(write_report(hostile_report(name), ".html"))
        browser.open(page)
        assert (
            browser.run("document.querySelectorAll('script ~ script, img, iframe, object, [onerror], [onload]').length")
            == 0
        )
        assert browser.run("window.hit") is None
        assert browser.requests() == [page.as_uri()]
