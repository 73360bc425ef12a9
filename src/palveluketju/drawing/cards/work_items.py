"""The items of the log as they are drawn: under which theme, as parts of which others, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import heappop, heappush
from typing import Any

from palveluketju.frozen import dataclass
from palveluketju.graph import WorkspaceGraph
from palveluketju.model import LogItem, Shared, listed
from palveluketju.telling import in_words
from palveluketju.terms import term, title


@dataclass(frozen=True)
class WorkItem:
    """An item of the log: its id, the key of its box, and the keys of its whole and of its parts."""

    name: str
    key: str
    element: LogItem
    whole: str
    parts: list[str]


@dataclass(frozen=True)
class WorkTheme:
    """The items of one theme of one catalogue or chain, by their keys; ``log`` are all items of that."""

    shared: Shared
    key: str
    heading: tuple[str, Any]
    items: dict[str, WorkItem]
    log: Mapping[str, LogItem]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The key of each item by its id."""
        return {item.name: item.key for item in self.items.values()}

    @cached_property
    def before(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the items of the theme that each of its items follows."""
        return {
            item.key: tuple(
                self.names[one]
                for one in map(str, listed(item.element.follows))
                if one in self.names and one != item.name
            )
            for item in self.items.values()
        }


def themes_of(workspace: WorkspaceGraph, lang: str) -> list[WorkTheme]:
    """The themes in the order of the file, those of items without one last; parts stand with their whole."""
    logs: dict[int, tuple[Shared, dict[str, LogItem]]] = {}
    for part in workspace.parts("log"):
        logs.setdefault(id(part.shared), (part.shared, {}))[1][part.id] = part.element
    themes: list[WorkTheme] = []
    for number, (shared, log) in enumerate(logs.values()):
        found: dict[tuple[str, bool], WorkTheme] = {}
        items = _items(log, "log" if number == 0 else f"log-{number + 1}")
        for item in items.values():
            top = _top(item, items).element.theme
            heading = in_words(top, lang, shared) or f"{title('theme', lang)}: {term('not-stated', lang)}"
            key = (heading, top is None)
            if key not in found:
                found[key] = WorkTheme(shared, f"theme-{number + 1}-{len(found) + 1}", (heading, top), {}, log)
            found[key].items[item.key] = item
        themes += sorted(found.values(), key=lambda theme: theme.heading[1] is None)
    return themes


def _items(log: Mapping[str, LogItem], prefix: str) -> dict[str, WorkItem]:
    wholes = {}
    for name, item in log.items():
        whole = item.part_of
        wholes[name] = str(whole) if isinstance(whole, str) and whole in log and whole != name else ""
    for name in wholes:  # a circle of wholes has none: it is opened where it is come to first
        seen, over = {name}, wholes[name]
        while over and over not in seen:
            seen.add(over)
            over = wholes[over]
        if over == name:
            wholes[name] = ""
    keys = {name: f"{prefix}:{name}" for name in log}
    found = {keys[name]: WorkItem(name, keys[name], item, keys.get(wholes[name], ""), []) for name, item in log.items()}
    for one in found.values():
        if one.whole:
            found[one.whole].parts.append(one.key)
    return found


def _top(item: WorkItem, items: Mapping[str, WorkItem]) -> WorkItem:
    while item.whole:
        item = items[item.whole]
    return item


def in_order(items: Sequence[WorkItem], theme: WorkTheme) -> list[WorkItem]:
    """Items of one whole so that each stands behind those that it follows, else in the order of the file.

    An item follows another also where their parts do. Of a circle, the first of the file stands first.
    """
    if len(items) < 2:
        return list(items)
    of = dict(_within(items, theme))
    after: dict[int, set[int]] = {}
    for key, number in of.items():
        for one in theme.before[key]:
            if of.get(one, number) != number:
                after.setdefault(of[one], set()).add(number)
    waits = Counter(number for numbers in after.values() for number in numbers)
    ready = [number for number in range(len(items)) if not waits[number]]
    left = dict.fromkeys(range(len(items)))
    found: list[WorkItem] = []
    while left:
        number = heappop(ready) if ready else next(iter(left))
        if number not in left:
            continue
        del left[number]
        found.append(items[number])
        for other in after.get(number, ()):
            waits[other] -= 1
            if not waits[other]:
                heappush(ready, other)
    return found


def _within(items: Sequence[WorkItem], theme: WorkTheme) -> Iterator[tuple[str, int]]:
    """Items and all their parts, each with the number of the item that it is within."""
    waiting = [(item.key, number) for number, item in enumerate(items)]
    while waiting:
        key, number = waiting.pop()
        yield key, number
        waiting += [(part, number) for part in theme.items[key].parts]
