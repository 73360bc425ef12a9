"""The statements of a DOT text that a person can read: one thing a line, indented, looks said once for many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from palveluketju.drawing.diagrams.looks import LabelRow
from palveluketju.drawing.diagrams.quoting import quoted
from palveluketju.drawing.picture.cleaning import clean


class DotNode(NamedTuple):
    """A node: its name, the attributes of its looks, and its label as a DOT string; without one it is not seen."""

    name: str
    looks: str
    label: str = ""


class Names:
    """Names of nodes that are made of ids and words, each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, name: str) -> str:
        """A name that no other node has: itself, or with a number."""
        given, count = name, 1
        while given in self._given:
            count += 1
            given = f"{name} {count}"
        self._given.add(given)
        return given


def label_of(rows: Iterable[LabelRow]) -> str:
    """Lines of text of one size as a label, a DOT string."""
    return quoted("\n".join(clean(row.text) for row in rows))


def attributes(told: str, markup: str) -> list[str]:
    """The attributes of the graph or of a cluster, and its label that is markup."""
    label = [f"  {line}" for line in markup.split("\n")]
    return ["graph [", *_indented([told, "label=<", *label, ">"]), "]"]


def cluster(name: str, id_: str, looks: str, markup: str, boxes: Iterable[DotNode]) -> list[str]:
    """A cluster with its heading, and with what is in it."""
    inside = [*attributes(f"id={quoted(id_)} {looks}", markup), *grouped(boxes)]
    return [f"subgraph {quoted(name)} {{", *_indented(inside), "}"]


def grouped(boxes: Iterable[DotNode]) -> Iterator[str]:
    """Nodes one after another; neighbours of the same looks are a group, those that are not seen on one line."""
    for (looks, is_seen), group in groupby(boxes, lambda box: (box.looks, bool(box.label))):
        if is_seen:
            yield f"{{ node [{looks}]"
            yield from (f"  {quoted(box.name)} [label={box.label}]" for box in group)
            yield "}"
        else:
            yield f'{{ node [{looks} label=""] {"; ".join(quoted(box.name) for box in group)} }}'


def edge(start: str, end: str, *told: str) -> str:
    """An edge from node to node."""
    return f"{quoted(start)} -> {quoted(end)} [{' '.join(filter(None, told))}]"


def section(comment: str, *parts: Iterable[str]) -> list[str]:
    """Statements under a comment; nothing where there are none."""
    lines = [line for part in parts for line in part]
    return ["", *_indented([f"// {comment}", *lines])] if lines else []


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
