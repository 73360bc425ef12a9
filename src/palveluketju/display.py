"""What things show of themselves: one short line, and in a notebook a table that reads well in light and dark.

The tables have no colours of their own: text and lines take those of the page that they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

SHORT: Final = 1000
"""How many characters a thing shows of itself on a line."""
MOST_ROWS: Final = 100
"""How many rows of a table a notebook shows; the others are counted."""
CELL: Final = 300
"""How many characters of a text a cell shows."""
Cell = str | tuple[str, str]
"""What a cell says; with a language where it is not that of the table."""

_ACTIVE: Final = r"[\\`*_\[\]~|$@!#]|(?<=:)//|(?<=[wW])\.|^[-+=]"
_NUMBER: Final = r"^(\d+)([.)])(?=\s|$)"
_LEFT: Final = "text-align:left;vertical-align:top"
_CELL: Final = f"{_LEFT};padding:.25em .6em;border:1px solid currentColor"


def safe(text: str) -> str:
    r"""A text on one line, with nothing in it that a terminal acts on, or whoever reads the log of a step.

    >>> print(safe("a\x1b[31m\nb"), safe("##[error]"))
    a\x1b[31m\nb #\#[error]
    """
    text = text.replace("##[", "#\\#[")  # GitHub's runner obeys it anywhere in a line
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\N{NO-BREAK SPACE}" else ascii(c)[1:-1] for c in text)


def flowing(text: str) -> str:
    r"""The same with the paragraphs of a text after each other.

    >>> print(flowing("Kaikki perheet.\n\nMyös isovanhemmat."))
    Kaikki perheet. Myös isovanhemmat.
    """
    return safe(re.sub(r"[ ]*\n\s*", " ", text))


def inert(line: str) -> str:
    r"""A line of text in Markdown, in which nothing is markup, a link or the beginning of a list.

    >>> print(inert("1. *a* <b>"))
    1\. \*a\* &lt;b&gt;
    """
    plain = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    active = re.sub(_ACTIVE, lambda match: "".join(f"\\{sign}" for sign in match.group()), plain)
    return re.sub(_NUMBER, r"\1\\\2", active)


def short(text: str, limit: int = SHORT) -> str:
    """A text on one line, cut where it is longer than a limit.

    >>> short("Kaikki perheet", 7)
    'Kaikki…'
    """
    line = safe(text[: limit + 1])
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def table_html(
    caption: Cell, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, lang: str = "en", rest: str = ""
) -> str:
    """A table as a piece of HTML that needs nothing else: no style sheet, no script, no network.

    Of more than MOST_ROWS rows the others are counted under it; ``rest`` is a sentence that stands there as well.
    """
    every = list(rows)
    hidden = len(every) - MOST_ROWS
    under = [f"… and {hidden} more"] if hidden > 0 else []
    head = "".join(f'<th scope="col" style="{_CELL}">{_escaped(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in every[:MOST_ROWS])
    notes = "".join(f'<p style="margin:.3em 0">{_escaped(note)}</p>' for note in (*under, rest) if note)
    return (
        f'<figure lang="{_escape(lang)}" style="margin:0;overflow-x:auto">'
        '<table style="border-collapse:collapse;color:inherit;background:transparent">'
        f'<caption style="caption-side:top;{_LEFT};color:inherit;font-weight:bold">{_words(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}</figure>"
    )


def _cell(cell: Cell) -> str:
    return f'<td style="{_CELL}">{_words(cell)}</td>'


def _words(cell: Cell) -> str:
    if isinstance(cell, str):
        return _escaped(cell)
    text, lang = cell
    return f'<span lang="{_escape(lang)}">{_escaped(text)}</span>'


def _escaped(text: str) -> str:
    return _escape(short(text, CELL))


def _escape(text: str) -> str:
    from html import escape  # most runs show nothing of theirs as HTML

    return escape(text)
