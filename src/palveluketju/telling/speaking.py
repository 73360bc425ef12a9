"""The language in which a chain is told when nobody asks for one: its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from palveluketju.graph import WorkspaceGraph, once_a_graph, walked
from palveluketju.model import Chain, LongText, Text
from palveluketju.telling.told import Tellable
from palveluketju.terms import LANGUAGES, known_language

UNTOLD: Final = "en"
"""The language of an output about something of which no text says what language it is in."""


@once_a_graph
def _language(graph: Tellable) -> str | None:
    """The language of the name, where it has one; else that of most of the texts."""
    name = graph.shared.name if isinstance(graph.shared, Chain) else getattr(graph.shared, "name", None)
    texts = (place.value for place in walked(graph).of(Text, LongText))
    named = _known(name.languages if name is not None else ())
    found = Counter(language for text in texts for language in _known(text.languages))
    return named[0] if len(named) == 1 else max(named or found, key=lambda one: found[one], default=None)


def _known(languages: Iterable[str]) -> list[str]:
    return [one for one in LANGUAGES if one in set(languages)]


def language_for(of: Tellable | WorkspaceGraph, lang: str | None = None) -> str:
    """The language of an output: the one that is asked for, else the chain's own, else English.

    The own language of several chains is the one that all have, else that of the first one; catalogues are asked where
    there are no chains. A chain's own language is that of its name; of a name in several languages, or in none that is
    told, it is the one in which most of its texts are.

    Raises:
        ValueError: the language that is asked for is not one of the outputs'.
    """
    if lang is not None:
        return known_language(lang)
    graphs = (of.graphs or of.catalogues) if isinstance(of, WorkspaceGraph) else (of,)
    return next(filter(None, map(_language, graphs)), UNTOLD)
