"""Many chains by who organises them: a box a group with what leads from it, then a section with its chains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from palveluketju.drawing.content.workspace_overlay import LaidOnChains
from palveluketju.drawing.net.layered import Shown, Tie
from palveluketju.drawing.net.sections import NetSection
from palveluketju.drawing.routing.depths import depths
from palveluketju.drawing.typesetting.items import Item
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.terms import term, title

BETWEEN: Final = {"forward": "chain links", "far": "variant", "back": "replaces"}
"""What leads from chain to chain, by how it is drawn."""
_TOLD: Final = 8
"""How many lines in words a box has at most, of what leads from it; the sections have all."""


def name_of(graph: ChainGraph) -> str:
    """What the box of a chain is called."""
    return f"chain:{graph.chain.id}"


class Groups:
    """The chains of a workspace in groups: those of one family that the same organisations organise.

    Attributes:
        shown: a box a group, with the numbers of its chains and of the services that they share.
        ties: what leads from group to group, of one kind one tie.
        apart: the heading of boxes without ties; none where they may share services with each other.
    """

    def __init__(
        self,
        workspace: WorkspaceGraph,
        boxes: Sequence[Shown],
        ties: Sequence[Tie],
        services: Mapping[str, int],
        laid: LaidOnChains,
        lang: str,
    ) -> None:
        """``services`` tells of boxes of services how many stand in each."""
        self._boxes, self._lang = {one.name: one for one in boxes}, lang
        by_organisers: dict[tuple[int, frozenset[str]], list[ChainGraph]] = {}
        for number, family in enumerate(workspace.families()):
            for graph in family:
                organisers = frozenset(who.id for who in graph.own_organisers())
                by_organisers.setdefault((number, organisers), []).append(graph)
        self._groups = list(by_organisers.values())
        self._number = {name_of(graph): place for place, group in enumerate(self._groups) for graph in group}
        self._at: dict[str, list[Tie]] = {}
        for tie in ties:
            for end in dict.fromkeys((tie.start, tie.end)):
                self._at.setdefault(end, []).append(tie)
        self.ties = self._between(ties)
        over: dict[str, list[str]] = {f"group-{place}": [] for place in range(len(self._groups))}
        for tie in self.ties:
            over[tie.end].append(tie.start)
        layers = depths(over)
        users: dict[str, set[int]] = {}
        for tie in ties:
            if tie.role == "link":
                users.setdefault(tie.end, set()).add(self._number[tie.start])
        shared = [0] * len(self._groups)
        for end, places in users.items():
            for place in places:
                shared[place] += services[end]
        is_apart = all(len(places) == 1 for places in users.values())
        self.apart = title("families that share nothing", lang) if is_apart else ""
        self.shown = []
        for place, group in enumerate(self._groups):
            counts = [("chains", len(group)), ("shared services", shared[place])]
            told = [Item(f"{title(word, lang)}: {count}", role="quiet") for word, count in counts if count]
            words = (Item(self._heading(group), bold=True), *told, *laid.chains(group))
            self.shown.append(Shown(f"group-{place}", words, "chain", layers[f"group-{place}"]))

    def _heading(self, group: Sequence[ChainGraph]) -> str:
        """The organisers of a group, or its chain where it has one only or none organises it."""
        organisers = [group[0].name(who, self._lang) for who in group[0].own_organisers()]
        if len(group) == 1 or not organisers:
            return ", ".join(graph.chain.name.text(self._lang) for graph in group[:2])
        return ", ".join(organisers)

    def _between(self, ties: Sequence[Tie]) -> list[Tie]:
        joined: dict[tuple[int, int, str], int] = {}
        for tie in ties:
            start, end = self._number[tie.start], self._number.get(tie.end)
            if end is not None and end != start:
                joined[start, end, tie.role] = joined.get((start, end, tie.role), 0) + 1
        found = []
        for (start, end, role), count in joined.items():
            label = f"{term(BETWEEN[role], self._lang)}: {count}"
            ends = f"group-{start}", f"group-{end}"
            found.append(Tie(f"{start} {end} {role}", *ends, role, (Item(label),), label))
        return found

    def telling(self) -> list[Shown]:
        """The boxes with what leads from them to others in words, for where lines would take many pages."""
        names = {one.name: one.words[0].text for one in self.shown}
        told: dict[str, list[str]] = {}
        for tie in self.ties:
            told.setdefault(tie.start, []).append(f"→ {names[tie.end]}: {tie.title}")
        shown = []
        for one in self.shown:
            lines = told.get(one.name, [])
            if len(lines) > _TOLD:
                more = term("and-more", self._lang).format(count=len(lines) - _TOLD + 1)
                lines = [*lines[: _TOLD - 1], f"… {more}"]
            shown.append(replace(one, words=(*one.words, *(Item(line, role="quiet") for line in lines))))
        return shown

    def sections(self, apart: str) -> list[NetSection]:
        """A section a group: what joins its chains to each other and to others, and a list of the rest.

        Groups of one chain have a section together; one that nothing joins to any other is told of among the groups.
        """
        sections = [
            self._section(f"group-{place}", self._heading(group), group, apart)
            for place, group in enumerate(self._groups)
            if len(group) > 1
        ]
        single = [group[0] for group in self._groups if len(group) == 1 and name_of(group[0]) in self._at]
        heading = title("groups of one chain", self._lang)
        return [*sections, self._section("groups-of-one", heading, single, apart)] if single else sections

    def _section(self, name: str, heading: str, group: Sequence[ChainGraph], apart: str) -> NetSection:
        own = {name_of(graph) for graph in group}
        ties = list(dict.fromkeys(tie for graph in group for tie in self._at.get(name_of(graph), ())))
        # a box of another group can stand in several sections, which may be on one page
        named = {end: end if end in own else f"{end} {name}" for tie in ties for end in (tie.start, tie.end)}
        shown = [replace(self._box(end, own, heading), name=called) for end, called in named.items()]
        ties = [replace(tie, name=f"{tie.name} {name}", start=named[tie.start], end=named[tie.end]) for tie in ties]
        listed = [item for graph in group if name_of(graph) not in named for item in self._line(graph, heading)]
        return NetSection(name, heading, shown, ties, listed, apart)

    def _box(self, name: str, own: set[str], heading: str) -> Shown:
        """A box of a section; a service that chains of other groups offer too has the number of all of them."""
        box = self._boxes[name]
        chains = {tie.start for tie in self._at.get(name, ()) if tie.role == "link" and tie.end == name}
        if chains <= own:
            return replace(box, words=_under(heading, box.words))
        return replace(box, words=(*box.words, Item(f"{title('chains', self._lang)}: {len(chains)}", role="quiet")))

    def _line(self, graph: ChainGraph, heading: str) -> Iterable[Item]:
        """A chain as a line of a list, and what the heading over it does not say of it."""
        name, *rest = _under(heading, self._boxes[name_of(graph)].words)
        more = [replace(one, inset=1) for one in rest if one.text]
        yield replace(name, bold=False, heads=bool(more), element=name_of(graph))
        yield from (replace(one, heads=True) for one in more[:-1])
        yield from more[-1:]


def _under(heading: str, words: tuple[Item, ...]) -> tuple[Item, ...]:
    """Words of a box without those under its name that the heading of its section says already."""
    return (*words[:1], *(one for one in words[1:] if (one.role, one.text) != ("quiet", heading)))
