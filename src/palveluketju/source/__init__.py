"""Text on disk becomes plain strings with positions; the only rooms that read with PyYAML.

Everything a file can do wrong before its meaning matters is found here (rules PK001-PK012).
"""

from typing import TYPE_CHECKING, Final

from palveluketju.lazily import on_first_use

if TYPE_CHECKING:
    from palveluketju.source.bounded import read_bytes
    from palveluketju.source.implied import (
        CONFIGURATION,
        MENDED,
        NO_FILE,
        OUTSIDE,
        OUTSIDE_CONFIGURATION,
        PROJECT,
        REPOSITORY,
        configuration_over,
        has_settings,
        is_inside,
        refusal,
        settings_in,
        top_of,
    )
    from palveluketju.source.reading import Aside, Source, laid_aside, likeness_of, parse_source, read_source, source_of
    from palveluketju.source.rules import READING_RULES

__all__ = [
    "CONFIGURATION",
    "MENDED",
    "NO_FILE",
    "OUTSIDE",
    "OUTSIDE_CONFIGURATION",
    "PROJECT",
    "READING_RULES",
    "REPOSITORY",
    "Aside",
    "Source",
    "configuration_over",
    "has_settings",
    "is_inside",
    "laid_aside",
    "likeness_of",
    "parse_source",
    "read_bytes",
    "read_source",
    "refusal",
    "settings_in",
    "source_of",
    "top_of",
]
_HOMES: Final = {
    "bounded": ("read_bytes",),
    "implied": (
        "CONFIGURATION",
        "MENDED",
        "NO_FILE",
        "OUTSIDE",
        "OUTSIDE_CONFIGURATION",
        "PROJECT",
        "REPOSITORY",
        "configuration_over",
        "has_settings",
        "is_inside",
        "refusal",
        "settings_in",
        "top_of",
    ),
    "reading": (
        "Aside",
        "Source",
        "laid_aside",
        "likeness_of",
        "parse_source",
        "read_source",
        "source_of",
    ),
    "rules": ("READING_RULES",),
}

if not TYPE_CHECKING:
    __getattr__ = on_first_use(__name__, _HOMES)
