"""The client of one chain in words: for whom it is, whose ways are told, and who holds the whole together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from palveluketju.analyses.acting import is_team
from palveluketju.drawing.content.marks import Marks, unsettled_look
from palveluketju.drawing.content.overlay import Laid
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.drawing.typesetting.items import Item, Size
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Coordination, Party, State, TargetGroup, given, is_absent, is_unsettled, state_of
from palveluketju.model.base import Value
from palveluketju.telling import in_words, sentence, tell
from palveluketju.terms import term, title

_HOLDS: Final = ("worker", "plan", "team", "note")
_PATH: Final = ("age", "in_service", "levels", "services", "note")
_TEAM: Final = ("assembled", "availability", "note")
_LISTED: Final = (MarkKind.CRITICAL, MarkKind.SERVICE, MarkKind.ITEM)
"""The marks of what stands in a list."""
LOOKS: Final = {State.OPEN: "open", State.NOT_KNOWN: "unknown", State.NOT_STATED: "table-gap"}
"""The roles of boxes by what is told of them; that of others is a plain one."""


@dataclass(frozen=True, slots=True)
class Group:
    """A box: its id, role, heading and paragraphs; ``does`` says in few words how it is joined to the client.

    ``element`` is what it stands for, where that is an element.
    """

    name: str
    role: str
    head: tuple[Item, ...]
    words: tuple[Item, ...] = ()
    does: str = ""
    element: str = ""

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
            elif words.mark in _LISTED and parts:
                parts[-1] += f"{' ' if parts[-1].endswith(':') else ', '}{words.text}"
            elif words.role != "finding":
                parts.append(words.text)
        return " ".join(sentence(part).text for part in (heading, *parts))


class ClientWords:
    """The boxes in the middle of one chain's network in one language, with what is laid over them."""

    def __init__(self, graph: ChainGraph, laid: Laid, lang: str) -> None:
        self.graph, self._laid, self._lang = graph, laid, lang
        self._told = tell(graph, lang)
        self.marks = Marks(graph)
        self._teams_told: set[str] = set()

    def _term(self, key: str) -> str:
        return term(key, self._lang)

    # --- the client -------------------------------------------------------------------------------------------

    def client(self) -> Group:
        """For whom the chain is: its target group, or simply the client."""
        group, where, word = self.graph.chain.target_group, ("target-group",), title("client path", self._lang)
        name = group.name.text(self._lang) if isinstance(group, TargetGroup) and group.name else ""
        big = Item(name or word, bold=True, size=Size.HEADING, after=self.marks.read(where))
        head = (Item(word, role="quiet"), big) if name else (big,)
        said = self._fact(title("target group", self._lang), where, group) if is_absent(group) else ()
        return Group("target-group", "focus", head, (*said, *self._laid.at(where)))

    def paths(self) -> list[Group]:
        """Each client whose way is told, with what is told of it."""
        found = []
        for name, path in self.graph.chain.paths.items():
            where = ("paths", name)
            words = (*self._facts(where, path, _PATH), *self._laid.at(where))
            head = Item(path.name.text(self._lang), bold=True, after=self.marks.read(where))
            found.append(Group(f"path-{name}", "table-cell", (head,), words, element=f"path:{name}"))
        return found

    def coordination(self) -> list[Group]:
        """Who holds the whole together for one client: in the chain, and at levels that say it themselves."""
        levels = [level for level in self.graph.levels() if self.graph.level(level).coordination is not None]
        whole = [None] if self.graph.chain.coordination is not None or not levels else []
        return [self._holding(one) for one in (*whole, *levels)]

    def _holding(self, level: Node | None) -> Group:
        whole: Any = self.graph.level(level).coordination if level else self.graph.chain.coordination
        where = (*level.where, "coordination") if level else ("coordination",)
        name = Item(title("coordination", self._lang), bold=True, after=self.marks.read(where))
        where_held = (Item(self.graph.name(level, self._lang), role="quiet", element=level.key),) if level else ()
        head = (*where_held, name)
        key = f"coordination-{level.id}" if level else "coordination"
        if not isinstance(whole, Coordination):
            told = in_words(whole, self._lang, self.graph.chain) or self._term(State.NOT_STATED.value)
            words = (Item(told), *self._laid.at(where))
            return Group(key, LOOKS.get(state_of(whole), "table-cell"), head, words)
        party = given(whole.team)
        team = str(given(party.organisation) or "") if isinstance(party, Party) else ""
        members = tuple(self._members(team, named=True))
        held = tuple(name for name in _HOLDS if name != "team" or not members or (party and party.role))
        return Group(key, "services", head, (*self._facts(where, whole, held), *self._laid.at(where), *members))

    def _members(self, name: str, *, named: bool = False) -> Iterator[Item]:
        """Who makes up a team and how it comes together, the first time that it is told; nothing of what is no team.

        Where it is not ``named``, what stands above it is the team's own.
        """
        declared = self.graph.chain.organisations.get(name)
        if declared is None or not is_team(declared) or name in self._teams_told:
            return
        self._teams_told.add(name)
        where = ("organisations", name)
        if named:
            yield self._heading(f"{self._term('team')}: {declared.name.text(self._lang)}")
        if isinstance(declared.members, tuple):
            yield from () if named else (self._heading(self._term("members")),)
            for place, member in enumerate(declared.members):
                yield Item(self._told.of((*where, "members", place), member).text, mark=MarkKind.ITEM)
        else:
            yield from self._fact(title("members", self._lang), where, declared.members)
        yield from self._facts(where, declared, _TEAM)
        yield from self._laid.at(where) if named else ()

    # --- facts ------------------------------------------------------------------------------------------------

    def _facts(self, where: tuple[str | int, ...], element: Value, names: tuple[str, ...]) -> Iterator[Item]:
        """What is told of an element, a line each, in the order of its keys."""
        for name in names:
            fact = self._told.given(where, element, name)
            if fact is not None:
                value = getattr(element, name)
                state = value.organisation if isinstance(value, Party) else value
                yield _marked(fact.whole.text, state)

    def _fact(self, label: str, where: tuple[str | int, ...], value: Any) -> tuple[Item, ...]:
        return (_marked(f"{label}: {self._told.of(where, value).text}", value),)

    def _heading(self, text: str) -> Item:
        return Item(text[:1].upper() + text[1:], bold=True, role="heading", heads=True)


def _marked(text: str, value: Any) -> Item:
    """A fact, with the sign of what is still to be decided or found out."""
    words = Item(text[:1].upper() + text[1:])
    if not is_unsettled(value):
        return words
    role, mark = unsettled_look(value)
    return replace(words, role=role, mark=mark)
