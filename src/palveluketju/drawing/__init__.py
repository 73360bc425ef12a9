"""Compiled chains become pictures: neutral geometry, and thin writers."""

from palveluketju.drawing.content.overlay import Overlay, changes, chosen, findings_of
from palveluketju.drawing.content.workspace_overlay import changes_of_chains, chosen_in, findings_of_files
from palveluketju.drawing.drawing import Drawing
from palveluketju.drawing.graph.dot import dot_text
from palveluketju.drawing.paper.pages import PAGES
from palveluketju.drawing.paper.theme import THEMES, Theme
from palveluketju.drawing.saving import ENDINGS
from palveluketju.drawing.views import CHAIN_VIEWS, WORKSPACE_VIEWS, draw_chain, draw_workspace, known_theme
from palveluketju.drawing.writers.as_data import picture_from_json

__all__ = [
    "CHAIN_VIEWS",
    "ENDINGS",
    "PAGES",
    "THEMES",
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
