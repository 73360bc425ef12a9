"""docs/checks.md is made of the rules' docstrings and their cases; ``--write-outputs`` writes it anew."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from palveluketju.checking import RETIRED_CHECKS, RULES
from palveluketju.commands.pages import FILE
from palveluketju.findings import RetiredRule, Rule
from test_cases import whole_output_of

pytestmark = pytest.mark.quick

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
PAGE = ROOT / "docs" / "checks.md"
LONGEST = 2000
HEAD = """# What can be found

<!-- Made of the rules' docstrings and of tests/cases; tests/test_checks_page.py writes it anew. -->

Every finding has a code and a name; both work wherever one is asked for: `palveluketju explain PK201`,
`accepted: {check: level-without-critical-service, ...}`. An **error** means that the file, or the chain by its own
definition, contradicts itself; a **warning** that a planner should look; **info** that something is good to know.
Decisions not yet taken (`{open: ...}`) are none of these: they are listed, and never fail a check.

The examples show the smallest file in which the finding occurs, and what `palveluketju check` says of it.
"""


RETIRED = """## Retired codes

These are no longer looked for, and their codes and names are not used again. A file that accepts one still accepts what
it found; PK905 says what to write in its place.
"""


def page() -> str:
    parts = [HEAD]
    group = None
    for rule in RULES:
        if rule.group != group:
            parts.append(f"## {rule.group.title}\n")
            group = rule.group
        parts.append(section(rule))
    parts += [RETIRED, *(f"{retired_section(rule)}\n" for rule in RETIRED_CHECKS)]
    return "\n".join(parts)


def retired_section(rule: RetiredRule) -> str:
    now = ", ".join(rule.found_by)
    return f"### {rule.code} {rule.name}\n\n*retired* · {rule.title} Now found by {now}.\n\n**Why.** {rule.why}"


def section(rule: Rule) -> str:
    lines = [f"### {rule.code} {rule.name}\n", f"*{rule.severity.label}* · {rule.title}\n"]
    lines += [f"**Why.** {sentence(rule.why)}\n", f"**Mend.** {sentence(rule.mend)}\n"]
    example = example_of(rule)
    if example is not None:
        text, output = example
        lines += [f"```yml\n{text.rstrip()}\n```\n", f"```text\n{output.rstrip()}\n```\n"]
    return "\n".join(lines)


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def example_of(rule: Rule) -> tuple[str, str] | None:
    """The smallest failing case that can be shown as text."""
    for case in sorted((CASES / rule.code).glob("fail-*.yaml"), key=lambda path: (path.stat().st_size, path.name)):
        if (
            case.name.endswith(".catalogue.yaml")
            or ".with-" in case.name
            or list(case.parent.glob(f"{case.stem}.with-*"))
        ):
            continue
        try:
            text = case.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        visible = all(character.isprintable() or character == "\n" for character in text)
        if text.strip() and visible and len(text) < LONGEST and not case.with_suffix(".catalogue.yaml").exists():
            return text, whole_output_of(case)
    return None


def test_the_page_is_what_the_rules_say(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--write-outputs"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def table() -> str:
    """The pages of all rules as the commands read them."""
    rows: list[dict[str, object]] = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity.label,
            "title": rule.title,
            "why": rule.why,
            "mend": rule.mend,
            "found_by": [],
        }
        for rule in RULES
    ]
    rows += [{**asdict(retired), "severity": "", "mend": ""} for retired in RETIRED_CHECKS]
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def test_the_commands_tell_what_the_rules_say(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--write-outputs"):
        Path(FILE).write_text(table(), encoding="utf-8")
    assert Path(FILE).read_text(encoding="utf-8") == table()


def test_codes_are_in_order_and_their_own() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rules_page_is_sentences(rule: Rule) -> None:
    for text in (rule.title, rule.why, rule.mend):
        assert text.endswith("."), text
        assert "  " not in text
