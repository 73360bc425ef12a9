"""Markdown as GitHub and GitLab show it in a summary or a comment, read by markdown-it with the extensions of GFM."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from machine.reading import decoded, need

_READER = MarkdownIt("gfm-like", {"html": True})
_READER.validateLink = lambda _: True  # type: ignore[assignment] # others make links of it
# What is looked for in the text that is shown, outside of code: entities are decoded by then.
_MENTION = re.compile(r"(?<![\w`])@\w")
_REFERENCE = re.compile(r"(?<![\w&])(?:[\w.-]+/[\w.-]+)?#\d+\b|\bGH-\d+\b")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_REQUEST = re.compile(r"(?<![\w\\])!\d+\b")  # of GitLab, which does not take it for one behind a backslash
_CELL_END = re.compile(r"(?P<slashes>\\*)\|")


@dataclass
class Page:
    """What a reader sees: the cells of tables by rows, headings, other texts, and where links lead."""

    tables: list[list[list[str]]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def read_markdown(
    data: str | bytes, *, may_link: Callable[[str], bool] = lambda _: False, tags: frozenset[str] = frozenset()
) -> Page:
    """What a page shows.

    Args:
        data: the page.
        may_link: which links were meant; all others come from a name that was not made safe.
        tags: pieces of HTML that were meant, as written.

    Raises:
        Rejected: raw HTML, an image, a link, a mention or a reference that was not meant, or a table with rows of
            different lengths, of which readers drop cells.
    """
    text = decoded(data)
    page = Page()
    tokens = _READER.parse(text)
    for token in _all(tokens):
        need(token.type != "image", f"an image: {token.content!r}")
        if token.type in ("html_block", "html_inline"):
            need(token.content.strip() in tags, f"raw HTML: {token.content!r}")
        if token.type == "link_open":
            href = str(token.attrs["href"])
            need(may_link(href), f"a link: {href!r}")
            page.links.append(href)
    _fill(page, tokens)
    for first, behind in ((token.map[0], token.map[1]) for token in tokens if token.type == "table_open" and token.map):
        _equal_rows(text.split("\n")[first:behind])
    return page


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _fill(page: Page, tokens: list[Token]) -> None:
    before = Token("", "", 0)
    for token in tokens:
        if token.type == "table_open":
            page.tables.append([])
        elif token.type == "tr_open":
            page.tables[-1].append([])
        elif token.type == "inline":
            shown = _shown(token)
            if before.type in ("th_open", "td_open"):
                page.tables[-1][-1].append(shown)
            else:
                (page.headings if before.type == "heading_open" else page.texts).append(shown)
        elif token.type in ("fence", "code_block"):
            page.texts.append(token.content)
        before = token


def _shown(token: Token) -> str:
    """The text of a paragraph, heading or cell, in which nothing may be called by accident."""
    whole, outside = [], []
    for child in token.children or []:
        shown = "\n" if child.type in ("softbreak", "hardbreak") else child.content
        if child.type != "html_inline":
            whole.append(shown)
            outside.append(" " if child.type == "code_inline" else shown)
    for pattern, what in ((_MENTION, "a mention"), (_REFERENCE, "a reference")):
        found = pattern.search("".join(outside))
        need(found is None, f"{what}: {token.content!r}")
    need(not _REQUEST.search(_CODE.sub(" ", token.content)), f"a merge request: {token.content!r}")
    return "".join(whole)


def _equal_rows(rows: list[str]) -> None:
    """Each row of a table has as many cells as its head: readers cut off the rest, and add what is missing."""
    counts = {_cells(row) for row in rows if row.strip()}
    need(len(counts) == 1, f"rows of different lengths: {rows}")


def _cells(row: str) -> int:
    row = row.strip()
    ends = []
    for match in _CELL_END.finditer(row):
        slashes = len(match["slashes"])
        need(slashes % 2 or not slashes, f"a '|' behind two backslashes, which readers take differently: {row!r}")
        if not slashes:
            ends.append(match.start())
    return len(ends) + 1 - (0 in ends) - (len(row) - 1 in ends)
