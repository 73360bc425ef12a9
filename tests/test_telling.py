"""Every value that is declared stands, once and at its element, in each output that tells all of a chain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath

import pytest
import yaml

from counting import lines_executed
from palveluketju.checking import check_workspace
from palveluketju.describing import describe, description, picture_in_words
from palveluketju.describing.contents import levels
from palveluketju.describing.ways import ways
from palveluketju.documents.document import Definitions, Paragraph, Section, plain
from palveluketju.documents.report import report_document
from palveluketju.drawing import draw_chain
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph, compile_chain, compile_workspace
from palveluketju.loading import load_chain_text, load_workspace
from palveluketju.model import Catalogue, Chain, Level, Shared, Text
from palveluketju.model.base import Value
from palveluketju.model.chain import ReadFile
from palveluketju.model.elements import Acceptance
from palveluketju.model.ranges import AgeRange, Band
from palveluketju.model.walking import walk
from palveluketju.reporting.chain import chain_lines, chain_text
from palveluketju.telling import Paragraph as Told
from palveluketju.telling import completed, tell
from palveluketju.terms import LANGUAGES
from palveluketju.wording import place_text

HERE = FilePath(__file__).parent
ROOT = HERE.parent
EXEMPT = {"accepted"}
"""Keys that no output of a chain tells: which findings are accepted is told with the findings."""


def everything() -> Chain:
    return Chain.model_validate(yaml.load((HERE / "everything.yaml").read_text(encoding="utf-8"), yaml.BaseLoader))  # noqa: S506


def workspaces() -> dict[str, WorkspaceGraph]:
    found = {name: compile_workspace(load_workspace([str(ROOT / name)])) for name in ("chains", "examples")}
    return {**found, "everything": WorkspaceGraph([compile_chain(everything())])}


WORKSPACES = workspaces()
GRAPHS = {f"{name}-{place}": one for name, space in WORKSPACES.items() for place, one in enumerate(space.every())}
CHAINS = {name: graph for name, graph in GRAPHS.items() if isinstance(graph, ChainGraph)}


def values_of(graph: ChainGraph | CatalogueGraph) -> set[tuple[str | int, ...]]:
    """The places of all values, found without the teller: what a walk comes to and goes no further."""
    ranges = {where for where, value in walk(graph.shared) if isinstance(value, (AgeRange, Band))}
    return {
        where
        for where, value in walk(graph.shared)
        if where in ranges or (not isinstance(value, (tuple, dict, Value)) and where[:-1] not in ranges)
        if "accepted" not in where and value not in (None, False)
    }


def stands_right(about: tuple[str | int, ...], where: tuple[str | int, ...], shared: Shared) -> bool:
    """Whether a line is about the element that a value belongs to, or about a part of it."""
    if where[: len(about)] != about:
        return False
    section = getattr(shared, str(where[0]).replace("-", "_"), None)
    return bool(about) or not (isinstance(section, dict) and where[0] != "need-scale")


def missing(paragraphs: Iterable[Told], graph: ChainGraph | CatalogueGraph) -> dict[tuple[str | int, ...], int]:
    """The values that do not stand in exactly one line of their element: how often they stand."""
    stand = Counter(
        told.where
        for about, lines in paragraphs
        for line in lines
        for told in line.tells
        if stands_right(about, told.where, graph.shared)
    )
    return {where: stand[where] for where in values_of(graph) if stand[where] != 1}


def test_every_key_of_the_format_stands_in_the_chain_that_has_everything() -> None:
    known = {(kind, name) for kind in _kinds(Value) for name in kind.model_fields}
    used = {
        (type(place.value), name)
        for place in walk(everything())
        if isinstance(place.value, Value)
        for name in place.value.model_fields_set
    }
    bases = {(kind, name) for kind, name in used for kind in kind.__mro__ if issubclass(kind, Value)}
    left = {
        (kind.__name__, name)
        for kind, name in known - bases
        if name not in EXEMPT and kind not in (Acceptance, AgeRange, Band, Catalogue, ReadFile)
    }
    assert not left


def _kinds(kind: type[Value]) -> Iterator[type[Value]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("palveluketju."):
            yield one
        yield from _kinds(one)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_the_description_tells_everything_once(graph: ChainGraph | CatalogueGraph, lang: str) -> None:
    assert not missing(description(graph, lang), graph)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("graph", CHAINS.values(), ids=CHAINS)
def test_show_full_tells_everything_once(graph: ChainGraph, lang: str) -> None:
    assert not missing(chain_lines(graph, lang, full=True), graph)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["chains", "examples"])
def test_the_full_report_tells_everything_in_the_part_of_its_chain_or_catalogue(name: str, lang: str) -> None:
    space = WORKSPACES[name]
    document = report_document(space, check_workspace(load_workspace([str(ROOT / name)])), lang=lang)
    shared = {id(one): where for catalogue in space.catalogues for where, one in _elements(catalogue)}
    catalogues = next(one for _, one in document.walk() if one.anchor == "s-catalogues").sections
    for catalogue, section in zip(space.catalogues, catalogues, strict=True):
        lines = _lines(section)
        paragraphs = [one for one in description(catalogue, lang) if one.line.text in lines]
        assert not missing(paragraphs, catalogue)
    for graph in space.graphs:
        chapter = next(one for _, one in document.walk() if one.anchor == f"s-{graph.chain.id}")
        lines = _lines(chapter)
        facts = [fact for fact in tell(graph, lang).facts((), graph.chain) if fact.line.text in lines]
        facts = [fact for fact in facts if fact.what not in ("order", "coordination")]
        said = {told.where for fact in facts for told in fact.line.tells}
        told = [one for one in description(graph, lang, but=shared) if one.line.text in lines]
        told = [one for one in told if one.about or not {each.where for each in one.line.tells} <= said]
        elsewhere = {where for where, one in _elements(graph) if id(one) in shared}
        left = missing([*told, Told((), tuple(fact.line for fact in facts))], graph)
        left = {where: count for where, count in left.items() if where[:2] not in elsewhere}
        assert not {where for where in left if where != ("variant-of",)}  # told by the name of the chain


def _elements(graph: ChainGraph | CatalogueGraph) -> Iterator[tuple[tuple[str, str], object]]:
    for section in Shared.model_fields:
        for name, element in getattr(graph.shared, section).items():
            yield (section, name), element


def _lines(section: Section) -> set[str]:
    """The paragraphs and definitions in a section and those below it."""
    found: set[str] = set()
    for one in _all(section):
        for block in one.blocks:
            lines = [block.line] if isinstance(block, Paragraph) else []
            lines += [told for _, told in block.items] if isinstance(block, Definitions) else []
            found |= set(map(plain, lines))
    return found


def _all(section: Section) -> Iterator[Section]:
    yield section
    for one in section.sections:
        yield from _all(one)


OFFER = """
palveluketju: 1
id: ketju
name: Ketju
services: {perhetyo: {name: Perhetyö}}
levels:
  taso:
    name: Taso
    critical:
      - service: perhetyo
        for: family
        when: {age: 3..6}
        criteria: huoli arjesta
        note: ei loma-aikoina
"""


def test_an_offer_is_word_for_word_the_same_in_every_output() -> None:
    graph = compile_chain(load_chain_text(OFFER))
    offer = "Perhetyö (perheelle, asiakkaan ikä: 3–6 vuotta, huoli arjesta; lisätieto: ei loma-aikoina)"
    report = report_document(WorkspaceGraph([graph]), check_workspace(load_workspace([])), lang="fi")
    drawing = draw_chain(graph, lang="fi")
    boxes = [" ".join(line.text for line in box.lines) for page in drawing.picture.pages for box in page.boxes]
    outputs = {
        "text": "\n".join(chain_text(graph, lang="fi")),
        "picture": "\n".join(boxes),
        "its words": drawing.text(),
        "graphviz": re.sub(r"\\n", " ", drawing.dot()),
        "mermaid": re.sub(r"#(\d+);", lambda code: chr(int(code[1])), drawing.mermaid()),
        "description": "\n".join(describe(graph, "fi")),
        "report": "\n".join(report.texts()),
    }
    assert {name for name, text in outputs.items() if offer not in text} == set()


def test_a_key_that_nobody_thought_of_is_told() -> None:
    class Stage(Level):
        """A level with a key that no output knows."""

        mood: Text | None = None

    class Staged(Chain):
        """A chain of such levels."""

        levels: dict[str, Stage]  # type: ignore[assignment]

    level = {"name": "Taso", "mood": "Rauhallinen"}
    chain = Staged.model_validate({"id": "ketju", "name": "Ketju", "levels": {"taso": level}})
    graph = compile_chain(chain)
    with pytest.raises(KeyError, match="mood"):  # a key needs a word in each language
        description(graph)


def test_a_key_is_called_the_same_where_it_is_told_and_where_its_place_is_named() -> None:
    chain = everything()
    places = {
        ("levels", "eka", "optional"): "Ensimmäinen taso: can be passed by",
        ("levels", "eka", "critical", 0, "optional"): "Ensimmäinen taso: critical services: when needed",
        ("levels", "eka", "timing", "from"): "Ensimmäinen taso: timing: counted from",
        ("services", "palvelu", "part-of"): "Palvelun oma nimi: part of",
        ("areas", "pohjoinen", "part-of"): "Pohjoinen alue: part of",
        ("target-group", "exclude", 1, "chain"): "target group: not for: goes to chain",
        ("log", "kokous", "parties", 2): "Kirjauksen teksti: participants",
        ("levels", "poissa", "optional"): "levels: poissa: when needed",
    }
    assert {place: place_text(chain, place, "en") for place in places} == places


def test_values_are_written_as_a_reader_expects() -> None:
    graph = compile_chain(everything())
    told = {lang: "\n".join(one.line.text for one in description(graph, lang)) for lang in LANGUAGES}
    expected = {
        "fi": ("31.1.2026", "(1.1.2025–31.12.2029)", "ruotsi, inarinsaame", "määräaika: 11/2026"),
        "sv": ("31.1.2026", "svenska, enaresamiska", "senast: november 2026"),
        "en": ("31 January 2026", "Swedish, Inari Sámi", "by: November 2026"),
    }
    assert [(lang, text) for lang, texts in expected.items() for text in texts if text not in told[lang]] == []


def test_a_picture_in_words_is_told_once_with_its_outline() -> None:
    graph = compile_chain(everything())
    whole = "\n".join(describe(graph, "fi"))
    told = picture_in_words(graph, "fi")
    assert len(told) == 5
    assert all(words in whole for words in told)
    assert lines_executed(picture_in_words, graph, "fi") < 200 * len(told)


@pytest.mark.parametrize("graph", CHAINS.values(), ids=CHAINS)
def test_the_words_of_a_picture_hold_the_whole_description(graph: ChainGraph) -> None:
    for view in ("graph", "coverage-by-tier"):
        lines = draw_chain(graph, view=view).text().split("\n")
        told = [clean(paragraph.line.text) for paragraph in description(graph)]
        assert [one for one in told if one not in lines] == []


PARTS = """
palveluketju: 1
id: ketju
name: Ketjun nimi
sources: [{title: Kirja, note: Luonnos}, {title: Muistio}]
target-group: {name: Kaikki, age: {not-applicable: Kaikenikäiset}}
participation: {information: [Esite, "Neuvonta, ohjaus"], action: [Vertaistuki]}
goals:
  yksi: {text: Jonot lyhenevät, unit: päivää, target: {value: '14', dated: 2030}}
  toinen: {text: Laatu paranee, unit: pistettä}
services: {perhetyo: {name: Perhetyö}, yksilo: {name: Yksilötyö}}
areas: {pohjoinen: {name: Pohjoinen}, etela: {name: Etelä}, saaret: {name: Saaret}}
levels:
  taso:
    name: Taso
    kind: step
    critical:
      - service: perhetyo
        when:
          - {age: 3..6, life-stage: [working-age, older-people]}
          - {age: 7.., discretionary: true}
          - {area: [etela, saaret]}
        note: Huomio
        availability: {areas: [pohjoinen, etela], except: [saaret], reach: {open: Missä?}, note: Kesällä}
      - {one-of: [perhetyo, yksilo], note: Valinnan huomio}
log:
  kokous: {text: Sovittiin, chains: [ketju, muu]}
"""


def test_parts_of_values_are_told_apart() -> None:
    graph = compile_chain(load_chain_text(PARTS))
    told = "\n".join(one.line.text for one in description(graph, "fi"))
    for text in ("\n".join(chain_text(graph, lang="fi", full=True)), told):
        said = text.casefold()
        assert (
            "perhetyö (3–6 vuotta, (työikäiset tai ikäihmiset); vähintään 7 vuotta, harkinnan mukaan; tai etelä tai"
            " saaret; lisätieto: huomio; saatavuus: pohjoinen, etelä paitsi saaret; lähipalvelu vai keskitetty:"
            " ratkaisematta: missä?; lisätieto: kesällä)"
        ) in said
        assert "perhetyö tai yksilötyö, lisätieto: valinnan huomio" in said
        assert "lähteet: kirja (lisätieto: luonnos), muistio" in said
        assert "kohderyhmä: kaikki; ikä: ei koske: kaikenikäiset" in said
        assert "osallisuus, tieto-osallisuus: esite; neuvonta, ohjaus" in said
        assert "osallisuus, toimintaosallisuus: vertaistuki" in said
        assert "jonot lyhenevät (14 päivää (2030))" in said
        assert "mittayksikkö: pistettä" in said
        assert "ketjut: ketjun nimi, muu" in said
        assert "tyyppi: askel" not in said


def _long(levels: int) -> ChainGraph:
    """A chain with so many levels, each with services, a bar, an entry and a move of its own."""
    ids = range(levels)
    data = {
        "id": "pitka",
        "name": "Pitkä ketju",
        "services": {f"p{one}": {"name": f"Palvelu {one}", "note": "Huomio"} for one in ids},
        "levels": {f"t{one}": {"name": f"Taso {one}", "services": [f"p{one}"], "reading": "Tulkinta"} for one in ids},
        "bars": {f"b{one}": {"name": f"Palkki {one}", "spans": [f"t{one}"], "services": [f"p{one}"]} for one in ids},
        "entries": {f"o{one}": {"name": f"Ovi {one}", "to": [f"t{one}"]} for one in ids},
        "moves": {f"t{one} -> t{one + 1}": {"criteria": "Peruste"} for one in ids[:-1]},
    }
    return compile_chain(Chain.model_validate(data))


@pytest.mark.parametrize("told", ["description", "show"])
def test_what_is_told_grows_with_the_chain(told: str) -> None:
    def tell_all(graph: ChainGraph) -> None:
        if told == "show":
            list(chain_lines(graph, "fi", full=True))
        else:
            list(completed(tell(graph, "fi"), [*levels(graph, tell(graph, "fi")), *ways(graph, tell(graph, "fi"))]))

    few, many = _long(20), _long(80)
    tell_all(_long(3))  # what is found out once is no part of the growth
    assert lines_executed(tell_all, many) < 5 * lines_executed(tell_all, few)
