"""Contracts: what a county or a repository asks of its chains, said with selections and looked for as a check is.

A contract is broken only by what the data says. Where a value is open or not known, nobody can tell yet whether it will
be kept, so that nothing is found: what is open stands in the registers of open decisions and of what is not known
already, is counted in every report, and a finding for it would press to decide, or to invent, what is not ready.
What nobody states at all is another thing: a contract that requires something is broken by silence, one that forbids
something is not, since silence does not say that the forbidden is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Final, NoReturn

from palveluketju.findings import (
    N_,
    CannotRun,
    Keys,
    Message,
    Rule,
    Severity,
    Spot,
    Template,
    did_you_mean,
    nearest,
    unknown_id,
)
from palveluketju.frozen import dataclass
from palveluketju.graph import WorkspaceGraph
from palveluketju.model import LongText, State
from palveluketju.model.values import is_id
from palveluketju.selecting.breaches import breach_of_key, forbidden_element, nothing_held, nothing_selected
from palveluketju.selecting.elements import Element, Graph
from palveluketju.selecting.holding import Members, can_turn_out
from palveluketju.selecting.language import Atom, Key, Selection
from palveluketju.selecting.parsing import parse
from palveluketju.selecting.selecting import Ground, ground_of
from palveluketju.selecting.stating import every_key, keys_of, stated

CODE: Final = "contract:"
"""What the code of each contract begins with; its name follows."""


@dataclass(frozen=True)
class Contract:
    """One rule of a repository about its chains, of one of three kinds.

    ``forbidden`` is a selection that must be empty. With ``every`` and ``has``, each element of the first must state a
    key of the format, or be or hold an element of a selection. ``required`` is a selection that must not be empty.
    ``reason`` says why, for whoever reads the finding; it can be in several languages.

    Selections are read when the contract is made.

    Raises:
        CannotRun: a selection cannot be read, the name is no id, there is no reason, or the parts make no contract.
    """

    name: str
    reason: str | LongText
    forbidden: str | None = None
    every: str | None = None
    has: str | None = None
    required: str | None = None
    severity: Severity = Severity.ERROR
    _read: Mapping[str, Selection] = field(default_factory=dict, init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        if not is_id(self.name):
            self._wrong("name", N_("write an id: small letters, digits, '-' and '_'"))
        if not str(self.reason).strip():
            self._wrong("reason", N_("say why, for whoever reads the finding"))
        given = tuple(key for key in ("forbidden", "every", "has", "required") if getattr(self, key) is not None)
        if given not in (("forbidden",), ("every", "has"), ("required",)):
            kinds = N_("a contract has 'forbidden', or 'every' and 'has', or 'required'; this one has {keys}")
            none = N_("a contract has 'forbidden', or 'every' and 'has', or 'required'; this one has none of them")
            self._wrong(given[0] if given else "", kinds if given else none, keys=Keys(given))
        object.__setattr__(self, "_read", {key: self._selection(key) for key in given if not self._is_key(key)})

    def __hash__(self) -> int:
        return hash((self.name, self.forbidden, self.every, self.has, self.required, self.severity))

    @property
    def key(self) -> str | None:
        """The key of the format that each element of ``every`` must state; None where ``has`` is a selection."""
        return self.has if self.has is not None and self._is_key("has") else None

    def selection(self, part: str) -> Selection:
        """The selection of a part: ``forbidden``, ``every``, ``has`` or ``required``."""
        return self._read[part]

    def _is_key(self, part: str) -> bool:
        return part == "has" and self.has in every_key()

    def _selection(self, part: str) -> Selection:
        try:
            read = parse(getattr(self, part))
            for atom in read.atoms():
                if atom.key is Key.FINDING:
                    read.refuse(atom.column, N_("a contract is checked beside findings and cannot ask for them"))
        except CannotRun as error:
            self._wrong(part, error.message)
        return read

    def _wrong(self, part: str, error: Template | Message, /, **values: object) -> NoReturn:
        wrong_part(self.name, part, error if isinstance(error, Message) else Message(error, **values))


def wrong_part(name: str, part: str, error: Message) -> NoReturn:
    """Refuse a contract for one of its parts.

    Raises:
        CannotRun: always.
    """
    if part:
        raise CannotRun(N_("contract '{name}', '{part}': {error}"), name=name, part=part, error=error)
    raise CannotRun(N_("contract '{name}': {error}"), name=name, error=error)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a contract finds: breaches at their elements, a breach that is at no element, and what is undecided.

    ``missing`` is for a selection that must not be empty and is: it belongs where the contract is written.
    ``undecided`` are elements of which it is open, or not known, whether they keep the contract; ``unstated`` those of
    which the data does not say enough to tell whether the contract is about them.
    """

    breaches: tuple[tuple[Graph, Spot], ...] = ()
    missing: Spot | None = None
    undecided: tuple[Element, ...] = ()
    unstated: tuple[Element, ...] = ()


def outcome(contract: Contract, workspace: WorkspaceGraph | Ground) -> Outcome:
    """Hold a contract against chains and catalogues.

    Raises:
        CannotRun: a selection asks for a value that there is not, or for a key that such elements do not have.
    """
    ground = workspace if isinstance(workspace, Ground) else ground_of(workspace)
    if contract.forbidden is not None:
        found = _select(contract, "forbidden", ground)
        breaches = ((one.graph, forbidden_element(contract, one)) for one in found.elements)
        return Outcome(tuple(breaches), undecided=found.undecided, unstated=found.unstated)
    if contract.required is not None:
        return _required(contract, ground)
    return _stating(contract, contract.key, ground) if contract.key is not None else _holding(contract, ground)


def _select(contract: Contract, part: str, ground: Ground) -> Any:
    read = contract.selection(part)
    try:
        if part == "has" and isinstance(read.expression, Atom):
            _check_word(read.expression, read, ground)
        return ground.select(read)
    except CannotRun as error:
        wrong_part(contract.name, part, error.message)


def _check_word(atom: Atom, read: Selection, ground: Ground) -> None:
    """Refuse a word that is neither an id nor a key: it may be either, misspelt."""
    ids = ground.values(Key.ID)
    if atom.key is Key.ID and not atom.is_pattern and read.source == atom.value and atom.value not in ids:
        near = nearest(atom.value, sorted(every_key()))
        if near and not ground.workspace.wrong:
            hint = did_you_mean(near, ())
            read.refuse(1, N_("'{word}' is neither a key nor an id; {hint}"), word=atom.value, hint=hint)


def _required(contract: Contract, ground: Ground) -> Outcome:
    found = _select(contract, "required", ground)
    if found.elements:
        return Outcome()
    expression = contract.selection("required").expression
    is_open = any(can_turn_out(expression, ground.whole(graph)) for graph in ground.workspace.every())
    if found.undecided or is_open or ground.workspace.wrong:
        return Outcome(undecided=found.undecided)
    return Outcome(missing=nothing_selected(contract))


def _stating(contract: Contract, key: str, ground: Ground) -> Outcome:
    found = _select(contract, "every", ground)
    breaches, undecided = [], [*found.undecided]
    for element in found.elements:
        if key not in keys_of(element.kind):
            hint = unknown_id("key", key, keys_of(element.kind)).message
            wrong_part(
                contract.name, "has", Message(N_("elements of kind '{kind}': {hint}"), kind=element.kind, hint=hint)
            )
        state = stated(element, key)
        if state in (State.NOT_STATED, State.NONE):
            breaches.append((element.graph, breach_of_key(contract, element, key)))
        elif state in (State.OPEN, State.NOT_KNOWN, State.POSSIBLE):
            undecided.append(element)
    return Outcome(tuple(breaches), undecided=tuple(undecided), unstated=found.unstated)


def _holding(contract: Contract, ground: Ground) -> Outcome:
    found, wanted = _select(contract, "every", ground), _select(contract, "has", ground)
    expression = contract.selection("has").expression
    sure, possible = Members(wanted.elements), Members(wanted.undecided)
    breaches, undecided = [], [*found.undecided]
    for element in found.elements:
        if sure.held_by(element):
            continue
        if possible.held_by(element) or can_turn_out(expression, element):
            undecided.append(element)
        else:
            breaches.append((element.graph, nothing_held(contract, element)))
    return Outcome(tuple(breaches), undecided=tuple(undecided), unstated=found.unstated)


def contract_rule(contract: Contract) -> Rule:
    """A contract as a check of several chains together: its function takes a WorkspaceGraph and gives (graph, spot).

    A required selection that is empty is at no element, so that this function gives nothing for it: see ``missing`` of
    :func:`outcome`. Run :func:`outcome` first where what is wrong with the contract itself is to be told.
    """

    def look(workspace: WorkspaceGraph) -> Iterator[tuple[Graph, Spot]]:
        yield from outcome(contract, workspace).breaches

    reason = contract.reason if isinstance(contract.reason, str) else contract.reason.text("en")
    title = f"Contract '{contract.name}' is broken"
    mend = "Change what breaks the contract, write what is undecided as open, or change the contract."
    return Rule(f"{CODE}{contract.name}", contract.name, contract.severity, title, reason, mend, look)
