"""Several chains together: what they share, where one hands over to another, and which is a variant of which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from palveluketju.analyses import replaced_and_not_named, replaced_chains, shared_services, variants
from palveluketju.drawing.content.colophon import under_title
from palveluketju.drawing.content.legend import legend_of
from palveluketju.drawing.content.marks import unsettled_look
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.content.workspace_overlay import LaidOnChains
from palveluketju.drawing.frame.sheets import workspace_sheet
from palveluketju.drawing.net.layered import Shown, Tie
from palveluketju.drawing.net.pages import Section, node_bodies, section_bodies
from palveluketju.drawing.picture.picture import Picture
from palveluketju.drawing.routing.depths import depths
from palveluketju.drawing.typesetting.items import Item
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import given, is_unsettled
from palveluketju.telling import in_words
from palveluketju.terms import term, title

MANY: Final = 24
"""How many chains are drawn one by one at once; of more, families are drawn first, and then each by itself."""


_BETWEEN: Final = {"forward": "chain links", "far": "variant", "back": "replaces"}
"""What leads from chain to chain, by how it is drawn."""
_MEANINGS: Final = {**_BETWEEN, "forward": "leads to another chain", "link": "offers the service"}
_ROLE_OF: Final = {word: role for role, word in _BETWEEN.items()}


_NOT_READ: Final = "table-cell"
"""The role of a chain that is named and not among those that are read: nothing is open about it."""


def workspace_view(
    workspace: WorkspaceGraph,
    overlay: Overlay | None = None,
    *,
    page: str = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """The chains with the services that several share, and what leads from chain to chain: exits, variants, replacing.

    Of more than MANY chains, there is a box a family first, joined by lines if these fit one page, then the chains of
    each family, several families on a page.
    """
    laid = LaidOnChains(workspace, overlay, lang)
    view = _Joined(workspace, laid, lang)
    legend = legend_of(view.roles(), lang, _MEANINGS)
    name = title("joined chains", lang)
    sheet = workspace_sheet(workspace, "workspace", name, page, lang, description, legend, laid=laid)
    apart = title("chains that share nothing", lang)
    if len(workspace.graphs) <= MANY:
        return sheet.picture(node_bodies(sheet, view.shown(), view.ties, apart=apart))
    sections = []
    boxes = view.shown()
    for family in workspace.families():
        ties = view.ties_of(family)
        if ties or len(family) > 1:
            ends = {end for tie in ties for end in (tie.start, tie.end)} | {_name(graph) for graph in family}
            shown = [one for one in boxes if one.name in ends]
            sections.append(Section(view.family_name(family), shown, ties, apart if ties else ""))
    later = section_bodies(replace(sheet, laid=None), sections) if sections else []
    first, (shown, ties) = replace(sheet, others=later), view.of_families()
    bodies = node_bodies(first, shown, ties, apart=title("families that share nothing", lang))
    if len(bodies) > 1:
        bodies = node_bodies(first, _telling(shown, ties), ())
    return sheet.picture([*bodies, *later])


def _name(graph: ChainGraph) -> str:
    return f"chain:{graph.chain.id}"


def _telling(shown: Sequence[Shown], ties: Sequence[Tie]) -> list[Shown]:
    """Boxes that tell in words what leads from them to others, for where lines would take many pages."""
    names = {one.name: one.words[0].text for one in shown}
    told: dict[str, list[Item]] = {}
    for tie in ties:
        told.setdefault(tie.start, []).append(Item(f"→ {names[tie.end]}: {tie.title}", role="quiet"))
    return [replace(one, words=(*one.words, *told.get(one.name, ()))) for one in shown]


class _Joined:
    """The chains of a workspace as boxes, and what joins them as ties."""

    def __init__(self, workspace: WorkspaceGraph, laid: LaidOnChains, lang: str) -> None:
        self._workspace, self._laid, self._lang = workspace, laid, lang
        self._boxes: dict[str, tuple[tuple[Item, ...], str, str]] = {
            _name(graph): (self._chain(graph), "chain", _name(graph)) for graph in workspace.graphs
        }
        self.ties = [*self._shared(), *self._exits(), *self._variants(), *self._replaced()]

    def _chain(self, graph: ChainGraph) -> tuple[Item, ...]:
        name = Item(graph.chain.name.text(self._lang), bold=True)
        return name, Item(under_title(graph, self._lang), role="quiet"), *self._laid.chains([graph])

    def _shared(self) -> Iterable[Tie]:
        """A box a service that several chains offer, and a tie from each of them."""
        for number, shared in enumerate(shared_services(self._workspace), start=1):
            name = f"service-{number}:{shared.service}"
            graphs = [graph for graph, _ in shared.uses]
            said = graphs[0].name(graphs[0].node("service", shared.service), self._lang)
            found = self._laid.elements(*(graph.chain.services.get(shared.service) for graph in graphs))
            words = (Item(title("service", self._lang), role="quiet"), Item(said, bold=True), *found)
            self._boxes[name] = (words, "service", f"service:{shared.service}")
            for graph in graphs:
                chain = graph.chain.name.text(self._lang)
                yield Tie(f"{_name(graph)} {name}", _name(graph), name, "link", (), f"{chain} – {said}")

    def _exits(self) -> Iterable[Tie]:
        """Ways out that lead to another chain; one that is open, or not here, is a box of its own."""
        receivers = {(link.graph, link.exit): link for link in self._workspace.exits_to_chains()}
        for graph in self._workspace.graphs:
            exits = given(graph.chain.exits) or {}
            for node in graph.exits():
                left, link = exits[node.id], receivers.get((graph, node))
                if link is None and not is_unsettled(left.chain):
                    continue
                said = graph.name(node, self._lang) if left.name else title("exit", self._lang)
                age = in_words(left.at_age, self._lang)
                if link is not None and link.receiver is not None:
                    end = _name(link.receiver)
                    label = ", ".join(filter(None, (said, age)))
                else:
                    end, label = f"{_name(graph)} {node.key}", age
                    chain = (
                        f"{link.chain} ({term('not read', self._lang)})" if link else in_words(left.chain, self._lang)
                    )
                    role = unsettled_look(left.chain)[0] if is_unsettled(left.chain) else _NOT_READ
                    self._boxes[end] = ((Item(said, bold=True), Item(chain)), role, node.key)
                if end != _name(graph):
                    told = f"{graph.chain.name.text(self._lang)}: {', '.join(filter(None, (said, age)))}"
                    words = (Item(label),) if label else ()
                    found = self._laid.at((graph.chain.id, *node.where))
                    yield Tie(f"{_name(graph)} {node.key} way", _name(graph), end, "forward", words, told, found)

    def _variants(self) -> Iterable[Tie]:
        for base, variant, _ in variants(self._workspace):
            names = f"{base.chain.name.text(self._lang)} – {variant.chain.name.text(self._lang)}"
            label = Item(term("variant", self._lang))
            title_ = f"{names}: {label.text}"
            yield Tie(f"{_name(variant)} variant", _name(base), _name(variant), "far", (label,), title_)

    def _replaced(self) -> Iterable[Tie]:
        """A tie from a chain to each that it replaces; one that is not here, or not yet named, is a box of its own."""
        for graph, absence in replaced_and_not_named(self._workspace):
            if is_unsettled(absence):
                words = (Item(title("replaced chain", self._lang), bold=True), Item(in_words(absence, self._lang)))
                self._boxes[f"{_name(graph)} replaces"] = (words, unsettled_look(absence)[0], "")
                yield self._replacing(graph, f"{_name(graph)} replaces", words[1].text, ("replaces",))
        for one in replaced_chains(self._workspace):
            end = f"chain:{one.chain}"
            if one.older is None:
                absent = f"{one.chain} ({term('not read', self._lang)})"
                words = (Item(title("replaced chain", self._lang), bold=True), Item(absent))
                self._boxes[end] = (words, _NOT_READ, "")
            older = one.chain if one.older is None else one.older.chain.name.text(self._lang)
            yield self._replacing(one.graph, end, older, one.where)

    def _replacing(self, graph: ChainGraph, end: str, older: str, where: Path) -> Tie:
        label = Item(term("replaces", self._lang))
        told = f"{graph.chain.name.text(self._lang)} – {older}: {label.text}"
        found = self._laid.at((graph.chain.id, *where))
        return Tie(f"{_name(graph)} {end} replaces", _name(graph), end, "back", (label,), told, found)

    def roles(self) -> set[str]:
        """The roles of the ties and of the boxes."""
        return {tie.role for tie in self.ties} | {role for _, role, _ in self._boxes.values()}

    def shown(self) -> list[Shown]:
        """Shared services in the first column, then chains, and behind each those that it leads to or that vary it."""
        over: dict[str, list[str]] = {name: [] for name in self._boxes}
        for tie in self.ties:
            if tie.role != "link":
                over[tie.end].append(tie.start)
        layers = depths(over)
        return [
            Shown(name, words, role, 0 if role == "service" else 1 + layers[name], element)
            for name, (words, role, element) in self._boxes.items()
        ]

    def ties_of(self, family: Sequence[ChainGraph]) -> list[Tie]:
        """What joins chains of a family to each other, and what leads out of it."""
        names = {_name(graph) for graph in family}
        return [tie for tie in self.ties if tie.start in names]

    def family_name(self, family: Sequence[ChainGraph]) -> str:
        """The organisers of a family, or its chain where it has one only or none organises it."""
        organisers = {who.id: graph.name(who, self._lang) for graph in family for who in graph.own_organisers()}
        if len(family) == 1 or not organisers:
            return ", ".join(graph.chain.name.text(self._lang) for graph in family[:2])
        return ", ".join(organisers.values())

    def of_families(self) -> tuple[list[Shown], list[Tie]]:
        """A box a family with the numbers of its chains and shared services, and a tie for all that joins two."""
        families = self._workspace.families()
        number = {_name(graph): place for place, family in enumerate(families) for graph in family}
        shared: dict[int, set[str]] = {}
        joined: dict[tuple[int, int, str], int] = {}
        for tie in self.ties:
            start = number[tie.start]
            if tie.role == "link":
                shared.setdefault(start, set()).add(tie.end)
            elif tie.end in number and number[tie.end] != start:
                key = (start, number[tie.end], _BETWEEN[tie.role])
                joined[key] = joined.get(key, 0) + 1
        over: dict[str, list[str]] = {str(place): [] for place in range(len(families))}
        for start, end, _ in joined:
            over[str(end)].append(str(start))
        layers = depths(over)
        shown = []
        for place, family in enumerate(families):
            counts = [("chains", len(family)), ("shared services", len(shared.get(place, ())))]
            told = [Item(f"{title(word, self._lang)}: {count}", role="quiet") for word, count in counts if count]
            words = (Item(self.family_name(family), bold=True), *told, *self._laid.chains(family))
            shown.append(Shown(f"family-{place}", words, "chain", layers[str(place)]))
        ties = []
        for (start, end, word), count in joined.items():
            label = f"{term(word, self._lang)}: {count}"
            ends = f"family-{start}", f"family-{end}"
            ties.append(Tie(f"{start} {end} {word}", *ends, _ROLE_OF[word], (Item(label),), label))
        return shown, ties
