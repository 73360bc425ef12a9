"""Who acts around the client of one chain, in words: the client, who holds the whole together, and organisations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from palveluketju.analyses import ActorInChain, actors, services_without_actor
from palveluketju.analyses.acting import is_team, named_at
from palveluketju.drawing.content.marks import unsettled_look
from palveluketju.drawing.content.overlay import Laid
from palveluketju.drawing.paper.lettering import Words
from palveluketju.drawing.paper.picture import MarkKind
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import (
    Coordination,
    Organisation,
    OrganisationKind,
    Party,
    State,
    TargetGroup,
    given,
    is_absent,
    is_unsettled,
    state_of,
)
from palveluketju.model.base import Value
from palveluketju.telling import in_words, sentence, tell
from palveluketju.terms import term, title
from palveluketju.wording import place_text, told_as, word_of

_DUTIES: Final = ("organises", "produces", "funds")
_HOLDS: Final = ("worker", "plan", "team", "note")
_PATH: Final = ("age", "in_service", "levels", "services", "note")
_TEAM: Final = ("assembled", "availability", "note")
_LOOKS: Final = {State.OPEN: "open", State.NOT_KNOWN: "unknown", State.NOT_STATED: "table-gap"}
_AROUND: Final = ("moves", "entries", "exits")
_ASKED: Final = {"ask", "decides"}


@dataclass(frozen=True, slots=True)
class Group:
    """A box: its id, role, heading and paragraphs; ``does`` says in few words how it is joined to the client."""

    name: str
    role: str
    head: tuple[Words, ...]
    words: tuple[Words, ...] = ()
    does: str = ""

    @property
    def title(self) -> str:
        """What the box is called."""
        return next((words.text for words in self.head if words.bold), self.head[0].text)

    @property
    def told(self) -> str:
        """The box in sentences, without what is laid over it."""
        heads = [words.text for words in self.head if words.text != self.title]
        heading = f"{self.title} ({', '.join(heads)})" if heads else self.title
        parts: list[str] = []
        for words in self.words:
            if words.role == "heading":
                parts.append(f"{words.text}:")
            elif words.mark is MarkKind.SERVICE and parts:
                parts[-1] += f"{' ' if parts[-1].endswith(':') else ', '}{words.text}"
            elif words.role != "finding":
                parts.append(words.text)
        return " ".join(sentence(part).text for part in (heading, *parts))


class NetworkWords:
    """The boxes of one chain's network in one language, with what is laid over them."""

    def __init__(self, graph: ChainGraph, laid: Laid, lang: str) -> None:
        self.graph, self._laid, self._lang = graph, laid, lang
        self._told = tell(graph, lang)
        self._teams_told: set[str] = set()

    def _term(self, key: str) -> str:
        return term(key, self._lang)

    # --- the client -------------------------------------------------------------------------------------------

    def client(self) -> Group:
        """For whom the chain is: its target group, or simply the client."""
        group, where, word = self.graph.chain.target_group, ("target-group",), title("client path", self._lang)
        name = group.name.text(self._lang) if isinstance(group, TargetGroup) and group.name else ""
        head = (Words(word, role="quiet"), Words(name, 11, bold=True)) if name else (Words(word, 11, bold=True),)
        said = self._fact(title("target group", self._lang), where, group) if is_absent(group) else ()
        return Group("target-group", "focus", head, (*said, *self._laid.at(where)))

    def paths(self) -> list[Group]:
        """Each client whose way is told, with what is told of it."""
        found = []
        for name, path in self.graph.chain.paths.items():
            where = ("paths", name)
            words = (*self._facts(where, path, _PATH), *self._laid.at(where))
            found.append(Group(f"path-{name}", "table-cell", (Words(path.name.text(self._lang), bold=True),), words))
        return found

    def coordination(self) -> list[Group]:
        """Who holds the whole together for one client: in the chain, and at levels that say it themselves."""
        levels = [level for level in self.graph.levels() if self.graph.level(level).coordination is not None]
        found = [self._holding(level) for level in levels]
        if self.graph.chain.coordination is not None or not levels:
            found.insert(0, self._holding(None))
        return found

    def _holding(self, level: Node | None) -> Group:
        whole: Any = self.graph.level(level).coordination if level else self.graph.chain.coordination
        where = (*level.where, "coordination") if level else ("coordination",)
        name = Words(title("coordination", self._lang), bold=True)
        head = (Words(self.graph.name(level, self._lang), role="quiet"), name) if level else (name,)
        key = f"coordination-{level.id}" if level else "coordination"
        if not isinstance(whole, Coordination):
            told = in_words(whole, self._lang, self.graph.chain) or self._term(State.NOT_STATED.value)
            words = (Words(told), *self._laid.at(where))
            return Group(key, _LOOKS.get(state_of(whole), "table-cell"), head, words)
        team = tuple(self._team(whole.team))
        held = _HOLDS if not team else tuple(name for name in _HOLDS if name != "team")
        return Group(key, "services", head, (*self._facts(where, whole, held), *self._laid.at(where), *team))

    def _team(self, party: Any) -> Iterator[Words]:
        """Who makes up a team that is told by nothing but its organisation, the first time that it is named."""
        name = str(given(party.organisation) or "") if isinstance(party, Party) and party.role is None else ""
        declared = self.graph.chain.organisations.get(name)
        if declared is None or not is_team(declared) or name in self._teams_told:
            return
        self._teams_told.add(name)
        where = ("organisations", name)
        yield self._heading(f"{self._term('team')}: {declared.name.text(self._lang)}")
        if isinstance(declared.members, tuple):
            for place, member in enumerate(declared.members):
                yield Words(self._told.of((*where, "members", place), member).text, mark=MarkKind.SERVICE)
        else:
            yield from self._fact(title("members", self._lang), where, declared.members)
        yield from self._facts(where, declared, _TEAM)
        yield from self._laid.at(where)

    # --- organisations ----------------------------------------------------------------------------------------

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
        words: list[Words] = []
        for duties, services in self._by_duties(actor).items():
            said = ", ".join(map(self._term, duties))
            does[said] = None
            words += (self._heading(said), *(line for service in services for line in self._service(service)))
        part = self._takes_part(actor)
        if part:
            does[self._term("takes part")] = None
            words += (self._heading(self._term("takes part")), *part)
        if named := self._named_where(who):
            does[self._term("named in")] = None
            words += (self._heading(self._term("named in")), *named)
        if not words and who not in self.graph.own_organisers():
            return None
        head = (Words(self.graph.name(who, self._lang), bold=True), *self._kind(who))
        return Group(who.key, "organisation", head, (*words, *self._laid.at(who.where)), ", ".join(does))

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

    def _takes_part(self, actor: ActorInChain) -> list[Words]:
        found = [Words(self._term("whole chain"), mark=MarkKind.SERVICE)] if actor.in_chain else []
        for node in (*actor.levels, *actor.bars):
            apart = [offer.where for offer in self.graph.offers_of(node)]
            found += (self._named(node), *self._laid.at(node.where, but=apart))
        return found

    def _named_where(self, who: Node) -> list[Words]:
        """What of moves, ways in and ways out names an organisation; whom to ask, or who decides, does not act there."""
        places = (where for where in named_at(self.graph).get(who.id, ()) if where[0] in _AROUND)
        said = (place_text(self.graph.chain, where, self._lang) for where in places if not _ASKED & {*where})
        return [Words(text, mark=MarkKind.SERVICE) for text in dict.fromkeys(said)]

    def _kind(self, who: Node) -> tuple[Words, ...]:
        """That it organises the chain; what it is a part of, else its sectors, if its name is no such word; if it is several."""
        declared: Organisation = self.graph.chain.organisations[who.id]
        name = self.graph.name(who, self._lang)
        if declared.part_of:
            whole = self._told.name("organisations", str(declared.part_of)).text
            said = [f"{self._term('part of organisation')}: {whole}"]
        else:
            said = [word_of(one, self._lang) for one in self.graph.sectors_of(who)]
            said += [in_words(declared.sector, self._lang, self.graph.chain)] if is_absent(declared.sector) else []
        said = [word for word in said if word.casefold() != name.casefold()]
        if declared.kind is OrganisationKind.PARTIES:
            said.append(word_of(declared.kind, self._lang))
        if who in self.graph.own_organisers():
            said.insert(0, self._term("organiser of the chain"))
        return (Words(", ".join(said), role="quiet"),) if said else ()

    def _heading(self, text: str) -> Words:
        return Words(text[:1].upper() + text[1:], bold=True, role="heading")

    def _named(self, node: Node, more: str = "") -> Words:
        name = self.graph.name(node, self._lang)
        return Words(f"{name} – {more}" if more else name, mark=MarkKind.SERVICE)

    def _service(self, service: Node, more: str = "") -> tuple[Words, ...]:
        """A service, with what is laid over it wherever it is offered."""
        offers = (offer.where for offer in self.graph.offers_of_service(service))
        return self._named(service, more), *self._laid.at(service.where, *offers)

    # --- what nobody is told of -------------------------------------------------------------------------------

    def loose(self) -> list[Group]:
        """Services of which nobody is told who organises them, and partners that are to be decided or found out."""
        graph, found = self.graph, []
        for state, services in services_without_actor(graph).items():
            words: list[Words] = []
            for service in services:
                declared = graph.service(service).organiser
                more = in_words(declared, self._lang, graph.chain).partition(": ")[2] if is_absent(declared) else ""
                words += self._service(service, more)
            head = Words(told_as("organiser", state, self._lang), bold=True)
            found.append(Group(f"organiser-{state}", _LOOKS.get(state, "table-cell"), (head,), tuple(words)))
        asked: dict[State, list[Words]] = {}
        for name, partners in self._partners():
            if is_absent(partners):
                more = in_words(partners, self._lang, graph.chain).partition(": ")[2]
                asked.setdefault(state_of(partners), []).append(
                    Words(f"{name} – {more}" if more else name, mark=MarkKind.SERVICE)
                )
        for state, some in asked.items():
            head = Words(told_as("partners", state, self._lang), bold=True)
            found.append(Group(f"partners-{state}", _LOOKS.get(state, "table-cell"), (head,), tuple(some)))
        return found

    def _partners(self) -> Iterator[tuple[str, Any]]:
        graph = self.graph
        yield self._term("whole chain"), graph.chain.partners
        yield from ((graph.name(level, self._lang), graph.level(level).partners) for level in graph.levels())
        yield from ((graph.name(bar, self._lang), graph.bar(bar).partners) for bar in graph.bars())

    # --- facts ------------------------------------------------------------------------------------------------

    def _facts(self, where: tuple[str | int, ...], element: Value, names: tuple[str, ...]) -> Iterator[Words]:
        """What is told of an element, a line each, in the order of its keys."""
        for name in names:
            fact = self._told.given(where, element, name)
            if fact is not None:
                value = getattr(element, name)
                state = value.organisation if isinstance(value, Party) else value
                yield _marked(fact.whole.text, state)

    def _fact(self, label: str, where: tuple[str | int, ...], value: Any) -> tuple[Words, ...]:
        return (_marked(f"{label}: {self._told.of(where, value).text}", value),)


def _marked(text: str, value: Any) -> Words:
    """A fact, with the sign of what is still to be decided or found out."""
    words = Words(text[:1].upper() + text[1:])
    if not is_unsettled(value):
        return words
    role, mark = unsettled_look(value)
    return replace(words, role=role, mark=mark)
