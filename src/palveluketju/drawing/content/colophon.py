"""Whose a chain is, of which day, and from which sources: the words under a picture's title and at its foot."""

from __future__ import annotations

from palveluketju.graph import ChainGraph
from palveluketju.model import is_not_applicable, is_unsettled
from palveluketju.telling import in_words
from palveluketju.terms import date_text, title
from palveluketju.wording import names_in

_APART = " · "


def under_title(graph: ChainGraph, lang: str) -> str:
    """A chain's status, date and organisers in one line; an organiser that it cannot have is left to the foot."""
    chain = graph.chain
    dated = [title(chain.status.value, lang)] if chain.status else []
    dated += [date_text(chain.dated, lang)] if chain.dated else []
    organisers = names_in(chain, "organisations", (node.id for node in graph.own_organisers()), lang)
    if is_unsettled(chain.organiser):
        organisers = f"{title('organiser', lang)}, {in_words(chain.organiser, lang, chain)}"
    return _APART.join(filter(None, (" ".join(dated), organisers)))


def at_foot(graph: ChainGraph, lang: str) -> str:
    """The same with the chain's sources, and with why it has no organiser."""
    organiser = graph.chain.organiser
    sources = "; ".join(one.title.text(lang) if one.title else str(one.address) for one in graph.chain.sources)
    told = (
        under_title(graph, lang),
        f"{title('organiser', lang)}, {in_words(organiser, lang)}" if is_not_applicable(organiser) else "",
        f"{title('sources', lang)}: {sources}" if sources else "",
    )
    return _APART.join(filter(None, told))
