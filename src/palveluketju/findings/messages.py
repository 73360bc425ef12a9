"""The pieces of messages: values, names, numbers and lists as a sentence shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

SHOWN_LENGTH = 300

"""How many characters of a value from a file a message repeats."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of elements in a sentence, each in quotation marks: ``'Neuvola', 'Perhetyö' and 'Koulu'``.

    An item is text, or whatever has a ``text(lang)``; ``last`` is the word before the last one. Of more than ``most``,
    the rest is counted.

    >>> Names(("a", "b", "c"), most=2).text()
    "'a', 'b' and 1 more"
    """

    items: tuple[object, ...]
    last: str = "and"
    most: int | None = None

    def text(self, lang: str = "en") -> str:
        """The names in a language."""
        names = [f"'{shown(item, lang)}'" for item in self.items[: self.most]]
        more = len(self.items) - len(names)
        return joined([*names, f"{more} more"] if more else names, self.last)


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
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


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
