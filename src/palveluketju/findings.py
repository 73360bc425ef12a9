"""What a reader or a check has to say: rules, findings and where they are.

Nothing here knows of YAML, chains or graphs; the module needs the standard library only.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum
from html import escape
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
"""A place in a declaration, from its root: ``("levels", "kevyt-tuki", "critical", 2)``."""

SHOWN_LENGTH = 300
"""How many characters of a value from a file a message repeats."""


MOST_NAMED = 10
"""How many ids a message lists."""
MOST_COMPARED = 10_000
"""How many ids are looked through for one that is near; comparing takes time for each."""


class CannotRun(Exception):
    """What was asked for could not be done; the message says why and the way out.

    A file that cannot be read or written, a configuration that cannot be used, a program that is not installed.
    """


class UnknownId(KeyError):
    """A question about an id that nothing declares; the message names those that are near, or those that there are."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""  # a KeyError shows its message in quotes


class Position(NamedTuple):
    """A place in a text; both numbers begin at 1, columns count characters, not bytes."""

    line: int
    column: int


class Severity(IntEnum):
    """How much a finding weighs; a heavier one is larger."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word shown to people: ``error``, ``warning`` or ``info``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Related:
    """The other end of a finding: what is there, and where.

    ``file`` is None when the place is in the same file as the finding.
    """

    note: str
    where: Path = ()
    file: str | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """One trouble as a rule sees it: a place and two sentences, before code and severity are stamped on it.

    ``what`` says what is, for the reader of a report: names of elements, no key and no id. ``mend`` says how to mend
    it, for the writer of the file: keys and ids as they are written. Both are English templates whose ``{names}`` are
    filled from ``values``: a template is also the key under which a translation is found. A value that has a
    ``text(lang)`` is shown in the reader's language. ``position`` is set only where no path leads to the place.
    """

    where: Path
    what: str
    values: Mapping[str, object] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    position: Position | None = None
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of elements in a sentence, each in quotation marks: ``'Neuvola', 'Perhetyö' and 'Koulu'``.

    An item is text, or whatever has a ``text(lang)``.
    """

    items: tuple[object, ...]

    def text(self, lang: str = "en") -> str:
        """The names in a language."""
        return joined([f"'{shown(item, lang)}'" for item in self.items])


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

    def __repr__(self) -> str:
        return f"<rule {self.code} {self.name} ({self.severity.label})>"

    def _repr_html_(self) -> str:
        said = {"What": self.title, "Why": self.why, "Mend": self.mend}
        facts = "".join(f"<dt><b>{word}</b></dt><dd>{escape(text)}</dd>" for word, text in said.items())
        name = f"<b>{escape(self.code)} {escape(self.name)}</b> ({self.severity.label})"
        return f'<section lang="en">{name}<dl>{facts}</dl></section>'


@dataclass(frozen=True, slots=True)
class Finding:
    """One trouble that somebody should mend, with its code and its place in the declaration."""

    code: str
    name: str
    severity: Severity
    where: Path
    what_template: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    related: tuple[Related, ...] = ()
    position: Position | None = None
    mend_template: str = ""

    @property
    def what(self) -> str:
        """What is, in English: the names of elements, no keys."""
        return self._filled(self.what_template)

    @property
    def mend(self) -> str:
        """How to mend it, in English: keys and ids as they are written; empty where ``what`` says it."""
        return self._filled(self.mend_template)

    @property
    def message(self) -> str:
        """Both sentences in English: what is, and how to mend it."""
        return " ".join(filter(None, (self.what, self.mend)))

    def _filled(self, template: str) -> str:
        return template.format_map({name: shown(value) for name, value in self.values.items()})


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
    )


def shown(value: object, lang: str = "en") -> str:
    r"""A value from a file as a message shows it: on one line, clipped, nothing invisible or active in it.

    A value that has a ``text(lang)`` is shown in the language.

    >>> print(shown("a\nb\x1b[31m"))
    a\nb\x1b[31m
    """
    say = getattr(value, "text", None)
    text = str(say(lang) if callable(say) else value)
    if len(text) > SHOWN_LENGTH:
        text = text[: SHOWN_LENGTH - 1] + "…"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known word that a misspelt one most likely means; None when none is near.

    Only words that begin or end alike and are about as long are compared, which keeps it quick among thousands.

    >>> nearest("nevvola", ["neuvola", "perhetyo"])
    'neuvola'
    """
    slack = max(4, len(word) // 2)
    alike = [
        other
        for other in known
        if abs(len(other) - len(word)) <= slack and (other[:1] == word[:1] or other[-2:] == word[-2:])
    ]
    return next(iter(get_close_matches(word, alike, n=1, cutoff=cutoff)), None)


def unknown_id(kind: str, word: str, known: Iterable[str], *, plural: str = "", because: str = "") -> UnknownId:
    """The error about an id that there is not: which ids of its kind are near, else which there are.

    >>> str(unknown_id("level", "kevvyt", ["kevyt", "laaja"]))
    "there is no level 'kevvyt'; did you mean 'kevyt'?"
    >>> str(unknown_id("entry", "ovi", ["puhelin", "poliisi"], plural="entries"))
    "there is no entry 'ovi'; the entries are puhelin and poliisi"
    """
    there, many = list(dict.fromkeys(known)), plural or f"{kind}s"
    near: list[str] = []
    for cutoff in (0.8, 0.6):  # what is only a little alike is named where nothing is more
        near = near or get_close_matches(word[:SHOWN_LENGTH], there[:MOST_COMPARED], n=3, cutoff=cutoff)
    if because:
        hint = because
    elif near:
        quoted = [f"'{shown(one)}'" for one in near]
        hint = f"did you mean {joined(quoted, 'or')}?"
    elif there:
        rest = [f"{len(there) - MOST_NAMED} more"] if len(there) > MOST_NAMED else []
        hint = f"the {many} are {joined([*map(shown, there[:MOST_NAMED]), *rest])}"
    else:
        hint = f"there are no {many}"
    return UnknownId(f"there is no {kind} '{shown(word)}'; {hint}")


def counted(number: int, what: str) -> str:
    """A number of things.

    >>> counted(2, "error")
    '2 errors'
    """
    return f"{number} {what}{'' if number == 1 or what == 'info' else 's'}"


def joined(words: tuple[str, ...] | list[str], last: str = "and") -> str:
    """List words as a sentence does.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
