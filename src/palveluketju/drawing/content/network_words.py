"""Who acts around the client of one chain, in words: organisations with what they have in it, and what nobody has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from palveluketju.analyses import ActorInChain, actors, services_without_actor
from palveluketju.analyses.acting import named_at
from palveluketju.drawing.content.client_words import LOOKS, ClientWords, Group
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.drawing.typesetting.items import Item
from palveluketju.graph import Node
from palveluketju.model import Organisation, OrganisationKind, State, is_absent, is_unsettled, state_of
from palveluketju.telling import in_words
from palveluketju.wording import place_text, things_word, told_as, word_of

_DUTIES: Final = ("organises", "produces", "funds")
_AROUND: Final = ("moves", "entries", "exits")
_ASKED: Final = {"ask", "decides"}


class NetworkWords(ClientWords):
    """All boxes of one chain's network in one language."""

    def organisations(self) -> tuple[list[Group], list[Group]]:
        """Those of the chain's own house or houses, its organisers first, and all others that act in it."""
        own, others = self.graph.own_organisers(), []
        found = {actor.organisation: group for actor in actors(self.graph) if (group := self._organisation(actor))}
        house = {one: found.pop(one) for one in own if one in found}
        for organisation, group in found.items():
            if self.graph.is_own(organisation):
                house[organisation] = group
            else:
                others.append(group)
        return list(house.values()), others

    def _organisation(self, actor: ActorInChain) -> Group | None:
        """What one organisation has in the chain; None where it has nothing in it and does not organise it."""
        who = actor.organisation
        does: dict[str, None] = {}
        words: list[Item] = []
        for duties, services in self._by_duties(actor).items():
            said = ", ".join(map(self._term, duties))
            does[said] = None
            kinds: dict[str, list[Node]] = {}
            for service in services:
                kinds.setdefault(things_word(self.graph, service), []).append(service)
            for kind, some in sorted(kinds.items()):
                heading = f"{said}: {self._term(kind)}" if kind else said
                words += (self._heading(heading), *(line for one in some for line in self._service(one, headed=True)))
        part = self._takes_part(actor)
        if part:
            does[self._term("takes part")] = None
            words += (self._heading(self._term("takes part")), *part)
        if named := self._named_where(who):
            does[self._term("named in")] = None
            words += (self._heading(self._term("named in")), *named)
        if words:
            words += self._members(who.id)
        if not words and who not in self.graph.own_organisers():
            return None
        name = Item(self.graph.name(who, self._lang), bold=True, after=self.marks.read(who.where), element=who.key)
        head = (name, *self._kind(who))
        return Group(who.key, "organisation", head, (*words, *self._laid.at(who.where)), ", ".join(does), who.key)

    def _by_duties(self, actor: ActorInChain) -> dict[tuple[str, ...], list[Node]]:
        """The services of an organisation by the duties that it has in them together."""
        duties: dict[Node, list[str]] = {}
        for duty in _DUTIES:
            for service in getattr(actor, duty):
                duties.setdefault(service, []).append(duty)
        found: dict[tuple[str, ...], list[Node]] = {}
        for service, some in duties.items():
            found.setdefault(tuple(some), []).append(service)
        return found

    def _takes_part(self, actor: ActorInChain) -> list[Item]:
        found = [Item(self._term("whole chain"), mark=MarkKind.ITEM)] if actor.in_chain else []
        for node in (*actor.levels, *actor.bars):
            apart = [offer.where for offer in self.graph.offers_of(node)]
            found += (self._named(node), *self._laid.at(node.where, but=apart))
        return found

    def _named_where(self, who: Node) -> list[Item]:
        """What of moves, ways in and ways out names an organisation, but for whom to ask and who decides."""
        places = (where for where in named_at(self.graph).get(who.id, ()) if where[0] in _AROUND)
        said = (place_text(self.graph.chain, where, self._lang) for where in places if not _ASKED & {*where})
        return [Item(text, mark=MarkKind.ITEM) for text in dict.fromkeys(said)]

    def _kind(self, who: Node) -> tuple[Item, ...]:
        """Whether one organises the chain, what it is a part of, else its sectors, and whether it is several.

        A word that is its name already is not told again.
        """
        declared: Organisation = self.graph.chain.organisations[who.id]
        name = self.graph.name(who, self._lang)
        if declared.part_of:
            whole = self._told.name("organisations", str(declared.part_of)).text
            said = [f"{self._term('part of organisation')}: {whole}"]
        else:
            said = [word_of(one, self._lang) for one in self.graph.sectors_of(who)]
        said = [word for word in said if word.casefold() != name.casefold()]
        if declared.kind is OrganisationKind.PARTIES:
            said.append(word_of(declared.kind, self._lang))
        if who in self.graph.own_organisers():
            said.insert(0, self._term("organiser of the chain"))
        where, absent = (*who.where, "sector"), is_absent(declared.sector) and not declared.part_of
        asked = self._fact(self._term("sector"), where, declared.sector) if absent else ()
        return *((Item(", ".join(said), role="quiet"),) if said else ()), *asked

    def _named(self, node: Node) -> Item:
        name, read = self.graph.name(node, self._lang), self.marks.read(node.where)
        return Item(name, mark=MarkKind.ITEM, after=read, element=node.key)

    def _service(self, service: Node, more: str = "", *, headed: bool = False) -> tuple[Item, ...]:
        """A service, with its signs and what is laid over it wherever it is offered."""
        offers = self.graph.offers_of_service(service)
        words = self.marks.words(service, offers, self._lang, headed=headed)
        words = replace(words, text=f"{words.text} – {more}") if more else words
        return words, *self._laid.at(service.where, *(offer.where for offer in offers))

    # --- what nobody is told of -------------------------------------------------------------------------------

    def loose(self) -> list[Group]:
        """Services of which nobody is told who organises them, and partners that are to be decided or found out."""
        graph, found = self.graph, []
        for state, services in services_without_actor(graph).items():
            words: list[Item] = []
            for service in services:
                declared = graph.service(service).organiser
                more = in_words(declared, self._lang, graph.chain).partition(": ")[2] if is_absent(declared) else ""
                words += self._service(service, more)
            head = Item(told_as("organiser", state, self._lang), bold=True)
            found.append(Group(f"organiser-{state}", LOOKS.get(state, "table-cell"), (head,), tuple(words)))
        asked: dict[State, list[Item]] = {}
        for name, partners in self._partners():
            if is_unsettled(partners):
                more = in_words(partners, self._lang, graph.chain).partition(": ")[2]
                asked.setdefault(state_of(partners), []).append(
                    Item(f"{name} – {more}" if more else name, mark=MarkKind.ITEM)
                )
        for state, some in asked.items():
            head = Item(told_as("partners", state, self._lang), bold=True)
            found.append(Group(f"partners-{state}", LOOKS.get(state, "table-cell"), (head,), tuple(some)))
        return found

    def _partners(self) -> Iterator[tuple[str, Any]]:
        graph = self.graph
        yield self._term("whole chain"), graph.chain.partners
        yield from ((graph.name(level, self._lang), graph.level(level).partners) for level in graph.levels())
        yield from ((graph.name(bar, self._lang), graph.bar(bar).partners) for bar in graph.bars())
