"""What a chain says of its goals and levels, in words: headings and lists, without any geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property
from typing import Final

from palveluketju.drawing.content.badges import Badges
from palveluketju.drawing.content.headings import Heading
from palveluketju.drawing.content.marks import Marks, unsettled_look
from palveluketju.drawing.content.overlay import Overlay, laid_on
from palveluketju.drawing.picture.picture import MarkKind, Sign
from palveluketju.drawing.typesetting.items import Item, Size
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Keeper, Node, Offer
from palveluketju.model import (
    Absence,
    Alternatives,
    CarryOver,
    Coordination,
    Element,
    Goal,
    Order,
    given,
    is_absent,
    is_unsettled,
)
from palveluketju.telling import capital, choice_of, going_on, tell
from palveluketju.terms import term, title
from palveluketju.wording import by_heading, kind_key, thing_word

NOTE: Final = 160
"""Characters of a note that is short enough to stand in the picture."""
_BULLETS: Final = (MarkKind.CRITICAL, MarkKind.SERVICE)


class LevelWords(Keeper):
    """The words of one chain in one language, with what is laid over them; what is asked of them never changes."""

    def __init__(self, graph: ChainGraph, overlay: Overlay | None, lang: str) -> None:
        self.graph = graph
        self.lang = lang
        self.told = tell(graph, lang)
        self.marks = Marks(graph)
        self.badges = Badges(graph, lang)
        self.laid = laid_on(graph, overlay, lang)
        self.services = cache(self._services)
        self.heading = cache(self._level_heading)
        self.goals = cache(self._goals)
        self.offer_text = cache(self._offer_text)
        self.numbered = cache(self._numbered)
        self.ordered = graph.chain.walked is not Order.NONE

    def _term(self, key: str) -> str:
        return term(key, self.lang)

    def name(self, node: Node) -> str:
        """The name of an element."""
        return self.graph.name(node, self.lang)

    def _numbered(self, level: Node) -> str:
        """A level's number and name, after its kind where levels of others are numbered too.

        Only the name where levels have no order.
        """
        if not self.ordered:
            return self.name(level)
        kind = [self._term(kind_key(self.graph, level))] if self._kinds_meet else []
        return " ".join((*kind, self.graph.number_of(level), self.name(level)))

    @cached_property
    def _kinds_meet(self) -> bool:
        """Whether there are levels of several kinds: numbers count within each."""
        return len({kind_key(self.graph, level) for level in self.graph.levels()}) > 1

    def laid_at(self, *places: Path, but: Iterable[Path] = ()) -> list[Item]:
        """A line, small, with what is laid over some places and their parts, but for those with one of their own."""
        return [replace(line, size=Size.SMALL) for line in self.laid.at(*places, but=but)]

    def _goals(self) -> tuple[Item, ...]:
        """The goals of the chain, or how they are absent."""
        goals = self.graph.chain.goals
        if is_absent(goals):
            return (self._absent(goals),)
        return tuple(
            Item(
                self._goal(one),
                "text",
                MarkKind.ITEM,
                self.marks.read(("goals", name)),
                self.laid.remark(("goals", name)),
                element=f"goal:{name}",
            )
            for name, one in (goals or {}).items()
        )

    def _goal(self, goal: Goal) -> str:
        told = goal.text.text(self.lang)
        return f"{told} ({self.told.of((), goal.target).text})" if is_unsettled(goal.target) else told

    # --- levels -----------------------------------------------------------------------------------------------

    def _level_heading(self, level: Node) -> Heading:
        """What a level is, its name, its timing, and that it can be passed by or repeated."""
        declared = self.graph.level(level)
        kind = self._term(kind_key(self.graph, level))
        kind = f"{kind} {self.graph.number_of(level)}" if self.ordered else kind
        told = (self.told.field(level.where, declared, "timing").text, self.told.passing(self.graph, level).text)
        again = (way.where for way in self.graph.repeats() if way.start == level)
        read = self.marks.read(level.where, *again)
        return Heading(kind.upper(), self.name(level), "; ".join(filter(None, told)), read)

    def _services(self, level: Node) -> list[Item]:
        """All that stands under the heading of a level."""
        offers = self.graph.offers_of(level)
        declared = self.graph.level(level)
        items = self._note(declared)
        services, things = self.headed(offers, are_other=self.has_critical(offers))
        items += [*services, *self.carried(level)]
        items += [*self.absences(declared.critical, declared.services, declared.carries), *things]
        marks = self.marks.kinds(level)
        items += [Item(self._term("co-work"), "quiet", mark, size=Size.SMALL) for mark in marks]
        coordination = self.coordination_at(level)
        if coordination:
            read = self.marks.read((*level.where, "coordination"))
            items += [replace(self._headed("coordination"), after=read), *coordination]
        if not items and not self.graph.offers() and not self.graph.parts_of(level):
            items = [Item(f"{title('services', self.lang)}: {self._term('not-stated')}", "quiet", size=Size.SMALL)]
        return items + self.laid_at(level.where, but=[offer.where for offer in offers])

    def _headed(self, key: str) -> Item:
        return Item(title(key, self.lang), "heading", bold=True, heads=True)

    def _note(self, told: Element) -> list[Item]:
        """What is added to an element, where it is short."""
        note = self.told.of((), given(told.note)).text
        return [Item(note, "quiet", italic=True, size=Size.SMALL)] if 0 < len(note) <= NOTE else []

    def called(self, offer: Offer) -> str:
        """What something that is offered is, where it is no service: arviointiväline; else nothing."""
        what = thing_word(self.graph, offer)
        return self._term(what) if what else ""

    def has_critical(self, offers: Iterable[Offer]) -> bool:
        """Whether there are critical services among what is offered."""
        return "critical services" in by_heading(self.graph, offers)

    def headed(
        self, offers: Iterable[Offer], *, are_other: bool = False, over_services: bool = True
    ) -> tuple[list[Item], list[Item]]:
        """The services of what is offered, and apart from them instruments and documents, each kind under its heading.

        Services ``are_other`` where critical ones stand beside them; those without a heading over them say it by marks.
        """
        services: list[Item] = []
        things: list[Item] = []
        for key, some in by_heading(self.graph, offers).items():
            if key not in ("critical services", "services"):
                things += [self._headed(key), *self._offered(some, "text", MarkKind.ITEM)]
                continue
            is_other = are_other and key == "services"
            services += [self._headed("other services" if is_other else key)] if over_services else []
            services += self._offered(some, "quiet" if is_other else "text")
        return services, things

    def _offered(self, offers: list[Offer], role: str, mark: MarkKind | None = None) -> Iterator[Item]:
        group: Alternatives | None = None
        for offer in offers:
            if offer.alternatives is not None and offer.alternatives is not group:
                read = self.marks.read(offer.where[:-2])
                yield Item(self._choice(offer), "quiet", None, read, italic=True, size=Size.SMALL, heads=True)
            if group is not None and offer.alternatives is not group:
                yield from self._chooser(group)
            group = offer.alternatives
            item = self._offer(offer, role)
            yield replace(item, mark=mark) if mark and item.mark in _BULLETS else item
        if group is not None:
            yield from self._chooser(group)

    def _choice(self, offer: Offer) -> str:
        return f"{capital(choice_of(self.told, offer)).text}:"

    def _chooser(self, group: Alternatives) -> Iterator[Item]:
        """Who chooses, where that is open or not known."""
        if is_unsettled(group.chosen_by):
            yield self._absent(group.chosen_by)

    def _offer(self, offer: Offer, role: str) -> Item:
        bullet = MarkKind.CRITICAL if offer.critical else MarkKind.SERVICE
        after = (*self.badges_of(offer), *self.marks.offered(offer))
        remark = self.laid.remark(offer.where, offer.service.where)
        inset, element = offer.alternatives is not None, offer.service.key
        return Item(self.offer_text(offer), role, bullet, after, remark, inset=inset, element=element)

    def badges_of(self, offer: Offer) -> tuple[Sign, ...]:
        """Whose something is that is offered, as signs after it."""
        return self.badges.of(offer.service)

    def _offer_text(self, offer: Offer) -> str:
        """A service as it is called here, with for whom, on which terms, and its note."""
        return self.told.offer(offer).text

    def carried(self, level: Node) -> Iterator[Item]:
        """What goes on at a level from lower ones."""
        carries, read = given(self.graph.level(level).carries), self.marks.read((*level.where, "carries"))
        if isinstance(carries, CarryOver) and carries.name is not None:
            yield Item(carries.name.text(self.lang), "text", MarkKind.CARRIED, read)
        else:
            yield from (replace(item, after=read) for item in self.going_on(self.graph.carried_directly(level)))

    def going_on(self, levels: Iterable[Node]) -> Iterator[Item]:
        """That the services of levels go on; nothing where there are none."""
        if told := going_on(self.told, self.graph, (((), one) for one in levels)):
            yield Item(capital(told).text, "text", MarkKind.CARRIED)

    def absences(self, *parts: object) -> list[Item]:
        """How parts of a declaration, or items of them, are absent."""
        found = (one for part in parts for one in (part if isinstance(part, tuple) else (part,)))
        return [self._absent(one) for one in found if is_absent(one)]

    def _absent(self, absent: Absence) -> Item:
        words = self.told.of((), absent).text
        if is_unsettled(absent):
            role, mark = unsettled_look(absent)
            return Item(words, role, mark, size=Size.SMALL, framed=role)
        return Item(words, "quiet", italic=True, size=Size.SMALL)

    # --- who holds the whole together -------------------------------------------------------------------------

    def coordination_at(self, level: Node) -> list[Item]:
        """Who holds the whole together at a level that says so itself, each part on a line."""
        return self._coordination((*level.where, "coordination"), self.graph.level(level).coordination)

    def _coordination(self, where: Path, told: Coordination | Absence | None) -> list[Item]:
        if not isinstance(told, Coordination):
            return self.absences(told)
        items = []
        for key in ("worker", "plan", "team"):
            if fact := self.told.given(where, told, key):
                value = getattr(told, key)
                parts = [value, *(getattr(value, part) for part in getattr(type(value), "model_fields", ()))]
                role, mark = next((unsettled_look(part) for part in parts if is_unsettled(part)), ("", MarkKind.ITEM))
                items.append(Item(fact.whole.text, role if is_unsettled(value) else "text", mark))
        return items + self._note(told)
