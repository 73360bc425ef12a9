"""What stands under the graph view: the legend of what it uses, notes on its moves, and the foot."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from palveluketju.drawing.content.chain_words import ChainWords
from palveluketju.drawing.content.marks import SIGNS, character_of
from palveluketju.drawing.diagrams.labels import signs_of
from palveluketju.drawing.diagrams.looks import PLAIN, LabelRow, Looks, stacked
from palveluketju.drawing.diagrams.moves import MoveLine
from palveluketju.drawing.picture.pages import SMALLEST
from palveluketju.drawing.picture.picture import Badge, MarkKind, Sign
from palveluketju.drawing.typesetting.items import Item
from palveluketju.drawing.typesetting.measure import LEADING, text_width
from palveluketju.drawing.typesetting.setting import set_lines
from palveluketju.terms import term

_SAMPLE, _APART, _ROW, _BETWEEN = 44.0, 20.0, 17.0, 30.0
_SPACE: Final = '<TD WIDTH="8"></TD>'
_COLUMN: Final = 300.0
"""How wide a column of notes is at least, in points."""
Sample = tuple[str, str]
"""A sample as markup, and what it means."""


def legend(words: ChainWords, lines: Sequence[MoveLine], notes: Iterable[Item], looks: Looks) -> list[Sample]:
    """A sample of each kind of box, sign and line that the picture uses, and what it means."""
    graph, theme = words.graph, looks.theme
    crosses = any(line.is_crossing for line in lines)
    crossed = (MarkKind.INTEGRATION,) if crosses else ()
    boxes = {
        MarkKind.CRITICAL: looks.box_sample(looks.service(critical=True, interface=False)),
        MarkKind.SERVICE: looks.box_sample(looks.service(critical=False, interface=False)),
        MarkKind.CARRIED: looks.box_sample(theme.style("service"), twice=True),
        MarkKind.OPEN: looks.box_sample(theme.style("open")),
        MarkKind.UNKNOWN: looks.box_sample(theme.style("unknown")),
    }
    used = dict(words.legend([*crossed, *(sign for note in notes for sign in note.after)]))

    def sample_of(sign: Sign | str) -> str:
        if isinstance(sign, str) and sign in boxes:
            return boxes[MarkKind(sign)]
        if not isinstance(sign, Badge | MarkKind) or not (text := character_of(sign)):
            return ""
        colour = theme.mark_colour(sign.kind if isinstance(sign, Badge) else sign)
        return LabelRow(text, SMALLEST + 1, colour=colour).markup()

    samples = [(sample, told) for sign, told in used.items() if (sample := sample_of(sign))]
    roles: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.role not in used:  # else the sample of a box tells it: marks are called as roles are
            roles.setdefault(line.role, {})[line.words] = None
    samples += [(looks.line_sample(role), ", ".join(told)) for role, told in roles.items()]
    samples += [(looks.line_sample("forward", double=True), term("hand-over", words.lang))] if crosses else []
    for role, doors in (("entry", graph.entries()), ("exit", graph.exits())):
        samples += [(looks.box_sample(theme.style(role)), term(role, words.lang))] if doors else []
    return samples


class Foot:
    """The legend, the notes and the foot in a width, in points, each as a label that is markup."""

    def __init__(
        self, samples: Sequence[Sample], notes: Sequence[Item], foot: str, width: float, size: float, looks: Looks
    ) -> None:
        self._looks, self._size, self._width = looks, size, width
        wide = max((_SAMPLE + text_width(told, size) for _, told in samples), default=width)
        count = max(1, min(len(samples), int(width // wide)))
        self._rows = [samples[start : start + count] for start in range(0, len(samples), count)]
        columns = list(self._in_columns(notes))
        most = max(map(len, columns), default=0)
        # Columns of as many lines each: Graphviz spreads the lines of a shorter one.
        self._columns = [[*column, *[LabelRow("", size)] * (most - len(column))] for column in columns]
        self._foot = [
            LabelRow(text, SMALLEST, colour=looks.text("quiet")) for text in set_lines(foot, width, SMALLEST)[0]
        ]

    @property
    def height(self) -> float:
        """About how high all of it is, in points."""
        notes = max(map(len, self._columns), default=0) * self._size * LEADING
        return len(self._rows) * _ROW + notes + len(self._foot) * SMALLEST * LEADING + _BETWEEN

    def labels(self) -> Iterator[tuple[str, str]]:
        """What there is of it, with its name."""
        if self._rows:
            yield "legend", _table("".join(self._sample(*sample) for sample in row) for row in self._rows)
        if self._columns:
            yield "notes", _table([_SPACE.join(f"<TD>{stacked(lines)}</TD>" for lines in self._columns)])
        if self._foot:
            yield "foot", stacked(self._foot)

    def _sample(self, sample: str, told: str) -> str:
        return f'<TD>{sample}</TD><TD ALIGN="LEFT">{LabelRow(told, self._size).markup()}</TD>{_SPACE}'

    def _in_columns(self, notes: Sequence[Item]) -> Iterator[list[LabelRow]]:
        """Notes in as many columns as have room, of about the same length."""
        if not notes:
            return
        count = max(1, min(len(notes), int(self._width // _COLUMN)))
        room = self._width / count - _APART
        found = [[*self._note(note, room)] for note in notes]
        most = math.ceil(sum(map(len, found)) / count)
        column: list[LabelRow] = []
        for lines in found:
            if column and len(column) + len(lines) / 2 > most:
                yield column
                column = []
            column += lines
        yield column

    def _note(self, note: Item, room: float) -> Iterator[LabelRow]:
        remark = f" {SIGNS[MarkKind.FINDING]} {note.remark.text}" if note.remark else ""
        for text in set_lines(f"{note.text}{signs_of(note.after)}{remark}", room, self._size)[0]:
            yield LabelRow(text, self._size, colour=self._looks.text(note.role))


def _table(rows: Iterable[str]) -> str:
    return f'<TABLE {PLAIN} CELLPADDING="2">{"".join(f"<TR>{row}</TR>" for row in rows)}</TABLE>'
