"""docs/reliability.md: what was planted, and what came of it."""

from __future__ import annotations

import datetime
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import palveluketju
from mutation.running import Tally

PAGE: Final = Path(__file__).parent.parent.parent / "docs" / "reliability.md"
_BEGIN: Final = "<!-- Made by pytest tests/mutation --whole; what stands above is written by hand. -->"


def written(tallies: list[Tally], seed: int) -> str:
    """The page with its tables anew; its words, which stand before them, as they are."""
    words = PAGE.read_text(encoding="utf-8").partition(_BEGIN)[0]
    return f"{words}{_BEGIN}\n\n" + "\n".join(_tables(tallies, seed)) + "\n"


def _tables(tallies: list[Tally], seed: int) -> Iterator[str]:
    planted = sum(len(tally.outcomes) for tally in tallies)
    caught, beyond = sum(tally.caught for tally in tallies), sum(tally.beyond for tally in tallies)
    codes = {tally.kind.code for tally in tallies}
    yield "## The numbers"
    yield ""
    yield f"Seed {seed}, {datetime.date.today().isoformat()}, palveluketju {palveluketju.__version__},"
    yield f"Python {platform.python_version()}: {len(tallies)} kinds for {len(codes)} rules, **{planted} defects"
    yield f"planted, {caught} caught by the right check at the right place, {beyond} findings beyond**."
    yield ""
    yield from _table(
        ("rule", "defect", "planted", "files", "caught", "beyond", "may bring too"),
        (
            (
                tally.kind.code,
                tally.kind.name,
                len(tally.outcomes),
                tally.chains,
                tally.caught,
                tally.beyond,
                ", ".join(sorted({*tally.kind.also, *(code for one in tally.outcomes for code in one.planted.also)})),
            )
            for tally in _in_order(tallies)
        ),
    )
    yield ""
    yield "## What could not be planted"
    yield ""
    yield "How often a kind had no room in a world, and why."
    yield ""
    yield from _table(
        ("rule", "defect", "times", "why"),
        (
            (tally.kind.code, tally.kind.name, times, why)
            for tally in _in_order(tallies)
            for why, times in sorted(tally.no_room.items(), key=lambda one: (-one[1], one[0]))
        ),
    )


def _in_order(tallies: Iterable[Tally]) -> list[Tally]:
    return sorted(tallies, key=lambda tally: tally.kind.code)


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"
