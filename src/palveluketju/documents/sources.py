"""The sources of a report: what declarations cite, each once, with its address where it has one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from palveluketju.documents.document import Bullets, Line, Phrase, Section, link, phrases
from palveluketju.documents.making import Making
from palveluketju.graph import ChainGraph, walked
from palveluketju.model import Citation
from palveluketju.model.walking import Placed
from palveluketju.telling import in_words
from palveluketju.terms import term, title


def citations(places: Iterable[Placed]) -> tuple[Citation, ...]:
    """What a declaration, of which these are the places, and its parts cite, each once."""
    found: dict[str, Citation] = {}
    for _, value in places:
        if isinstance(value, Citation):
            found.setdefault(value.model_dump_json(), value)
    return tuple(found.values())


def sources_section(making: Making, graph: ChainGraph, name: str) -> Section:
    """The sources of a chain as a list."""
    items = tuple(_source(making, citation) for citation in citations(walked(graph)))
    return making.section(title("sources", making.lang), name, *([Bullets(items)] if items else []))


def _source(making: Making, citation: Citation) -> Line:
    """A source: its title, leading to its address, and what else is told of it."""
    lang = making.lang
    address = citation.address or ""
    named = making.phrase(citation.title.text(lang)) if citation.title else Phrase(address)
    told = [
        address if citation.title else "",
        citation.dated or "",
        term(citation.role.value, lang) if citation.role else "",
        ", ".join(term(f"audience-{one.value}", lang) for one in citation.audience),
        in_words(citation.note, lang),
    ]
    rest = making.words("".join(f"; {words}" for words in told if words))
    return (replace(named, address=link(address)), *phrases(rest))
