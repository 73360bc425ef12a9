"""What a folder of chains says of itself in ``palveluketju.toml`` or ``pyproject.toml``.

What is named here is imported when it is first used: to read a configuration all rules are needed, to find the language
of a message none is.
"""

from typing import TYPE_CHECKING, Final

from palveluketju.lazily import on_first_use

if TYPE_CHECKING:
    from palveluketju.config.contracts import position_of
    from palveluketju.config.language import FILE_NAME, MAX_BYTES, language_in
    from palveluketju.config.reading import read_config
    from palveluketju.config.settings import RULE_SETS, Config
    from palveluketju.config.themes import theme_of

__all__ = [
    "FILE_NAME",
    "MAX_BYTES",
    "RULE_SETS",
    "Config",
    "language_in",
    "position_of",
    "read_config",
    "theme_of",
]
_HOMES: Final = {
    "contracts": ("position_of",),
    "language": ("FILE_NAME", "MAX_BYTES", "language_in"),
    "reading": ("read_config",),
    "settings": ("RULE_SETS", "Config"),
    "themes": ("theme_of",),
}


if not TYPE_CHECKING:
    __getattr__ = on_first_use(__name__, _HOMES)
