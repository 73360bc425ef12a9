"""What is laid over a picture: findings, what somebody has chosen, or the difference of two versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from palveluketju.analyses import differences
from palveluketju.checking import Report
from palveluketju.drawing.picture import Box, Mark, MarkKind, Picture
from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Chain
from palveluketju.terms import term, title
from palveluketju.wording import place_text

_SIZE = 9.0


@dataclass(frozen=True)
class Overlay:
    """Short words at elements, by the paths of their declarations, and what the words are together.

    ``told`` says the same in sentences, for those who do not see the picture.
    """

    words: Mapping[Path, tuple[str, ...]]
    meaning: str
    told: tuple[str, ...] = ()


def findings_of(report: Report, lang: str) -> Overlay:
    """The codes of findings at the elements where they are."""
    words: dict[Path, tuple[str, ...]] = {}
    for finding in report.findings:
        words[finding.where] = (*words.get(finding.where, ()), finding.code)
    told = tuple(f"{finding.code}: {finding.message}" for finding in report.findings)
    return Overlay(words, term("findings", lang), told)


def chosen(nodes: Iterable[Node], lang: str = "en") -> Overlay:
    """The elements that a question was answered with, marked on the picture."""
    word = term("chosen", lang)
    found = tuple(nodes)
    told = (f"{title('chosen', lang)}: {', '.join(node.id for node in found)}.",) if found else ()
    return Overlay({node.where: (word,) for node in found}, word, told)


def changes(before: Chain, after: ChainGraph, lang: str = "en") -> Overlay:
    """What a chain says differently from an earlier version, or a variant from the chain that it changes.

    Elements that are gone are named on the chain as a whole, since the picture does not have them.
    """
    words: dict[Path, tuple[str, ...]] = {}
    told = []
    for difference in differences(before, after.chain):
        change = term(difference.change.value, lang)
        gone = difference.change.value == "removed"
        name = place_text(before if gone else after.chain, difference.where, lang)
        where: Path = () if gone or len(difference.where) < 2 else difference.where
        words[where] = (*words.get(where, ()), change if where else f"{name}: {change}")
        told.append(f"{name}: {change}.")
    return Overlay(words, term("differences", lang), tuple(told))


def laid_over(picture: Picture, overlay: Overlay) -> Picture:
    """A picture with a mark on each box whose element the overlay names."""
    marked = {f"{path[0]}:{path[1]}".replace("s:", ":", 1) for path in overlay.words if len(path) > 1}

    def with_mark(box: Box) -> Box:
        if box.id.replace("-", ":", 1) not in marked and box.id not in marked:
            return box
        mark = Mark(box.x + box.width - _SIZE - 2, box.y + 2, _SIZE, MarkKind.FINDING)
        return replace(box, marks=(*box.marks, mark))

    pages = tuple(replace(page, boxes=tuple(with_mark(box) for box in page.boxes)) for page in picture.pages)
    return replace(picture, pages=pages)
