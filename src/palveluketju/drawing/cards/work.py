"""What is worked on and decided: the log as boxes under its themes, with what follows what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from palveluketju.drawing.cards.card import Card, Shelf
from palveluketju.drawing.cards.shelves import shelf_bodies
from palveluketju.drawing.cards.work_items import WorkItem, WorkTheme, in_order, themes_of
from palveluketju.drawing.content.legend import joined, legend_of
from palveluketju.drawing.content.marks import unsettled_look
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.content.workspace_overlay import LaidOnChains
from palveluketju.drawing.frame.sheets import workspace_sheet
from palveluketju.drawing.picture.pages import Paper
from palveluketju.drawing.picture.picture import MarkKind, Picture
from palveluketju.drawing.typesetting.items import Item
from palveluketju.findings import unknown_id
from palveluketju.graph import WorkspaceGraph
from palveluketju.model import Catalogue, Chain, LogItem, Shared, State, is_unsettled, listed, unsettled_in
from palveluketju.telling import in_words
from palveluketju.terms import term, title, when_text
from palveluketju.wording import word_of_key

_TOLD: Final = ("decides", "parties", "outcome", "integration", "segments")
"""What a box says with its label, by the names of fields."""


def work_view(
    workspace: WorkspaceGraph,
    element: str = "",
    overlay: Overlay | None = None,
    *,
    page: Paper = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """The items of the log under the heading of their theme, in the order in which they follow each other.

    Each is a box with its contents, when it is, who decides and takes part, and its outcome. An item with parts stands
    over them: in a column, or across the page where they follow each other. An arrow leads to what comes after; where
    there is no room for one, the box says it. ``element`` is the id of an item whose theme alone is drawn.

    Raises:
        UnknownId: the log has no such item; the message names ids that are near.
    """
    laid = LaidOnChains(workspace, overlay, lang)
    legend = joined(
        ((MarkKind.OPEN, term("open", lang)), (MarkKind.UNKNOWN, term(State.NOT_KNOWN.value, lang))),
        legend_of(("forward",), lang, {"forward": "goes on to"}),
    )
    name = title("work and decisions", lang)
    sheet = workspace_sheet(workspace, "work", name, page, lang, description, legend, "no work", laid)
    themes = themes_of(workspace, lang)
    if element:
        if not any(element in theme.names for theme in themes):
            raise unknown_id("log item", element, (name for theme in themes for name in theme.names))
        themes = [theme for theme in themes if element in theme.names]
    several = len({id(theme.shared) for theme in themes}) > 1
    names = {_name_of(theme.shared, lang): None for theme in themes}
    sheet = replace(sheet, under="" if several else "".join(names))
    chains = {graph.chain.id: graph.chain.name.text(lang) for graph in workspace.graphs}
    shelves = [shelf for theme in themes for shelf in _Work(theme, laid, chains, lang, several=several).shelves()]
    return sheet.picture(shelf_bodies(sheet, shelves, title("preceding", lang)) if shelves else [])


def _name_of(shared: Shared, lang: str) -> str:
    return shared.name.text(lang) if isinstance(shared, (Catalogue, Chain)) and shared.name else ""


class _Work:
    """One theme as shelves."""

    def __init__(
        self, theme: WorkTheme, laid: LaidOnChains, chains: Mapping[str, str], lang: str, *, several: bool
    ) -> None:
        self._theme, self._laid, self._chains, self._lang, self._several = theme, laid, chains, lang, several

    def shelves(self) -> Iterator[Shelf]:
        """Columns of items under the theme; an item with parts in columns of their own is a heading across the page."""
        heading = self._heading()
        columns: list[tuple[Card, ...]] = []
        for item in in_order([item for item in self._theme.items.values() if not item.whole], self._theme):
            parts = in_order([self._theme.items[one] for one in item.parts], self._theme)
            if self._is_across(item, parts):
                if columns:
                    yield Shelf((heading,), tuple(columns))
                over = self._card(item, "level")
                yield Shelf((heading, over), tuple(tuple(self._column(part)) for part in parts))
                columns = []
            else:
                columns.append(tuple(self._column(item)))
        if columns:
            yield Shelf((heading,), tuple(columns))

    def _is_across(self, item: WorkItem, parts: Sequence[WorkItem]) -> bool:
        """Whether an item's parts stand side by side: they follow each other, or are wholes, and it follows nothing."""
        keys = {part.key for part in parts}
        if len(parts) < 2:
            return False
        if any(set(self._theme.before[part.key]) & keys for part in parts):
            return True
        led = {item.key} & self._leading or self._theme.before[item.key]
        return any(part.parts for part in parts) and not led

    @cached_property
    def _leading(self) -> frozenset[str]:
        """The items that others follow."""
        return frozenset(one for before in self._theme.before.values() for one in before)

    def _heading(self) -> Card:
        text, theme = self._theme.heading
        words = [Item(text, bold=True)]
        if is_unsettled(theme):
            words = [replace(words[0], mark=unsettled_look(theme)[1])]
        whose = _name_of(self._theme.shared, self._lang) if self._several else ""
        if whose:
            words.append(Item(whose))
        return Card(self._theme.key, tuple(words), "focus", text)

    def _column(self, first: WorkItem) -> Iterator[Card]:
        """An item and under it its parts, each before its own."""
        waiting = [(first, 0)]
        while waiting:
            item, depth = waiting.pop()
            yield self._card(item, "level" if item.parts else "", max(0, depth - 1))
            below = in_order([self._theme.items[one] for one in item.parts], self._theme)
            waiting += [(part, depth + 1) for part in reversed(below)]

    # --- what stands in a box -----------------------------------------------------------------------------------------

    def _card(self, item: WorkItem, role: str, depth: int = 0) -> Card:
        element, name = item.element, item.element.text.text(self._lang)
        role = role or (unsettled_look(element.outcome)[0] if is_unsettled(element.outcome) else "service")
        words = [Item(name, bold=True), *self._when(element), *self._contents(element), *self._told(element)]
        words = [replace(one, role="") for one in words] if role == "level" else words
        told, before = (*words, *self._laid.elements(element)), self._theme.before[item.key]
        key = f"log-item:{item.name}"
        return Card(item.key, told, role, name, before, depth, heads=bool(item.parts), element=key)

    def _when(self, element: LogItem) -> Iterator[Item]:
        """What kind of item it is, how far it is, and when."""
        said = [in_words(one, self._lang) for one in (element.kind, element.status) if one and not is_unsettled(one)]
        dated, until = self._time(element.dated), self._time(element.until)
        unsettled = is_unsettled(element.dated) or is_unsettled(element.until)
        if not unsettled and (dated or until):
            said.append(f"{dated}–{until}" if until and until != dated else dated)
        if said:
            whole = " · ".join(said)
            yield Item(whole[:1].upper() + whole[1:], role="quiet")
        yield from self._fact(element, "status") if is_unsettled(element.status) else ()
        for key in ("dated", "until") if unsettled else ():
            yield from self._fact(element, key)

    def _contents(self, element: LogItem) -> Iterator[Item]:
        yield from self._marked(element.contents, dot=MarkKind.SERVICE)

    def _told(self, element: LogItem) -> Iterator[Item]:
        """Who decides and takes part, the outcome, what it is about, what comes before it elsewhere, and its note."""
        for name in _TOLD:
            yield from self._fact(element, name)
        if element.chains:
            names = ", ".join(self._chains.get(one, one) for one in map(str, element.chains))
            yield Item(f"{title('chains', self._lang)}: {names}")
        elsewhere = [one for one in map(str, listed(element.follows)) if one not in self._theme.names]
        names = "; ".join(self._name(one) for one in elsewhere)
        if names:
            yield Item(f"{title('preceding', self._lang)}: {names}", italic=True)
        for key in ("follows", "part_of"):
            if is_unsettled(getattr(element, key)):
                yield from self._fact(element, key)
        yield from (replace(one, italic=True) for one in self._marked(element.note))

    def _name(self, name: str) -> str:
        return self._theme.log[name].text.text(self._lang) if name in self._theme.log else name

    def _fact(self, element: LogItem, name: str) -> Iterator[Item]:
        """A field with its label; nothing where it says nothing."""
        value = getattr(element, name)
        said = self._time(value) if name in ("dated", "until") else in_words(value, self._lang, self._theme.shared)
        if said:
            key = type(element).model_fields[name].alias or name
            label = title(word_of_key(element, key), self._lang)
            unsettled = unsettled_in(value)
            look = unsettled_look(unsettled[0]) if unsettled else ("", None)
            yield Item(f"{label}: {said}", role=look[0], mark=look[1])

    def _time(self, value: Any) -> str:
        return when_text(value, self._lang) if isinstance(value, str) else in_words(value, self._lang)

    def _marked(self, value: Any, dot: MarkKind | None = None) -> Iterable[Item]:
        """A text, or each text of a list, with the mark of what is to be decided or found out, else with ``dot``."""
        for one in value if isinstance(value, tuple) else (value,):
            said = in_words(one, self._lang, self._theme.shared)
            if said and is_unsettled(one):
                role, mark = unsettled_look(one)
                yield Item(said, role=role, mark=mark)
            elif said:
                yield Item(said, mark=dot)
