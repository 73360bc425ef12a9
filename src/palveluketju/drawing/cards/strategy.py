"""What organisers aim at: their goals under focus areas, each with its indicators, their status, targets and means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any, Final

from palveluketju.drawing.content.marks import unsettled_look
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.content.workspace_overlay import LaidOnChains
from palveluketju.drawing.frame.sheets import workspace_sheet
from palveluketju.drawing.picture.pages import Paper
from palveluketju.drawing.picture.picture import MarkKind, Picture
from palveluketju.drawing.table.rows import TableCell, TableRow
from palveluketju.drawing.table.view import table_picture
from palveluketju.drawing.typesetting.items import Item
from palveluketju.drawing.writers.reading import same_words
from palveluketju.graph import WorkspaceGraph
from palveluketju.model import Catalogue, Chain, Goal, GoalKind, Shared, State, is_unsettled, unsettled_in
from palveluketju.telling import in_words, measure_text
from palveluketju.terms import term, title, when_text

_ON_TOP: Final = (GoalKind.VISION, GoalKind.MISSION)
_HEADINGS: Final = (*_ON_TOP, GoalKind.FOCUS_AREA)
_COLUMNS: Final = ("goal of the strategy", "indicators and status", "target", "means")


def strategy_view(
    workspace: WorkspaceGraph,
    overlay: Overlay | None = None,
    *,
    page: Paper = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """The goals of each strategy as a table: goal, indicators and status, target, means; vision and mission on top.

    Goals stand under their focus areas, and those of which none is told under a heading that says so. What a goal's
    own goals measure stands in its row, line by line; those that only have a name are listed in its cell.
    """
    laid = LaidOnChains(workspace, overlay, lang)
    legend = ((MarkKind.OPEN, term("open", lang)), (MarkKind.UNKNOWN, term(State.NOT_KNOWN.value, lang)))
    name = title("strategy", lang)
    sheet = workspace_sheet(workspace, "strategy", name, page, lang, description, legend, "no strategy", laid)
    strategies: dict[int, tuple[Shared, dict[str, Goal]]] = {}
    for part in workspace.parts("strategy"):
        strategies.setdefault(id(part.shared), (part.shared, {}))[1][part.id] = part.element
    names = [
        shared.name.text(lang) if isinstance(shared, (Catalogue, Chain)) and shared.name else ""
        for shared, _ in strategies.values()
    ]
    rows: list[TableRow] = []
    for whose, (shared, goals) in zip(names, strategies.values(), strict=True):
        if len(strategies) > 1:
            rows.append(_band((Item(whose or title("strategy", lang), bold=True),), "focus"))
        rows += _Strategy(shared, goals, laid, lang).rows()
    sheet = replace(sheet, under=names[0] if len(names) == 1 else "")
    return table_picture(sheet, [title(word, lang) for word in _COLUMNS], rows)


def _band(words: tuple[Item, ...], role: str) -> TableRow:
    return TableRow((TableCell(words, role),), band=True)


class _Strategy:
    """The rows of one strategy."""

    def __init__(self, shared: Shared, goals: Mapping[str, Goal], laid: LaidOnChains, lang: str) -> None:
        self._shared, self._goals, self._laid, self._lang = shared, goals, laid, lang
        self._under: dict[str, list[str]] = {}
        for name, goal in goals.items():
            for one in map(str, goal.under):
                self._under.setdefault(one, []).append(name)
        self._shown: set[str] = set()

    def rows(self) -> Iterator[TableRow]:
        """Vision and mission, the focus areas with their goals, the goals without one, and the principles."""
        kinds = {kind: [name for name, goal in self._goals.items() if goal.kind is kind] for kind in GoalKind}
        for name in (name for kind in _ON_TOP for name in kinds[kind]):
            yield from self._heading(name, "goals")
        areas = kinds[GoalKind.FOCUS_AREA]
        for name in areas:
            yield from self._heading(name, "table-row")
            below = [one for one in self._under.get(name, ()) if self._goals[one].kind not in _HEADINGS]
            for one in below:
                yield from self._whole(one)
        alone = [name for name, goal in self._goals.items() if goal.kind not in _HEADINGS and not self._wholes(name)]
        principles = [name for name in alone if self._goals[name].kind is GoalKind.PRINCIPLE]
        others = [name for name in alone if name not in principles]
        untold = f"{title('goal-focus-area', self._lang)}: {term('not-stated', self._lang)}"
        yield from self._together(others, untold if areas else title("goals", self._lang))
        yield from self._together(principles, title("principles", self._lang))
        rest = [name for name, goal in self._goals.items() if goal.kind not in _HEADINGS and name not in self._shown]
        yield from self._together(rest, title("goals", self._lang))  # goals that are under each other in a circle

    def _wholes(self, name: str) -> list[str]:
        """What a goal is under: focus areas and goals of this strategy; vision and mission are of all."""
        wholes = [one for one in map(str, self._goals[name].under) if one in self._goals]
        return [one for one in wholes if self._goals[one].kind not in _ON_TOP]

    def _together(self, names: Sequence[str], heading: str) -> Iterator[TableRow]:
        waiting = [name for name in names if name not in self._shown]
        if waiting:
            yield _band((Item(heading, bold=True),), "table-row")
        for name in waiting:
            if name not in self._shown:
                yield from self._whole(name)

    def _heading(self, name: str, role: str) -> Iterator[TableRow]:
        """A vision, a mission or a focus area across the table, and a row of what is measured of it or done for it."""
        goal = self._goals[name]
        said = [title(f"goal-{goal.kind}", self._lang)]
        said += [self._labelled("by", goal.by)] if goal.by and goal.target is None else []
        below = [one for one in self._under.get(name, ()) if self._goals[one].kind not in _HEADINGS]
        if goal.kind is GoalKind.FOCUS_AREA and not below:
            said.append(f"{title('goals', self._lang)}: {term('not-stated', self._lang)}")
        text = Item(goal.text.text(self._lang), bold=True, element=f"goal:{name}")
        yield _band(
            (Item(" · ".join(said), role="quiet"), text, *self._note(goal), *self._laid.elements(goal)),
            role,
        )
        if _is_measured(goal) or goal.means is not None:
            first = TableCell((Item(goal.text.text(self._lang)),))
            yield TableRow(
                (first, TableCell(self._status(goal)), TableCell(self._target(goal)), TableCell(self._means(goal)))
            )

    def _whole(self, name: str) -> Iterator[TableRow]:
        """A goal with those under it: a row, and joined to it one for each of them of which something is measured."""
        goal, below = self._goals[name], self._below(name)
        self._shown.update(one for one, _ in below)
        self._shown.add(name)
        measured = [self._goals[one] for one, _ in below if _is_measured(self._goals[one])]
        named = [(self._goals[one], depth) for one, depth in below if _is_only_named(self._goals[one])]
        own = (replace(line, element=f"goal:{name}") for line in self._goal(goal))
        first = TableCell((*own, *self._listed(named), *self._laid.elements(goal, *(one for one, _ in named))))
        lines = [(self._status(goal), self._target(goal))] if _is_measured(goal) or not measured else []
        lines += [(self._part(one), self._target(one)) for one in measured]
        means = [self._means(goal)] * (len(lines) - len(measured)) + [self._means(one) for one in measured]
        if not any(one.means is not None for one in measured):  # those of the goal are for all that is measured
            means = [self._means(goal), *((),) * (len(lines) - 1)]
        for place, ((status, target), by_what) in enumerate(zip(lines, means, strict=True)):
            joined = TableCell(joined=True) if place else first
            last = TableCell(by_what, joined=bool(place) and not any(means[1:]))
            yield TableRow((joined, TableCell(status), TableCell(target), last))
        for one, depth in below:
            other = self._goals[one]
            if not _is_measured(other) and not _is_only_named(other):
                words = (replace(line, inset=depth) for line in self._goal(other))
                yield TableRow(
                    (
                        TableCell((*words, *self._laid.elements(other))),
                        TableCell(),
                        TableCell(),
                        TableCell(self._means(other)),
                    )
                )

    def _below(self, name: str) -> list[tuple[str, int]]:
        """The goals under one, each before those under it, with how deep they are."""
        found: dict[str, int] = {}
        waiting = [(one, 1) for one in reversed(self._under.get(name, ()))]
        while waiting:
            one, depth = waiting.pop()
            if one not in found and one != name and self._goals[one].kind not in _HEADINGS:
                found[one] = depth
                waiting += [(other, depth + 1) for other in reversed(self._under.get(one, ()))]
        return list(found.items())

    # --- what stands in the cells -------------------------------------------------------------------------------------

    def _goal(self, goal: Goal) -> tuple[Item, ...]:
        """A goal's name, with its kind where that is not an ordinary one, its note, and by when it is reached."""
        kinds = (GoalKind.PRINCIPLE, GoalKind.DIRECTION)
        kind = (Item(title(f"goal-{goal.kind}", self._lang), role="quiet"),) if goal.kind in kinds else ()
        when = (self._line("by", goal.by),) if goal.by and goal.target is None else ()
        return *kind, Item(goal.text.text(self._lang), bold=True), *self._note(goal), *when

    def _listed(self, goals: Sequence[tuple[Goal, int]]) -> Iterator[Item]:
        for goal, depth in goals:
            when = f" ({self._said(goal.by)})" if goal.by else ""
            said = f"{goal.text.text(self._lang)}{when}"
            yield Item(said, mark=MarkKind.SERVICE, inset=depth - 1)

    def _note(self, goal: Goal) -> tuple[Item, ...]:
        note = in_words(goal.note, self._lang, self._shared)
        return (replace(self._marked(note, goal.note), italic=True),) if note else ()

    def _part(self, goal: Goal) -> tuple[Item, ...]:
        """What is measured of a goal in the row of another: its name says the indicator where it begins with it."""
        name = goal.text.text(self._lang)
        indicator = in_words(goal.indicator, self._lang, self._shared)
        is_said = bool(indicator) and not is_unsettled(goal.indicator) and name.startswith(indicator)
        words = (Item(name, bold=True), *self._note(goal), *self._status(goal, is_named=is_said))
        return (*words, *self._laid.elements(goal))

    def _status(self, goal: Goal, *, is_named: bool = False) -> tuple[Item, ...]:
        """Indicator, baseline and measured values; what of these a measured goal lacks is said."""
        lines = []
        counts = (in_words(one, self._lang, self._shared) for one in (goal.definition, goal.population))
        definition = "; ".join(filter(None, counts))
        if goal.indicator is not None and not (is_named and not definition):
            said = in_words(goal.indicator, self._lang, self._shared)
            lines.append(self._marked(f"{said} ({definition})" if definition else said, goal.indicator))
        elif definition:
            lines.append(Item(definition))
        if goal.baseline is not None:
            said = measure_text(goal.baseline, self._lang, goal.unit, shared=self._shared)
            lines.append(self._marked(f"{title('baseline', self._lang)}: {said}", goal.baseline))
        elif not goal.measured and _is_measured(goal):
            lines.append(Item(f"{title('baseline', self._lang)}: {term('not-stated', self._lang)}", role="quiet"))
        for one in goal.measured:
            lines.append(Item(measure_text(one, self._lang, goal.unit, shared=self._shared)))
        return tuple(lines)

    def _target(self, goal: Goal) -> tuple[Item, ...]:
        """What is aimed at, by when, and which way that is."""
        lines, said = [], ""
        if goal.target is not None:
            said = measure_text(goal.target, self._lang, goal.unit, shared=self._shared)
            lines.append(self._marked(said, goal.target))
            if goal.by is not None:
                lines.append(self._line("by", goal.by))
        elif _is_measured(goal):
            lines.append(Item(title("not-stated", self._lang), role="quiet"))
        if goal.direction and not same_words(said, term(goal.direction, self._lang)):
            lines.append(self._line("direction of travel", goal.direction))
        return tuple(lines)

    def _means(self, goal: Goal) -> tuple[Item, ...]:
        """By what a goal is reached, one means a paragraph."""
        if not isinstance(goal.means, tuple):
            return (self._marked(in_words(goal.means, self._lang, self._shared), goal.means),) if goal.means else ()
        dot = MarkKind.SERVICE if len(goal.means) > 1 else None
        return tuple(self._marked(in_words(one, self._lang, self._shared), one, dot) for one in goal.means)

    def _line(self, word: str, value: Any) -> Item:
        said = self._labelled(word, value)
        return self._marked(said, value) if is_unsettled(value) else Item(said, role="quiet")

    def _labelled(self, word: str, value: Any) -> str:
        return f"{title(word, self._lang)}: {self._said(value)}"

    def _said(self, value: Any) -> str:
        """A value in words; a time is a string that the format has."""
        if isinstance(value, str) and not isinstance(value, Enum):
            return when_text(value, self._lang)
        return in_words(value, self._lang, self._shared)

    def _marked(self, text: str, value: Any, dot: MarkKind | None = None) -> Item:
        """A text, with the mark of what is to be decided or found out where its value is that; else with ``dot``."""
        unsettled = unsettled_in(value)
        if not unsettled:
            return Item(text, mark=dot)
        role, mark = unsettled_look(unsettled[0])
        return Item(text, role=role, mark=mark)


def _is_measured(goal: Goal) -> bool:
    """Whether something that is measured is told of a goal, or that it is to be decided or found out."""
    told = (goal.indicator, goal.definition, goal.population, goal.baseline, goal.target, goal.direction)
    return any(one is not None for one in told) or bool(goal.measured)


def _is_only_named(goal: Goal) -> bool:
    return not _is_measured(goal) and goal.means is None and goal.note is None
