"""A picture as JSON: what every other writer is given, for tools that draw by themselves, and read back the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final, TypeVar

from palveluketju.drawing.picture.picture import Badge, Box, Connector, Mark, MarkKind, Page, Picture, Sign, TextLine

_T = TypeVar("_T")
_VERSION: Final = 1
_KEY: Final = "palveluketju-picture"
"""The first key, with the version of the shape."""


def picture_json(picture: Picture) -> str:
    """A picture as JSON text: pages of boxes, connectors, lines of text and marks, in points, with roles for colours.

    The shape is told in ``docs/pictures-and-reports.md``. The same picture gives the same text, and
    :func:`picture_from_json` gives the same picture back.
    """
    data = {_KEY: _VERSION, **asdict(picture, dict_factory=_data)}
    data["legend"] = [{**_sign_data(sign), "meaning": meaning} for sign, meaning in picture.legend]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def picture_from_json(text: str) -> Picture:
    """The picture that :func:`picture_json` has written.

    Raises:
        ValueError: it is no JSON, or not a picture of this version.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.pop(_KEY, None) != _VERSION:
        raise ValueError(f"not a picture: the key '{_KEY}' is not {_VERSION}")
    try:
        return Picture(
            **{
                **data,
                "description": tuple(data["description"]),
                "pages": _each(data["pages"], _page),
                "legend": tuple((_sign(row), str(row["meaning"])) for row in data["legend"]),
            }
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a picture of version {_VERSION}: {error}") from error


def _data(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """The fields of a part, but for those that serve its drawing alone."""
    return {name: value for name, value in fields if name not in ("of", "text_size")}


def _sign_data(sign: Sign | str) -> dict[str, str]:
    if isinstance(sign, Badge):
        return {"mark": sign.kind, "letter": sign.letter}
    return {"mark": sign, "letter": ""} if isinstance(sign, MarkKind) else {"role": sign}


def _sign(row: Mapping[str, Any]) -> Sign | str:
    if "mark" not in row:
        return str(row["role"])
    kind, letter = MarkKind(row["mark"]), str(row["letter"])
    return Badge(kind, letter) if letter else kind


def _each(items: Iterable[Mapping[str, Any]], made: Callable[[Mapping[str, Any]], _T]) -> tuple[_T, ...]:
    return tuple(map(made, items))


def _page(data: Mapping[str, Any]) -> Page:
    boxes, connectors = _each(data["boxes"], _box), _each(data["connectors"], _connector)
    return Page(**{**data, "boxes": boxes, "connectors": connectors, "lines": _lines(data), "marks": _marks(data)})


def _box(data: Mapping[str, Any]) -> Box:
    return Box(**{**data, "lines": _lines(data), "marks": _marks(data)})


def _connector(data: Mapping[str, Any]) -> Connector:
    return Connector(**{**data, "points": tuple((x, y) for x, y in data["points"]), "lines": _lines(data)})


def _lines(data: Mapping[str, Any]) -> tuple[TextLine, ...]:
    return tuple(TextLine(**line) for line in data["lines"])


def _marks(data: Mapping[str, Any]) -> tuple[Mark, ...]:
    return tuple(Mark(**{**mark, "kind": MarkKind(mark["kind"])}) for mark in data["marks"])
