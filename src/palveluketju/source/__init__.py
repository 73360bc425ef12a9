"""Text on disk becomes plain strings with positions; the only rooms that read with PyYAML.

Everything a file can do wrong before its meaning matters is found here (rules PK001-PK011).
"""

from palveluketju.source.reading import Source, parse_source, read_bytes, read_source
from palveluketju.source.rules import READING_RULES

__all__ = ["READING_RULES", "Source", "parse_source", "read_bytes", "read_source"]
