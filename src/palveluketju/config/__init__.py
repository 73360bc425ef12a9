"""What a folder of chains says of itself in ``palveluketju.toml`` or ``pyproject.toml``."""

from palveluketju.config.contracts import position_of
from palveluketju.config.reading import FILE_NAME, MAX_BYTES, language_in, read_config
from palveluketju.config.settings import FAIL_ON, RULE_SETS, Config
from palveluketju.config.themes import theme_of

__all__ = [
    "FAIL_ON",
    "FILE_NAME",
    "MAX_BYTES",
    "RULE_SETS",
    "Config",
    "language_in",
    "position_of",
    "read_config",
    "theme_of",
]
