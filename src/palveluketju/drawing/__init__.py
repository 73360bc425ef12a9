"""Compiled chains become pictures; graphviz stays behind this door."""

from palveluketju.drawing.dot import dot_text
from palveluketju.drawing.drawing import draw_chain

__all__ = ["dot_text", "draw_chain"]
