"""What could not be done, and what was asked of ids that there are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from palveluketju.findings.messages import SHOWN_LENGTH, Keys, Message
from palveluketju.findings.translations import N_, Template

MOST_NAMED = 10

"""How many ids a message lists."""
MOST_COMPARED = 10_000

"""How many ids are looked through for one that is near; comparing takes time for each."""


class CannotRun(Exception):
    """What was asked for could not be done; the message says why and the way out.

    A file that cannot be read or written, a configuration that cannot be used, a program that is not installed.
    ``message`` has the sentence in each language; ``str`` is English.
    """

    def __init__(self, template: Template | Message, /, **values: object) -> None:
        self.message = template if isinstance(template, Message) else Message(template, **values)
        super().__init__(str(self.message))

    def __reduce__(self) -> tuple[type[CannotRun], tuple[Message]]:
        return type(self), (self.message,)  # its words are no template


_REASONS: Final = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("No space left on device"),
    N_("Read-only file system"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("Input/output error"),
)
"""What systems say most often when a file cannot be read or written."""


def reason_of(error: OSError) -> Message:
    """Why the system did not do something, in its words."""
    said = error.strerror or type(error).__name__
    return Message(said.replace("{", "{{").replace("}", "}}"))


class UnknownId(KeyError):
    """A question about an id that nothing declares; the message names those that are near, or those that there are."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))

    def __str__(self) -> str:
        return str(self.message)  # a KeyError shows its message in quotes


_KINDS: Final = (
    N_("level"),
    N_("service"),
    N_("organisation"),
    N_("area"),
    N_("field"),
    N_("task"),
    N_("segment"),
    N_("goal"),
    N_("log item"),
    N_("need"),
    N_("bar"),
    N_("entry"),
    N_("exit"),
    N_("element"),
    N_("kind"),
    N_("chain"),
    N_("chain or element"),
    N_("check"),
    N_("register"),
    N_("column"),
    N_("format"),
)


def did_you_mean(near: Iterable[str] | str | None, known: Sequence[str]) -> Message:
    """What to write in place of a word: what is near it, else one of those that there are."""
    meant = (near,) if isinstance(near, str) else tuple(near or ())
    if meant:
        return Message(N_("did you mean {ids}?"), ids=Keys(meant, "or"))
    if not known:
        return Message(N_("none is declared"))
    return Message(N_("choose from {ids}"), ids=Keys(tuple(known), most=MOST_NAMED))


def unknown_id(kind: str, word: str, known: Iterable[str], *, because: Message | None = None) -> UnknownId:
    """The error about an id that there is not: which ids of its kind are near, else which there are.

    >>> str(unknown_id("level", "kevvyt", ["kevyt", "laaja"]))
    "there is no level 'kevvyt'; did you mean 'kevyt'?"
    >>> str(unknown_id("entry", "ovi", ["puhelin", "poliisi"]))
    "there is no entry 'ovi'; choose from 'puhelin' and 'poliisi'"
    """
    from difflib import get_close_matches

    there = list(dict.fromkeys(known))
    near: list[str] = []
    for cutoff in (0.8, 0.6):  # what is only a little alike is named where nothing is more
        near = near or get_close_matches(word[:SHOWN_LENGTH], there[:MOST_COMPARED], n=3, cutoff=cutoff)
    hint = because or did_you_mean(near, there)
    what = Message(N_("there is no {kind} '{id}'; {hint}"), kind=Message(kind), id=word, hint=hint)
    return UnknownId(what)
