"""A chain in sentences: the text equivalent of its picture, and what goes with it wherever it goes."""

from __future__ import annotations

from palveluketju.describing.contents import bars, goals, head, levels, offer_text, offers_texts, order
from palveluketju.describing.sentences import date_text
from palveluketju.describing.ways import coordination, decisions, others, points, ways
from palveluketju.graph import ChainGraph

__all__ = ["date_text", "describe", "offer_text", "offers_texts"]


def describe(graph: ChainGraph, lang: str = "en") -> tuple[str, ...]:
    """The text equivalent of a chain: paragraphs of plain sentences in ``fi``, ``sv`` or ``en``.

    What chain it is, its goals, its levels with their services, what spans them, how clients come in, move and leave,
    what others organise, where organisers meet, and how many decisions are open.
    """
    parts = (head, goals, order, levels, bars, ways, coordination, others, points, decisions)
    return tuple(paragraph for part in parts for paragraph in part(graph, lang) if paragraph)
