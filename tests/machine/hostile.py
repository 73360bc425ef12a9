"""A workspace whose names, reasons and file names are all allowed, and all try to be something else in an output."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TEXTS = (
    "::error file=x,line=1::Kaikki hyvin",
    "  ::stop-commands::pysäytä",
    "##[error]Kaikki hyvin ##[endgroup]",
    "%0A::error::x %0D %25 %3A%2C 100 %",
    "]]> <![CDATA[ <!-- --> ?>",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</failure></testcase>&amp;&#10;&nosuch;",
    "a | b || \\| c \\\\| d|e \"f\" 'g'",
    "`koodi` ``kaksi`` ```kolme```",
    "@user @org/team #1 GH-2 org/repo#3 !4 user@example.org",
    "[x](javascript:alert(1)) ![y](https://example.org/y.png) [z][1] https://example.org www.example.org",
    "# Otsikko * kohta - viiva > lainaus _a_ **b** ~~c~~ :smile: --- ===",
    "[muualla](1) {0} {{1}} {fi} \\[x\\]",
    "${{ github.token }} $(id) $HOME `id` ; rm -rf x && y",
    "😀𝒜𝒷 👩‍👩‍👧".replace("\u200d", ""),
    "e\u0301a\u0308o\u0308\u0323 ja c\u0327",
    "עברית العربية 123",
    "lainaus \" ja ' ja \\ ja \\n ja \\u0041",
    "pilkku, kaksoispiste: puolipiste; yhtä=kuin",
    "=1+1 +2 -3 @SUM(A1)",
    "null ~ true 0x10 1e3 no",
    "A" * 200,
    "sana " * 39 + "loppu",
)
"""Names as the format allows them: of one line, without invisible characters, 200 characters at most."""

ON_ONE_LINE = "😀𝒜e\u0301 | `"
"""A name that stands before a finding on the same line: its columns are other numbers in bytes and in UTF-16."""


@dataclass(frozen=True)
class Hostile:
    """The workspace: its folder, and its files by their paths from there; ``None`` is one that nobody can read."""

    folder: Path
    files: Mapping[str, str | None]


def hostile_workspace(folder: Path) -> Hostile:
    """Write the workspace into an empty folder.

    It has findings of every severity, accepted ones with reasons, findings with places in other files, errors of
    reading, and a link that leads nowhere.
    """
    names = [_PLAIN, *(_OF_POSIX if os.name == "posix" else ())]
    files: dict[str, str | None] = {
        "catalogue.yaml": _catalogue(),
        f"kansio %20 #1 (ä)/{names[0]}": _chain("ensin", TEXTS[0]),
        f"kansio %20 #1 (ä)/{names[-1]}": _chain("toinen", TEXTS[0]),
        f"-rf/{names[len(names) // 2]}": _chain("ensin", TEXTS[9]),
        "-rf/--help.yaml": _keys(),
        "::error file=x::y.yaml" if os.name == "posix" else "rikki.yaml": "palveluketju: 1\nid: [::error::x\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text or "", encoding="utf-8", newline="\n")
    if os.name == "posix":
        files["ei ole & <b>.yaml"] = None
        (folder / "ei ole & <b>.yaml").symlink_to("minne")
    return Hostile(folder, files)


_PLAIN = "ketju, %41 %0A #1; [x](y) `z` ${{ a }} @user ä.yaml"
_OF_POSIX = ('a:b "c" <d> | e.yaml', "uusi\n::error::rivi\\.yaml")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _catalogue() -> str:
    parts = "\n".join(f"  o{index}: {{name: {_quoted(text)}}}" for index, text in enumerate(TEXTS))
    return f"palveluketju-catalogue: 1\norganisations:\n  alue: {{name: Alue}}\n{parts}\n"


def _chain(name: str, title: str) -> str:
    """A chain with a level for each text, of which every other is accepted for the reason of that text."""
    lines = [
        f"palveluketju: 1\nid: {name}\nname: {{fi: {_quoted(title)}}}\norganiser: alue",
        f"note: {{fi: {_quoted(' '.join(TEXTS))}}}",
        "services:",
        *(f"  s{index}: {{name: {_quoted(text)}, organiser: o{index}}}" for index, text in enumerate(TEXTS)),
        "levels:",
        f"  rivi: {{name: {_quoted(ON_ONE_LINE)}, critical: [s0, ei-ole]}}",
        "  auki: {name: Auki, services: {open: " + _quoted(TEXTS[1]) + "}}",
    ]
    for index, text in enumerate(TEXTS):
        lines.append(f"  l{index}:\n    name: {_quoted(text)}")
        if index % 2:
            lines.append(f"    accepted: {{check: PK203, reason: {_quoted(text)}}}")
    return "\n".join(lines) + "\n"


def _keys() -> str:
    """A chain whose keys are what the others have as names."""
    keys = "\n".join(f"{_quoted(text)}: x" for text in TEXTS)
    return f"palveluketju: 1\nid: avaimet\nname: Avaimet\nlevels: {{a: {{name: A}}}}\n{keys}\n"
