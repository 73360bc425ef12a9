"""Compiled chains become pictures: neutral geometry, and thin writers."""

from palveluketju.drawing.content.overlay import Overlay, changes, chosen, findings_of, nodes_called
from palveluketju.drawing.content.workspace_overlay import changes_of_chains, chosen_in, findings_of_files
from palveluketju.drawing.drawing import CHAIN_VIEWS, WORKSPACE_VIEWS, Drawing, draw_chain, draw_workspace
from palveluketju.drawing.graph.dot import dot_text
from palveluketju.drawing.paper.pages import PAGES
from palveluketju.drawing.paper.theme import THEMES, Theme

__all__ = [
    "CHAIN_VIEWS",
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
    "nodes_called",
]
