"""The keys that the format has at a place, read off the models so that no second list can disagree with them."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, Tag

from palveluketju.findings import Path


def keys_at(model: type[BaseModel], loc: Path) -> list[str]:
    """The keys that can be written at a place, the place's own before those it has in common with others.

    ``loc`` is pydantic's: where a value can take several forms it names the form; parts that name no place are
    passed over.
    """
    models = (cls for annotation in _allowed_at(model, loc) for cls in _models(annotation))
    return list(dict.fromkeys(key for cls in models for key in _keys(cls)))


def section_at(model: type[BaseModel], loc: Path) -> tuple[Any, list[str]] | None:
    """Where a place holds elements by their ids: the annotation of an id, and the keys of an element.

    None where the place holds none; no keys where an element is a text.
    """
    for annotation in _allowed_at(model, loc):
        for found in _flat(annotation):
            if get_origin(found) is dict:
                name, element = get_args(found)
                return name, list(dict.fromkeys(key for cls in _models(element) for key in _keys(cls)))
    return None


def _allowed_at(model: type[BaseModel], loc: Path) -> list[Any]:
    here: list[Any] = [model]
    for part in loc:
        here = [below for annotation in here for below in _below(annotation, part)] or here
    return here


def _keys(cls: type[BaseModel]) -> list[str]:
    own = sorted(cls.model_fields, key=lambda name: (name not in ("id", "name"), name not in cls.__annotations__))
    return [cls.model_fields[name].alias or name for name in own]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models with keys of their own that an annotation allows."""
    for part in _flat(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel) and not issubclass(part, RootModel):
            yield part


def _below(annotation: Any, part: str | int) -> Iterator[Any]:
    form = next(_form(annotation, part), None)
    if form is not None:
        yield form
        return
    for cls in _models(annotation):
        yield from (f.annotation for n, f in cls.model_fields.items() if part == (f.alias or n))
    for found in _flat(annotation):
        if isinstance(found, type):
            continue
        if get_origin(found) is dict:
            yield get_args(found)[1]
        elif isinstance(part, int):
            yield get_args(found)[0]


def _form(annotation: Any, name: str | int) -> Iterator[Any]:
    """The one of several forms of a value that has a name."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        if any(isinstance(mark, Tag) and mark.tag == name for mark in marks):
            yield inner
        else:
            yield from _form(inner, name)
    elif origin in (Union, UnionType):
        for choice in get_args(annotation):
            yield from _form(choice, name)


def _flat(annotation: Any) -> Iterator[Any]:
    """The models, dicts and tuples that an annotation allows, freed of unions and metadata."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _flat(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for choice in get_args(annotation):
            yield from _flat(choice)
    elif origin in (dict, tuple) or (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        yield annotation
