"""Sources become a Workspace of chains and a catalogue."""

from palveluketju.loading.parsing import HEADERS, parse
from palveluketju.loading.records import LoadedFile, Workspace, made_in_python
from palveluketju.loading.rules import DECLARATION_RULES
from palveluketju.loading.workspace import (
    InvalidChain,
    join_sources,
    load_chain,
    load_chain_text,
    load_workspace,
)

__all__ = [
    "DECLARATION_RULES",
    "HEADERS",
    "InvalidChain",
    "LoadedFile",
    "Workspace",
    "join_sources",
    "load_chain",
    "load_chain_text",
    "load_workspace",
    "made_in_python",
    "parse",
]
