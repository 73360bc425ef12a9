"""What a configuration says of rules: sets, selections, severities, options, folders, words, contracts."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from command_line import ROOT, run
from documents import Block, blocks
from palveluketju.checking import RULES
from palveluketju.checks import ONLY_IN_ALL, OPTIONS, rules_of_set
from palveluketju.config import read_config
from palveluketju.config.contracts import CONTRACT
from palveluketju.config.schema import configuration_schema
from palveluketju.config.settings import FOLDER, SETTINGS
from palveluketju.terms import finding_label

SCHEMA = ROOT / "docs" / "schemas" / "configuration.json"
CHAIN = """palveluketju: 1
id: yksi
name: Ketju
organiser: alue
levels:
  a: {name: A, critical: [x]}
  b: {name: B, services: [x], note: kesken}
services: {x: {name: X, organiser: alue, producers: kunta}}
organisations: {alue: {name: Alue}, kunta: {name: Kunta, sector: municipality}}
interfaces:
  sopimus: {between: [alue, kunta], agreement: Sopimus, valid-until: 2026-12-20}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("etela", "pohjoinen"):
        (tmp_path / "chains" / name).mkdir(parents=True)
        text = CHAIN.replace("id: yksi", f"id: {name}").replace("name: Ketju", f"name: {{fi: {name.title()}}}")
        (tmp_path / "chains" / name / "x.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def found(folder: Path, toml: str, *arguments: str) -> Counter[tuple[str, str, str]]:
    (folder / "palveluketju.toml").write_text(toml, encoding="utf-8")
    done = run("check", "--format", "json", "--date", "2026-11-01", *arguments, cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    return Counter(
        (one["file"].split("/")[-2:][0], one["code"], one["severity"]) for one in json.loads(done.stdout)["findings"]
    )


def codes(folder: Path, toml: str) -> set[str]:
    return {code for _, code, _ in found(folder, toml)}


def refused(folder: Path, toml: str) -> str:
    (folder / "palveluketju.toml").write_text(toml, encoding="utf-8")
    done = run("check", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


def test_sets_hold_one_another() -> None:
    every = {rule.code for rule in RULES}
    correctness, recommended, whole = (rules_of_set(name, RULES) for name in ("correctness", "recommended", "all"))
    assert correctness < recommended < whole == every
    assert whole - recommended == ONLY_IN_ALL


def test_a_set_is_chosen_and_the_rest_selected_and_ignored(folder: Path) -> None:
    usual = codes(folder, "")
    assert {"PK201", "PK213", "PK606"} <= usual
    assert "PK247" not in usual
    assert codes(folder, 'rules = "all"') == usual | {"PK247"}
    assert codes(folder, 'rules = "correctness"') == {
        code for code in usual if code in rules_of_set("correctness", RULES)
    }
    assert codes(folder, 'rules = "Correctness"\nselect = ["PK213", "dates"]') >= {"PK213", "PK247"}
    assert codes(folder, 'ignore = ["chain-without-goal", "pk6"]') == usual - {"PK213", "PK606"}
    assert codes(folder, 'ignore = ["description"]') == {code for code in usual if not "PK211" <= code <= "PK229"}


def test_severities_change_what_fails(folder: Path) -> None:
    assert ("etela", "PK213", "error") in found(folder, '[severity]\nPK213 = "error"\n')
    assert run("check", "chains", cwd=folder).returncode == 1
    lighter = '[severity]\n"chain-without-goal" = "info"\nlevels = "warning"\n'
    assert ("etela", "PK201", "warning") in found(folder, lighter)
    assert run("check", cwd=folder).returncode == 0


def test_options_are_limits_of_rules(folder: Path) -> None:
    assert "PK247" in codes(folder, 'select = ["PK247"]\n[options.PK247]\ndays = 49\n')
    assert "PK247" not in codes(folder, 'select = ["PK247"]\n[options.agreement-ends-soon]\ndays = 48\n')


def test_words_for_unfinished_text_are_added(folder: Path) -> None:
    text = (folder / "chains/etela/x.yaml").read_text(encoding="utf-8").replace("note: kesken", "note: puolitiessä")
    (folder / "chains/etela/x.yaml").write_text(text, encoding="utf-8")
    assert ("etela", "PK231", "warning") not in found(folder, "")
    assert ("etela", "PK231", "warning") in found(folder, 'unfinished = ["Puolitiessä"]')


def test_a_folder_differs(folder: Path) -> None:
    toml = (
        'select = ["PK247"]\n[[folder]]\npath = "chains/etela"\nignore = ["PK213"]\nseverity = {PK606 = "error"}\n'
        'languages = ["sv"]\noptions = {PK247 = {days = 1}}\n'
    )
    told = found(folder, toml)
    assert {code for place, code, _ in told if place == "etela"} >= {"PK606", "PK607"}
    assert not {("etela", "PK213", "warning"), ("etela", "PK247", "info"), ("pohjoinen", "PK607", "info")} & told.keys()
    assert {
        ("pohjoinen", "PK213", "warning"),
        ("pohjoinen", "PK247", "info"),
        ("etela", "PK606", "error"),
    } <= told.keys()
    (folder / "chains/etela2").mkdir()  # a name that only begins alike is another folder
    (folder / "chains/etela2/x.yaml").write_text(CHAIN.replace("id: yksi", "id: kolme"), encoding="utf-8")
    assert ("etela2", "PK213", "warning") in found(folder, toml)


def test_what_is_chosen_holds_for_pictures_and_reports_too(folder: Path) -> None:
    (folder / "palveluketju.toml").write_text('ignore = ["PK213"]\n', encoding="utf-8")
    drawn = run("draw", "chains/etela/x.yaml", "--findings", "--lang", "en", cwd=folder).stdout
    assert finding_label("level-without-critical-service", "en") in drawn
    assert finding_label("chain-without-goal", "en") not in drawn
    run("report", "chains", "-o", "out.md", "--edition", "full", "--lang", "en", cwd=folder)
    written = (folder / "out.md").read_text(encoding="utf-8")
    assert "PK201" in written
    assert "PK213" not in written


def test_an_acceptance_of_an_ignored_rule_is_not_stale(folder: Path) -> None:
    path = folder / "chains/etela/x.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "accepted: {check: PK213, reason: Koe}\n", encoding="utf-8")
    assert "PK901" not in codes(folder, 'ignore = ["PK213"]')


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('ignore = ["PK002"]', "'ignore' has PK002, an error of reading"),
        ('severity = {PK022 = "info"}', "'severity' has PK022, an error of reading"),
        ('ignore = ["PK999"]', "'ignore' has 'PK999', which is no rule"),
        ('select = ["leve1s"]', "did you mean 'levels'"),
        ('rules = "everything"', "'rules' is one of correctness, recommended or all"),
        ('severity = {PK213 = "fatal"}', "'severity.PK213' is one of info, warning or error"),
        ("severity = 1", "'severity' is a table"),
        ("options = {PK201 = {days = 1}}", "rule PK201 has no options"),
        ("options = {PK247 = {day = 1}}", "unknown option of PK247 'day'; did you mean 'days'"),
        ("options = {PK247 = {days = 0}}", "'options.PK247.days' is a whole number from 1 to 3650, not 0"),
        ("options = {PK247 = {days = true}}", "is a whole number"),
        ("options = {PK999 = {days = 1}}", "which is no rule"),
        ("unfinished = [1]", "'unfinished' has 1; write a short text"),
        ('exclude = ["[z-a]"]', "'exclude' has '[z-a]', which is no pattern"),
        ("folder = 1", "'folder' is a list of tables"),
        ("[[folder]]\nignore = []", "'folder' has no path"),
        ('[[folder]]\npath = "../muualle"', "leads outside the folder"),
        ('[[folder]]\npath = "/etc"', "leads outside the folder"),
        ('[[folder]]\npath = "x"\nfail-on = "error"', "unknown key of folder 'fail-on'"),
        ("fail_on = 1", "unknown key 'fail_on'; did you mean 'fail-on'"),
        ("contract = 1", "'contract' is a list of tables"),
        ("[[contract]]\nname = 'a'\nreason = 'b'\nforbiden = 'c'", "palveluketju.toml:2:1: unknown key of contract"),
        ("[[contract]]\nname = 'a'\nreason = 'b'", "palveluketju.toml:2:1: "),
        (2 * "[[contract]]\nname = 'a'\nreason = 'b'\nrequired = 'kind:bar'\n", "two contracts have the name 'a'"),
        ("[[contract]]\nname = 'a'\nreason = 'b'\nforbidden = 'tier:basik'", "did you mean"),
        ("[[contract]]\nname = 'a'\nreason = 'b'\nforbidden = 'segment:nobody'", "palveluketju.toml:2:1: "),
    ],
)
def test_what_is_wrong_is_told_with_its_key(toml: str, said: str, folder: Path) -> None:
    assert said in refused(folder, toml)


# --- contracts ------------------------------------------------------------------------------------------------------

CONTRACTS = """
[[contract]]
name = "ohjaus"
reason = "Guidance is for all."
required = "kind:bar"

[[contract]]
name = "kunnan-sopimus"
reason = "The county has decided so."
forbidden = "kind:service & organiser:alue"
severity = "warning"
"""


def test_a_contract_is_reported_like_a_check(folder: Path) -> None:
    told = {code: weight for _, code, weight in found(folder, CONTRACTS) if code.startswith("contract:")}
    assert told == {"contract:kunnan-sopimus": "warning", "contract:ohjaus": "error"}
    (folder / "palveluketju.toml").write_text(CONTRACTS, encoding="utf-8")
    done = run("check", "chains", cwd=folder)
    lines = [line for line in done.stdout.splitlines() if "[contract:" in line]
    assert [line.split(": ")[0] for line in lines] == [
        "chains/etela/x.yaml:8:12",
        "chains/pohjoinen/x.yaml:8:12",
        "palveluketju.toml:3:1",
    ]
    assert done.returncode == 1
    verbose = run("check", "-v", cwd=folder).stderr
    assert "contract 'kunnan-sopimus': 2 breaches; undecided: 0, not stated: 0" in verbose


def test_a_contract_is_kept_accepted_or_ignored(folder: Path) -> None:
    for path in (folder / "chains").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace(
            "{name: X,", "{name: X, accepted: {check: kunnan-sopimus, reason: Koe},"
        )
        path.write_text(text + "bars: {ohjaus: {name: Ohjaus, services: [x]}}\n", encoding="utf-8")
    (folder / "palveluketju.toml").write_text(CONTRACTS, encoding="utf-8")
    done = run("check", cwd=folder)
    assert "contract:" not in "".join(line for line in done.stdout.splitlines() if "accepted" not in line)
    assert done.stdout.count("accepted: Koe") == 2
    plain = CONTRACTS.replace("\n[[contract]]", 'ignore = ["ohjaus"]\n[[contract]]', 1)
    assert "contract:ohjaus" not in codes(folder, plain)


# --- the schema -------------------------------------------------------------------------------------------------------


def test_the_schema_that_is_published_is_that_of_the_settings(request: pytest.FixtureRequest) -> None:
    text = json.dumps(configuration_schema(), ensure_ascii=False, indent=2) + "\n"
    if request.config.getoption("--write-outputs"):
        SCHEMA.write_text(text, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == text
    Draft202012Validator.check_schema(configuration_schema())


@pytest.mark.parametrize(
    ("toml", "is_right"),
    [
        ('paths = ["a"]\nrules = "all"\n[severity]\nPK1 = "info"\n[options.PK247]\ndays = 3', True),
        ('[[contract]]\nname = "a"\nreason = {fi = "b"}\nrequired = "kind:bar"', True),
        ("paths = []", False),
        ("options = {PK247 = {days = 0}}", False),
        ("options = {PK201 = {days = 1}}", False),
        ('[[folder]]\nignore = ["PK2"]', False),
        ("nonsense = 1", False),
        ("fail-on-unknown = 1", False),
    ],
)
def test_the_schema_and_the_reader_agree(toml: str, is_right: bool, folder: Path) -> None:
    valid = not list(Draft202012Validator(configuration_schema()).iter_errors(tomllib.loads(toml)))
    (folder / "palveluketju.toml").write_text(toml.replace('["a"]', '["chains"]'), encoding="utf-8")
    assert (run("check", cwd=folder).returncode != 2) == valid == is_right


# --- the page ---------------------------------------------------------------------------------------------------------

CONFIGURED = [block for block in blocks("toml") if "entry-points" not in block.text]


@pytest.mark.parametrize("block", CONFIGURED, ids=str)
def test_a_configuration_on_a_page_is_right(block: Block, tmp_path: Path) -> None:
    (tmp_path / "palveluketju.toml").write_text(block.text, encoding="utf-8")
    assert read_config(tmp_path).file
    assert not list(Draft202012Validator(configuration_schema()).iter_errors(tomllib.loads(block.text)))


def test_the_page_has_every_key_and_option() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    keys = re.findall(r"`([\w-]+)`", text.split("## Keys")[1].split("\n## ")[0])
    assert {*SETTINGS, "folder", "contract"} <= set(keys)
    assert {key for key in FOLDER if f"`{key}`" in text} >= FOLDER.keys() - {"path"}
    assert all(f"`{key}`" in text for key in CONTRACT if key not in ("name", "reason"))
    for code, options in OPTIONS.items():
        for name, option in options.items():
            assert f"| `{code}` | `{name}` | {option.default} |" in text
