"""Compiled chains become pictures: neutral geometry, and thin writers; each is imported when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from palveluketju.drawing.content.overlay import Overlay, changes, chosen, findings_of
    from palveluketju.drawing.content.workspace_overlay import changes_of_chains, chosen_in, findings_of_files
    from palveluketju.drawing.diagrams.dot import dot_text
    from palveluketju.drawing.draw import draw_chain, draw_workspace, known_theme
    from palveluketju.drawing.drawing import Drawing
    from palveluketju.drawing.looks.theme import THEMES, Theme
    from palveluketju.drawing.picture.pages import PAGES
    from palveluketju.drawing.saving import ENDINGS
    from palveluketju.drawing.views import CHAIN_VIEWS, VIEWS, WORKSPACE_VIEWS
    from palveluketju.drawing.writers.as_data import picture_from_json

__all__ = [
    "CHAIN_VIEWS",
    "ENDINGS",
    "PAGES",
    "THEMES",
    "VIEWS",
    "WORKSPACE_VIEWS",
    "Drawing",
    "Overlay",
    "Theme",
    "changes",
    "changes_of_chains",
    "chosen",
    "chosen_in",
    "dot_text",
    "draw_chain",
    "draw_workspace",
    "findings_of",
    "findings_of_files",
    "known_theme",
    "picture_from_json",
]
_HOMES = {
    "content.overlay": ("Overlay", "changes", "chosen", "findings_of"),
    "content.workspace_overlay": ("changes_of_chains", "chosen_in", "findings_of_files"),
    "draw": ("draw_chain", "draw_workspace", "known_theme"),
    "drawing": ("Drawing",),
    "diagrams.dot": ("dot_text",),
    "picture.pages": ("PAGES",),
    "looks.theme": ("THEMES", "Theme"),
    "saving": ("ENDINGS",),
    "views": ("CHAIN_VIEWS", "VIEWS", "WORKSPACE_VIEWS"),
    "writers.as_data": ("picture_from_json",),
}


def __getattr__(name: str) -> Any:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
