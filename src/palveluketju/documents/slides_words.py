"""The words of slides: runs of text, and where their lines break, so that what does not fit goes on elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from palveluketju.documents.document import Line, lines_of, link, phrases
from palveluketju.drawing.typesetting.measure import text_width

_PIECE: Final = re.compile(r"\n|[^\s-]*-+[^\S\n]*|[^\s-]+[^\S\n]*|[^\S\n]+")


class Words(NamedTuple):
    """A run of text: its language where it is another than the document's, where it leads, how it is set."""

    text: str
    lang: str = ""
    address: str = ""
    bold: bool = False


Run = tuple[Words, ...]


def run_of(line: Line, *, bold: bool = False) -> Run:
    """What a line says, as runs, with nothing in them that a program could act on."""
    found = (
        Words("\n".join(lines_of(phrase.text)), phrase.lang, link(phrase.address), bold) for phrase in phrases(line)
    )
    return tuple(words for words in found if words.text)


def lines_in(run: Run, width: float, size: float) -> list[Run]:
    """The lines that a run is set in; put together they are the run."""
    lines: list[list[Words]] = [[]]
    used = 0.0
    for words in run:
        text = ""  # of these words on the last line
        for piece, wide in _pieces(words, width, size):
            if used + wide > width and (text or lines[-1]):
                lines[-1] += _saying(words, text)
                lines.append([])
                text, used = "", 0.0
            text += piece
            used += text_width(piece, size, bold=words.bold)
            if piece == "\n":
                lines[-1] += _saying(words, text)
                lines.append([])
                text, used = "", 0.0
        lines[-1] += _saying(words, text)
    return [tuple(line) for line in lines]


def _saying(words: Words, text: str) -> tuple[Words, ...]:
    """Words that say something else, if anything."""
    return (Words(text, words.lang, words.address, words.bold),) if text else ()


def _pieces(words: Words, width: float, size: float) -> Iterator[tuple[str, float]]:
    """What stays on one line, and how wide it is there: words, and of those that are too wide for one what fits."""
    for piece in _PIECE.findall(words.text):
        wide = text_width(piece.rstrip(), size, bold=words.bold)
        if wide <= width:
            yield piece, wide
        else:
            most = max(int(width / size), 1)  # no letter is wider than high
            for part in (piece[start : start + most] for start in range(0, len(piece), most)):
                yield part, text_width(part.rstrip(), size, bold=words.bold)


def together(lines: Iterable[Run]) -> Run:
    """Lines as one run, which has no line break at its end."""
    found: list[Words] = []
    for words in (words for line in lines for words in line):
        if found and found[-1][1:] == words[1:]:
            found[-1:] = _saying(words, found[-1].text + words.text)
        else:
            found.append(words)
    if found:
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip())
    return tuple(found)


def said(run: Sequence[Words]) -> str:
    """What a run says, on one line."""
    return " ".join("".join(words.text for words in run).split())
