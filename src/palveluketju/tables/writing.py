"""Tables as text that other programs read: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

BYTE_ORDER_MARK: Final = "\ufeff"
_WITH_SEMICOLONS: Final = ("fi", "sv")
"""Languages in which a number has a decimal comma, so that spreadsheets expect semicolons between cells."""
_FORMULA: Final = re.compile(r"\s*[=+@＝＋－＠-]")


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]], lang: str) -> str:
    """Rows of texts as CSV, with CRLF at the end of lines (RFC 4180) and as spreadsheets of a language expect it.

    What people have written in a declaration is not to be calculated by the spreadsheet of somebody else: a cell that
    begins as a formula does is preceded by an apostrophe. So is one that has apostrophes before such a beginning, so
    that it can be told what was written: see :func:`unescaped`.
    """
    semicolons = lang in _WITH_SEMICOLONS
    made = io.StringIO(newline="")
    made.write(BYTE_ORDER_MARK if semicolons else "")
    writer = csv.writer(made, delimiter=";" if semicolons else ",", lineterminator="\r\n")
    writer.writerows([escaped(text) for text in row] for row in (headings, *rows))
    return made.getvalue()


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula, as it begins like one."""
    return _FORMULA.match(text) is not None


def escaped(text: str) -> str:
    """A text of which a spreadsheet makes no formula.

    >>> escaped("=1+1"), escaped("a=1"), escaped("'=1")
    ("'=1+1", 'a=1', "''=1")
    """
    return f"'{text}" if is_like_a_formula(text.lstrip("'")) else text


def unescaped(text: str) -> str:
    """What :func:`escaped` was given.

    >>> unescaped("'=1+1"), unescaped("'a")
    ('=1+1', "'a")
    """
    return text[1:] if text.startswith("'") and is_like_a_formula(text.lstrip("'")) else text


def json_text(data: Any) -> str:
    """Data as JSON, indented, with its letters as they are."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
