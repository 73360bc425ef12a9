"""The register of interface services as a table."""

from __future__ import annotations

from palveluketju.analyses import in_force, interface_services
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import OrganisationKind, State
from palveluketju.reporting.tables import Table, headings, level_names
from palveluketju.terms import term
from palveluketju.wording import in_words, scope_text


def interfaces_table(graph: ChainGraph, lang: str) -> Table:
    """The interface services, and what may be one: with the question that is open in place of the scope.

    While it is open whose a service is, so it is whether it is agreed and who is contacted.
    """
    head = headings(lang, "service", "who", "level", "interface service", "agreement", "contact", "scope")
    rows = [
        [
            graph.name(record.element, lang),
            _counterpart(graph, record.other, lang),
            level_names(graph, record.levels, lang, record.element),
            term(record.state.value, lang),
            term((record.agreement or State.OPEN).value, lang),
            term((record.contact or State.OPEN).value, lang),
            in_words(record.questions, lang) or _scopes(graph, record.interfaces, lang),
        ]
        for record in interface_services(graph)
    ]
    return head, rows


def _counterpart(graph: ChainGraph, other: Node | None, lang: str) -> str:
    if other is None:
        return term(State.OPEN.value, lang)
    several = graph.chain.organisations[other.id].kind is OrganisationKind.PARTIES
    return graph.name(other, lang) + (f" ({term('several parties', lang)})" if several else "")


def _scopes(graph: ChainGraph, interfaces: tuple[str, ...], lang: str) -> str:
    """What the interfaces cover that cover a service or may, and which of them are not in force."""
    told = []
    for name in interfaces:
        interface = graph.chain.interfaces[name]
        scope = scope_text(graph.chain, interface, lang, {graph.chain.id: graph.chain.name.text(lang)})
        lapsed = in_force(graph, interface) is State.NONE
        told.append(f"{scope} ({term('not in force', lang)})" if lapsed else scope)
    return " / ".join(told) or term(State.NOT_STATED.value, lang)
