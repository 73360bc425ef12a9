"""Declare, compile, check and draw health and social care service chains (palveluketju).

The verbs that carry the library, for one chain and for all chains of some files and folders::

    chain = load_chain("chains/uusimaa/lastensuojelun-ennaltaehkaisy.yaml")
    graph = compile_chain(chain)
    found = check_chain(graph)
    picture = draw_chain(graph, found)
    tables = registers(graph)

    workspace = load_workspace(["chains"])
    together = compile_workspace(workspace)
    found = check_workspace(workspace)
    picture = draw_workspace(workspace, found)
    tables = registers(workspace)
    report(workspace, found).save("report.html")

What is named here is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from palveluketju.checking import check_chain, check_workspace
    from palveluketju.checks import CHECKS
    from palveluketju.documents.whole import report
    from palveluketju.drawing import draw_chain, draw_workspace
    from palveluketju.findings import CannotRun, UnknownId
    from palveluketju.graph import ChainGraph, compile_chain, compile_workspace
    from palveluketju.loading import InvalidChain, load_chain, load_workspace
    from palveluketju.tables import registers

__version__ = "0.2.0"
__all__ = [
    "CHECKS",
    "CannotRun",
    "ChainGraph",
    "InvalidChain",
    "UnknownId",
    "__version__",
    "check_chain",
    "check_workspace",
    "compile_chain",
    "compile_workspace",
    "draw_chain",
    "draw_workspace",
    "load_chain",
    "load_workspace",
    "registers",
    "report",
]
_HOMES = {
    "palveluketju.checking": ("check_chain", "check_workspace"),
    "palveluketju.checks": ("CHECKS",),
    "palveluketju.documents.whole": ("report",),
    "palveluketju.drawing": ("draw_chain", "draw_workspace"),
    "palveluketju.findings": ("CannotRun", "UnknownId"),
    "palveluketju.graph": ("ChainGraph", "compile_chain", "compile_workspace"),
    "palveluketju.loading": ("InvalidChain", "load_chain", "load_workspace"),
    "palveluketju.tables": ("registers",),
}


def __getattr__(name: str) -> Any:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
