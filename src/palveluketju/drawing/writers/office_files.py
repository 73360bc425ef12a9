"""What office files have in common: who made them, their language, and one date, so that they have the same bytes."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from typing import Final

FIRST_DAY: Final = datetime.datetime(1980, 1, 1)  # a zip file has no zones
"""The date of every file within an office file, and of the file itself: the first that a zip file can have."""
_STAMP: Final = (0, 1 << 5 | 1)
"""That date as zip files have it: no time, and the first day of the first month of year 0, which is 1980."""
_SYSTEM, _RIGHTS = 0, 0o600 << 16
"""The system that made a zip file, none that tells more than its rights, and whose each file in it is."""
MAKER: Final = "palveluketju"
_REGIONS: Final = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def region(lang: str) -> str:
    """A language with its region, as office programs name the languages that they check spelling in."""
    return _REGIONS.get(lang, lang)


def dated(data: bytes) -> bytes:
    """A zip file with one date for all that is in it, and as if no system had made it; nothing is packed anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files, at = packed.infolist(), packed.start_dir
    made = bytearray(data)
    for info in files:
        struct.pack_into("<HH", made, info.header_offset + 10, *_STAMP)
        struct.pack_into("<HH", made, at + 12, *_STAMP)
        struct.pack_into("<I", made, at + 38, _RIGHTS)
        made[at + 5] = _SYSTEM
        at += 46 + sum(struct.unpack_from("<HHH", made, at + 28))
    return bytes(made)
