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

from palveluketju.lazily import on_first_use

TYPE_CHECKING = False  # type checkers take it for true; that of typing would take half as long as Python itself

if TYPE_CHECKING:
    from palveluketju.checking import check_chain, check_workspace
    from palveluketju.checks import CHECKS
    from palveluketju.documents.whole import report
    from palveluketju.drawing import draw_chain, draw_workspace
    from palveluketju.findings import CannotRun, UnknownId
    from palveluketju.graph import ChainGraph, compile_chain, compile_workspace
    from palveluketju.loading import InvalidChain, load_chain, load_workspace
    from palveluketju.tables.registers import registers

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
    "checking": ("check_chain", "check_workspace"),
    "checks": ("CHECKS",),
    "documents.whole": ("report",),
    "drawing": ("draw_chain", "draw_workspace"),
    "findings": ("CannotRun", "UnknownId"),
    "graph": ("ChainGraph", "compile_chain", "compile_workspace"),
    "loading": ("InvalidChain", "load_chain", "load_workspace"),
    "tables.registers": ("registers",),
}


if not TYPE_CHECKING:
    __getattr__ = on_first_use(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
