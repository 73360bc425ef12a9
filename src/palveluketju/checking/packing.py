"""Values of what was checked as bytes, in little room, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

from palveluketju.checking.plain import Plain
from palveluketju.checking.shapes import NotPlain
from palveluketju.model import Catalogue


class Packing:
    """Packs values of one workspace; ``catalogues`` are those of it, by their files."""

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        self._plain = Plain(catalogues)

    def packed(self, value: Any) -> bytes:
        """A value, written and packed.

        Raises:
            NotPlain: it cannot be written.
        """
        return zlib.compress(json.dumps(self._plain.written(value), separators=(",", ":")).encode("ascii"), 1)

    def packed_if_plain(self, value: Any) -> bytes | None:
        """A value, written and packed; None where it cannot be written."""
        try:
            return self.packed(value)
        except NotPlain:
            return None

    def value(self, packed: bytes) -> Any:
        """A value that was written and packed.

        Raises:
            NotPlain: it was not.
        """
        try:
            return self._plain.read(json.loads(zlib.decompress(packed)))
        except (zlib.error, ValueError) as error:
            raise NotPlain from error
