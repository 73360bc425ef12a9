"""Hand-overs (PK304-PK307): where a client crosses a border, is it described who and what goes across, and how soon?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, TypeAlias

from palveluketju.analyses import Border, Crossed, Crossing, IntegrationPoint, PointKind, Side, points_to_complete
from palveluketju.findings import N_, Names, Path, Severity, Spot, check
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, once_a_node
from palveluketju.model import Handover, LongText, State, Text, given
from palveluketju.terms import term
from palveluketju.wording import named_in


def _hand_overs(graph: ChainGraph) -> Iterator[IntegrationPoint]:
    return (point for point in points_to_complete(graph) if point.kind is PointKind.HAND_OVER)


@check("PK304", Severity.WARNING)
def hand_over_without_responsible(graph: ChainGraph) -> Iterator[Spot]:
    """A client moves from one house to another, but nobody is named as responsible for the hand-over.

    Why: when the organiser changes, a client is easily lost, because each side believes that the other is responsible.
    Mend: declare the move and write 'handover: {responsible: ...}' on it, or name a worker or a team under
    'coordination:' of the chain, who follows the client across.
    """
    for point in _hand_overs(graph):
        if point.house is Crossed.CROSSED and point.coordination is State.NOT_STATED:
            yield _across(graph, point, _ACROSS["responsible"], ("responsible",))


@check("PK305", Severity.WARNING)
def hand_over_without_information(graph: ChainGraph) -> Iterator[Spot]:
    """A client moves from one house to another, but the information to pass on is not described.

    Why: information stops between the systems of two organisers, and the client has to explain everything again.
    Mend: write 'handover: {information: ...}' on the move: which information is passed on, in which document.
    """
    for point in _hand_overs(graph):
        if point.house is Crossed.CROSSED and point.information is State.NOT_STATED:
            yield _across(graph, point, _ACROSS["information"], ("information",))


@check("PK306", Severity.INFO)
def hand_over_inside_a_house(graph: ChainGraph) -> Iterator[Spot]:
    """A client moves to another unit or tier, within one house as far as is known, but the hand-over is not described.

    Why: clients and information are lost between basic and specialised services of one organiser too.
    Mend: write 'handover: {responsible: ..., information: ...}' on the move. A worker or a team under 'coordination:'
    of the chain settles the first; an interface between the two units with its 'agreement:' settles both.
    """
    for point in _hand_overs(graph):
        states = {"responsible": point.coordination, "information": point.information}
        untold = tuple(part for part, state in states.items() if state is State.NOT_STATED)
        agreed = any(graph.chain.interfaces[name].agreement is not None for name in point.interfaces)
        if untold and not agreed and point.house is not Crossed.CROSSED:
            words = _INSIDE if point.house is Crossed.NOT_CROSSED else _OVER_A_BORDER
            yield _across(graph, point, words["both" if len(untold) > 1 else untold[0]], untold)


@check("PK307", Severity.INFO)
def hand_over_without_time_limit(graph: ChainGraph) -> Iterator[Spot]:
    """A hand-over from one house to another has no time limit.

    Why: each side waits for the other, and nobody notices that a client waits too long. Moves without a hand-over are
    not checked: a missing hand-over is another finding.
    Mend: write 'within:' in the hand-over, or 'within: {open: ...}' while it is undecided.
    """
    seen: set[Path] = set()
    for point in _hand_overs(graph):
        for way in point.ways if point.house is Crossed.CROSSED else ():
            handover = given(way.declared.handover) if way.declared else None
            if way.where not in seen and isinstance(handover, Handover) and handover.within is None:
                seen.add(way.where)
                what = N_(
                    "The organiser changes between levels '{start}' and '{end}' ({organisers}), but the hand-over has"
                    " no time limit."
                )
                mend = N_(
                    "Write 'within:' in 'handover:' of move '{move}', or 'within: {{open: ...}}' while it is undecided."
                )
                values = {
                    "start": graph.named(way.start),
                    "end": graph.named(way.end),
                    "organisers": Names(tuple(map(graph.named, point.organisers))),
                    "move": way.where[1],
                }
                yield Spot((*way.where, "handover"), what, values, mend=mend)


_ACROSS: Final = {
    "responsible": N_(
        "The organiser changes between levels '{start}' and '{end}' ({organisers}), but nobody is named as responsible"
        " for the hand-over."
    ),
    "information": N_(
        "The organiser changes between levels '{start}' and '{end}' ({organisers}), but the information to pass on is"
        " not described."
    ),
}
_INSIDE: Final = {
    "responsible": N_(
        "The client crosses a border inside one organisation between levels '{start}' and '{end}' ({borders}), but"
        " nobody is named as responsible for the hand-over."
    ),
    "information": N_(
        "The client crosses a border inside one organisation between levels '{start}' and '{end}' ({borders}), but the"
        " information to pass on is not described."
    ),
    "both": N_(
        "The client crosses a border inside one organisation between levels '{start}' and '{end}' ({borders}), but"
        " neither the person responsible for the hand-over nor the information to pass on is described."
    ),
}
_OVER_A_BORDER: Final = {
    "responsible": N_(
        "The client crosses a border between levels '{start}' and '{end}' ({borders}), but nobody is named as"
        " responsible for the hand-over."
    ),
    "information": N_(
        "The client crosses a border between levels '{start}' and '{end}' ({borders}), but the information to pass on"
        " is not described."
    ),
    "both": N_(
        "The client crosses a border between levels '{start}' and '{end}' ({borders}), but neither the person"
        " responsible for the hand-over nor the information to pass on is described."
    ),
}


@dataclass(frozen=True, slots=True)
class _Borders:
    """The borders that a hand-over crosses, in words, with what is on their two sides."""

    crossed: tuple[tuple[Border, tuple[Words, ...]], ...]

    @classmethod
    def of(cls, graph: ChainGraph, crossings: tuple[Crossing, ...]) -> _Borders:
        """The borders among some crossings that are certainly crossed, with names: the chain is not kept for them."""
        return cls(
            tuple(
                (one.border, tuple(_words_of(graph, (one.border, side)) for side in one.sides))
                for one in crossings
                if one.state is Crossed.CROSSED
            )
        )

    def text(self, lang: str = "en") -> str:
        """The words in a language: ``tier: basic – specialised``."""
        said = []
        for border, sides in self.crossed:
            names = (", ".join(one if isinstance(one, str) else one.text(lang) for one in side) for side in sides)
            said.append(f"{term(f'border-{border.value}', lang)}: {' – '.join(names)}")
        return "; ".join(said)


@dataclass(frozen=True, slots=True)
class _Term:
    """A word of the library's own."""

    key: str

    def text(self, lang: str = "en") -> str:
        """The word in a language."""
        return term(self.key, lang)


Words: TypeAlias = "tuple[Text | LongText | _Term | str, ...]"


@once_a_node
def _words_of(graph: ChainGraph, stands: tuple[Border, Side]) -> Words:
    """What stands on a side of a border, in words, once for all the levels that have it there."""
    border, side = stands
    names = sorted(side.values)
    if border in (Border.HOUSE, Border.UNIT):
        return tuple(named_in(graph.chain, "organisations", name) for name in names)
    parts = [part for name in names for part in side.parts_of(name)]
    if border in (Border.TASK, Border.FIELD):
        return tuple(named_in(graph.chain, f"{border}s", part) for part in parts)
    return tuple(map(_term_of, parts))


@cache
def _term_of(key: str) -> _Term:
    """A word, the same one for all who say it: there are few, and the findings of very many chains are kept."""
    return _Term(key)


def _across(graph: ChainGraph, point: IntegrationPoint, what: str, parts: tuple[str, ...]) -> Spot:
    start, end = point.elements
    move = str(point.where[1]) if point.where[0] == "moves" else f"{start} -> {end}"
    values = {
        "start": graph.named(start),
        "end": graph.named(end),
        "organisers": Names(tuple(map(graph.named, point.organisers))),
        "borders": _Borders.of(graph, point.crossings),
        "move": move,
        "parts": ", ".join(f"{part}: ..." for part in parts),
    }
    alone = parts == ("responsible",)
    if point.where[0] == "moves":
        mend = N_("Write 'handover: {{{parts}}}' on move '{move}'.")
        if alone:
            mend = N_(
                "Write 'handover: {{{parts}}}' on move '{move}', or name a worker or a team under 'coordination:' of"
                " the chain."
            )
    else:
        mend = N_("Write '{move}: {{handover: {{{parts}}}}}' under 'moves:'.")
        if alone:
            mend = N_(
                "Write '{move}: {{handover: {{{parts}}}}}' under 'moves:', or name a worker or a team under"
                " 'coordination:' of the chain."
            )
    return Spot(point.where, what, values, mend=mend)
