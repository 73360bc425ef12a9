"""The pytest plug-in: chain files become test items, once it is asked for."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

CATALOGUE = """palveluketju-catalogue: 1
organisations: {alue: {name: Alue}}
services: {x: {name: X, organiser: alue}}
"""
CHAIN = "palveluketju: 1\nid: %s\nname: Ketju %s\norganiser: alue\nlevels: {a: {name: A, critical: [x]}}\n"


@pytest.fixture
def folder(pytester: pytest.Pytester) -> pytest.Pytester:
    chains = pytester.path / "chains"
    chains.mkdir()
    (pytester.path / "palveluketju.toml").write_text('paths = ["chains"]\n', encoding="utf-8")
    files = {"catalogue": CATALOGUE, "yksi": CHAIN % (1, 1), "kaksi": CHAIN % (2, 2), "compose": "services: {}\n"}
    for name, text in files.items():
        (chains / f"{name}.yaml").write_text(text, encoding="utf-8")
    return pytester


def ran(folder: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return folder.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly", *arguments)


def test_nothing_is_collected_until_it_is_asked_for(folder: pytest.Pytester) -> None:
    ran(folder, "chains").assert_outcomes()


def test_each_chain_file_and_catalogue_is_an_item(folder: pytest.Pytester) -> None:
    result = ran(folder, "--palveluketju", "-v", "chains")
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["chains/yksi.yaml::check PASSED*"])
    ran(folder, "--palveluketju", "chains/yksi.yaml").assert_outcomes(passed=1)


def test_a_file_fails_with_its_findings(folder: pytest.Pytester) -> None:
    path = folder.path / "chains" / "kaksi.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[x]", "[y]"), encoding="utf-8")
    folder.makeini("[pytest]\npalveluketju = true\n")
    result = ran(folder, "chains")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["chains/kaksi.yaml:5:34: error: *PK101*", "FAILED *kaksi.yaml::check*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_the_configuration_says_what_fails(folder: pytest.Pytester) -> None:
    (folder.path / "palveluketju.toml").write_text('paths = ["chains"]\nfail-on = "warning"\nlang = "fi"\n')
    result = ran(folder, "--palveluketju", "chains")
    assert result.parseoutcomes()["failed"] >= 2
    result.stdout.fnmatch_lines(["*: varoitus: *"])


def test_a_catalogue_breaks_the_chain_that_uses_it(folder: pytest.Pytester) -> None:
    path = folder.path / "chains" / "catalogue.yaml"
    path.write_text(CATALOGUE.replace("{x:", "{z:"), encoding="utf-8")
    ran(folder, "--palveluketju", "chains").assert_outcomes(passed=1, failed=2)


def test_what_cannot_be_read_fails(folder: pytest.Pytester) -> None:
    (folder.path / "palveluketju.toml").write_text("nonsense = 1\n", encoding="utf-8")
    result = ran(folder, "--palveluketju", "chains/yksi.yaml")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*unknown key 'nonsense'*"])
