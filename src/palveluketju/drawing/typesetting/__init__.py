"""Texts set into widths: measured once, broken at compounds, cut where a page ends."""
