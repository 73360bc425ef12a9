"""What of a chain is not there in a language that is required: names of its parts, and services."""

from __future__ import annotations

from collections.abc import Iterator

from palveluketju.analyses.availability import (
    areas_of,
    availability_of,
    choices,
    is_given_in,
    is_promised_in,
    is_spoken,
    main_language,
    takes_language,
)
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Offer, once_a_graph
from palveluketju.model import Text, listed
from palveluketju.model.text import UNDETERMINED


@dataclass(frozen=True, slots=True)
class LackingLanguages:
    """What a chain lacks in the languages that are required of it, with the languages that something lacks.

    ``names`` are the places of names without a text in one of ``unnamed``, of ``asked`` names whose language is told;
    ``services`` are places where a service is offered that is not given in one of ``unspoken``.
    """

    asked: int
    names: tuple[Path, ...]
    unnamed: tuple[str, ...]
    services: tuple[Path, ...]
    unspoken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequiredName:
    """The place of a name of which it is told in which languages it is there, and those required that it lacks."""

    where: Path
    lacking: tuple[str, ...]


@once_a_graph
def required_names(graph: ChainGraph) -> tuple[tuple[str, ...], tuple[RequiredName, ...]]:
    """The languages that are required of a chain, and its names that are asked for in them.

    Asked are the names of the chain, of its levels and of the services that it offers; nothing is told of a name whose
    language is not named, which is left out.
    """
    required = tuple(dict.fromkeys((*_of_areas(graph), *map(main_language, graph.asked.languages))))
    names = [(where, _spoken(name)) for where, name in _names(graph) if required and isinstance(name, Text)]
    return required, tuple(
        RequiredName(where, tuple(one for one in required if one not in languages))
        for where, languages in names
        if UNDETERMINED not in languages
    )


@once_a_graph
def lacking_languages(graph: ChainGraph) -> LackingLanguages:
    """What of a chain is not there in the languages of its areas, and in those required of it beside them.

    For the names that are asked for see :func:`required_names`. Of critical services, those of its areas are losses:
    see :func:`losses`.
    """
    of_areas = _of_areas(graph)
    required, names = required_names(graph)
    services: dict[Path, list[str]] = {}
    for language in required:
        for offer in _not_given_in(graph, language, of_areas.get(language, ())):
            services.setdefault(offer.where, []).append(language)
    return LackingLanguages(
        len(names),
        tuple(name.where for name in names if name.lacking),
        tuple(one for one in required if any(one in name.lacking for name in names)),
        tuple(services),
        tuple(one for one in required if any(one in lacking for lacking in services.values())),
    )


def _of_areas(graph: ChainGraph) -> dict[str, tuple[str, ...]]:
    """The languages of the areas that a chain is for, each with the areas in which it is required."""
    areas = dict.fromkeys((*map(str, listed(graph.chain.area)), *areas_of(graph.chain)))
    found: dict[str, dict[str, None]] = {}
    for area in areas:
        for language in graph.chain.areas[area].languages if area in graph.chain.areas else ():
            found.setdefault(main_language(language), {})[area] = None
    return {language: tuple(required_in) for language, required_in in found.items()}


def _names(graph: ChainGraph) -> Iterator[tuple[Path, Text | str]]:
    yield ("name",), graph.chain.name
    for node in (*graph.levels(), *graph.offered()):
        yield (*node.where, "name"), graph.named(node)


def _spoken(name: Text) -> set[str]:
    return set(map(main_language, name.languages))


def _not_given_in(graph: ChainGraph, language: str, areas: tuple[str, ...]) -> Iterator[Offer]:
    """Offers of services that nobody gets in a language, where others of the same choice do not help either.

    With areas, the language is required there, and the critical services of levels are left to the losses.
    """
    for giver in (*graph.levels(), *graph.bars()):
        offers = [one for one in graph.offers_of(giver) if graph.is_service(one.service)]
        for choice in choices(offers):
            critical = giver.kind == "level" and any(one.critical for one in choice)
            if not (areas and critical) and _lacks(graph, choice, language, areas):
                yield choice[0]


def _lacks(graph: ChainGraph, choice: list[Offer], language: str, areas: tuple[str, ...]) -> bool:
    """Whether a choice is given in an area where a language is required, or anywhere, and not in the language."""
    for area in areas or (None,):
        given_there = [
            availability_of(graph, one)
            for one in choice
            if _is_for(graph, one, language, area) and _is_there(graph, one, area)
        ]
        if given_there and not any(is_spoken(one, language) for one in given_there):
            return True
    return False


def _is_for(graph: ChainGraph, offer: Offer, language: str, area: str | None) -> bool:
    if area is not None:
        return is_promised_in(graph, offer, area, language)
    return not offer.use.when or any(takes_language(one, language) for one in offer.use.when)


def _is_there(graph: ChainGraph, offer: Offer, area: str | None) -> bool:
    return area is None or is_given_in(graph, availability_of(graph, offer), area)
