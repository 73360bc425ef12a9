"""Words in HTML: escaped, each in its language."""

from __future__ import annotations

import html
from functools import lru_cache

from palveluketju.documents.document import Line, lines_of, link, phrases, plain


def text_html(line: Line) -> str:
    """A line: links lead to their addresses, words of another language than the document's say so."""
    if isinstance(line, str):
        return words_html(line)
    return "".join([_phrase(phrase.text, phrase.lang, phrase.address) for phrase in phrases(line)])


def language_of(line: Line) -> str:
    """The language of most of a line, for what cannot have two; empty where that is the document's."""
    return max(phrases(line), key=lambda phrase: len(phrase.text)).lang if line else ""


def spoken(lang: str) -> str:
    """The attribute that says in which language an element is, if not in the document's."""
    return f" lang={attribute(lang)}" if lang else ""


@lru_cache(maxsize=4096)
def words_html(text: str) -> str:
    """A text with its lines; cells of tables say much of the same."""
    return "<br>".join([html.escape(one) for one in lines_of(text)])


def escaped(text: Line) -> str:
    """A text on one line."""
    return html.escape(" ".join(lines_of(plain(text))))


def attribute(text: Line) -> str:
    """The value of an attribute."""
    return f'"{escaped(text)}"'


def _phrase(text: str, lang: str, address: str) -> str:
    if address and link(address):
        return f'<a href={attribute(address)} rel="noreferrer"{spoken(lang)}>{words_html(text)}</a>'
    return f"<span{spoken(lang)}>{words_html(text)}</span>" if lang else words_html(text)
