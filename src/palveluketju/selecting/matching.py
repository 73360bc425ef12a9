"""Which values an atom of a selection means."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import translate

from palveluketju.selecting.language import Atom, Key


def comparable(atom: Atom) -> str:
    """A value as it is compared: names without a difference of case or of spaces."""
    return " ".join(atom.value.casefold().split()) if atom.key is Key.NAME else atom.value


def matcher(atom: Atom) -> Callable[[str], bool]:
    """Whether a value is one that an atom means; ``*`` stands for any characters, ``?`` for one."""
    value = comparable(atom)
    if not atom.is_pattern:
        return value.__eq__
    pattern = re.compile(translate(value.replace("[", "[[]")))  # brackets are themselves here
    return lambda text: pattern.match(text) is not None
