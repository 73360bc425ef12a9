"""``python -m benchmarks``: measure the rows of the table, side by side with other programs, and print it."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.material import Material
from benchmarks.page import PAGE, lines_of, told, written
from benchmarks.rows import ROWS


def main(arguments: list[str] | None = None) -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", default="", help="names of rows with a comma between (default: all)")
    parser.add_argument("--size", type=int, default=1000, help="chains of the usual workspace (default: 1000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default: 5)")
    parser.add_argument(
        "-o", "--output", type=Path, nargs="?", const=PAGE, help=f"write the page (default: {PAGE.name})"
    )
    asked = parser.parse_args(arguments)
    wanted = [name for name in asked.rows.split(",") if name]
    unknown = set(wanted) - {row.name for row in ROWS}
    if unknown:
        parser.error(f"no row {', '.join(sorted(unknown))}; there are {', '.join(row.name for row in ROWS)}")
    rows = [row for row in ROWS if not wanted or row.name in wanted]
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled once, and not at every start
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        material = Material(Path(folder), asked.size, asked.rounds)
        outcomes = []
        for row in rows:
            outcomes.append((row, row.outcome(material)))
            print(told(*outcomes[-1]), file=sys.stderr, flush=True)
    print("\n".join(lines_of(outcomes, material)))
    if asked.output:
        asked.output.write_text(written(outcomes, material, asked.output), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
