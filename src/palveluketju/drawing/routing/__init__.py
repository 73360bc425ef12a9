"""The ways of lines between boxes: layers, gutters, tracks and ports."""
