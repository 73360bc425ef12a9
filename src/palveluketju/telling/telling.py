"""A chain or a catalogue in the words of one language: every value once, with its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final, NamedTuple

from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node, Offer, once_a_graph
from palveluketju.model import (
    Alternatives,
    Chain,
    Entry,
    Goal,
    Measure,
    Recipient,
    ServiceUse,
    Shared,
    given,
    is_absent,
    listed,
)
from palveluketju.model.base import Value
from palveluketju.model.walking import Placed, fields_of, keys_of
from palveluketju.telling.lines import NOTHING, Line, Run, after, chained, line, series, together, words
from palveluketju.telling.told import Tellable, Told, field_of, in_order, language_of, told_of
from palveluketju.terms import LANGUAGES, known_language, term
from palveluketju.wording import word_of_key


class Fact(NamedTuple):
    """One key of an element in words: ``label`` is what it is, ``line`` its value; a flag has its label only."""

    what: str
    label: Line
    line: Line

    @property
    def whole(self) -> Line:
        """The label and the value."""
        return after(self.label, self.line)


class Telling:
    """The words of one declaration in one language. A place is the path of a value in the declaration."""

    def __init__(self, shared: Shared, lang: str, told: Mapping[Path, Told]) -> None:
        self.shared = shared
        self.lang = lang
        self._told = told
        self._offers: dict[Path, Line] = {}
        self._names: dict[tuple[str, str], Line] = {}

    def places(self) -> AbstractSet[Path]:
        """The places of all that is told."""
        return self._told.keys()

    def term(self, key: str) -> str:
        """A word of the output."""
        return term(key, self.lang)

    def leaf(self, where: Path, text: str, lang: str = "") -> Line:
        """Words that say the value at a place."""
        return Line((Run(text, lang, self._told.get(where)),))

    def text(self, text: Any) -> Line:
        """A name that is no value of the element which is told, such as that of another element."""
        return Line((Run(text.text(self.lang), language_of(text, self.lang)),))

    def of(self, where: Path, value: Any) -> Line:
        """A value of any kind in words; nothing of nothing."""
        kind = type(value)
        if kind not in _LINES:
            from palveluketju.telling.values import value_line

            _LINES[kind] = value_line.dispatch(kind)  # it is asked for every value, and asks for more than the class
        return _LINES[kind](value, self, where)

    def key(self, where: Path) -> str:
        """The key of the file under which the value at a place stands."""
        told = self._told.get(where)
        return told.what if told else next((part for part in reversed(where) if isinstance(part, str)), "")

    def field(self, where: Path, value: Value, name: str) -> Line:
        """A field of a value at a place in words; nothing where it was not given."""
        found = field_of(where, value, name)
        return self.of(*found) if found else NOTHING

    def plain(self, where: Path, value: Value, name: str) -> Line:
        """The same where no label stands before it: what is absent has one, or nothing says what is absent."""
        found = field_of(where, value, name)
        if found is None:
            return NOTHING
        return self.fact(value, name, found).whole if is_absent(found.value) else self.of(*found)

    def target(self, where: Path, goal: Goal) -> Line:
        """What a goal aims at, in its unit: 10 % (2030). Nothing of a goal without a target."""
        from palveluketju.telling.parts import measured

        found, unit = fields_of(where, goal), self.field(where, goal, "unit")
        if isinstance(goal.target, Measure):
            return measured(self, found["target"].where, goal.target, unit=unit)
        return self.field(where, goal, "target")

    # --- names ------------------------------------------------------------------------------------------------

    def name(self, section: str, element: str) -> Line:
        """The name of an element of a section, or its id where it is not declared or has no name."""
        if (section, element) not in self._names:
            declared: Any = (given(getattr(self.shared, section.replace("-", "_"), None)) or {}).get(element)
            called = getattr(declared, "name" if hasattr(declared, "name") else "text", None)
            named = declared if section == "need-scale" else called
            self._names[section, element] = words(element) if named is None else self.text(named)
        return self._names[section, element]

    def named(self, node: Node) -> Line:
        """The name of a node of a compiled chain."""
        return self.name(str(node.where[0]), node.id)

    def reference(self, where: Path, section: str, element: str) -> Line:
        """The name of an element where another one refers to it."""
        told = self._told.get(where)
        return Line([Run(run.text, run.lang, told) for run in self.name(section, element)])

    def chain(self, where: Path, chain: str) -> Line:
        """The name of the chain that is told where an id at a place is its own; a chain does not know others' names."""
        shared = self.shared
        named = self.text(shared.name) if isinstance(shared, Chain) and chain == shared.id else words(chain)
        return Line(run._replace(told=self._told.get(where)) for run in named)

    def levels_at(self, graph: ChainGraph, where: Path, named: Any) -> tuple[tuple[Path, Node], ...]:
        """The levels of a chain that a list names, each with its place in the list; none of what is absent."""
        known = ((place, one) for place, one in enumerate(listed(named)) if one in graph.levels_declared)
        return tuple(((*where, place), graph.node("level", one)) for place, one in known)

    # --- elements ---------------------------------------------------------------------------------------------

    def offer(self, offer: Offer) -> Line:
        """A service as it is called where it is offered: for whom, on which terms, with its note.

        Perhetyö (lapselle, 3–6 vuotta, huoli arjesta; lisätieto: ei loma-aikoina). Put into words once: a
        picture says it, and so do the sentences that go with it.
        """
        if offer.where not in self._offers:
            self._offers[offer.where] = self.use(offer.where, offer.use)
        return self._offers[offer.where]

    def use(self, where: Path, use: ServiceUse) -> Line:
        """The same of the service that is used at a place."""
        found = fields_of(where, use)
        name = self.of(*found["label" if "label" in found else "service"])
        terms = series(
            self._when(where, use) if key == "when" else self.plain(where, use, key) for key in TERMS if key in found
        )
        # where it is given comes last: it can have a note of its own
        more = (self.fact(use, key, found[key]).whole for key in ("note", "producers", "availability") if key in found)
        told = chained((terms, *more), "; ")
        return line(name, " (", told, ")") if told else name

    def _when(self, where: Path, use: ServiceUse) -> Line:
        """Which clients a service is for; where it is for others as well, it says that an age is the client's."""
        from palveluketju.telling.parts import condition

        whose = "client's age" if _OTHERS & set(use.for_) else ""
        each = (condition(self, (*where, "when", place), one, whose=whose) for place, one in enumerate(use.when))
        return together(each, self.term("or"))

    def door(self, node: Node, entry: Entry) -> tuple[Line, Line]:
        """The name of a way in, and its kind; a name that ends with the word for the kind says both."""
        name = self.field(node.where, entry, "name") or self.named(node)
        kind = self.field(node.where, entry, "kind")
        if not kind or not name.text.casefold().endswith(kind.text.casefold()):
            return name, kind
        return line(name, kind.each(lambda _: "")), NOTHING

    def repeat(self, graph: ChainGraph, level: Node) -> Line:
        """That a level can be repeated, and on what ground; nothing of one of which the chain does not say so."""
        way = next((way for way in graph.repeats() if way.start == level), None)
        if way is None:
            return NOTHING
        if way.declared is None:
            ground = self.of(way.where, graph.chain.moves[str(way.where[1])])
        else:
            ground = chained((self.field(way.where, way.declared, key) for key in ("when", "criteria")), "; ")
        return line(self.term("repeatable"), ": ", ground) if ground else words(self.term("repeatable"))

    def passing(self, graph: ChainGraph, node: Node) -> Line:
        """How clients go through a level otherwise than once: that it can be passed by, and repeated; else nothing."""
        if node.kind != "level":
            return NOTHING
        optional = self.given(node.where, graph.level(node), "optional")
        return chained((optional.whole if optional else NOTHING, self.repeat(graph, node)), "; ")

    def fact(self, element: Any, name: str, place: Placed) -> Fact:
        """One field of an element; ``place`` is where its value stands."""
        key = _key(element, name)
        label = self.label(element, name, place.value)
        if place.value is True:
            return Fact(key, label, self.leaf(place.where, self.term(word_of_key(element, key))))
        return Fact(key, label, self.of(*place))

    def label(self, element: Any, name: str, value: Any) -> Line:
        """What one field of an element is; a flag that holds is told by its name alone, which stands for its value."""
        return NOTHING if value is True else words(self.term(word_of_key(element, _key(element, name))))

    def given(self, where: Path, element: Value, name: str) -> Fact | None:
        """One field of the element at a place; None where it was not given."""
        found = field_of(where, element, name)
        return self.fact(element, name, found) if found and found.value not in _UNSAID else None

    def facts(self, where: Path, element: Value, but: Collection[str] = ()) -> Iterator[Fact]:
        """What is said of an element, key by key in the order of the format; ``but`` are names of fields left out."""
        for name, place in in_order(where, element).items():
            if name not in but:
                fact = self.fact(element, name, place)
                if fact.line:
                    yield fact

    def called(self, value: Any) -> Line:
        """What an element that has a name is called, where it is told of and not told."""
        if isinstance(value, ServiceUse):
            return self.text(value.label) if value.label else self.name("services", value.service)
        if isinstance(value, Alternatives):
            return chained(map(self.called, value.one_of), f" {self.term('or')} ")
        named = getattr(value, "name", None)
        return NOTHING if named is None else self.text(named)


def _key(element: Value, name: str) -> str:
    return keys_of(type(element))[name]


_LINES: Final[dict[type, Callable[[Any, Telling, Path], Line]]] = {}
"""What puts values of the classes that were asked about into words: see ``value_line``."""
_OTHERS: Final = frozenset((Recipient.PARENT, Recipient.FAMILY, Recipient.CLOSE_PERSON))
"""Recipients whose age nobody would take for the client's."""
_UNSAID: Final = (None, (), False)
TERMS: Final = ("for_", "optional", "when", "criteria")
"""What stands with a service wherever it is offered, and beside it its note and where it is given."""


@once_a_graph
def _in_every_language(graph: Tellable) -> Mapping[str, Telling]:
    return {lang: Telling(graph.shared, lang, told_of(graph)) for lang in LANGUAGES}


def tell(graph: Tellable, lang: str) -> Telling:
    """The words of a chain or a catalogue in a language. Raises ValueError where there is no such language."""
    return _in_every_language(graph)[known_language(lang)]
