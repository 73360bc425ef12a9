"""A report as one page: its languages, what it says of itself, what it does with and without scripts."""

from __future__ import annotations

import re

import pytest

from chain_files import CHAINS
from page_reader import Element, read_page
from palveluketju import draw_chain
from palveluketju.documents import DrawnPage, report_document, write_report
from palveluketju.documents.languages import Languages
from palveluketju.graph import WorkspaceGraph, walked
from palveluketju.model import LongText, Text
from test_report import workspace_of

KNOWN = Languages({"Arvio, laaja": "fi", "Muu hoito?": "fi", "Testi": "fi", "Lasten ja nuorten sosiaalityö": "fi"})


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
        ("Testi -> nivå", ["Testi"]),
        ("", []),
    ],
)
def test_words_of_another_language_are_found(text: str, foreign: list[str]) -> None:
    runs = KNOWN.runs(text)
    assert "".join(said for said, _ in runs) == text
    assert [said.strip(" (->\n") for said, lang in runs if lang] == foreign


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
