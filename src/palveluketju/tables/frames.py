"""Columns of cells as a data frame of the library that somebody works with, by way of narwhals."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any, Final, Literal, get_args

from palveluketju.findings import N_, CannotRun, joined
from palveluketju.model import State
from palveluketju.tables.cell import Cell, ids_of, text_of
from palveluketju.tables.columns import Column, Kind
from palveluketju.tables.forms import Percent, Points
from palveluketju.tables.values import AllOf

Backend = Literal["polars", "pandas", "pyarrow"]
_BACKENDS: Final = get_args(Backend)
_IN_PANDAS: Final = {
    "Int64": "Int64",
    "Date": "datetime64[s]",
    "Boolean": "boolean",
    "String": "string",
    "List": "object",
}
"""What pandas calls types in which a value can be missing; those that narwhals has for it are others."""
_TYPED: Final[dict[Kind, tuple[str, type]]] = {
    Kind.NUMBER: ("Int64", int),
    Kind.DATE: ("Date", datetime.date),
    Kind.YES_NO: ("Boolean", bool),
}
_WITH_ID: Final = (Kind.NAME, Kind.WORD, Kind.STATE)


def frame(columns: Iterable[tuple[Column, Sequence[Cell]]], backend: str, lang: str, *, ids: bool) -> Any:
    """Columns with their cells as a data frame: see :meth:`Table.to_frame`.

    Raises:
        ValueError: there is no such backend.
        CannotRun: narwhals, or the library of the backend, is not installed.
    """
    if backend not in _BACKENDS:
        raise ValueError(f"there is no backend {str(backend)[:40]!r}; the backends are {joined(sorted(_BACKENDS))}")
    narwhals = _library("narwhals", "'palveluketju[frames]'")
    native = _library(backend, backend)
    made = {}
    for key, kind, values in (part for column, cells in columns for part in _parts(column, cells, lang, ids=ids)):
        if backend == "pandas":
            series = native.Series(values, dtype=_IN_PANDAS[kind], name=key)
            made[key] = narwhals.from_native(series, series_only=True)
        else:
            dtype = narwhals.List(narwhals.String) if kind == "List" else getattr(narwhals, kind)
            made[key] = narwhals.new_series(key, values, dtype, backend=backend)
    return narwhals.from_dict(made).to_native()


NOT_INSTALLED: Final = N_("data frames need {library}, which is not installed; run: pip install {installed_as}")


def _library(name: str, installed_as: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise CannotRun(NOT_INSTALLED, library=name, installed_as=installed_as) from None


def _parts(column: Column, cells: Sequence[Cell], lang: str, *, ids: bool) -> Iterator[tuple[str, str, list[Any]]]:
    """The columns of a frame that one column of a table becomes: key, type and values."""
    key, kind = column.key, column.kind
    if kind is Kind.COUNT:
        yield key, "Int64", [0 if cell is State.NONE else cell if isinstance(cell, int) else None for cell in cells]
        yield f"{key}_state", "String", [State.THERE if isinstance(cell, int) else _state(cell) for cell in cells]
    elif kind is Kind.LIST:
        yield key, "List", [[text_of(item, lang) for item in _items(cell)] for cell in cells]
    elif kind in _TYPED:
        name, type_ = _TYPED[kind]
        values = [cell.value if isinstance(cell, (Percent, Points)) else cell for cell in cells]
        yield key, name, [value if isinstance(value, type_) else None for value in values]
    else:
        yield key, "String", [text_of(cell, lang) or None for cell in cells]
    if ids and kind is Kind.LIST:
        yield f"{key}_id", "List", [list(ids_of(cell)) for cell in cells]
    elif ids and kind in _WITH_ID:
        yield f"{key}_id", "String", [next(iter(ids_of(cell)), None) for cell in cells]


def _state(cell: Cell) -> str | None:
    return cell.value if isinstance(cell, State) else None


def _items(cell: Cell) -> tuple[Cell, ...]:
    """What a list has; what stands in place of a list is one item."""
    if isinstance(cell, AllOf):
        return cell.items
    return cell if isinstance(cell, tuple) else () if cell is None else (cell,)
