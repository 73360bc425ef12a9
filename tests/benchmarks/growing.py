"""What is known to grow faster than it may, with how much: times as many calls for four times as many elements.

``tests/test_benchmarks.py`` holds this list to what it finds: what is mended is taken out, and nothing is put in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

GROWING: Final[Mapping[str, Mapping[str, float]]] = {}
