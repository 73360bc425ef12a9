"""What could not be done, and what was asked of ids that there are not."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from palveluketju.findings.messages import SHOWN_LENGTH, joined, shown

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
