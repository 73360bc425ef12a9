"""A drawing as a notebook shows it: the picture, and under it the same in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from palveluketju.terms import title


def notebook_html(pages: Sequence[str], text: str, *, lang: str) -> str:
    """Pages that are SVG, over their words, which open on request; a dark notebook gets white paper."""
    words = "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in text.strip().split("\n\n"))
    told = f"<details{'' if pages else ' open'}><summary>{title('description', lang)}</summary>{words}</details>"
    drawn = "".join(f'<div style="background: #fff; max-width: 70em">{page}</div>' for page in pages)
    return f'<figure lang="{lang}" style="margin: 0">{drawn}<figcaption>{told}</figcaption></figure>'


def notebook_markdown(text: str) -> str:
    """The words as they are, in a fence that nothing in them can close."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=2))
    return f"{fence}text\n{text.strip()}\n{fence}\n"
