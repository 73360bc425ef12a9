"""A chain in sentences: the text equivalent of its picture, and what goes with it wherever it goes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Final

from palveluketju.describing.contents import bars, goals, head, levels, offered, order
from palveluketju.describing.ways import coordination, decisions, others, points, ways
from palveluketju.graph import CatalogueGraph, ChainGraph, once_a_graph
from palveluketju.telling import Paragraph, Telling, completed, language_for, sentence, tell

__all__ = ["describe", "description", "offered", "outline", "picture_in_words"]


def outline(graph: ChainGraph, lang: str | None = None) -> tuple[Paragraph, ...]:
    """What a picture of a chain shows, in plain sentences: paragraphs, each about an element.

    What chain it is, its goals, its levels with their services, what spans them, how clients come in, move and leave,
    what others organise, where organisers meet, and how many decisions are open.
    """
    return tuple(chain.from_iterable(_outlines(graph)(language_for(graph, lang)).values()))


_Part = Callable[[ChainGraph, Telling], Iterator[Paragraph]]
_PARTS: Final[tuple[_Part, ...]] = (head, goals, order, levels, bars, ways, coordination, others, points, decisions)


@once_a_graph
def _outlines(graph: ChainGraph) -> Callable[[str], Mapping[_Part, tuple[Paragraph, ...]]]:
    """The parts of the outline by its language, found out once: every picture of a chain goes with it."""
    return cache(lambda lang: {part: _kept(part(graph, tell(graph, lang))) for part in _PARTS})


def picture_in_words(graph: ChainGraph, lang: str | None = None) -> tuple[str, ...]:
    """What stands for a picture of a chain where it cannot be seen: its levels with their services, and its bars."""
    told = _outlines(graph)(language_for(graph, lang))
    return tuple(one.line.text for part in (order, levels, bars) for one in told[part])


def description(
    graph: ChainGraph | CatalogueGraph, lang: str | None = None, *, but: Collection[int] = ()
) -> tuple[Paragraph, ...]:
    """All that a chain, or a catalogue, says, in sentences: the outline, and whatever it leaves out.

    ``but`` are elements that are told elsewhere, by their identity (``id`` of Python).
    """
    lang = language_for(graph, lang)
    told = outline(graph, lang) if isinstance(graph, ChainGraph) else ()
    return _kept(_complete(tell(graph, lang), told, but))


def _complete(t: Telling, told: Iterable[Paragraph], but: Collection[int]) -> Iterator[Paragraph]:
    """What is left out of an element stands at the end of its paragraph, and after that of the declaration itself."""
    for about, lines, rest in completed(t, told, but):
        left = tuple(map(sentence, rest))
        yield Paragraph(about, (*map(sentence, lines), *(left if about else ())))
        if not about:
            yield from (Paragraph((), (one,)) for one in left)


def describe(graph: ChainGraph, lang: str | None = None) -> tuple[str, ...]:
    """The text equivalent of a picture: paragraphs of plain sentences, in the chain's own language unless told."""
    return tuple(paragraph.line.text for paragraph in outline(graph, lang))


def _kept(paragraphs: Iterator[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs in which something stands, without empty lines."""
    found = (Paragraph(about, tuple(filter(None, lines))) for about, lines in paragraphs)
    return tuple(paragraph for paragraph in found if paragraph.lines)
