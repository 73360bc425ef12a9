"""What is not written to its end (PK23x): placeholders, names that are the same, a choice of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from palveluketju.findings import N_, Keys, Path, Related, Severity, Spot, check
from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, ChainGraph, Node, walked
from palveluketju.model import Alternatives, LogItem, LongText, Shared, Text, is_unsettled, spellings
from palveluketju.model.base import RESERVED
from palveluketju.model.walking import holders, key_of
from palveluketju.terms import placeholder_in
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
    """A placeholder stands in place of a text.

    Why: words such as "?????", "täydennetään" or "to be added" appear in pictures and reports as they are, and nobody
    notices that something is missing. Texts of an absence and of a question in the log are not checked: there the
    format itself states that something is to be found out.
    Mend: write the text, remove it, or write '{open: ...}' or '{unknown: ...}' in its place.
    """
    also = graph.asked.unfinished
    for where, value in walked(graph).of(Text, LongText):
        found = placeholder_in(value.root, also)
        if found is not None and where[-1] not in RESERVED and not _is_asked(graph.shared, where):
            key = key_of(graph.shared, where)
            mend = N_("Write the text under '{key}:', or remove it.")
            if key.can_be_open:
                mend = N_("Write the text under '{key}:', or '{key}: {{open: ...}}' while it is undecided.")
            elif key.must_be:
                mend = N_("Write the text under '{key}:'.")
            what = N_("A placeholder stands in place of a text ({place}): '{text}'.")
            values = {"text": found, "place": _Place(graph.shared, where), "key": key.name}
            yield Spot(where, what, values, mend=mend)


def _is_asked(shared: Shared, where: Path) -> bool:
    """Whether a text is that of a question of the log whose outcome is open or not known."""
    return where[0] == "log" and any(
        isinstance(one, LogItem) and is_unsettled(one.outcome) for one in holders(shared, where)
    )


@check("PK232", Severity.WARNING)
def one_name_for_two(graph: ChainGraph) -> Iterator[Spot]:
    """Two levels, or two services, have the same name.

    Why: no picture, table or report can tell them apart; one may be an unfinished copy of the other. Steps of different
    levels can have the same name, and so can a level and a service.
    Mend: give each its own name; if they are one service, use one id.
    """
    wholes: dict[tuple[Node, ...], list[Node]] = {}
    for level in graph.levels():
        wholes.setdefault(graph.wholes_of(level)[:1], []).append(level)
    services = graph.offered()
    for of_one_kind in (*wholes.values(), services):
        for first, *others in _named_alike(graph, of_one_kind):
            what = N_("Several levels have the name '{name}'.")
            mend = N_("Change 'name:' of '{id}' or of {others}.")
            if first.kind == "service":
                what = N_("Several services have the name '{name}'.")
                mend = N_("Change 'name:' of '{id}' or of {others}; if they are one service, use one id.")
            values = {
                "name": graph.named(first),
                "id": first.id,
                "others": Keys(tuple(other.id for other in others), "or"),
            }
            related = tuple(Related(N_("the same name here"), (*other.where, "name")) for other in others)
            yield Spot((*first.where, "name"), what, values, related, mend=mend)


def _named_alike(graph: ChainGraph, nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """Nodes that have a name in common, in any language; each is in one group."""
    groups: dict[str, list[Node]] = {}
    for node in nodes:
        name = graph.named(node)
        if isinstance(name, Text):
            spelt = spellings(name)
            known = next((groups[one] for one in sorted(spelt) if one in groups), [])
            known.append(node)
            groups.update((one, known) for one in spelt if one not in groups)
    yield from {id(group): group for group in groups.values() if len(group) > 1}.values()


@check("PK233", Severity.WARNING)
def choice_of_one(graph: ChainGraph) -> Iterator[Spot]:
    """A choice between services lists only one service.

    Why: there is nothing to choose from: either the others are not listed yet, or the service is not one of several.
    One service under several labels is a choice.
    Mend: list the other services under 'one-of:', or list the service by itself.
    """
    seen: set[Path] = set()
    for offer in graph.offers():
        where = offer.where[:-2]
        if offer.alternatives is not None and where not in seen and _is_one(offer.alternatives):
            seen.add(where)
            what = N_("At level '{giver}' the client gets one of several services, but only '{service}' is listed.")
            if offer.giver.kind == "bar":
                what = N_("In bar '{giver}' the client gets one of several services, but only '{service}' is listed.")
            mend = N_("List the others under 'one-of:', or list '{id}' by itself.")
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
