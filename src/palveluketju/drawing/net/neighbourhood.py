"""The neighbourhood of one element of a chain: what is joined to it, and how, some steps around."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from palveluketju.drawing.content.badges import Badges
from palveluketju.drawing.content.chain_words import DOWN
from palveluketju.drawing.content.legend import joined, legend_of
from palveluketju.drawing.content.links import BY_ORDER
from palveluketju.drawing.content.marks import Marks
from palveluketju.drawing.content.overlay import Laid, Overlay, laid_on
from palveluketju.drawing.frame.sheets import chain_sheet, saying_what_lacks
from palveluketju.drawing.net.layered import Shown, Tie
from palveluketju.drawing.net.pages import node_bodies
from palveluketju.drawing.picture.pages import Paper
from palveluketju.drawing.picture.picture import Picture
from palveluketju.drawing.typesetting.items import Item
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node, service_relations
from palveluketju.model import MoveKind, Order, RelationKind, move_ends
from palveluketju.telling import tell
from palveluketju.terms import term, title
from palveluketju.wording import kind_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ROLES: Final = {
    "level": "services",
    "service": "service",
    "organisation": "organisation",
    "bar": "bar-quiet",
    "entry": "entry",
    "exit": "exit",
}
_TIES: Final = {
    **{kind.value: "back" if kind in DOWN else "forward" for kind in MoveKind},
    **dict.fromkeys(("enters", "leaves"), "way-in"),
    **dict.fromkeys(("consultation", "feedback", "information", "exchange"), "exchange"),
    **dict.fromkeys((*RelationKind, "relation"), "far"),
}
"""How kinds of edges are drawn; all others are links."""
_WORDS: Final = {"carries": "services go on", "partner": "takes part", "spans": "reaches"}
"""What kinds of edges are called where that is not their own name."""


def neighbourhood(
    graph: ChainGraph,
    element: str,
    steps: int = 1,
    overlay: Overlay | None = None,
    *,
    page: Paper = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """An element with what is at most ``steps`` steps from it: services, organisations, levels, ways in and out.

    ``element`` is an id, of a level before a service of the same id, or a name of ``graph.network``
    (``service:neuvola``). With one step, what leads to the element stands on its left; with more, everything stands
    on its right, step by step. The connectors are those that lead a step further from the element.

    Raises:
        UnknownId: the chain has no such element; the message names ids that are near.
        ValueError: ``steps`` is less than 1.
    """
    if steps < 1:
        raise ValueError(f"a neighbourhood has at least one step, not {steps}")
    focus = graph.called(element)[0]
    laid = laid_on(graph, overlay, lang)
    name = f"{title('neighbourhood', lang)}: {graph.name(focus, lang)}"
    marks = Marks(graph)
    view = _Neighbourhood(graph, focus, steps, laid, lang, marks)
    ties = view.ties()
    legend = joined(
        view.badges.legend, marks.legend(lang), legend_of((tie.role for tie in ties), lang, {"far": "relation"})
    )
    sheet = chain_sheet(graph, "neighbourhood", name, page, lang, description, legend, laid=laid)
    lacking = "" if ties else f"{title('connections', lang)}: {term('not-stated', lang)}"
    return saying_what_lacks(sheet, graph, lacking).picture(node_bodies(sheet, view.shown(), ties, rooted=True))


class _Neighbourhood:
    """What is around one node, as boxes and ties."""

    def __init__(self, graph: ChainGraph, focus: Node, steps: int, laid: Laid, lang: str, marks: Marks) -> None:
        self._graph, self._focus, self._laid, self._lang, self._marks = graph, focus, laid, lang, marks
        self.badges = Badges(graph, lang)
        self._nodes = {node.key: node for node in graph.nodes()}
        self._steps = {focus.key: 0}
        reached = [focus.key]
        for step in range(1, steps + 1):
            near = {other for key in reached for other in self._beside(key) if other not in self._steps}
            reached = [key for key in self._nodes if key in near]
            self._steps.update(dict.fromkeys(reached, step))
        self._both_sides = steps == 1

    def _beside(self, key: str) -> Iterator[str]:
        yield from self._graph.network.successors(key)
        yield from self._graph.network.predecessors(key)

    def shown(self) -> list[Shown]:
        """The boxes: the element itself in a role of its own."""
        return [self._box(self._nodes[key], step) for key, step in self._steps.items()]

    def _box(self, node: Node, step: int) -> Shown:
        role = "focus" if node == self._focus else _ROLES[node.kind]
        name = replace(self._named(node), bold=True)
        passing = tell(self._graph, self._lang).passing(self._graph, node).text
        told = (Item(passing, role="quiet"),) if passing else ()
        words = (Item(self._kind(node), role="quiet"), name, *told, *self._laid.at(node.where))
        layer = -step if self._both_sides and self._leads_here(node) else step
        return Shown(node.key, words, role, layer, node.key)

    def _named(self, node: Node) -> Item:
        """The name of a node, with its signs; a service has its dot, wherever it is offered, and its badges."""
        if node.kind == "service":
            offers = self._graph.offers_of_service(node)
            return self._marks.words(node, offers, self._lang, badges=self.badges.of(node))
        return Item(self._graph.name(node, self._lang), after=self._marks.read(node.where))

    def _leads_here(self, node: Node) -> bool:
        """Whether a node beside the element stands before it: by the chain's order, or as it only leads to it."""
        if node.kind == self._focus.kind == "level" and self._graph.chain.walked is not Order.NONE:
            levels = self._graph.levels()
            return levels.index(node) < levels.index(self._focus)
        return not self._graph.network.has_edge(self._focus.key, node.key)

    def _kind(self, node: Node) -> str:
        if node.kind != "level":
            return title({"bar": "across levels"}.get(node.kind, node.kind), self._lang)
        kind = title(kind_key(self._graph, node), self._lang)
        return kind if self._graph.chain.walked is Order.NONE else f"{kind} {self._graph.number_of(node)}"

    def ties(self) -> list[Tie]:
        """What joins each box to those a step nearer; what looks alike and goes the same way is one tie."""
        kinds: dict[tuple[str, str, str], list[str]] = {}
        by_order = {(way.start.key, way.end.key) for way in self._graph.moves() if way.is_by_order}
        edges: Iterable[tuple[str, str, str, bool | None]] = self._graph.network.edges(keys=True, data="critical")
        for start, end, key, critical in edges:
            if {start, end} <= self._steps.keys() and abs(self._steps[start] - self._steps[end]) == 1:
                word = "critical service" if critical else _WORDS.get(key, key)
                role = _TIES.get(key, "link")
                if role in ("back", "forward") and (start, end) in by_order:
                    word = role = BY_ORDER
                kinds.setdefault((start, end, role), []).append(term(word, self._lang))
        declared = self._declared()
        ties = []
        for (start, end, role), words in kinds.items():
            label = (Item(", ".join(words)),)
            found = self._laid.at(*declared.get((start, end, role), ()))
            ties.append(Tie(f"{start} {end} {role}", start, end, role, label, self._title(start, end, words), found))
        return ties

    def _declared(self) -> dict[tuple[str, str, str], list[Path]]:
        """The paths of moves, exchanges and relations, by what they join and how they are drawn."""
        found: dict[tuple[str, str, str], list[Path]] = {}
        for way in self._graph.moves():
            if way.where[0] == "moves":
                found.setdefault((way.start.key, way.end.key, _TIES[way.kind.value]), []).append(way.where)
        for key in self._graph.chain.exchanges:
            start, end = (f"level:{name}" for name in move_ends(key))
            found.setdefault((start, end, "exchange"), []).append(("exchanges", key))
        for relation in service_relations(self._graph):
            found.setdefault((relation.start.key, relation.end.key, "far"), []).append(relation.where)
        return found

    def _title(self, start: str, end: str, words: list[str]) -> str:
        names = (self._graph.name(self._nodes[key], self._lang) for key in (start, end))
        return f"{' – '.join(names)}: {', '.join(words)}"
