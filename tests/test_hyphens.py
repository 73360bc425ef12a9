"""Where words that are too wide for a line are broken: between the parts of compounds, else between syllables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from chain_files import CHAINS, EXAMPLES, ROOT
from counting import lines_executed
from palveluketju.drawing.lanes.widths import widths_of
from palveluketju.drawing.table.columns import EDGE
from palveluketju.drawing.table.rows import TableCell
from palveluketju.drawing.table.view import _least
from palveluketju.drawing.typesetting.hyphens import LEAST, compound_parts, syllables
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.measure import broken, strain, text_width, widest

LONG = 18
"""Letters of a word that is a compound, but for forms of a few."""
NO_COMPOUNDS = ("organisoitumise", "saavutettavuu", "suunnitelmallisuu", "valmistautumise")
LIST = (ROOT / "src/palveluketju/drawing/typesetting/compounds.txt").read_text(encoding="utf-8").splitlines()
ENTRIES = [line for line in LIST if not line.startswith("#")]


@pytest.mark.parametrize(
    "parts",
    [
        "neuro|psykiatrinen",
        "Neuro|psykiatrisissa",
        "hyvin|vointi|alue",
        "HYVIN|VOINTI|ALUEIDEN",
        "(hyvin|vointi|alue),",
        "perus|terveyden|huollossa",
        "työ|kyky|koordinaattori|palvelut",
        "toiminta|kyvyn",
        "tavoitteet",
        "kuntoutusta",  # no form of kuntoutus|tavoite
        "perusteella",
        "palveluidensa",
        "hyvin|vointi|aluejohtaja",  # listed no further
        "service|kedjornas",
        "välfärds|områdenas",
        "låg|tröskel|tjänster",
        "överens|kommelse",
    ],
)
def test_compounds_are_broken_between_their_parts(parts: str) -> None:
    assert compound_parts(parts.replace("|", "")) == tuple(parts.split("|"))


@pytest.mark.parametrize(
    "pieces",
    [
        "psy|kiat|ri|nen",
        "tavoit|teet",
        "kun|tou|tu|mista",
        "kau|pungin",
        "tasolle",
        "koko|nai|suu|den,",
        "(koko|nai|suus)",
        "KOKO|NAI|SUUS",
        "sys|sel|sätt|ning",
        "rät|tig|he|ter",
        "schwei|zisk",
        "tea|chers",
        "infor|ma|tion",
        "漢字漢字漢字",
        "",
    ],
)
def test_words_and_parts_are_broken_between_syllables(pieces: str) -> None:
    assert syllables(pieces.replace("|", "")) == tuple(pieces.split("|"))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Lasten neuropsykiatrinen kuntoutus", 60, ["Lasten", "neuro-", "psykiatrinen", "kuntoutus"]),
        ("Lasten neuropsykiatrinen kuntoutus", 40, ["Lasten", "neuro-", "psykiatri-", "nen kun-", "toutus"]),
        ("tasolle", 33, ["tasolle"]),  # as wide as the line, so that it has no room for a hyphen and needs none
        ("hyvinvointialue-", 62, ["hyvinvointi-", "alue-"]),
        ("sosiaali-/terveyspalvelut", 45, ["sosiaali-/", "terveys-", "palvelut"]),
        ("a.b.c.d.e.f.g.h", 20, ["a.b-", ".c.d-", ".e.f-", ".g.h"]),
    ],
)
def test_a_line_ends_with_a_part_else_with_a_syllable(text: str, width: float, lines: list[str]) -> None:
    assert list(broken(text, width, 10)) == lines
    assert all(text_width(line, 10) <= width for line in lines)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("bold", [False, True])
def test_no_listed_word_is_broken_otherwise_than_between_parts_that_fit(width: float, bold: bool) -> None:
    for entry in ENTRIES:
        word = entry.replace("|", "")
        lines = broken(word, width, 9, bold=bold)
        assert all(text_width(line, 9, bold=bold) <= width for line in lines)
        assert "".join(line.removesuffix("-") for line in lines) == word
        if widest(word, 9, bold=bold, parts=True) <= width:
            pieces = iter(entry.split("|"))
            for line in lines:
                whole = line.removesuffix("-")
                while whole:
                    whole = whole.removeprefix(next(pieces))
        else:
            assert all(len(line.removesuffix("-")) >= LEAST for line in lines)


def test_the_list_is_sorted_and_says_nothing_twice() -> None:
    assert sorted(set(ENTRIES)) == ENTRIES
    for entry in ENTRIES:
        assert "|" in entry
        assert all(len(part) >= LEAST for part in entry.split("|"))
        assert compound_parts(entry.replace("|", "")) == tuple(entry.split("|"))
    begun = [entry.rpartition("|")[0] + "|" + entry.rpartition("|")[2][:LEAST] for entry in ENTRIES]
    assert len(set(begun)) == len(begun)


def _texts(value: Any) -> Iterator[str]:
    """The texts of a file, without ids, addresses and what is said of sources in English."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from () if key in ("note", "reading", "sources") else _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str) and not re.fullmatch(r"[a-z0-9-]+", value) and "://" not in value:
        yield value


FILES = sorted([*CHAINS.rglob("*.yaml"), *EXAMPLES.rglob("*.yaml")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_long_word_of_a_chain_is_in_the_list(path: Path) -> None:
    said = " ".join(_texts(yaml.safe_load(path.read_text(encoding="utf-8"))))
    unknown = {
        word
        for word in map(str.lower, re.findall(rf"[^\W\d_]{{{LONG},}}", said))
        if len(compound_parts(word)) == 1 and not word.startswith(NO_COMPOUNDS)
    }
    assert unknown == set()  # each such word is to be added to compounds.txt


def test_every_long_word_of_the_outputs_is_in_the_list() -> None:
    said = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/palveluketju/terms").glob("*.py"))
    words = set(re.findall(rf"[^\W\d_]{{{LONG},}}", said.lower()))
    assert {word for word in words if len(compound_parts(word)) == 1} == set()


@pytest.mark.parametrize("word", ["ta" * 400, "b" * 800, "neuropsykiatrinen" * 50, "漢" * 800, "a-" * 400])
def test_the_work_grows_no_faster_than_the_word(word: str) -> None:
    broken("neuropsykiatrinen", 20, 9)  # the list is read
    once = lines_executed(lambda: _anew(word))
    assert lines_executed(lambda: _anew(word * 4)) < 6 * once


def _anew(word: str) -> tuple[tuple[str, ...], ...]:
    return compound_parts.__wrapped__(word), syllables(word)


def test_a_break_within_a_part_counts_more_than_one_between_parts() -> None:
    assert strain("Lasten neuropsykiatrinen", 90, 10) == 0
    assert strain("Lasten neuropsykiatrinen", 60, 10) == 1
    assert strain("Lasten neuropsykiatrinen", 45, 10) == 3
    assert strain("kuntoutuksessa", 45, 10) == 3


def test_a_column_has_room_for_the_widest_part_before_others_have_more() -> None:
    part, word, room = 80.0, 200.0, 64.0 + 52.0 + 20.0
    assert widths_of([(part, word), (30.0, 40.0)], [False, False], room, whole=False) == [84.0, 52.0]
    assert widths_of([(part, word), (30.0, 40.0)], [False, False], room - 10, whole=False) == [74.0, 52.0]
    assert widths_of([(part, word), (30.0, 40.0)], [False, False], room - 21, whole=False) is None


def test_a_column_of_a_table_is_as_wide_as_the_widest_part_at_least() -> None:
    word = "tulehduskipulääkitysvastaavalääkärinvastaanotto"
    assert widest(word, 14, parts=True) + 2 * EDGE > 140
    assert _least([TableCell((Item(word),), "table-cell")], Sizes(18, 16, 14)) > widest(word, 12)
