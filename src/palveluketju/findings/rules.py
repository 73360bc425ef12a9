"""Rules, and what they find: where it is, what it is, and how to mend it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any, Final, NamedTuple

from palveluketju.findings.groups import Group, group_of
from palveluketju.findings.messages import Message, all_filled, filled, try_to_fill
from palveluketju.findings.severities import Severity
from palveluketju.findings.translations import Template
from palveluketju.frozen import dataclass

Path = tuple[str | int, ...]

"""A place in a declaration, from its root: ``("levels", "kevyt-tuki", "critical", 2)``."""


def _nothing() -> Mapping[str, Any]:
    """No values, one mapping for all that have none: nobody changes it."""
    return _NOTHING


_NOTHING: Final[Mapping[str, Any]] = {}


class Position(NamedTuple):
    """A place in a text; both numbers begin at 1, columns count characters, not bytes."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Related:
    """The other end of a finding: what is there, and where.

    ``note`` is an English text marked for translation, or a message.

    ``file`` is None when the place is in the same file as the finding; ``chain`` is the id of the chain that the
    place is in, where that is not the finding's own.
    """

    note: str | Message
    where: Path = ()
    file: str | None = None
    position: Position | None = None
    chain: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """One trouble as a rule sees it: a place and two sentences, before code and severity are stamped on it.

    ``what`` says what is, for the reader of a report: names of elements, no key and no id. ``mend`` says how to mend
    it, for the writer of the file: keys and ids as they are written. Both are English templates, marked for translation
    (``N_``, ``NN_``), whose ``{names}`` are filled from ``values``. A value that has a ``text(lang)`` is shown in the
    reader's language. ``position`` is set only where no path leads to the place.
    ``halves`` is for what was found under several codes before one of them was retired: by code, each half by itself.
    """

    where: Path
    what: Template
    values: Mapping[str, object] = field(default_factory=_nothing)
    related: tuple[Related, ...] = ()
    position: Position | None = None
    mend: Template = ""
    halves: Mapping[str, Spot] = field(default_factory=_nothing)


def spot_of(
    where: Path,
    what: Message,
    mend: Message | None = None,
    related: tuple[Related, ...] = (),
    *,
    position: Position | None = None,
) -> Spot:
    """A spot of two messages; a value that both have is the same in both."""
    if mend is None:
        return Spot(where, what.template, what.values, related, position)
    return Spot(where, what.template, {**what.values, **mend.values}, related, position, mend.template)


Check = Callable[[Any], Iterator[Any]]

"""A compiled chain in, spots out; of several chains together, each spot with the chain that it is in."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be found: its code and name, and what its page says.

    ``check`` is the function that looks for it in a compiled chain; None for rules of reading, which are
    found while a file is read.
    """

    code: str
    name: str
    severity: Severity
    title: str
    why: str
    mend: str
    check: Check | None = None

    @property
    def group(self) -> Group:
        """What the rule looks at, with others: ``levels``, ``dates``, ``integration``."""
        return group_of(self.code)

    def __repr__(self) -> str:
        return f"<rule {self.code} {self.name} ({self.severity.label})>"

    def _repr_html_(self) -> str:
        from html import escape

        said = {"What": self.title, "Why": self.why, "Mend": self.mend}
        facts = "".join(f"<dt><b>{word}</b></dt><dd>{escape(text)}</dd>" for word, text in said.items())
        name = f"<b>{escape(self.code)} {escape(self.name)}</b> ({self.severity.label})"
        return f'<section lang="en">{name}<dl>{facts}</dl></section>'


@dataclass(frozen=True, slots=True)
class RetiredRule:
    """A rule that is no longer looked for. Its code is never used again; ``found_by`` are those that find the same."""

    code: str
    name: str
    title: str
    found_by: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One trouble that somebody should mend, with its code and its place in the declaration."""

    code: str
    name: str
    severity: Severity
    where: Path
    what_template: Template
    values: Mapping[str, object] = field(default_factory=_nothing, hash=False)
    related: tuple[Related, ...] = ()
    position: Position | None = None
    mend_template: Template = ""
    halves: Mapping[str, Finding] = field(default_factory=_nothing, hash=False, compare=False)

    def at(self, where: Path) -> Finding:
        """The same at another place, without its other ends; made at once, since reports have very many."""
        return Finding(
            self.code,
            self.name,
            self.severity,
            where,
            self.what_template,
            self.values,
            (),
            self.position,
            self.mend_template,
            self.halves,
        )

    @property
    def what(self) -> str:
        """What is, in English: the names of elements, no keys."""
        return self.what_in("en")

    @property
    def mend(self) -> str:
        """How to mend it, in English: keys and ids as they are written; empty where ``what`` says it."""
        return self.mend_in("en")

    @property
    def message(self) -> str:
        """Both sentences in English: what is, and how to mend it."""
        return self.message_in("en")

    def try_to_say(self) -> None:
        """Raise what would be raised if both sentences were said."""
        try_to_fill((self.what_template, self.mend_template), self.values)

    def what_in(self, lang: str) -> str:
        """What is, in a language, for the reader of a report."""
        return filled(self.what_template, self.values, lang)

    def mend_in(self, lang: str) -> str:
        """How to mend it, in a language, for the writer of the file; empty where ``what`` says it."""
        return filled(self.mend_template, self.values, lang)

    def message_in(self, lang: str) -> str:
        """Both sentences in a language."""
        return " ".join(filter(None, all_filled((self.what_template, self.mend_template), self.values, lang)))


_SECTIONS = re.compile(r"(?P<title>.+?)\n\nWhy: (?P<why>.+?)\nMend: (?P<mend>.+)", re.DOTALL)


def rule(code: str, severity: Severity, check: Callable[..., Any], *, is_check: bool = True) -> Rule:
    """Make the rule that a documented function stands for.

    The function's docstring is the rule's page: a title, a blank line, ``Why:`` and ``Mend:``. Its name is
    the rule's name with hyphens.

    Raises:
        TypeError: the docstring lacks one of the three parts.
    """
    match = _SECTIONS.fullmatch(inspect.getdoc(check) or "")
    if match is None:
        raise TypeError(f"{check.__name__}: its docstring needs a title, 'Why:' and 'Mend:'")
    title, why, mend = (" ".join(part.split()) for part in match.groups())
    name = check.__name__.replace("_", "-")
    return Rule(code, name, severity, title, why, mend, check if is_check else None)


def rules_of(functions: Iterable[tuple[str, Severity, Callable[..., Any]]]) -> dict[Callable[..., Any], Rule]:
    """The rules of documented functions that each make one finding, in their order."""
    return {function: rule(code, severity, function, is_check=False) for code, severity, function in functions}


def check(code: str, severity: Severity) -> Callable[[Check], Rule]:
    """Make a rule of a function that looks at a compiled chain and yields a spot for each trouble.

    Codes that begin with PK are this library's; a check of your own has another beginning.
    """
    return lambda function: rule(code, severity, function)


def stamp(found_by: Rule, spot: Spot) -> Finding:
    """Put the rule's code, name and severity on what it found."""
    return Finding(
        code=found_by.code,
        name=found_by.name,
        severity=found_by.severity,
        where=spot.where,
        what_template=spot.what,
        values=spot.values,
        related=spot.related,
        position=spot.position,
        mend_template=spot.mend,
        halves={code: stamp(found_by, half) for code, half in spot.halves.items()} if spot.halves else _nothing(),
    )
