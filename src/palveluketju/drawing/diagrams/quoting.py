"""The one place where text becomes part of a DOT file."""

from __future__ import annotations

import re
from typing import Final

from palveluketju.drawing.picture.cleaning import clean

_UNPRINTABLE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|[\ud800-\udfff]")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPECIAL: Final = re.compile('[&<>"]')
MAX_LENGTH: Final = 2000


def quoted(text: str) -> str:
    r"""A text as a DOT string that shows exactly that text, whatever is in it; its lines are centred.

    Quotation marks, markup and entities become entities; a backslash is doubled so that escapes such as ``\N``
    stay text; characters that XML cannot hold become U+FFFD; a line break stays one.

    >>> print(quoted('a "b" <c> \\N'))
    "a &quot;b&quot; &lt;c&gt; \\N"
    """
    kept = text[:MAX_LENGTH]
    if not kept.isprintable():
        kept = _UNPRINTABLE.sub("\ufffd", kept)
    # Backslashes after entities: the entity for a backslash would be decoded before escapes are.
    escaped = _SPECIAL.sub(lambda match: _ENTITIES[match.group()], kept).replace("\\", "\\\\")
    return '"' + escaped.replace("\n", "\\n") + '"'


def marked(text: str) -> str:
    r"""A text on one line within a label that is markup (``label=<...>``), where a backslash means itself.

    >>> print(marked('a "b" <c> \\N'))
    a &quot;b&quot; &lt;c&gt; \\N
    """
    escaped = _SPECIAL.sub(lambda match: _ENTITIES[match.group()], clean(text)[:MAX_LENGTH])
    return escaped.replace("]", "&#93;")  # Graphviz stumbles over a text that is nothing but a bracket
