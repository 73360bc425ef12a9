"""The graph view as DOT: a cluster a level, a node a service at each level it serves, bars across."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from palveluketju.drawing.marks import Marks
from palveluketju.drawing.overlay import Overlay
from palveluketju.drawing.quoting import quoted, wrapped
from palveluketju.drawing.style import BACKWARDS, LABEL_WIDTH, STYLE
from palveluketju.graph import ChainGraph, Node, Offer, Way
from palveluketju.model import CarryOver, Goal, NotApplicable, Open, Order, given, move_ends
from palveluketju.terms import term, title
from palveluketju.wording import conditions_text, in_words


def dot_text(graph: ChainGraph, overlay: Overlay | None = None, *, lang: str = "en") -> str:
    """The DOT text of :func:`draw_chain`."""
    return "\n".join([*_Drawing(graph, overlay, lang).lines(), ""])


class _Drawing:
    """One pass over a chain that gives the lines of its DOT text.

    Node names are n0, n1, ... in the order of drawing; text from the chain stands in labels and ids only. The
    picture has a column a level: ``columns`` lists each column's nodes from the top.
    """

    def __init__(self, graph: ChainGraph, overlay: Overlay | None, lang: str) -> None:
        self._graph = graph
        self._lang = lang
        self._marks = Marks(graph, overlay)
        self._count = 0
        self._roles: dict[str, None] = {}
        self._anchors: dict[Node, str] = {}
        self._columns: dict[Node | None, list[str]] = {level: [] for level in graph.levels()} or {None: []}

    def lines(self) -> Iterator[str]:
        chain = self._graph.chain
        heading = "\n".join(part for part in (chain.name.text(self._lang), self._subtitle()) if part)
        about = heading + self._marks.findings_elsewhere()
        yield "digraph chain {"
        yield f"  graph [{STYLE['graph']} label={quoted(about, left=True)}]"
        yield f"  node [{STYLE['node']}]"
        yield f"  edge [{STYLE['edge']}]"
        clusters = [list(self._goals())]
        clusters.append([line for level in self._graph.levels() for line in self._level(level)])
        clusters += [list(self._bar(bar)) for bar in self._graph.bars()]
        moves = [self._way(way) for way in self._graph.moves() if not self._is_walked_in_steps(way)]
        moves += self._exchanges()
        doors = list(self._doors())
        clusters.append(list(self._legend()))
        # From left to right, dot puts a cluster above those that stand before it in the text.
        for cluster in reversed(clusters):
            yield from cluster
        yield from self._in_columns()
        yield from doors
        yield from moves
        yield "}"

    def _subtitle(self) -> str:
        chain = self._graph.chain
        status = [term(chain.status.value, self._lang)] if chain.status else []
        dated = [chain.dated.isoformat()] if chain.dated else []
        organisers = [self._graph.name(who, self._lang) for who in self._graph.own_organisers()]
        return " · ".join(part for part in (" ".join([*status, *dated]), ", ".join(organisers)) if part)

    def _name(self) -> str:
        self._count += 1
        return f"n{self._count - 1}"

    # --- what stands in columns -------------------------------------------------------------------------------

    def _goals(self) -> Iterator[str]:
        goals = given(self._graph.chain.goals) or {}
        if goals:
            texts = [self._goal(name, goal) for name, goal in goals.items()]
            label = "\n".join([title("goals", self._lang), *texts])
            yield from self._across(label, "goals", self._graph.levels(), ())

    def _goal(self, name: str, goal: Goal) -> str:
        text = f"• {goal.text.text(self._lang)}{self._still_open(goal.target)}"
        return wrapped(text, LABEL_WIDTH * len(self._columns)) + self._marks.findings(("goals", name))

    def _still_open(self, part: object) -> str:
        """What is open about a part, in brackets."""
        return f" ({term('open', self._lang)}: {part.open.text(self._lang)})" if isinstance(part, Open) else ""

    def _level(self, level: Node) -> Iterator[str]:
        number = self._graph.number_of(level)
        kind = title(self._graph.level(level).kind.value, self._lang)
        name = wrapped(self._graph.name(level, self._lang), LABEL_WIDTH)
        offers = self._graph.offers_of(level)
        # A finding on a service is marked on the service; what is left belongs to the level.
        found = self._marks.findings(level.where, except_at=[offer.where for offer in offers])
        place = kind if self._graph.chain.walked is Order.NONE else f"{kind} {number}"
        timing = self._under(in_words(self._graph.level(level).timing, self._lang))
        label = f"{place}{self._marks.signs(level)}\n{name}{timing}{found}"
        anchor = self._anchors[level] = self._name()
        yield f"  subgraph cluster_{anchor} {{"
        yield f"    graph [{STYLE['level']} label={quoted(label, left=True)} id={quoted('level-' + level.id)}]"
        yield f"    {anchor} [{STYLE['anchor']}]"
        self._columns[level].append(anchor)
        for offer in offers:
            yield self._node(level, self._service_role(offer), self._service_label(offer))
        for text in self._carried(level):
            yield self._node(level, "carried", text)
        for text in self._absent(level):
            yield self._node(level, "open", text)
        yield "  }"

    def _under(self, text: str) -> str:
        """A text in brackets on lines of its own; nothing for an empty one."""
        return "\n" + wrapped(f"({text})", LABEL_WIDTH) if text else ""

    def _node(self, level: Node | None, role: str, label: str) -> str:
        name = self._name()
        self._columns[level].append(name)
        return f"    {name} [{STYLE[role]} label={quoted(label)}]"

    def _service_role(self, offer: Offer) -> str:
        role = "critical" if offer.critical else "other"
        self._roles[role] = None
        return f"interface-{role}" if self._marks.is_interface(offer.service) else role

    def _service_label(self, offer: Offer) -> str:
        name = offer.use.label.text(self._lang) if offer.use.label else self._graph.name(offer.service, self._lang)
        terms = [term(recipient.value, self._lang) for recipient in offer.use.for_]
        terms += [term("optional", self._lang)] if offer.use.optional else []
        terms += [term("one of", self._lang)] if offer.alternatives else []
        terms += [conditions_text(self._graph, offer.use.when, self._lang)] if offer.use.when else []
        under = self._under(", ".join(terms))
        signs, found = self._marks.signs(offer.service), self._marks.findings(offer.where)
        return f"{wrapped(name, LABEL_WIDTH)}{signs}{under}{found}{self._marks.findings(offer.service.where)}"

    def _carried(self, level: Node) -> Iterator[str]:
        carries = given(self._graph.level(level).carries)
        if isinstance(carries, CarryOver) and carries.name is not None:
            yield wrapped(carries.name.text(self._lang), LABEL_WIDTH)
            return
        for lower in self._graph.carried_directly(level):
            yield wrapped(f"{term('carried over', self._lang)}: {self._graph.name(lower, self._lang)}", LABEL_WIDTH)

    def _absent(self, level: Node) -> Iterator[str]:
        """What is open about a level's services, or why it has none."""
        declared = self._graph.level(level)
        for part in (declared.critical, declared.services, declared.carries):
            for item in part if isinstance(part, tuple) else (part,):
                if isinstance(item, Open):
                    yield wrapped(f"{term('open', self._lang)}: {item.open.text(self._lang)}", LABEL_WIDTH)
            if isinstance(part, NotApplicable):
                reason = part.not_applicable.text(self._lang)
                yield wrapped(f"{term('not-applicable', self._lang)}: {reason}", LABEL_WIDTH)

    def _bar(self, bar: Node) -> Iterator[str]:
        is_open = isinstance(self._graph.bar(bar).spans, Open)
        note = f" ({term('span open', self._lang)})" if is_open else ""
        note += self._still_open(self._graph.bar(bar).services)
        offers = self._graph.offers_of(bar)
        found = self._marks.findings(bar.where, except_at=[offer.where for offer in offers])
        spanned = self._graph.levels() if is_open else self._graph.levels_spanned_by(bar)
        width = LABEL_WIDTH * max(1, len(spanned))
        label = wrapped(f"{self._graph.name(bar, self._lang)}{note}{self._marks.signs(bar)}", width) + found
        yield from self._across(label, "bar-open" if is_open else "bar", spanned, offers, f"bar-{bar.id}")

    def _across(
        self, label: str, role: str, levels: tuple[Node, ...], offers: tuple[Offer, ...], name: str = ""
    ) -> Iterator[str]:
        """A cluster with something in the column of each level it lies across, so that it is as wide as they are."""
        self._count += 1
        yield f"  subgraph cluster_n{self._count - 1} {{"
        yield f"    graph [{STYLE[role]} label={quoted(label, left=True)}{f' id={quoted(name)}' if name else ''}]"
        places: list[Node | None] = [*levels] or [next(iter(self._columns))]
        for place in places[len(offers) :] if len(offers) < len(places) else ():
            filler = self._name()
            self._columns[place].append(filler)
            yield f"    {filler} [{STYLE['filler']}]"
        for index, offer in enumerate(offers):
            yield self._node(places[index % len(places)], self._service_role(offer), self._service_label(offer))
        yield "  }"

    def _legend(self) -> Iterator[str]:
        """Only what the picture uses, in a row under the columns."""
        words = {"critical": "critical service", "other": "other service" if "critical" in self._roles else "service"}
        rows = [(role, title(word, self._lang)) for role, word in words.items() if role in self._roles]
        signs = self._marks.legend(self._lang)
        rows += [("key", signs)] if signs else []
        if len(rows) < 2:
            return  # one kind of box and no sign explain themselves
        self._count += 1
        yield f"  subgraph cluster_n{self._count - 1} {{"
        yield f'    graph [{STYLE["legend"]} label=" " id="legend"]'
        columns = list(self._columns)
        for index, (role, label) in enumerate(rows):
            yield self._node(columns[index % len(columns)], role, label)
        yield "  }"

    def _in_columns(self) -> Iterator[str]:
        """Each column's nodes from the top, and the columns from left to right also where no move joins them."""
        for names in self._columns.values():
            if len(names) > 1:
                # From left to right, dot puts what an edge within a rank leads to above what it comes from.
                yield f"  {{ rank=same {' -> '.join(reversed(names))} [{STYLE['unseen']}] }}"
        for left, right in pairwise(self._anchors.values()):
            yield f"  {left} -> {right} [{STYLE['unseen']} weight=10]"

    # --- how clients move -------------------------------------------------------------------------------------

    def _doors(self) -> Iterator[str]:
        entries, exits = given(self._graph.chain.entries) or {}, given(self._graph.chain.exits) or {}
        for entry in self._graph.entries():
            declared = entries[entry.id]
            words = [wrapped(declared.name.text(self._lang), LABEL_WIDTH)] if declared.name else []
            words += [f"({term(declared.kind.value, self._lang)})"] if declared.kind else []
            label = "\n".join(words) or wrapped(entry.id, LABEL_WIDTH)
            name = self._name()
            yield f"  {name} [{STYLE['entry']} label={quoted(label + self._marks.findings(entry.where))}]"
            for level in self._graph.levels_entered_by(entry):
                anchor = self._anchors[level]
                yield f"  {name} -> {anchor} [lhead=cluster_{anchor} {STYLE['way-in']}]"
        for way_out in self._graph.exits():
            given_name = exits[way_out.id].name
            label = wrapped(given_name.text(self._lang) if given_name else term("exit", self._lang), LABEL_WIDTH)
            name = self._name()
            yield f"  {name} [{STYLE['exit']} label={quoted(label + self._marks.findings(way_out.where))}]"
            for level in self._graph.levels_left_by(way_out):
                anchor = self._anchors[level]
                yield f"  {anchor} -> {name} [ltail=cluster_{anchor} {STYLE['way-in']}]"

    def _is_walked_in_steps(self, way: Way) -> bool:
        """Whether a way by order leads on from a level through its own steps, from the last of which it is drawn."""
        steps = self._graph.steps_of(way.start)
        return way.declared is None and not way.undecided and bool(steps) and way.end not in steps

    def _exchanges(self) -> Iterator[str]:
        """What goes between levels while the client stays."""
        for key, exchange in self._graph.chain.exchanges.items():
            ends = [anchor for end in move_ends(key) for node, anchor in self._anchors.items() if node.id == end]
            if len(ends) == 2:
                start, end = ends
                words = wrapped(", ".join(term(kind.value, self._lang) for kind in exchange.kind), LABEL_WIDTH)
                label = f" label={quoted(words)}" if words else ""
                yield f"  {start} -> {end} [ltail=cluster_{start} lhead=cluster_{end} {STYLE['exchange']}{label}]"

    def _way(self, way: Way) -> str:
        role = "back" if way.kind in BACKWARDS else ("far" if way.passes else "forward")
        start, end = self._anchors[way.start], self._anchors[way.end]
        both_ways = any(other.start == way.end and other.end == way.start for other in self._graph.moves())
        sign = "" if role == "back" and both_ways else self._marks.sign_of_move(way)
        found = self._marks.findings(way.where) if way.where[0] == "moves" else ""
        conditions = conditions_text(self._graph, way.declared.when, self._lang) if way.declared else ""
        criteria = in_words(given(way.declared.criteria), self._lang) if way.declared else ""
        told = "; ".join(filter(None, (conditions, criteria)))
        when = "\n" + wrapped(told, LABEL_WIDTH) if told else ""
        label = f" label={quoted((sign + when + found).strip())}" if sign or when or found else ""
        return f"  {start} -> {end} [ltail=cluster_{start} lhead=cluster_{end} {STYLE[role]}{label}]"
