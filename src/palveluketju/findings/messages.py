"""The pieces of messages: sentences with values, names, numbers and lists as they are shown in a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Final

from palveluketju.findings.translations import N_, NN_, SOURCE_LANGUAGE, Plural, Template, translated
from palveluketju.frozen import dataclass

SHOWN_LENGTH = 300

"""How many characters of a value from a file a message repeats."""


class Message:
    """A sentence, or a whole part of one, that is worded in the language of its reader.

    ``template`` is English and marked for translation (``N_`` or ``NN_``); its ``{names}`` are filled from the values.
    A value can be a message itself, or whatever has a ``text(lang)``. What a message says in English is its ``str``.

    >>> print(Message("'{key}' is missing.", key="name"))
    'name' is missing.
    >>> Message(NN_("{count} error", "{count} errors"), count=2).text()
    '2 errors'
    """

    __slots__ = ("template", "values")

    def __init__(self, template: Template, /, **values: object) -> None:
        self.template = template
        self.values: Mapping[str, object] = values

    def text(self, lang: str = "en") -> str:
        """The message in a language."""
        return filled(self.template, self.values, lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"Message({self.text()!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return (self.template, self.values) == (other.template, other.values)

    def __hash__(self) -> int:
        return hash(self.template)


def all_of(messages: Sequence[Message]) -> Message:
    """Several messages, one after the other, as one."""
    return reduce(lambda before, last: Message("{before}; {last}", before=before, last=last), messages)


def filled(template: Template, values: Mapping[str, object], lang: str = "en") -> str:
    """A template in a language, its names filled; a wording that depends on a number goes by the value ``count``."""
    return all_filled((template,), values, lang)[0]


def all_filled(templates: Iterable[Template], values: Mapping[str, object], lang: str) -> list[str]:
    """Templates of one thing, filled with the same values, each of which is shown once."""
    count, shown_values = values.get("count", 1), _Shown(values, lang)
    number = count if isinstance(count, int) else 1
    return [
        translated(one, lang, number if isinstance(one, Plural) else 1).format_map(shown_values) for one in templates
    ]


class _Shown(dict[str, str]):
    """Values as they are shown in a language: those that a sentence has a place for, and no others."""

    def __init__(self, values: Mapping[str, object], lang: str) -> None:
        super().__init__()
        self._values, self._lang = values, lang

    def __missing__(self, name: str) -> str:
        self[name] = text = shown(self._values[name], self._lang)
        return text


SURELY_SHOWN: Final[set[type]] = {str, int}
"""Classes of values that can be shown, whatever they are; whoever has another such class adds it."""


def try_to_fill(templates: Iterable[Template], values: Mapping[str, object]) -> None:
    """Raise what would be raised if templates were filled in English: what can surely be shown is not shown for it."""
    count, tried = values.get("count", 1), _Tried(values, SOURCE_LANGUAGE)
    number = count if isinstance(count, int) else 1
    for one in templates:
        (translated(one, SOURCE_LANGUAGE, number) if isinstance(one, Plural) else one).format_map(tried)


class _Tried(_Shown):
    """Values as placeholders need them, of which those are shown that perhaps cannot be."""

    def __missing__(self, name: str) -> str:
        value = self._values[name]
        names = isinstance(value, Names) and type(value.items) is tuple and value.most is None and value.last in _LAST
        if not SURELY_SHOWN.issuperset(map(type, value.items if names else (value,))):  # type: ignore[attr-defined]
            shown(value, self._lang)
        self[name] = ""
        return ""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of elements in a sentence, each in quotation marks: ``'Neuvola', 'Perhetyö' and 'Koulu'``.

    An item is text, or whatever has a ``text(lang)``; ``last`` is the word before the last one, "and" or "or". Of more
    than ``most``, the rest is counted.

    >>> Names(("a", "b", "c"), most=2).text()
    "'a', 'b' and 1 more"
    """

    items: tuple[object, ...]
    last: str = "and"
    most: int | None = None

    def text(self, lang: str = "en") -> str:
        """The names in a language, in its quotation marks."""
        quoted = translated(_QUOTED, lang, 1)
        names = [quoted.format(name=shown(item, lang)) for item in self.items[: self.most]]
        more = len(self.items) - len(names)
        return joined([*names, Message(_MORE, count=more).text(lang)] if more else names, self.last, lang)


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys, ids or codes in a sentence, as they are written in a file: ``'services:', 'critical:' and 'levels:'``.

    ``last`` is the word before the last one, "and" or "or". Of more than ``most``, the rest is counted.

    >>> Keys(("fi:", "sv:"), "or").text("en")
    "'fi:' or 'sv:'"
    """

    items: tuple[str, ...]
    last: str = "and"
    most: int | None = None

    def text(self, lang: str = "en") -> str:
        """The keys, with the words between them in a language; the marks around a key are the same in each."""
        keys = [f"'{shown(item)}'" for item in self.items[: self.most]]
        more = len(self.items) - len(keys)
        return joined([*keys, Message(_MORE, count=more).text(lang)] if more else keys, self.last, lang)


@dataclass(frozen=True, slots=True)
class Items:
    """Several things in a sentence, each worded in the reader's language: ``its goals, its criteria or its sources``.

    An item is text, or whatever has a ``text(lang)``; ``last`` is the word before the last one, "and" or "or".
    """

    items: Sequence[object]
    last: str = "and"

    def text(self, lang: str = "en") -> str:
        """The things in a language."""
        return joined([shown(item, lang) for item in self.items], self.last, lang)


_QUOTED: Final = N_("'{name}'")
_MORE: Final = NN_("{count} more", "{count} more")
_LAST: Final = {"and": N_("{before} and {last}"), "or": N_("{before} or {last}")}


def shown(value: object, lang: str = "en") -> str:
    r"""A value from a file as a message shows it: on one line, clipped, nothing invisible or active in it.

    A value that has a ``text(lang)`` is shown in the language. A message is not clipped: what it is made of is.

    >>> print(shown("a\nb\x1b[31m"))
    a\nb\x1b[31m
    """
    if type(value) is str and len(value) <= SHOWN_LENGTH and value.isprintable():
        return value  # as most are that are not worded
    if isinstance(value, Message):
        return value.text(lang)
    say = getattr(value, "text", None)
    text = str(say(lang) if callable(say) else value)
    if len(text) > SHOWN_LENGTH:
        text = text[: SHOWN_LENGTH - 1] + "…"
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known word that a misspelt one most likely means; None when none is near.

    Only words that begin or end alike and are about as long are compared, which keeps it quick among thousands.

    >>> nearest("nevvola", ["neuvola", "perhetyo"])
    'neuvola'
    """
    from difflib import get_close_matches

    slack = max(4, len(word) // 2)
    alike = [
        other
        for other in known
        if abs(len(other) - len(word)) <= slack and (other[:1] == word[:1] or other[-2:] == word[-2:])
    ]
    return next(iter(get_close_matches(word, alike, n=1, cutoff=cutoff)), None)


def joined(words: Sequence[str], last: str = "and", lang: str = "en") -> str:
    """List words as a sentence does, with "and" or "or" before the last one, in a language.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    if len(words) < 2:
        return "".join(words)
    return translated(_LAST[last], lang).format(before=", ".join(words[:-1]), last=words[-1])


def counted(number: int, what: str) -> str:
    """A number of things, in what a thing shows of itself to a developer.

    >>> counted(2, "error")
    '2 errors'
    """
    return f"{number} {what}{'' if number == 1 or what == 'info' else 's'}"
