"""Languages that are required of every chain, in the configuration and in Python, beside those of areas."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from palveluketju import check_chain, check_workspace, compile_chain, compile_workspace, load_workspace, report
from palveluketju.commands import palveluketju
from palveluketju.loading import load_chain_text
from palveluketju.terms import finding_label

CHAIN = """\
palveluketju: 1
id: k
name: {fi: Ketju, sv: Kedja}
organiser: alue
levels:
  a: {name: {fi: Alku}, critical: [{service: s, label: Alku}], services: [t]}
services:
  s: {name: {fi: Tuki, sv: Stöd}, organiser: alue, availability: {languages: fi}}
  t: {name: Kerho, organiser: alue, availability: {languages: [fi, sv]}}
organisations: {alue: {name: Alue}}
"""


def found(languages: tuple[str, ...]) -> list[tuple[str, list[tuple[str | int, ...]]]]:
    checked = check_chain(compile_chain(load_chain_text(CHAIN), languages=languages)).findings
    return [(str(one.message), [other.where for other in one.related]) for one in checked if one.code == "PK607"]


def test_what_is_required_is_asked_of_names_and_of_all_services() -> None:
    assert not found(())
    assert not found(("fi",))
    ((message, places),) = found(("fi", "sv"))
    assert message.startswith(
        "1 name of the chain, its levels and its services has no text in Swedish (of 3 names), and 1 service"
    )
    assert places == [("levels", "a", "name"), ("levels", "a", "critical", 0)]
    ((message, places),) = found(("fi", "smn", "smn"))
    assert "have no text in Inari Sámi (of 3 names), and 2 services" in message
    assert len(places) == 5


def test_places_are_few_and_their_number_is_told() -> None:
    levels = "".join(f"  l{number}: {{name: {{fi: Taso {number}}}, services: [t]}}\n" for number in range(20))
    graph = compile_chain(
        load_chain_text(CHAIN.replace("services:\n  s:", f"{levels}services:\n  s:")), languages=["sv"]
    )
    (one,) = [one for one in check_chain(graph).findings if one.code == "PK607"]
    assert "21 names of the chain, its levels and its services have no text" in str(one.message)
    assert len(one.related) == 5


def test_one_text_is_no_list_of_languages() -> None:
    with pytest.raises(TypeError, match="languages=\\['sv'\\]"):
        compile_chain(load_chain_text(CHAIN), languages="sv")


def test_all_together_take_them_too(tmp_path: Path) -> None:
    (tmp_path / "k.yaml").write_text(CHAIN, encoding="utf-8")
    workspace = load_workspace([tmp_path])
    checked = check_workspace(workspace, languages=["sv"])
    assert "PK607" in {one.finding.code for file in checked.files for one in file.findings}
    compiled = compile_workspace(workspace, languages=["sv"])
    assert compiled.graphs[0].asked.languages == ("sv",)
    found = report(compiled.graphs[0], lang="en").found
    assert "PK607" in {one.finding.code for file in found.files for one in file.findings}


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["draw", "k", "--findings", "-o", "x.svg"],
        ["report", "--edition", "full", "-o", "x.md"],
        ["draw", "--view", "workspace", "--findings", "-o", "x.svg"],
    ],
)
def test_the_configuration_requires_them_of_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("chains").mkdir()
    Path("chains/k.yaml").write_text(CHAIN, encoding="utf-8")
    for configured, wanted in (("", False), ('languages = ["fi", "sv"]', True)):
        Path("palveluketju.toml").write_text(configured, encoding="utf-8")
        result = CliRunner().invoke(palveluketju, command)
        assert result.exit_code == 0, result.output
        written = Path(command[-1]).read_text(encoding="utf-8") if "-o" in command else result.output
        label = finding_label("required-language-missing", "fi")
        assert any(words in written for words in ("PK607", "no text in Swedish", label)) is wanted
