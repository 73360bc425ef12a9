"""Several chains together: what they share, where one hands over to another, and which is a variant of which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from palveluketju.analyses import SharedService, replaced_and_not_named, replaced_chains, shared_services, variants
from palveluketju.drawing.content.colophon import under_title
from palveluketju.drawing.content.legend import legend_of
from palveluketju.drawing.content.marks import unsettled_look
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.content.workspace_overlay import LaidOnChains
from palveluketju.drawing.frame.sheets import workspace_sheet
from palveluketju.drawing.net.groups import BETWEEN, Groups, name_of
from palveluketju.drawing.net.layered import Shown, Tie
from palveluketju.drawing.net.pages import node_bodies
from palveluketju.drawing.net.sections import section_bodies
from palveluketju.drawing.picture.pages import Paper
from palveluketju.drawing.picture.picture import MarkKind, Picture
from palveluketju.drawing.routing.depths import depths
from palveluketju.drawing.typesetting.items import Item
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import given, is_unsettled
from palveluketju.telling import in_words
from palveluketju.terms import term, title

MANY: Final = 24
"""How many chains are drawn one by one at once; of more, groups are drawn first, and then each by itself."""

_MEANINGS: Final = {**BETWEEN, "forward": "leads to another chain", "link": "offers the service"}


_MOST: Final = 8
"""How many services that the same chains share stand in one box."""
_NOT_READ: Final = "table-cell"
"""The role of a chain that is named and not among those that are read: nothing is open about it."""


def workspace_view(
    workspace: WorkspaceGraph,
    overlay: Overlay | None = None,
    *,
    page: Paper = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """The chains with the services that several share, and what leads from chain to chain: exits, variants, replacing.

    Of more than MANY chains, there is a box for those of each organiser first, joined by lines if these fit one page,
    then the chains of each, several organisers on a page.
    """
    laid = LaidOnChains(workspace, overlay, lang)
    view = _Joined(workspace, laid, lang)
    legend = legend_of(view.roles(), lang, _MEANINGS)
    name = title("joined chains", lang)
    sheet = workspace_sheet(workspace, "workspace", name, page, lang, description, legend, laid=laid)
    apart = title("chains that share nothing", lang)
    if len(workspace.graphs) <= MANY:
        return sheet.picture(node_bodies(sheet, view.shown(), view.ties, apart=apart))
    groups = Groups(workspace, view.shown(), view.ties, view.services, laid, lang)
    sections = groups.sections(apart)
    later = section_bodies(replace(sheet, laid=None), sections) if sections else []
    first = replace(sheet, others=later)
    bodies = node_bodies(first, groups.shown, groups.ties, apart=groups.apart)
    if len(bodies) > 1:
        bodies = node_bodies(first, groups.telling(), ())
    return sheet.picture([*bodies, *later])


class _Joined:
    """The chains of a workspace as boxes, and what joins them as ties.

    Attributes:
        ties: what joins boxes.
        services: of boxes of services, how many stand in each.
    """

    def __init__(self, workspace: WorkspaceGraph, laid: LaidOnChains, lang: str) -> None:
        self._workspace, self._laid, self._lang = workspace, laid, lang
        self._boxes: dict[str, tuple[tuple[Item, ...], str, str]] = {
            name_of(graph): (self._chain(graph), "chain", name_of(graph)) for graph in workspace.graphs
        }
        self.services: dict[str, int] = {}
        self.ties = [*self._shared(), *self._exits(), *self._variants(), *self._replaced()]

    def _chain(self, graph: ChainGraph) -> tuple[Item, ...]:
        name = Item(graph.chain.name.text(self._lang), bold=True)
        return name, Item(under_title(graph, self._lang), role="quiet"), *self._laid.chains([graph])

    def _shared(self) -> Iterable[Tie]:
        """A box for the services that the same chains share, and a tie from each of these, not one a service."""
        alike: dict[tuple[str, ...], list[SharedService]] = {}
        for shared in shared_services(self._workspace):
            alike.setdefault(tuple(name_of(graph) for graph, _ in shared.uses), []).append(shared)
        together = (some[start : start + _MOST] for some in alike.values() for start in range(0, len(some), _MOST))
        for number, some in enumerate(together, start=1):
            graphs = [graph for graph, _ in some[0].uses]
            names = [graphs[0].name(graphs[0].node("service", one.service), self._lang) for one in some]
            found = [self._laid.elements(*(graph.chain.services.get(one.service) for graph in graphs)) for one in some]
            if len(some) == 1:
                name, element = f"service-{number}:{some[0].service}", f"service:{some[0].service}"
                words = [Item(title("service", self._lang), role="quiet"), Item(names[0], bold=True), *found[0]]
            else:
                name, element = f"services-{number}", ""
                words = [Item(f"{title('services', self._lang)}: {len(some)}", role="quiet")]
                for one, said, more in zip(some, names, found, strict=True):
                    words += [Item(said, mark=MarkKind.ITEM, bold=True, element=f"service:{one.service}"), *more]
            self._boxes[name] = (tuple(words), "service", element)
            self.services[name] = len(some)
            for graph in graphs:
                told = f"{graph.chain.name.text(self._lang)} – {'; '.join(names)}"
                yield Tie(f"{name_of(graph)} {name}", name_of(graph), name, "link", (), told)

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
                    end = name_of(link.receiver)
                    label = ", ".join(filter(None, (said, age)))
                else:
                    end, label = f"{name_of(graph)} {node.key}", age
                    chain = (
                        f"{link.chain} ({term('not read', self._lang)})" if link else in_words(left.chain, self._lang)
                    )
                    role = unsettled_look(left.chain)[0] if is_unsettled(left.chain) else _NOT_READ
                    self._boxes[end] = ((Item(said, bold=True), Item(chain)), role, node.key)
                if end != name_of(graph):
                    told = f"{graph.chain.name.text(self._lang)}: {', '.join(filter(None, (said, age)))}"
                    words = (Item(label),) if label else ()
                    found = self._laid.at((graph.chain.id, *node.where))
                    yield Tie(f"{name_of(graph)} {node.key} way", name_of(graph), end, "forward", words, told, found)

    def _variants(self) -> Iterable[Tie]:
        for base, variant, _ in variants(self._workspace):
            names = f"{base.chain.name.text(self._lang)} – {variant.chain.name.text(self._lang)}"
            label = Item(term("variant", self._lang))
            title_ = f"{names}: {label.text}"
            yield Tie(f"{name_of(variant)} variant", name_of(base), name_of(variant), "far", (label,), title_)

    def _replaced(self) -> Iterable[Tie]:
        """A tie from a chain to each that it replaces; one that is not here, or not yet named, is a box of its own."""
        for graph, absence in replaced_and_not_named(self._workspace):
            if is_unsettled(absence):
                words = (Item(title("replaced chain", self._lang), bold=True), Item(in_words(absence, self._lang)))
                self._boxes[f"{name_of(graph)} replaces"] = (words, unsettled_look(absence)[0], "")
                yield self._replacing(graph, f"{name_of(graph)} replaces", words[1].text, ("replaces",))
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
        return Tie(f"{name_of(graph)} {end} replaces", name_of(graph), end, "back", (label,), told, found)

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
            Shown(name, words, role, 0 if name in self.services else 1 + layers[name], element)
            for name, (words, role, element) in self._boxes.items()
        ]
