"""Whose a chain is, of which day, and from which sources: the words under a picture's title and at its foot."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from palveluketju.graph import ChainGraph
from palveluketju.model import Citation, is_not_applicable, is_unsettled
from palveluketju.telling import in_words
from palveluketju.terms import date_text, title, when_text
from palveluketju.wording import names_in

_APART: Final = " · "
_LONGEST: Final = 60
"""Characters of a source's name at the foot; its title and address stand in the report in full."""


def under_title(graph: ChainGraph, lang: str) -> str:
    """A chain's status, date and organisers in one line; an organiser that it cannot have is left to the foot."""
    chain = graph.chain
    dated = [title(chain.status.value, lang)] if chain.status else []
    dated += [date_text(chain.dated, lang)] if chain.dated else []
    organisers = names_in(chain, "organisations", (node.id for node in graph.own_organisers()), lang)
    if is_unsettled(chain.organiser):
        organisers = f"{title('organiser', lang)}, {in_words(chain.organiser, lang, chain)}"
    return _APART.join(filter(None, (" ".join(dated), organisers)))


def under_heading(view: str, graph: ChainGraph, lang: str) -> str:
    """The line under a chain's name: what a view of it shows, with its status, date and organisers."""
    return _APART.join(filter(None, (view, under_title(graph, lang))))


def at_foot(graph: ChainGraph, lang: str) -> str:
    """A chain's status, date, organisers and the short names of its sources, each once, and why it has no organiser."""
    organiser = graph.chain.organiser
    sources = "; ".join(dict.fromkeys(_short_name(one, lang) for one in graph.chain.sources))
    told = (
        under_title(graph, lang),
        f"{title('organiser', lang)}, {in_words(organiser, lang)}" if is_not_applicable(organiser) else "",
        f"{title('sources', lang)}: {sources}" if sources else "",
    )
    return _APART.join(filter(None, told))


def _short_name(source: Citation, lang: str) -> str:
    """A source's title, or of an address the host alone; a title that is cut has the source's date."""
    name = " ".join((source.title.text(lang) if source.title else str(source.address)).split())
    if source.title is None or name.startswith(("http://", "https://")):
        name = _host(name) or name
    if len(name) <= _LONGEST:
        return name
    begun = name[: _LONGEST - 1]
    dated = f" ({when_text(source.dated, lang)})" if source.dated else ""
    return f"{(begun.rsplit(' ', 1)[0]).rstrip(' ,;:–-')}…{dated}"


def _host(address: str) -> str:
    """The host of a web address, without ``www.``; empty where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
