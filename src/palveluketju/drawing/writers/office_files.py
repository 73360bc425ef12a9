"""What office files have in common: who made them, their language, and one date, so that they have the same bytes."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Final

FIRST_DAY: Final = datetime.datetime(1980, 1, 1)  # a zip file has no zones
"""The date of every file within an office file, and of the file itself: the first that a zip file can have."""
MAKER: Final = "palveluketju"
_REGIONS: Final = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def region(lang: str) -> str:
    """A language with its region, as office programs name the languages that they check spelling in."""
    return _REGIONS.get(lang, lang)


def dated(data: bytes) -> bytes:
    """A zip file with one date for all that is in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(made, "w") as whole:
        for name in packed.namelist():
            info = zipfile.ZipInfo(name, FIRST_DAY.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            whole.writestr(info, packed.read(name))
    return made.getvalue()
