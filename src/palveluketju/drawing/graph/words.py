"""What the graph view says, with what is laid over it."""

from __future__ import annotations

from collections.abc import Iterable

from palveluketju.drawing.content.chain_words import ChainWords
from palveluketju.findings import Path


class GraphWords(ChainWords):
    """The words of one chain in one language; what no box and no line has of an overlay is told at the end."""

    def said(self, *places: Path, but: Iterable[Path] = ()) -> str:
        """What is laid over some places, in one line."""
        return ", ".join(words.text for words in self.laid.at(*places, but=but))
