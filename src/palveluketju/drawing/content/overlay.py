"""What is laid over a picture: findings, what somebody has chosen, or the difference of two versions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from palveluketju.analyses import Change, Difference, difference
from palveluketju.checking import Report
from palveluketju.drawing.content.difference_words import (
    changed_text,
    difference_text,
    in_weight,
    offer_parts,
    part_of,
    use_text,
)
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.drawing.typesetting.items import Item, Remark
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Chain, Shared
from palveluketju.selecting import Element
from palveluketju.telling import language_for
from palveluketju.terms import finding_label, term, title
from palveluketju.wording import place_text


@dataclass(frozen=True)
class Overlay:
    """Short words at elements, by the paths of their declarations, and what the words are together.

    Over several chains, a path begins with the id of its chain, or with the name of its catalogue's file; the words
    of a chain's own box stand at the id alone. ``told`` says the same in sentences, for those who do not see the
    picture.
    """

    words: Mapping[Path, tuple[str, ...]]
    meaning: str
    told: tuple[str, ...] = ()

    def in_language(self, lang: str) -> Overlay:  # noqa: ARG002  # others have a use for it
        """The same for a picture in a language, where its words were not asked for in one."""
        return self


@dataclass(frozen=True)
class _Chosen(Overlay):
    """Elements chosen, of which it was not said in which language."""

    nodes: tuple[Node | Element, ...] = ()

    def in_language(self, lang: str) -> Overlay:
        return chosen(self.nodes, lang)


def findings_of(report: Report, lang: str) -> Overlay:
    """What was found, in a few words at the elements where it is, and in sentences."""
    words: dict[Path, dict[str, None]] = {}
    for finding in report.findings:
        words.setdefault(finding.where, {})[finding_label(finding.name, lang)] = None
    told = tuple(dict.fromkeys(finding.what_in(lang) for finding in report.findings))
    return Overlay({path: tuple(said) for path, said in words.items()}, term("findings", lang), told)


def chosen(nodes: Iterable[Node | Element], lang: str | None = None) -> Overlay:
    """The elements that a question was answered with, marked on a picture, in its language unless another is given.

    They can be those of a selection: ``chosen(select(graph, "tier:basic").elements)``.
    """
    found, spoken = tuple(nodes), lang or "en"
    word = term("chosen", spoken)
    words = {node.where: (word,) for node in found}
    told = (f"{title('chosen', spoken)}: {', '.join(dict.fromkeys(node.id for node in found))}.",) if found else ()
    return Overlay(words, word, told) if lang else _Chosen(words, word, told, found)


def changes(before: Chain, after: ChainGraph, lang: str | None = None) -> Overlay:
    """What a chain says differently from an earlier version, or a variant from the chain that it changes.

    What is no element, or is gone, is named on the chain as a whole, since the picture does not have it.
    """
    return laid_over(difference(before, after.chain), before, after.chain, language_for(after, lang))


def laid_over(found: Iterable[Difference], before: Shared, after: Shared, lang: str) -> Overlay:
    """Differences of two declarations as an overlay."""
    words: dict[Path, dict[str, None]] = {}
    whole: dict[str, dict[str, None]] = {}
    parts: dict[Path, dict[str, str]] = {}
    told = []
    for one in found:
        change = term(one.change.value, lang)
        shared = before if one.change is Change.REMOVED else after
        told.append(difference_text(one, before, after, lang))
        if len(one.element) < 2 or one.is_gone_element:
            whole.setdefault(change, {})[place_text(shared, one.place, lang)] = None
        elif one.what == "offer" and one.change is Change.REMOVED:
            words.setdefault(one.element, {})[f"{change} ({use_text(before, one.before, lang)})"] = None
        elif one.what in ("offer", "criticality"):
            inside = offer_parts(one, lang) if one.change is Change.CHANGED else ()
            words.setdefault(one.where, {})[changed_text(inside, lang) if inside else change] = None
        elif one.is_of_part:
            parts.setdefault(one.element, {})[one.what] = part_of(one, shared, lang)
        else:
            was = f" ({term('formerly', lang)} {one.before})" if one.change is Change.RENAMED else ""
            words.setdefault(one.element, {})[change + was] = None
    for path, named in parts.items():
        words.setdefault(path, {})[changed_text(in_weight(named), lang)] = None
    if whole:
        words[()] = {f"{change} ({', '.join(names)})": None for change, names in whole.items()}
    return Overlay({path: tuple(said) for path, said in words.items()}, term("differences", lang), tuple(told))


class Laid:
    """An overlay for a view: the words of each box, and what no box has; to ask for any changes nothing.

    Words know the paths of which they tell, and so do the marks beside them on a page. ``place`` says a path in words:
    the element's, and those of the declaration that it stands in, where there are several.
    """

    def __init__(self, overlay: Overlay | None, lang: str, place: Callable[[Path], tuple[str, str]]) -> None:
        self._meaning = overlay.meaning if overlay else ""
        self._words = overlay.words if overlay else {}
        self._lang, self._place = lang, place
        self._parts: dict[Path, list[Path]] = {}
        for path in self._words:
            for length in range(1, len(path) + 1):
                self._parts.setdefault(path[:length], []).append(path)

    @property
    def legend(self) -> tuple[tuple[MarkKind, str], ...]:
        """What the mark means, for a view's legend."""
        return ((MarkKind.FINDING, self._meaning),) if self._words else ()

    def at(self, *places: Path, but: Iterable[Path] = ()) -> tuple[Item, ...]:
        """A line with what is said of some places and their parts, each word once; none where nothing is said.

        Parts that have a line of their own are named in ``but``.
        """
        return _line(self.remark(*places, but=but))

    def remark(self, *places: Path, but: Iterable[Path] = ()) -> Remark:
        """The same as words that stand with others."""
        apart = {part for place in but for part in self._parts.get(place, ())}
        return self._said([part for place in places for part in self._parts.get(place, ()) if part not in apart])

    def only_at(self, *places: Path) -> tuple[Item, ...]:
        """A line with what is said of some places themselves, and of no part of them."""
        return _line(self._said([place for place in places if place in self._words]))

    def _said(self, paths: list[Path]) -> Remark:
        words = dict.fromkeys(word for path in paths for word in self._words[path])
        return Remark("; ".join(words), tuple(dict.fromkeys(paths)))

    def rest(self, shown: Collection[Path]) -> tuple[Item, ...]:
        """What no box has, as paragraphs under a heading: of the whole, then words with what they are said of.

        ``shown`` are the paths of which boxes tell.
        """
        whole = self._words.get((), ())
        said = [f"{self._place(())[0]}: {'; '.join(whole)}"] if whole else []
        words_at: dict[str, list[str]] = {}
        for word, places in self._left(shown).items():
            words_at.setdefault("; ".join(_named(places)), []).append(word)
        said += [_said_of(words, places) for places, words in words_at.items()]
        if not said:
            return ()
        heading = f"{self._meaning} {term('outside the picture', self._lang)}"
        first = Item(heading[:1].upper() + heading[1:], bold=True, role="finding")
        return (first, *(Item(text[:1].upper() + text[1:], role="text", mark=MarkKind.FINDING) for text in said))

    def _left(self, shown: Collection[Path]) -> dict[str, list[tuple[str, str]]]:
        """The words that are in no box, with their places; not again what is told of what a place is a part of."""
        found: dict[str, list[tuple[str, str]]] = {}
        for path, words in self._words.items():
            over = {word for length in range(1, len(path)) for word in self._words.get(path[:length], ())}
            for word in words if path and path not in shown else ():
                if word not in over:
                    found.setdefault(word, []).append(self._place(path))
        return found


def _line(remark: Remark) -> tuple[Item, ...]:
    """Words as a line of their own."""
    return (Item(remark.text, role="finding", mark=MarkKind.FINDING, of=remark.of),) if remark else ()


def _said_of(words: Iterable[str], places: str) -> str:
    """Words with what they are said of; a dash where a colon in the words would leave it open what is said of what."""
    said = "; ".join(words)
    return f"{said} – {places}" if ": " in said else f"{said}: {places}"


def _named(places: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The names of elements, those of one declaration together."""
    names: dict[str, dict[str, None]] = {}
    for name, within in places:
        names.setdefault(within, {})[name] = None
    yield from (f"{', '.join(some)} ({within})" if within else ", ".join(some) for within, some in names.items())


def laid_on(graph: ChainGraph, overlay: Overlay | None, lang: str) -> Laid:
    """An overlay to be laid on a picture of one chain."""
    return Laid(overlay, lang, lambda path: (place_text(graph.chain, path[:2], lang), ""))
