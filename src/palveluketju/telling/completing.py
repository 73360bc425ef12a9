"""What is told of each element, completed with what was left out of it: so nothing that is declared is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from palveluketju.findings import Path
from palveluketju.model import Element, Shared
from palveluketju.model.base import Value
from palveluketju.model.walking import Placed, fields_of
from palveluketju.telling.lines import Line, Paragraph, after, chained, line, words
from palveluketju.telling.telling import Telling
from palveluketju.telling.told import in_order
from palveluketju.telling.values import value_line
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
    standing = _Standing(t, (told.where for paragraph in paragraphs for one in paragraph.lines for told in one.tells))
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
    whole: tuple[Line, ...] = _rest(t, (), t.shared, standing, sections)
    if whole and all(about for about, _ in paragraphs):
        yield Complete((), (), whole)
        whole = ()
    for about, lines in paragraphs:
        if about:
            element = elements.pop(about, None)
            yield Complete(about, lines, _left(t, about, element, standing))
        else:
            yield Complete(about, lines, whole)
            whole = ()
    for where, element in elements.items():
        yield from _whole(t, where, element, standing)


def _left(t: Telling, where: Path, element: Any, standing: _Standing) -> tuple[Line, ...]:
    return _rest(t, where, element, standing) if isinstance(element, Element) else ()


def _whole(t: Telling, where: Path, element: Any, standing: _Standing) -> Iterator[Complete]:
    """An element after its name, unless all of it stands already; its name then stands too."""
    kind = title(_SINGULAR.get(str(where[0]), str(where[0])), t.lang)
    if not isinstance(element, Element):
        whole = t.of(where, element)
        if not {one.where for one in whole.tells} <= standing.places:
            yield Complete(where, (after(kind, whole),), ())
        return
    named = next((name for name in ("name", "text") if name in fields_of(where, element)), "")
    name = t.field(where, element, named) if named else words(place_text(t.shared, where, t.lang))
    if {one.where for one in name.tells} <= standing.places:
        name = Line(run._replace(told=None) for run in name)
    standing.places.update(one.where for one in name.tells)
    left = _rest(t, where, element, standing)
    if left or name.tells or not fields_of(where, element):
        yield Complete(where, (line(f"{kind}: ", name),), left)


class _Standing:
    """The ``places`` of the values that stand somewhere, and those with something within that does not: ``lacking``.

    What is added to the places later is among the lacking still.
    """

    def __init__(self, t: Telling, places: Iterable[Path]) -> None:
        self.places = set(places)
        lacking = t.places() - self.places
        self.lacking = {where[:length] for where in lacking for length in range(len(where) + 1)}


def _rest(t: Telling, where: Path, element: Value, standing: _Standing, but: Collection[str] = ()) -> tuple[Line, ...]:
    """What is said of an element and does not stand anywhere, each fact a line with its label.

    ``but`` are the names of fields left out. Whatever the format has is told so, also what no line was made for.
    """
    fields = in_order(where, element).items() if where in standing.lacking else ()
    return tuple(
        [
            found
            for name, place in fields
            if name not in but
            for found in _missing(t, place, t.label(element, name, place.value), None, standing)
        ]
    )


def _missing(t: Telling, place: Placed, label: Line, owner: Line | None, standing: _Standing) -> Iterator[Line]:
    """What is missing of a value: ``label`` is what it is, ``owner`` what its parts are of, if that is another."""
    whole = t.of(*place)
    stand = [told.where in standing.places for told in whole.tells]
    in_parts = value_line.dispatch(type(place.value)) is value_line.dispatch(Value)  # it is told key by key
    if not all(stand) and not any(stand) and not in_parts:
        yield after(label, whole)
    elif not all(stand):
        where, value = place
        if isinstance(value, Value):
            lacking = {name: part for name, part in in_order(where, value).items() if part.where in standing.lacking}
            for name, part in lacking.items():
                over, own = label if owner is None else owner, t.label(value, name, part.value)
                again = own.text.startswith(f"{over.text} ")  # delaktighet, delaktighet genom information
                yield from _missing(t, part, own if again else chained((over, own)), None, standing)
            return
        items = value.items() if isinstance(value, Mapping) else enumerate(value)
        for key, item in ((key, item) for key, item in items if (*where, key) in standing.lacking):
            yield from _missing(t, Placed((*where, key), item), label, t.called(item) or None, standing)
