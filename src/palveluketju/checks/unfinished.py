"""What is not written to its end (PK23x): texts to come, names that tell nothing apart, a choice of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from palveluketju.findings import Path, Related, Severity, Spot, check
from palveluketju.graph import CatalogueGraph, ChainGraph, Node, walked
from palveluketju.model import Alternatives, LogItem, LongText, Shared, Text, is_unsettled, spellings
from palveluketju.model.base import RESERVED
from palveluketju.model.walking import holders, key_of
from palveluketju.terms import is_placeholder
from palveluketju.wording import place_text


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of a declaration in words: ``Kotihoito: note``."""

    shared: Shared = field(compare=False)
    where: Path

    def text(self, lang: str = "en") -> str:
        """The words in a language."""
        return place_text(self.shared, self.where, lang)


@check("PK231", Severity.WARNING)
def placeholder_text(graph: ChainGraph | CatalogueGraph) -> Iterator[Spot]:
    """A text only holds the place of one that is not written yet.

    Why: words such as "?????", "täydennetään" or "to be added" come into pictures and reports as they are,
    and nobody is told that something is missing. What is said of an absence, and of a question of the log, is not
    asked: there the format itself says that something is to be found out.
    Mend: write the text, take it out, or write '{open: ...}' or '{unknown: ...}' in its place.
    """
    for where, value in walked(graph):
        if not isinstance(value, (Text, LongText)) or where[-1] in RESERVED or _is_asked(graph.shared, where):
            continue
        texts = ((lang, value.text(lang)) for lang in value.languages)
        found = next((text for lang, text in texts if is_placeholder(text, (lang,))), None)
        if found is not None:
            key = key_of(graph.shared, where)
            mend = "Write the text under '{key}:', or take it out."
            if key.can_be_open:
                mend = "Write the text under '{key}:', or '{key}: {{open: ...}}' while it is undecided."
            elif key.must_be:
                mend = "Write the text under '{key}:'."
            what = "A placeholder stands in place of a text: '{text}' ({place})."
            values = {"text": found, "place": _Place(graph.shared, where), "key": key.name}
            yield Spot(where, what, values, mend=mend)


def _is_asked(shared: Shared, where: Path) -> bool:
    """Whether a text is that of a question of the log whose outcome is open or not known."""
    return where[0] == "log" and any(
        isinstance(one, LogItem) and is_unsettled(one.outcome) for one in holders(shared, where)
    )


@check("PK232", Severity.WARNING)
def one_name_for_two(graph: ChainGraph) -> Iterator[Spot]:
    """Two levels, or two services, have one name.

    Why: no picture, table or report tells the two apart; one may have been copied from the other and not finished.
    Levels that are steps of different levels can have one name, and so can a level and a service.
    Mend: give each a name of its own; where one service is meant, use one id.
    """
    wholes: dict[tuple[Node, ...], list[Node]] = {}
    for level in graph.levels():
        wholes.setdefault(graph.wholes_of(level)[:1], []).append(level)
    services = dict.fromkeys(offer.service for offer in graph.offers())
    for of_one_kind in (*wholes.values(), services):
        for first, *others in _named_alike(graph, of_one_kind):
            what = "Several {kind}s have the name '{name}'."
            mend = "Change 'name:' of '{id}' or of {others}."
            if first.kind == "service":
                mend = "Change 'name:' of '{id}' or of {others}, or use one id where one service is meant."
            values = {
                "kind": first.kind,
                "name": graph.named(first),
                "id": first.id,
                "others": ", ".join(f"'{other.id}'" for other in others),
            }
            related = tuple(Related("called so too", (*other.where, "name")) for other in others)
            yield Spot((*first.where, "name"), what, values, related, mend=mend)


def _named_alike(graph: ChainGraph, nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """Nodes that have a name in common, in any language; each is in one group."""
    groups: dict[str, list[Node]] = {}
    for node in nodes:
        name = graph.named(node)
        if isinstance(name, Text):
            known = next((groups[one] for one in sorted(spellings(name)) if one in groups), [])
            known.append(node)
            groups.update((one, known) for one in spellings(name) if one not in groups)
    yield from {id(group): group for group in groups.values() if len(group) > 1}.values()


@check("PK233", Severity.WARNING)
def choice_of_one(graph: ChainGraph) -> Iterator[Spot]:
    """Of several services a client gets one, and only one is named.

    Why: nobody can choose; either the others are not written yet, or the service is not one of several. One service
    under several labels is a choice.
    Mend: name the other services under 'one-of:', or list the service by itself.
    """
    seen: set[Path] = set()
    for offer in graph.offers():
        where = offer.where[:-2]
        if offer.alternatives is not None and where not in seen and _is_one(offer.alternatives):
            seen.add(where)
            what = "At '{giver}' the client gets one of several services, but only '{service}' is listed."
            mend = "Name the others under 'one-of:', or write '{id}' by itself."
            values = {
                "giver": graph.named(offer.giver),
                "service": graph.named(offer.service),
                "id": offer.service.id,
            }
            yield Spot(where, what, values, mend=mend)


def _is_one(group: Alternatives) -> bool:
    """Whether a choice is of one service; what is repeated for the same clients is another finding."""
    clients = {(frozenset(use.for_), frozenset(use.when)) for use in group.one_of}
    return len({(use.service, use.label) for use in group.one_of}) == 1 and len(clients) == len(group.one_of)
