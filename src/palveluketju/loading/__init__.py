"""Sources become a Workspace of chains and a catalogue."""

from palveluketju.loading.dumping import chain_as_yaml
from palveluketju.loading.parsing import HEADERS, parse
from palveluketju.loading.rules import DECLARATION_RULES
from palveluketju.loading.workspace import (
    InvalidChain,
    LoadedFile,
    Workspace,
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
    "chain_as_yaml",
    "join_sources",
    "load_chain",
    "load_chain_text",
    "load_workspace",
    "parse",
]
