"""What is told of each element, completed with what was left out of it: so nothing that is declared is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from palveluketju.findings import Path
from palveluketju.model import Element, Shared
from palveluketju.model.walking import fields_of
from palveluketju.telling.lines import Line, Paragraph, after, line, words
from palveluketju.telling.telling import Telling
from palveluketju.terms import title
from palveluketju.wording import place_text

SECTIONS: Final = (
    *("figures", "goals", "levels", "bars", "entries", "moves", "exchanges", "exits", "paths"),
    *Shared.model_fields,
)
"""The sections whose elements are told one by one, by the names of their fields."""
_SINGULAR: Final = {
    "goals": "goal",
    "strategy": "goal of the strategy",
    "figures": "figure",
    "bars": "across levels",
    "paths": "service-path",
    "exchanges": "exchange",
    "organisations": "organisation",
    "services": "service",
    "areas": "area",
    "fields": "field",
    "tasks": "task",
    "segments": "segment",
    "interfaces": "interface",
    "relations": "relation",
    "concepts": "concept",
}


class Complete(NamedTuple):
    """Lines about one element, and what else is said of it: each fact a line with its label."""

    about: Path
    lines: tuple[Line, ...]
    rest: tuple[Line, ...]


def completed(t: Telling, told: Iterable[Paragraph], but: Collection[int] = ()) -> Iterator[Complete]:
    """Paragraphs, each with what it leaves out of its element; then the elements that they do not speak of.

    What is said of the declaration itself stands with the first paragraph about it. ``but`` are elements that are told
    elsewhere, by their identity. Everything declared is told, also what the format got after the paragraphs were
    written.
    """
    paragraphs = list(told)
    stand = {told.where for paragraph in paragraphs for one in paragraph.lines for told in one.tells}
    sections = [name for name in SECTIONS if isinstance(getattr(t.shared, name, None), Mapping)]
    elements: dict[Path, Any] = {
        (name, key): element
        for name in sections
        for key, element in getattr(t.shared, name).items()
        if id(element) not in but
    }
    fields = {place.where: (name, place.value) for name, place in fields_of((), t.shared).items()}
    for about in {about for about, _ in paragraphs if about in fields}:
        name, value = fields[about]
        if isinstance(value, Element):  # it has a paragraph of its own
            elements[about] = value
            sections.append(name)
    whole: tuple[Line, ...] = tuple(t.rest((), t.shared, stand, sections))
    if whole and all(about for about, _ in paragraphs):
        yield Complete((), (), whole)
        whole = ()
    for about, lines in paragraphs:
        if about:
            element = elements.pop(about, None)
            yield Complete(about, lines, _left(t, about, element, stand))
        else:
            yield Complete(about, lines, whole)
            whole = ()
    for where, element in elements.items():
        yield from _whole(t, where, element, stand)


def _left(t: Telling, where: Path, element: Any, stand: Collection[Path]) -> tuple[Line, ...]:
    return tuple(t.rest(where, element, stand)) if isinstance(element, Element) else ()


def _whole(t: Telling, where: Path, element: Any, stand: set[Path]) -> Iterator[Complete]:
    """An element after its name, unless all of it stands already; its name then stands too."""
    kind = title(_SINGULAR.get(str(where[0]), str(where[0])), t.lang)
    if not isinstance(element, Element):
        whole = t.of(where, element)
        if not {one.where for one in whole.tells} <= stand:
            yield Complete(where, (after(kind, whole),), ())
        return
    named = next((name for name in ("name", "text") if name in fields_of(where, element)), "")
    name = t.field(where, element, named) if named else words(place_text(t.shared, where, t.lang))
    if {one.where for one in name.tells} <= stand:
        name = Line(run._replace(told=None) for run in name)
    stand.update(one.where for one in name.tells)
    left = tuple(t.rest(where, element, stand))
    if left or name.tells or not fields_of(where, element):
        yield Complete(where, (line(f"{kind}: ", name),), left)
