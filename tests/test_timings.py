"""How long stages take, by a clock that is made up."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from command_line import run
from palveluketju.timing import READING, Timings, counting, timed

CHAIN = "palveluketju: 1\nid: c\nname: C\nlevels: {a: {name: A}}\n"


def test_a_stage_within_another_counts_for_itself_only() -> None:
    times = count()
    spent = Timings(lambda: float(next(times)))
    with counting(spent), timed("PK201"), timed(READING), timed("PK202"):
        pass
    with timed("PK203"):
        pass
    assert spent.seconds == {"PK201": 2.0, READING: 2.0, "PK202": 1.0}
    assert {line.split("  ")[-1] for line in spent.lines("fi")} == {"PK201", "luetaan", "PK202"}
    assert spent.lines("fi")[-1].endswith("20.0%  PK202")


def test_timings_are_told_beside_the_report_and_only_where_asked(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(CHAIN)
    plain, told = run("check", ".", cwd=tmp_path), run("check", ".", "--timings", cwd=tmp_path)
    assert told.stdout == plain.stdout
    assert not plain.stderr
    stages = {line.split("  ")[-1] for line in told.stderr.splitlines()}
    assert stages >= {"finding files", "reading", "compiling", "writing the report", "PK201", "PK501"}
