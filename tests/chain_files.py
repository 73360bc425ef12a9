"""The chain files that come with the project."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
CHAINS = ROOT / "chains"
EXAMPLES = ROOT / "examples"


def chain_files(*folders: Path) -> list[Path]:
    """The chain files of folders, without the catalogues among them."""
    files = sorted(path for folder in folders for path in folder.rglob("*.yaml"))
    return [path for path in files if "\npalveluketju: " in f"\n{path.read_text(encoding='utf-8')}"]


FILES = chain_files(CHAINS, EXAMPLES)
