"""Text of a chain as every writer of pictures may show it."""

from __future__ import annotations

import re
from typing import Final

_SPACES: Final = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_HARMFUL: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]|[\ud800-\udfff]"
)


def clean(text: str) -> str:
    r"""A text on one line, without hints of where it may break.

    What XML cannot hold, what a terminal acts on and what turns the direction of reading (bidi controls) become
    U+FFFD, so that it is seen that something was there.

    >>> print(ascii(clean("Neu\u00advola\x1b[31m\n\u202ex")))
    'Neuvola\ufffd[31m \ufffdx'
    """
    if text.isprintable():  # as nearly all are: what is replaced here is not
        return text
    return _HARMFUL.sub("\ufffd", _SPACES.sub(" ", text.replace("\N{SOFT HYPHEN}", "")))
