"""The chains that come with the project, each with what it uses, and those of one folder together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from chain_files import CHAINS, EXAMPLES, FILES, ROOT
from mutation.worlds import CATALOGUE, World, read_world


def real_worlds() -> Iterator[World]:
    """A world of each chain with the catalogues over it and the chain that it changes; then the folders of several."""
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in _files()}
    whole = read_world("all", texts)
    catalogues = {name: data for name, data in whole.files.items() if CATALOGUE in data}
    by_id = {str(data["id"]): name for name, data in whole.files.items() if name not in catalogues}
    for path in FILES:
        name = path.relative_to(ROOT).as_posix()
        files = {one: data for one, data in catalogues.items() if _is_over(one, name)}
        base = whole.files[name].get("variant-of")
        if base is not None:
            files[by_id[str(base)]] = whole.files[by_id[str(base)]]
        yield World(name, files | {name: whole.files[name]})
    for folder in sorted({path.parent.relative_to(ROOT).as_posix() for path in FILES}):
        here = {one: data for one, data in whole.files.items() if one.startswith(f"{folder}/")}
        if len(here.keys() - catalogues.keys()) > 1:
            yield World(folder, {one: data for one, data in catalogues.items() if _is_over(one, f"{folder}/x")} | here)


def _files() -> list[Path]:
    return sorted(path for folder in (CHAINS, EXAMPLES) for path in folder.rglob("*.yaml"))


def _is_over(catalogue: str, file: str) -> bool:
    return Path(catalogue).parent in Path(file).parents
