"""The report as slides: the views of each chain and those of all together, but for views that would show nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from palveluketju.drawing import draw_chain, draw_workspace
from palveluketju.drawing.picture.picture import Picture
from palveluketju.graph import ChainGraph, WorkspaceGraph

PAGE: Final = "16x9"
_TABLES: Final = ("coverage-by-tier", "coverage-by-sector", "handovers")
_TOGETHER: Final = ("workspace", "matrix", "steering")


def chain_slides(graph: ChainGraph, lang: str) -> Iterator[Picture]:
    """The pictures of one chain: the stairs with the chain's description, then its tables, which tell themselves."""
    yield draw_chain(graph, page=PAGE, lang=lang).picture
    for view in _TABLES:
        yield from _shown(draw_chain(graph, view=view, page=PAGE, lang=lang).picture)


def shared_slides(workspace: WorkspaceGraph, lang: str) -> Iterator[Picture]:
    """The pictures of several chains together; none of a single chain."""
    for view in _TOGETHER if len(workspace.graphs) > 1 else ():
        yield from _shown(draw_workspace(workspace, view=view, page=PAGE, lang=lang).picture)


def _shown(picture: Picture) -> Iterator[Picture]:
    if any(page.boxes for page in picture.pages):
        yield replace(picture, description=())
