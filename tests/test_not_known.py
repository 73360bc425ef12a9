"""What is not known: wherever a decision can be open, told and drawn as what it is, and held against nobody."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from palveluketju import check_chain, check_workspace, compile_chain, load_workspace
from palveluketju.analyses import considerations, not_known, open_decisions
from palveluketju.commands import palveluketju
from palveluketju.drawing import draw_chain
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.graph import ChainGraph
from palveluketju.loading import load_chain_text
from palveluketju.model import Chain, Open, Unknown
from palveluketju.model.absence import State, is_unsettled, state_of
from palveluketju.model.walking import walk
from palveluketju.tables import registers
from palveluketju.terms import LANGUAGES, term

ROOT = Path(__file__).parent.parent
CHAINS = sorted((ROOT / "chains").rglob("*.yaml"))

DRAFT = """
palveluketju: 1
id: ketju
name: Ketju
organiser: alue
goals: {unknown: "Mihin pyritään?"}
order: path
levels:
  kevyt:
    name: Kevyt tuki
    critical: [neuvola, {unknown: "Mitä muuta?", ask: {organisation: alue, role: {fi: päällikkö}}}]
    services: {unknown: "Mitä perheille on tarjolla?", ask: alue}
  laaja: {name: Laaja tuki, critical: [{one-of: [neuvola, perhetyo], chosen-by: {unknown: "Kuka valitsee?"}}]}
bars: {rinnalla: {name: Rinnalla, spans: {unknown: "Mille tasoille?"}, services: [perhetyo]}}
entries: {ovi: {name: Ovi, to: {unknown: "Mihin?"}}}
moves: {laaja -> kevyt: {unknown: "Milloin palataan?"}}
exits: {unknown: "Mistä poistutaan?"}
organisations: {alue: {name: Alue, sector: {unknown: "Mikä sektori?"}}}
services:
  neuvola: {name: Neuvola, organiser: alue, tier: {unknown: "Mikä taso?"}}
  perhetyo: {name: Perhetyö, organiser: {unknown: "Kuka järjestää?"}}
"""
THINGS = 11
SHORT = """
palveluketju: 1
id: ketju
name: Ketju
organiser: alue
levels:
  kevyt: {name: Kevyt tuki, services: [neuvola, {unknown: "Mitä muuta?"}]}
  laaja: {name: Laaja tuki, services: [perhetyo]}
moves: {kevyt -> laaja: {handover: {responsible: {unknown: "Kuka siirtää?"}}}}
organisations: {alue: {name: Alue}, kunta: {name: Kunta}}
services:
  neuvola: {name: Neuvola, organiser: alue, tier: basic}
  perhetyo: {name: Perhetyö, organiser: kunta, tier: specialised}
"""


def graph_of(text: str) -> ChainGraph:
    return compile_chain(load_chain_text(text))


def turned(data: Any, old: str, new: str) -> Any:
    """A declaration with one kind of absence written as the other."""
    if isinstance(data, dict):
        if old in data:
            return {new: data[old]}
        return {key: turned(value, old, new) for key, value in data.items()}
    return [turned(item, old, new) for item in data] if isinstance(data, list) else data


def as_chain(text: str, old: str, new: str) -> Chain:
    return load_chain_text(yaml.safe_dump(turned(yaml.load(text, yaml.BaseLoader), old, new), allow_unicode=True))  # noqa: S506


def test_it_can_stand_wherever_a_decision_can_be_open() -> None:
    text = (ROOT / "tests" / "everything.yaml").read_text(encoding="utf-8")
    data = turned(yaml.load(text, yaml.BaseLoader), "open", "unknown")  # noqa: S506
    every = [one.value for one in walk(Chain.model_validate(data)) if is_unsettled(one.value)]
    assert len(every) > 5
    assert {type(one) for one in every} == {Unknown}
    known = set(_annotations_with(Open))
    assert known == set(_annotations_with(Unknown))
    assert len(known) > 20


def _annotations_with(kind: type) -> list[tuple[str, str]]:
    from palveluketju.model.base import Value
    from test_telling import _kinds

    return [
        (one.__name__, name)
        for one in _kinds(Value)
        for name, field in one.model_fields.items()
        if re.search(rf"\b{kind.__name__}\b", repr(field.annotation) + repr(field.metadata))
    ]


@pytest.mark.parametrize(("old", "new"), [("open", "unknown"), ("unknown", "open")])
@pytest.mark.parametrize("text", [DRAFT], ids=["draft"])
def test_it_keeps_quiet_what_an_open_decision_would(text: str, old: str, new: str) -> None:
    as_is, other = (check_chain(compile_chain(chain)) for chain in (load_chain_text(text), as_chain(text, old, new)))
    assert [(one.code, one.where) for one in as_is.findings] == [(one.code, one.where) for one in other.findings]
    assert len(as_is.not_known) + len(as_is.decisions) == THINGS


def test_it_keeps_quiet_nothing_else() -> None:
    stated = DRAFT.replace('    services: {unknown: "Mitä perheille on tarjolla?", ask: alue}\n', "")
    stated = stated.replace(', {unknown: "Mitä muuta?", ask: {organisation: alue, role: {fi: päällikkö}}}', "")
    before, after = (
        {one.code for one in check_chain(graph_of(text.replace("critical: [neuvola", "critical: ["))).findings}
        for text in (DRAFT.replace("[neuvola, {", "[{"), stated)
    )
    assert after - before == {"PK203"}
    assert {"PK219"} <= before


def test_the_register_tells_what_to_find_out_where_and_from_whom() -> None:
    table = registers(graph_of(DRAFT), lang="fi")["not-known"]
    assert table.headings() == ("Kohta", "Selvitettävä", "Keneltä kysytään")
    assert len(table) == THINGS
    rows = {row[1]: row for row in table.texts()}
    assert rows["Mitä muuta?"][2] == "päällikkö, Alue"
    assert rows["Mitä perheille on tarjolla?"][2] == "Alue"
    assert rows["Milloin palataan?"][2] == term("not-stated", "fi")
    assert open_decisions(graph_of(DRAFT)) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("view", "text"),
    [("graph", DRAFT), ("stairs", DRAFT), ("lanes", DRAFT), ("coverage-by-tier", SHORT), ("handovers", SHORT)],
)
def test_it_is_drawn_otherwise_than_what_is_open(view: str, text: str, lang: str) -> None:
    unknown = draw_chain(graph_of(text), view=view, lang=lang)
    opened = draw_chain(compile_chain(as_chain(text, "unknown", "open")), view=view, lang=lang)
    if view == "graph":
        styles = [drawing.dot() for drawing in (unknown, opened)]
        assert unknown.theme.style("unknown").fill in styles[0]
        assert unknown.theme.style("unknown").fill not in styles[1]
    else:
        roles = [
            {
                role.removeprefix("bar-")
                for page in drawing.picture.pages
                for role in (*(box.role for box in page.boxes), *(line.role for line in page.connectors))
            }
            for drawing in (unknown, opened)
        ]
        assert [kind in found for found in roles for kind in ("open", "unknown")] == [False, True, True, False]
    assert term(State.NOT_KNOWN.value, lang) in unknown.text().casefold()
    assert term("open", lang) not in unknown.text().casefold().replace("no decisions are open", "")


def test_the_legend_tells_of_its_mark() -> None:
    picture = draw_chain(graph_of(DRAFT), view="stairs", lang="fi").picture
    assert (MarkKind.UNKNOWN, "ei tiedossa") in picture.legend
    assert MarkKind.OPEN not in dict(picture.legend)


def test_what_is_not_known_may_be_anything() -> None:
    graph = graph_of(DRAFT)
    assert state_of(graph.service("neuvola").tier) is State.NOT_KNOWN
    table = registers(graph, lang="en")["interface-services"]
    assert [str(record["interface_service"]) for record in table.records] == ["possible"]
    assert [str(record["agreement"]) for record in table.records] == ["not-known"]


def test_a_check_counts_it_and_fails_on_it_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ketju.yaml").write_text(DRAFT.lstrip(), encoding="utf-8")

    def check(*options: str) -> Any:
        return CliRunner().invoke(palveluketju, ["check", "ketju.yaml", *options], standalone_mode=False)

    done = check()
    assert done.return_value == 0
    *_, line, last = done.output.splitlines()
    assert line == f"not known: {THINGS} things to find out; 'palveluketju show --register not-known' lists them"
    assert last.endswith(f"0 open decisions and {THINGS} not known")
    assert check("--fail-on-unknown").return_value == 1
    Path("palveluketju.toml").write_text("fail-on-unknown = true\n", encoding="utf-8")
    assert check().return_value == 1
    Path("ketju.yaml").write_text(DRAFT.lstrip().replace("unknown:", "open:").replace("ask:", "decides:"))
    assert check().return_value == 0
    Path("palveluketju.toml").write_text("fail-on-unknown = 'yes'\n", encoding="utf-8")
    assert "'fail-on-unknown' is true or false, not 'yes'" in str(check().exception)


@pytest.mark.parametrize("word", ["open", "unknown", "not-applicable"])
@pytest.mark.parametrize(
    "section",
    ["levels: {%s: {name: X}}", "services: {%s: {name: X}}", "bars: {%s: {name: X}}", "goals: {%s: {text: X}}"],
)
def test_its_word_is_no_id(tmp_path: Path, section: str, word: str) -> None:
    file = tmp_path / "ketju.yaml"
    levels = "" if section.startswith("levels") else "levels: {a: {name: A}}\n"
    file.write_text(f"palveluketju: 1\nid: k\nname: K\n{levels}{section % word}\n", encoding="utf-8")
    found = [one for report in check_workspace(load_workspace([file])).files for one in report.findings]
    assert [one.finding.code for one in found] == ["PK025"]
    assert f"Write another id, such as '{word}-1'" in found[0].finding.message
    assert found[0].position.line == (4 if section.startswith("levels") else 5)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chain_of_which_nothing_but_that_is_known_can_be_drawn(lang: str) -> None:
    graph = graph_of("palveluketju: 1\nid: k\nname: K\nlevels: {unknown: Mitkä tasot?}\n")
    assert [one.what.text() for one in not_known(graph)] == ["Mitkä tasot?"]
    for view in ("graph", "stairs", "lanes"):
        assert "Mitkä tasot?".casefold() in draw_chain(graph, view=view, lang=lang).text().casefold()


def test_the_chains_tell_what_is_open_from_what_is_not_known() -> None:
    report = check_workspace(load_workspace([ROOT / "chains"]))
    assert (report.count_open(), report.count_not_known()) == (35, 241)


OTHERS = """
palveluketju: 1
id: ketju
name: Ketju
organiser: alue
levels: {kevyt: {name: Kevyt tuki, services: [kotihoito]}}
organisations: {alue: {name: Alue, sector: wellbeing-services-county}, yritys: {name: Yritys, sector: private}}
services:
  kotihoito:
    name: Kotihoito
    organiser: alue
    producers: [{organisation: yritys, until: 2026-12-31}, {%s: "Ketkä muut?"}]
"""


@pytest.mark.parametrize("word", ["open", "unknown"])
def test_other_producers_can_be_an_item_of_the_list(word: str) -> None:
    state = {"open": "open", "unknown": "not-known"}[word]
    graph = compile_chain(load_chain_text(OTHERS % word), day=datetime.date(2026, 6, 1))
    assert [str(one) for one in graph.actors_of("kotihoito")["produces"]] == ["yritys"]
    producers = [row[2] for row in registers(graph, lang="fi")["producers"].texts()]
    assert producers == ["Yritys", f"{term(state, 'fi')}: Ketkä muut?"]
    later = compile_chain(load_chain_text(OTHERS % word), day=datetime.date(2027, 1, 1))
    assert later.actors_of("kotihoito")["produces"] == ()
    definition = {part.part: part.told for part in considerations(later)}
    assert definition["private"] is State.POSSIBLE


ABSENT = "{unknown: Q, ask: kysytty}"
WHOLE = f"""palveluketju: 1
id: k
name: K
organiser: kysytty
partners: {ABSENT}
replaces: {ABSENT}
valid-from: {ABSENT}
valid-until: {ABSENT}
participation: {{information: {ABSENT}, action: {ABSENT}}}
considers: {{basic: {ABSENT}}}
goals: {{g: {{text: G, indicator: {ABSENT}, definition: {ABSENT}, baseline: {ABSENT}, target: {ABSENT},
      by: {ABSENT}, means: {ABSENT}}}}}
order: path
levels:
  a: {{name: A, timing: {ABSENT}, critical: [s, {{service: t, criteria: {ABSENT}, producers: {ABSENT},
      availability: {ABSENT}}}, {ABSENT}], partners: {ABSENT}, carries: {ABSENT}}}
  b: {{name: B, timing: {{value: 3 d, from: {ABSENT}, basis: {ABSENT}}}, services: {ABSENT},
      critical: {ABSENT}, coordination: {{worker: {ABSENT}, plan: {ABSENT}}}}}
bars: {{bar: {{name: Bar, spans: {ABSENT}, services: {ABSENT}, partners: {ABSENT}, task: {ABSENT}}}}}
entries: {{e: {{name: E, to: {ABSENT}, criteria: {ABSENT}, handover: {ABSENT}}}}}
exits: {{x: {{name: X, from: {ABSENT}, chain: {ABSENT}, criteria: {ABSENT}, at-age: {ABSENT}}}}}
moves: {{a -> b: {{criteria: {ABSENT}, handover: {{within: {ABSENT}, information: {ABSENT}, document: {ABSENT},
      responsible: {ABSENT}, agreement: {ABSENT}}}}}, b -> a: {ABSENT}}}
paths: {{p: {{name: P, levels: [a, b], services: {ABSENT}}}}}
target-group: {{age: {ABSENT}, exclude: [{{name: N, chain: {ABSENT}}}]}}
relations: {{s -> t: {{kind: {ABSENT}}}}}
organisations: {{kysytty: {{name: Hyvinvointialue}}, team: {{name: Tiimi, part-of: kysytty, members: {ABSENT},
      assembled: {ABSENT}}}, kunta: {{name: Kunta, sector: {ABSENT}}}}}
services: {{s: {{name: S, tier: {ABSENT}, field: {ABSENT}, task: {ABSENT}, organiser: kunta,
      producers: [{{organisation: kysytty, production: {ABSENT}, chosen-by: {ABSENT}}}], responsible: {ABSENT},
      availability: {{areas: {ABSENT}, reach: {ABSENT}}}}}, t: {{name: T, organiser: {ABSENT}, funders: {ABSENT}}}}}
"""


def test_whoever_is_asked_is_named_in_every_register_and_never_by_id() -> None:
    found = registers(compile_chain(load_chain_text(WHOLE)), lang="en")
    cells = {name: " ".join(" ".join(row) for row in table.texts("en")) for name, table in found.items()}
    assert {name for name, text in cells.items() if "ask: Hyvinvointialue" in text} >= {
        "times",
        "producers",
        "goals",
        "ways",
    }
    assert [name for name, text in cells.items() if "kysytty" in text] == []


def test_pictures_name_whom_to_ask_and_not_by_an_id() -> None:
    graph = graph_of(
        SHORT.replace(
            '{unknown: "Kuka siirtää?"}', "{unknown: Kuka, ask: kunta}, information: {open: Mitä, decides: alue}"
        )
    )
    told = draw_chain(graph, view="handovers", lang="fi").text()
    cells = [line for line in told.splitlines() if "Kuka" in line or "Mitä" in line]
    assert cells
    assert not any(re.search(r"\b(kunta|alue)\b", line) for line in cells)
