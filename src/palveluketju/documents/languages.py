"""Which words of a text are of another language than the document that they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final

_BETWEEN: Final = re.compile(r"(?=[^\w-])(\s*(?:[^\w\s'’-]|['’](?!\w)|(?<!\w)['’])+\s*|\s+(?:->?\s+)?)")
"""What stands between words; what it begins with is asked first, since most characters are of words."""
_ENDS: Final = re.compile(r"[^\w ]")
"""What ends a name or a sentence, or a line of a picture, where it stands between words."""
_BREAKS: Final = re.compile(r"[\s-]+")
_WORD: Final = re.compile(r"\w")
_BEGINNING: Final = 4
"""So many characters tell that no known text begins somewhere."""


class Languages:
    """Texts as a reader sees them, with their languages, to be found again in what is made of them.

    A text of which no language is told has none: names within it are not told apart from it.
    """

    def __init__(self, spoken: Mapping[str, str]) -> None:
        self._spoken = dict(spoken)
        self._known: dict[str, tuple[str, str, str]] = {}
        for text, lang in spoken.items():
            parts = _BETWEEN.split(text)
            said = [place for place in range(0, len(parts), 2) if _plain(parts[place])]
            if said and re.search(r"[^\W\d_]", text):
                first, last = said[0], said[-1] + 1
                known = _plain("".join(parts[first:last]))
                self._known[known] = lang, "".join(parts[:first]), "".join(parts[last:])
        lengths: dict[str, set[int]] = {}
        for known in self._known:
            lengths.setdefault(known[:_BEGINNING], set()).add(len(known))
        for begun, found in lengths.items():
            found.update(count for count in range(1, len(begun)) if begun[:count] in self._known)
        self._places = lru_cache(maxsize=4096)(self._places_in)  # pictures and pages say much of the same
        self._lengths = {begun: sorted(found, reverse=True) for begun, found in lengths.items()}

    def __len__(self) -> int:
        """How many texts are of another language."""
        return sum(bool(lang) for lang in self._spoken.values())

    def runs(self, text: str) -> list[tuple[str, str]]:
        """A text in parts, each with its language; empty where that is the document's.

        It makes no difference where lines end and words are broken. What stands between two parts belongs to the first.
        """
        if text in self._spoken:
            return [(text, self._spoken[text])]
        found: list[tuple[str, str]] = []

        def add(said: str, lang: str) -> None:
            if found and found[-1][1] == lang:
                found[-1] = found[-1][0] + said, lang
            elif said:
                found.append((said, lang))

        done = 0
        for begin, end, lang in self._places(text):
            between = text[done:begin]
            add(between, found[-1][1] if found and not _WORD.search(between) else "")
            add(text[begin:end], lang)
            done = end
        add(text[done:], "")
        return found or [(text, "")]

    def _places_in(self, text: str) -> list[tuple[int, int, str]]:
        """Where known texts begin and end, the longest of those that begin in one place."""
        parts = _BETWEEN.split(text) if self._known else []
        plain = [*map(_plain, parts)]
        at, bare = ([*accumulate(map(len, pieces), initial=0)] for pieces in (parts, plain))
        whole, words = "".join(plain), [place for place in range(0, len(parts), 2) if plain[place]]
        ends = {bare[place + 1]: place for place in words}
        found: list[tuple[int, int, str]] = []
        after = 0
        for first in [place for place in words if whole[bare[place] : bare[place] + _BEGINNING] in self._lengths]:
            start = bare[first]
            lengths = self._lengths[whole[start : start + _BEGINNING]] if first >= after else []
            for length in [one for one in lengths if start + one in ends and whole[start : start + one] in self._known]:
                last = ends[start + length]
                if _is_apart(parts, first, last):
                    lang, before, behind = self._known[whole[start : start + length]]
                    begin, end = at[first], at[last + 1]
                    begin -= len(before) if text.endswith(before, 0, begin) else 0
                    end += len(behind) if text.startswith(behind, end) else 0
                    found.append((begin, end, lang))
                    after = last + 2
                    break
        return found


def _is_apart(parts: list[str], first: int, last: int) -> bool:
    """Whether words stand for themselves: after a mark or, as names do in a sentence, with a capital."""
    begins = first == 0 or _is_end(parts, first - 1)
    ends = last + 1 >= len(parts) or _is_end(parts, last + 1)
    return (begins or parts[first][0].isupper()) and (ends or last > first or not begins)


def _is_end(parts: list[str], place: int) -> bool:
    return _ENDS.search(parts[place]) is not None and not parts[place - 1].endswith("-")


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    """A text without what changes as it is set: spaces, breaks of lines and words, capitals."""
    return _BREAKS.sub("", text).casefold()


NO_LANGUAGES: Final = Languages({})
