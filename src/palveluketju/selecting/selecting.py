"""A selection held against chains and catalogues: the elements that it selects, and those of which nobody can tell.

Each element is in a selection, is not, or is undecided: where a value is open or not known, and where the data says
nothing. What is undecided is selected by nothing, also not by an exclusion: of a service that does not tell where it is
given, nobody knows that it is given outside an area.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from palveluketju.analyses import Border
from palveluketju.findings import N_, Finding, Path, Rule, Severity, UnknownId, counted, unknown_id
from palveluketju.findings.groups import GROUP_NAMES, group_of
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, WorkspaceGraph, once_a_graph
from palveluketju.model import Role, Sector, State, Tier
from palveluketju.selecting.answers import Answer
from palveluketju.selecting.elements import Element, Graph, Kind, elements_of, is_within_an_element
from palveluketju.selecting.facts import Facts
from palveluketju.selecting.language import Atom, Expression, Key, Selection, Union
from palveluketju.selecting.matching import comparable, matcher
from palveluketju.selecting.parsing import parse
from palveluketju.selecting.told import Told


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in each chain and catalogue, for the key ``finding``; ``rules`` are those that were looked for."""

    by_graph: Mapping[Graph, Iterable[Finding]]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Selected:
    """The answer to a selection, in the order of the files.

    ``elements`` are selected for certain. ``undecided`` may be, once what is open is decided, or what is not known is
    found out; ``unstated`` are those of which the data does not say enough, so that it takes more than that.
    """

    elements: tuple[Element, ...]
    undecided: tuple[Element, ...] = ()
    unstated: tuple[Element, ...] = ()

    def __len__(self) -> int:
        return len(self.elements)

    def __repr__(self) -> str:
        rest = f"{len(self.undecided)} undecided, {len(self.unstated)} not stated"
        return f"<selected: {counted(len(self), 'element')}, {rest}>"

    def __bool__(self) -> bool:
        return bool(self.elements)


_CLOSED: Final[Mapping[Key, tuple[str, ...]]] = {
    Key.KIND: tuple(Kind),
    Key.TIER: tuple(Tier),
    Key.SECTOR: tuple(Sector),
    Key.BORDER: tuple(Border),
    Key.ROLE: tuple(Role),
}
"""The keys whose values are words of a fixed set."""
_SECTIONS: Final[Mapping[Key, str]] = {
    Key.ORGANISER: "organisations",
    Key.SEGMENT: "segments",
    Key.AREA: "areas",
    Key.TASK: "tasks",
    Key.FIELD: "fields",
}
"""The keys whose values are ids, and the section that declares these."""
_VALUES: Final[Mapping[Key, str]] = {
    Key.ID: N_("element"),
    Key.NAME: N_("element with the name"),
    Key.KIND: N_("kind"),
    Key.TIER: N_("tier"),
    Key.SECTOR: N_("sector"),
    Key.ORGANISER: N_("organisation"),
    Key.SEGMENT: N_("segment"),
    Key.CHAIN: N_("chain"),
    Key.AREA: N_("area"),
    Key.BORDER: N_("border"),
    Key.TASK: N_("task"),
    Key.FIELD: N_("field"),
    Key.ROLE: N_("role"),
    Key.FINDING: N_("check, group or severity"),
}
"""What a value of each key is."""


class Ground:
    """Chains and catalogues, made ready for several selections."""

    def __init__(self, workspace: WorkspaceGraph, found: Found | None = None) -> None:
        self.workspace = workspace
        self.elements = tuple(one for graph in workspace.every() for one in elements_of(graph))
        self._facts = {graph: Facts.of(workspace, graph) for graph in workspace.every()}
        self._found = found
        self._answers: dict[tuple[Key, str, bool], Answer] = {}
        self._every = frozenset(range(len(self.elements)))

    def whole(self, graph: Graph) -> Element:
        """The element that a chain or a catalogue itself is."""
        return elements_of(graph)[0]

    def select(self, selection: Selection | str) -> Selected:
        """The elements that a selection selects.

        Raises:
            CannotRun: the text is no selection, or it asks for a value that there is not.
        """
        read = parse(selection) if isinstance(selection, str) else selection
        for atom in read.atoms():
            self.check(atom, read)
        answer = self._answer(read.expression)
        undecided = (answer.may - answer.yes) - answer.no
        unstated = self._every - answer.yes - answer.no - undecided
        return Selected(
            *(tuple(self.elements[one] for one in sorted(some)) for some in (answer.yes, undecided, unstated))
        )

    def _answer(self, expression: Expression) -> Answer:
        if isinstance(expression, Atom):
            return self._of_atom(expression)
        if isinstance(expression, Union):
            first, *others = (self._answer(part) for part in expression.parts)
            for other in others:
                first = first.or_(other)
            return first
        found = self._answer(expression.first)
        for operator, part in expression.rest:
            other = self._answer(part)
            found = found.and_(other) if operator == "&" else found.without(other)
        return found

    def _of_atom(self, atom: Atom) -> Answer:
        asked = (atom.key, atom.value, atom.is_pattern)
        if asked not in self._answers:
            is_meant = matcher(atom)
            sets: tuple[set[int], ...] = (set(), set(), set(), set())
            yes, no, may, may_not = sets
            for place, element in enumerate(self.elements):
                told = self._told(atom.key, element)
                if any(map(is_meant, told.values)):
                    yes.add(place)
                    may.add(place)
                elif (rest := told.rest_of(is_meant)) is State.THERE:
                    no.add(place)
                    may_not.add(place)
                elif rest is State.OPEN:
                    may.add(place)
                    may_not.add(place)
            self._answers[asked] = Answer(*map(frozenset, sets))
        return self._answers[asked]

    def _told(self, key: Key, element: Element) -> Told:
        if key is not Key.FINDING:
            return self._facts[element.graph].told(key, element)
        words = self._words_at.get(element.graph, {}).get(element.where, frozenset())
        if element.kind is Kind.HANDOVER and element.where[0] == "levels":
            # Between levels that follow each other it stands at the level, as what is found of the level does.
            return Told(rest=State.NOT_STATED, doubtful=dict.fromkeys(words, State.NOT_STATED))
        return Told(words)

    @cached_property
    def _words_at(self) -> Mapping[Graph, Mapping[Path, frozenset[str]]]:
        """By what findings at an element, or at a part of it, can be named; at a whole, those at no element of it."""
        at: dict[Graph, dict[Path, set[str]]] = {}
        for graph, findings in self._found.by_graph.items() if self._found else ():
            for finding in findings:
                words = _words(finding)
                for length in range(1, len(finding.where) + 1) if is_within_an_element(finding.where) else (0,):
                    at.setdefault(graph, {}).setdefault(finding.where[:length], set()).update(words)
        return {graph: {path: frozenset(words) for path, words in paths.items()} for graph, paths in at.items()}

    # --- which values there are -------------------------------------------------------------------------------

    def check(self, atom: Atom, selection: Selection) -> None:
        """Refuse a value that there is not: a word that is misspelt selects nothing, and nobody notices.

        Where files have errors, an id may be declared in one of them. A pattern of ids or names may select nothing.
        """
        if atom.key is Key.FINDING and self._found is None:
            selection.refuse(atom.column, N_("findings can be selected only where the checks were run"))
        known = self.values(atom.key)
        is_closed = atom.key in _CLOSED or atom.key is Key.FINDING
        if atom.is_pattern and not is_closed:
            return
        if any(map(matcher(atom), known)) or (not is_closed and self._may_be_in_wrong_file(atom)):
            return
        selection.refuse(atom.column, unknown_value(atom, known).message)

    def _may_be_in_wrong_file(self, atom: Atom) -> bool:
        wrong = self.workspace.wrong
        return self.workspace.may_have(atom.value) if atom.key is Key.CHAIN else bool(wrong)

    def values(self, key: Key) -> tuple[str, ...]:
        """The values that a key can have here."""
        if key in _CLOSED:
            return tuple(map(str, _CLOSED[key]))
        if key is Key.FINDING:
            rules = self._found.rules if self._found else ()
            named = (word for rule in rules for word in (rule.code, rule.name, group_of(rule.code).name))
            findings = (one for some in self._found.by_graph.values() for one in some) if self._found else ()
            there = (word for finding in findings for word in _words(finding))
            return tuple(dict.fromkeys((*named, *GROUP_NAMES, *(one.label for one in Severity), *there)))
        if key is Key.CHAIN:
            return self.workspace.chain_ids()
        if key is Key.ID:
            return tuple(dict.fromkeys(one.id for one in self.elements))
        if key is Key.NAME:
            told = (self._told(key, one).values for one in self.elements)
            return tuple(dict.fromkeys(name for names in told for name in sorted(names)))
        declared = self.workspace.declarations()
        return tuple(dict.fromkeys(name for one in declared for name in getattr(one, _SECTIONS[key])))


@once_a_graph
def ground_of(workspace: WorkspaceGraph) -> Ground:
    """Chains and catalogues made ready once for all selections that ask for no findings, those of contracts too."""
    return Ground(workspace)


def _words(finding: Finding) -> tuple[str, ...]:
    return finding.code, finding.name, group_of(finding.code).name, finding.severity.label


def unknown_value(atom: Atom, known: Iterable[str]) -> UnknownId:
    """The error about a value that there is not: which are near it, else which there are."""
    return unknown_id(_VALUES[atom.key], comparable(atom), known)


def select(of: WorkspaceGraph | ChainGraph, selection: Selection | str, *, found: Found | None = None) -> Selected:
    """The elements of chains and catalogues, or of one chain, that a selection selects.

    ``found`` is needed for the key ``finding``.

    Raises:
        CannotRun: the text is no selection, or it asks for a value that there is not; the message names the column.
        TypeError: what is given is neither a compiled workspace nor a compiled chain.
    """
    if isinstance(of, ChainGraph):
        of = WorkspaceGraph([of])
    if not isinstance(of, WorkspaceGraph):
        raise TypeError("select takes a compiled workspace or chain: select(compile_workspace(workspace), 'id')")
    return (ground_of(of) if found is None else Ground(of, found)).select(selection)
