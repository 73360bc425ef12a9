"""Selections, a small language for the elements of chains and catalogues, and contracts that are made of them."""

from typing import TYPE_CHECKING, Final

from palveluketju.lazily import on_first_use

if TYPE_CHECKING:
    from palveluketju.selecting.contract_tables import contract_of
    from palveluketju.selecting.contracts import Contract, Outcome, contract_rule, outcome
    from palveluketju.selecting.elements import Element, Graph, Kind, kind_called
    from palveluketju.selecting.language import Key, Selection
    from palveluketju.selecting.parsing import parse
    from palveluketju.selecting.selecting import Found, Ground, Selected, select

__all__ = [
    "Contract",
    "Element",
    "Found",
    "Graph",
    "Ground",
    "Key",
    "Kind",
    "Outcome",
    "Selected",
    "Selection",
    "contract_of",
    "contract_rule",
    "kind_called",
    "outcome",
    "parse",
    "select",
]
_HOMES: Final = {
    "contract_tables": ("contract_of",),
    "contracts": (
        "Contract",
        "Outcome",
        "contract_rule",
        "outcome",
    ),
    "elements": (
        "Element",
        "Graph",
        "Kind",
        "kind_called",
    ),
    "language": (
        "Key",
        "Selection",
    ),
    "parsing": ("parse",),
    "selecting": (
        "Found",
        "Ground",
        "Selected",
        "select",
    ),
}

if not TYPE_CHECKING:
    __getattr__ = on_first_use(__name__, _HOMES)
