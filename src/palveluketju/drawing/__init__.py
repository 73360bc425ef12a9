"""Compiled chains become pictures: neutral geometry, and thin writers."""

from palveluketju.drawing.dot import dot_text
from palveluketju.drawing.drawing import CHAIN_VIEWS, WORKSPACE_VIEWS, Drawing, draw_chain, draw_workspace
from palveluketju.drawing.overlay import Overlay, changes, chosen, findings_of
from palveluketju.drawing.pages import PAGES
from palveluketju.drawing.theme import THEMES, Theme

__all__ = [
    "CHAIN_VIEWS",
    "PAGES",
    "THEMES",
    "WORKSPACE_VIEWS",
    "Drawing",
    "Overlay",
    "Theme",
    "changes",
    "chosen",
    "dot_text",
    "draw_chain",
    "draw_workspace",
    "findings_of",
]
