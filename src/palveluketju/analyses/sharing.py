"""What several chains share, and services that two ids seem to name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final

from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, WorkspaceGraph

_BRACKETS: Final = re.compile(r"\([^()]*\)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_JOINING_WORDS: Final = frozenset(("ja", "tai", "sekä", "eli", "och", "eller", "samt", "and", "or"))
_STEMMERS: Final = {"fi": "finnish", "sv": "swedish", "en": "english"}


@dataclass(frozen=True, slots=True)
class SharedService:
    """A service that several chains offer: where it is offered in each."""

    service: str
    uses: tuple[tuple[ChainGraph, tuple[Node, ...]], ...]


@dataclass(frozen=True, slots=True)
class SameName:
    """Services of different ids whose names have the same words."""

    key: tuple[str, ...]
    services: tuple[tuple[ChainGraph, Node], ...]


def shared_services(workspace: WorkspaceGraph) -> tuple[SharedService, ...]:
    """The register of services that several chains offer, with the levels that offer them in each."""
    return tuple(
        SharedService(service, tuple((graph, graph.levels_served_by(service)) for graph in users))
        for service, users in workspace.services_of_several_chains()
    )


def services_with_the_same_name(workspace: WorkspaceGraph) -> tuple[SameName, ...]:
    """Services that the chains offer under different ids although their names have the same words.

    Words are compared by their stems (Snowball's Finnish, Swedish and English), whatever their order; what stands
    in brackets and joining words (ja, tai, och ...) do not count. So "Lasten ja nuorten psykiatriaa (ml. kuntoutus)"
    and "Lasten tai nuorten psykiatria" are the same, "Perhetyö" and "Tehostettu perhetyö" are not.
    """
    return tuple(same for family in workspace.families() for same in _in_family(family))


def _in_family(family: tuple[ChainGraph, ...]) -> tuple[SameName, ...]:
    named: dict[tuple[str, ...], dict[str, tuple[ChainGraph, Node]]] = {}
    for lang, text, graph, service in _alike(family):
        named.setdefault((lang, *words_of(text, lang)), {}).setdefault(service.id, (graph, service))
    found: dict[tuple[str, ...], SameName] = {}
    for key, services in named.items():
        if len(services) > 1 and len(key) > 1:
            found.setdefault(tuple(sorted(services)), SameName(key, tuple(services.values())))
    return tuple(found.values())


def _alike(family: tuple[ChainGraph, ...]) -> list[tuple[str, str, ChainGraph, Node]]:
    """The names of services that can have the words of another's: as many, which begin alike.

    A stem begins as its word does. So most names need no stems; the stemmers of sixty languages are imported with one.
    What several chains have from one catalogue is looked at in the first of them.
    """
    names = []
    seen: set[tuple[str, int]] = set()
    begun: dict[tuple[str, ...], set[str]] = {}
    for graph in family:
        for service in graph.offered():
            declared = graph.service(service)
            if (service.id, id(declared)) in seen:
                continue
            seen.add((service.id, id(declared)))
            name = declared.name
            for lang in name.languages:
                text = name.text(lang)
                letters = (lang, *sorted(_beginning(word, lang) for word in _words(text)))
                begun.setdefault(letters, set()).add(service.id)
                names.append((letters, (lang, text, graph, service)))
    return [one for letters, one in names if len(begun[letters]) > 1]


def words_of(name: str, lang: str) -> tuple[str, ...]:
    """The stems of a name's words, sorted.

    >>> words_of("Nuorten tai lasten psykiatriaa (ml. kuntoutus)", "fi")
    ('last', 'nuort', 'psykiatr')
    """
    return tuple(sorted(_stem(word, lang) for word in _words(name)))


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(_BRACKETS.sub(" ", name).casefold()) if word not in _JOINING_WORDS]


def _beginning(word: str, lang: str) -> str:
    """What the stem of a word begins with as well: in Finnish and Swedish its first letter, and the next other one.

    These take endings off behind the first consonant that follows a vowel, and else only one of two that are the same.
    """
    return word[0] if lang == "en" else word[0] + word.lstrip(word[0])[:1]


@lru_cache(maxsize=10_000)
def _stem(word: str, lang: str) -> str:
    """A word without its endings. One pass can leave another ending to take off (psykiatriaa, psykiatria)."""
    stemmer = _stemmer(_STEMMERS.get(lang, _STEMMERS["fi"]))
    while (shorter := str(stemmer.stemWord(word))) != word:
        word = shorter
    return word


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(language)
