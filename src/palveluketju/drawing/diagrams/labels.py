"""What stands in the boxes of the graph view, line by line, set into their widths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from palveluketju.drawing.content.chain_words import ChainWords
from palveluketju.drawing.content.colophon import under_title
from palveluketju.drawing.content.marks import SIGNS, character_of
from palveluketju.drawing.diagrams.looks import LabelRow, Looks
from palveluketju.drawing.diagrams.style import NARROWEST, PAD
from palveluketju.drawing.picture.picture import MarkKind, Sign
from palveluketju.drawing.typesetting.items import Item, Sizes
from palveluketju.drawing.typesetting.measure import LEADING
from palveluketju.drawing.typesetting.setting import set_lines
from palveluketju.graph import Node, Offer
from palveluketju.telling import without_levels_text
from palveluketju.terms import term, title

_SIGN = 0.6
"""How wide a sign and the space before it are, each, as a part of the size."""


def height_of(lines: Iterable[LabelRow]) -> float:
    """How high lines stand on each other, in points."""
    return sum(line.size for line in lines) * LEADING


def signs_of(signs: Iterable[Sign | None]) -> str:
    """Marks as characters, each after a space, of those that are characters in this view."""
    return "".join(f" {found}" for found in map(character_of, signs) if found)


class Labels:
    """The texts of one chain in sizes, set into the widths of a service's box, of a bar, and of the whole picture."""

    def __init__(self, words: ChainWords, looks: Looks, sizes: Sizes, box: float, bar: float, width: float) -> None:
        self._words, self._looks, self._sizes = words, looks, sizes
        self._graph, self._lang = words.graph, words.lang
        self._box, self._bar, self._width = box, bar, width

    def _set(self, text: str, width: float, size: float, *, bold: bool = False, italic: bool = False) -> list[LabelRow]:
        return [LabelRow(one, size, bold, italic) for one in set_lines(text, width, size, bold=bold)[0]] if text else []

    def _found(self, said: str, width: float) -> list[LabelRow]:
        """What is laid over an element."""
        return self._set(f"{SIGNS[MarkKind.FINDING]} {said}" if said else "", width, self._sizes.small)

    def _signed(
        self, kinds: Iterable[Sign], text: str, width: float, size: float, *, bold: bool = False
    ) -> list[LabelRow]:
        """The text of a level, service or bar, with its signs after the last word."""
        signs = signs_of(kinds)
        *rows, last = self._set(text, width - len(signs) * size * _SIGN, size, bold=bold)
        return [*rows, last._replace(text=last.text + signs)]

    def head(self) -> list[LabelRow]:
        """The chain's name, its status, date and organisers."""
        read = self._words.marks.read(())
        name = self._signed(read, self._graph.chain.name.text(self._lang), self._width, self._sizes.title, bold=True)
        under = self._set(under_title(self._graph, self._lang), self._width, self._sizes.body)
        return [*name, *(line._replace(colour=self._looks.text("quiet")) for line in under)]

    def goals(self) -> list[LabelRow]:
        """The goals under their heading, or the question what they are."""
        items = self._words.goals()
        heading = [LabelRow(title("goals", self._lang), self._sizes.body, bold=True)] if items else []
        return heading + self._listed(items)

    def questions(self) -> list[LabelRow]:
        """The ways in and out of which it is open where they lead."""
        return self._listed(self._words.loose_doors())

    def aside(self, notes: Iterable[Item]) -> list[LabelRow]:
        """What is laid over the chain and has no box here, nor a note."""
        found = self._words.elsewhere(path for note in notes for path in note.shown)
        heading, told = found[:1], found[1:]
        return [
            *(row for one in heading for row in self._set(one.text, self._bar, self._sizes.body, bold=True)),
            *(row for one in told for row in self._found(one.text, self._bar)),
        ]

    def _listed(self, items: Iterable[Item]) -> list[LabelRow]:
        lines = []
        for item in items:
            signs = signs_of((item.mark, *item.after))
            behind = f"{signs} {SIGNS[MarkKind.FINDING]} {item.remark.text}" if item.remark else signs
            first, *rest = self._set(item.text + behind, self._bar - self._sizes.body, self._sizes.body)
            lines.append(first._replace(text=f"• {first.text}"))
            lines += [line._replace(text=f"\N{EM SPACE}{line.text}") for line in rest]
        return lines

    def level(self, level: Node) -> list[LabelRow]:
        """A level's kind and number, name and timing, its signs, and what is laid over it but for its services."""
        heading, sizes = self._words.heading(level), self._sizes
        found = self._words.laid.remark(level.where, but=[o.where for o in self._graph.offers_of(level)])
        # brackets of its own are enough
        timing = f"({heading.timing})" if heading.timing and "(" not in heading.timing else heading.timing
        return [
            *self._signed(self._words.marks.kinds(level), heading.kind, self._box, sizes.small),
            *self._signed(heading.after, heading.name, self._box, sizes.body, bold=True),
            *self._set(timing, self._box, sizes.small, italic=True),
            *self._found(found.text, self._box),
        ]

    def no_levels(self) -> list[LabelRow]:
        """What is told in place of levels where there are none."""
        return self._set(without_levels_text(self._graph, self._lang), self._bar, self._sizes.body)

    def bar(self, bar: Node, spanned: Sequence[Node] = ()) -> list[LabelRow]:
        """A bar's name and signs, its partners, what is open about it, and what is laid over it.

        The levels that it spans are named where they are given: where it does not stand under them alone.
        """
        declared = self._graph.bar(bar)
        found = self._words.laid.remark(bar.where, but=[o.where for o in self._graph.offers_of(bar)])
        partners = ", ".join(map(self._words.name, self._graph.partners_of(bar)))
        levels = ", ".join(map(self._words.numbered, spanned))
        told = [f"{term('spans', self._lang)}: {levels}"] if levels else []
        told += [f"{term('partners', self._lang)}: {partners}"] if partners else []
        told += [item.text for item in self._words.absences(declared.services)]
        return [
            *self._bar_name(bar),
            *(line for text in told for line in self._set(text, self._bar, self._sizes.small)),
            *self._found(found.text, self._bar),
        ]

    def apart(self, bar: Node) -> list[LabelRow]:
        """A bar of which no levels are told, with all that it holds: as no box of it may stand at a level."""
        rows = self._set(title("no levels stated", self._lang), self._bar, self._sizes.small, italic=True)
        return [*rows, *self._bar_name(bar), *self._listed(self._words.bar_items(bar))]

    def _bar_name(self, bar: Node) -> list[LabelRow]:
        signs = self._words.marks.signs(bar)
        return self._signed(signs, self._words.bar_name(bar), self._bar, self._sizes.body, bold=True)

    def coordination(self) -> list[LabelRow]:
        """Who holds the whole together, under a heading, and what is laid over that; nothing where it is not told."""
        told = self._words.coordinated
        if told is None:
            return []
        heading = self._signed(told.after, told.title, self._bar, self._sizes.body, bold=True)
        return [*heading, *(row for item in told.items for row in self._across(item))]

    def _across(self, item: Item) -> list[LabelRow]:
        return (
            self._found(item.text, self._bar)
            if item.mark is MarkKind.FINDING
            else self._set(item.text, self._bar, self._sizes.small)
        )

    def coordination_at(self, level: Node) -> list[LabelRow]:
        """The same of a level that says so itself."""
        told = [item.text for item in self._words.coordination_at(level)]
        read = signs_of(self._words.marks.read((*level.where, "coordination")))
        heading = [f"{title('coordination', self._lang)}:{read}"] if told else []
        return [row for text in (*heading, *told) for row in self._set(text, self._box, self._sizes.body)]

    def service(self, offer: Offer) -> list[LabelRow]:
        """A service as it is called here, its signs, and what is laid over it; what is none says what it is."""
        kind = self._words.called(offer)
        text = self._words.offer_text(offer) + (f" ({term('one of', self._lang)})" if offer.alternatives else "")
        found, marks = self._words.laid.remark(offer.where, offer.service.where), self._words.marks
        chosen = marks.read(offer.where[:-2]) if offer.alternatives else ()
        signs = dict.fromkeys((*self._words.badges_of(offer), *marks.offered(offer), *chosen))
        return [
            *self._set(kind.upper(), self._box, self._sizes.body),
            *self._signed(signs, text, self._box, self._sizes.body),
            *self._found(found.text, self._box),
        ]

    def item(self, item: Item) -> list[LabelRow]:
        """What stands in a box as wide as a service's: what goes on, what is open."""
        return self._signed(item.after, item.text, self._box, self._sizes.body)

    def door(self, item: Item) -> list[LabelRow]:
        """A way in or out, in a narrow box."""
        width = NARROWEST * self._sizes.body - 2 * PAD
        return [*self._signed(item.after, item.text, width, self._sizes.body), *self._found(item.remark.text, width)]
