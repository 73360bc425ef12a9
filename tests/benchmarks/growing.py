"""What is known to grow faster than it may, with how much: times as many calls for four times as many elements.

``tests/test_benchmarks.py`` holds this list to what it finds: what is mended is taken out, and nothing is put in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

GROWING: Final[Mapping[str, Mapping[str, float]]] = {
    # A level has all that goes on there through others: a chain can have 300 levels, no more.
    "levels carries": {
        "PK117": 9.7,
        "register coverage-by-sector": 9.5,
        "register continuity": 8.6,
        "workspace register maturity": 5.0,
    },
    # Each service is missing in all areas but one, and each of these has a row.
    "areas": {
        "register areas-without": 11.7,
    },
}
