"""A table: typed columns with headings in three languages, and records; data first, and worded when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import compress
from typing import Any, Self

from palveluketju.display import short, table_html
from palveluketju.findings import counted, unknown_id
from palveluketju.frozen import dataclass
from palveluketju.tables.cell import Cell, data_of, text_of
from palveluketju.tables.columns import Column, InLanguages, in_languages, words_of
from palveluketju.tables.frames import Backend, frame
from palveluketju.tables.writing import csv_text, json_text
from palveluketju.terms import known_language, term


class Record(Mapping[str, Cell]):
    """One row of a table: its cells by the keys of the columns. It does not change."""

    __slots__ = ("_cells", "_places")

    def __init__(self, places: Mapping[str, int], cells: Sequence[Cell]) -> None:
        self._places, self._cells = places, tuple(cells)

    def __getitem__(self, key: str) -> Cell:
        if key not in self._places:
            raise unknown_id("column", str(key), self._places)
        return self._cells[self._places[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._cells)

    def __hash__(self) -> int:
        return hash((tuple(self._places), self._cells))

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in the order of the columns."""
        return self._cells

    def texts(self, lang: str = "en") -> tuple[str, ...]:
        """The cells in words."""
        return tuple(text_of(cell, lang) for cell in self._cells)

    def __repr__(self) -> str:
        told = (f"{key}={text_of(self[key], 'en')!r}" for key in self)
        return short(f"<record {', '.join(told)}>")


@dataclass(frozen=True, repr=False)
class Table:
    """A register, or another table: records under columns.

    Its length, and what it goes through, are its records, which are made of ``rows`` when they are asked for. ``name``
    is as the command line has it. ``lang`` is the language in which it is shown and written unless another is asked
    for. ``title_in`` has its title by language where its name is not among the terms. ``left_out`` counts the records
    that a selection has left out.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lang: str = field(default="en", compare=False)
    title_in: InLanguages | None = None
    left_out: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "title_in", in_languages(self.title_in))

    @classmethod
    def of(
        cls,
        name: str,
        columns: Iterable[Column],
        rows: Iterable[Sequence[Cell]] = (),
        *,
        title_in: InLanguages | None = None,
    ) -> Self:
        """A table of rows that have a cell for each column.

        Raises:
            ValueError: there is no column, two have one key, or a row has more or fewer cells than there are columns.
        """
        head = tuple(columns)
        if not head:
            raise ValueError(f"the table '{name}' has no columns; give it one")
        places = {column.key: place for place, column in enumerate(head)}
        if len(places) < len(head):
            twice = next(one.key for place, one in enumerate(head) if places[one.key] != place)
            raise ValueError(f"the table '{name}' has two columns '{twice}'; give one of them another key")
        every = tuple(map(tuple, rows))
        if {*map(len, every)} - {len(head)}:
            wrong = next(len(row) for row in every if len(row) != len(head))
            cells = counted(wrong, "cell")
            raise ValueError(f"a row of the table '{name}' has {cells} for {counted(len(head), 'column')}")
        return cls(name, head, every, title_in=title_in)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The rows, each with its cells by the keys of the columns."""
        places = {column.key: place for place, column in enumerate(self.columns)}
        return tuple(Record(places, row) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __bool__(self) -> bool:
        """A table is one also where it has no records."""
        return True

    def __repr__(self) -> str:
        return short(f"<table {self.name}: {counted(len(self), 'record')} of {', '.join(self.headings())}>")

    def _repr_html_(self) -> str:
        rest = "" if self.rows else self.sentence()
        return table_html(self.title(), self.headings(), self.texts(), lang=self.lang, rest=rest)

    def within(self, lang: str) -> Self:
        """The same table, shown and written in a language unless another is asked for."""
        return replace(self, lang=known_language(lang))

    def title(self, lang: str | None = None) -> str:
        """What the table is called."""
        return words_of(self.name.replace("-", " "), self.title_in, lang or self.lang)

    def headings(self, lang: str | None = None) -> tuple[str, ...]:
        """The headings of the columns."""
        return tuple(column.heading(known_language(lang or self.lang)) for column in self.columns)

    def texts(self, lang: str | None = None) -> tuple[tuple[str, ...], ...]:
        """The records in words, a text a column."""
        language = known_language(lang or self.lang)
        return tuple(tuple([text_of(cell, language) for cell in row]) for row in self.rows)

    def column(self, key: str) -> tuple[Cell, ...]:
        """The cells of one column.

        Raises:
            UnknownId: there is no such column.
        """
        keys = [column.key for column in self.columns]
        if key not in keys:
            raise unknown_id("column", key, keys)
        place = keys.index(key)
        return tuple([row[place] for row in self.rows])

    def sentence(self, lang: str | None = None) -> str:
        """That the table has no records, or none that is about what was selected, in a sentence."""
        said = term("nothing selected" if self.left_out else "empty table", lang or self.lang)
        return said.format(title=self.title(lang), count=self.left_out)

    def only(self, is_kept: Callable[[Record], bool]) -> Self:
        """The same table with some of its records."""
        kept = tuple(compress(self.rows, map(is_kept, self.records)))
        return replace(self, rows=kept, left_out=self.left_out + len(self.rows) - len(kept))

    def to_csv(self, lang: str | None = None) -> str:
        """The table as CSV: headings and records in words, as a spreadsheet of that language opens it.

        In Finnish and Swedish with semicolons and a byte order mark, in English with commas and none. A cell that a
        spreadsheet would take for a formula has an apostrophe before it.
        """
        language = known_language(lang or self.lang)
        return csv_text(self.headings(language), self.texts(language), language)

    def to_json(self, lang: str | None = None) -> str:
        """The table as JSON: name, title, language, columns, and records by the keys of the columns.

        Each cell is null where there is nothing, else an object with its ``text``, and beside it what it is: the ``id``
        of an element or a word, the ``state`` of what is not there, the ``value`` of a number, a day or a truth value,
        the ``path`` of a place in a declaration, the ``items`` of a list, the ``label`` or the ``note`` of another
        cell, which is under ``of``, the ``first`` and the ``last`` of a span.
        """
        return json_text(self.data(lang))

    def data(self, lang: str | None = None) -> dict[str, Any]:
        """What :meth:`to_json` writes."""
        language = known_language(lang or self.lang)
        columns = [
            {"key": column.key, "kind": column.kind.value, "heading": column.heading(language)}
            for column in self.columns
        ]
        records = [{key: data_of(record[key], language) for key in record} for record in self.records]
        return {
            "name": self.name,
            "title": self.title(language),
            "lang": language,
            "columns": columns,
            "records": records,
        }

    def to_frame(self, backend: Backend, lang: str | None = None, *, ids: bool = False) -> Any:
        """The table as a data frame of polars, pandas or pyarrow; its columns are named by their keys.

        Numbers, days and truth values are such, a list is a list of texts, all else is a text in the language; where
        there is nothing, it is null. A count has a column ``KEY_state`` beside it: ``there`` where there is something,
        else what is told of it. The count is 0 where there is none for certain, and null where no number is told. With
        ``ids``, columns of names, words, states and lists have a column ``KEY_id`` beside them, for joining tables and
        for programs that are to depend on no language.

        Raises:
            ValueError: there is no such backend.
            CannotRun: narwhals, or the library of the backend, is not installed.
        """
        language = known_language(lang or self.lang)
        return frame(((column, self.column(column.key)) for column in self.columns), backend, language, ids=ids)


def stacked(name: str, tables: Iterable[tuple[Cell, Table]], first: Column) -> Table:
    """Tables of one kind under each other, with what each is of in the first column.

    Where they have other columns, the whole has those of all. A table that has that column already is not given
    another.
    """
    every = list(tables)
    columns = columns_of_all(table for _, table in every)
    own = any(column.key == first.key for column in columns)
    rows = [
        (*(() if own else (of,)), *(record.get(column.key) for column in columns))
        for of, table in every
        for record in table
    ]
    title_in = every[0][1].title_in if every else None
    whole = Table.of(name, columns if own else (first, *columns), rows, title_in=title_in)
    return replace(whole, left_out=sum(table.left_out for _, table in every))


def columns_of_all(tables: Iterable[Table]) -> tuple[Column, ...]:
    """The columns of all tables, each before the one that it comes before where it first stands."""
    found: list[Column] = []
    for table in tables:
        place = len(found)
        for column in reversed(table.columns):
            keys = [one.key for one in found]
            if column.key in keys:
                place = keys.index(column.key)
            else:
                found.insert(place, column)
    return tuple(found)
