"""The registers of a chain or a workspace, each by its name, as tables to be asked, counted, shown and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final, TypeVar

from palveluketju.display import short, table_html
from palveluketju.findings import counted, unknown_id
from palveluketju.graph import ChainGraph, WorkspaceGraph, compile_workspace
from palveluketju.loading import Workspace
from palveluketju.selecting import Selected, select
from palveluketju.tables.cells import chain_named
from palveluketju.tables.chain_registers import CHAIN_REGISTERS
from palveluketju.tables.coverage_registers import ByColumns
from palveluketju.tables.keeping import Keeping
from palveluketju.tables.table import Table, stacked
from palveluketju.tables.workspace_registers import CHAIN, OF_WORKSPACES
from palveluketju.telling import language_for
from palveluketju.terms import title

ChainRegister = Callable[[ChainGraph], Table]
WorkspaceRegister = Callable[[WorkspaceGraph], Table]
Made = TypeVar("Made", covariant=True)


class _Listed(Mapping[str, Made]):
    """What is listed under names, to be looked up and shown; it does not change."""

    def __init__(self, items: Iterable[tuple[str, Made]]) -> None:
        self._items = dict(items)

    def __getitem__(self, name: str) -> Made:
        if name not in self._items:
            raise unknown_id("register", str(name), self._items)
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        first, *_, last = self._items
        return f"<{counted(len(self), 'register')}: {first} to {last}>"

    def _repr_html_(self) -> str:
        rows = [(name, title(name.replace("-", " "))) for name in self]
        return table_html(title("registers"), [title("id"), title("name")], rows)


REGISTERS: Final[Mapping[str, ChainRegister]] = _Listed(CHAIN_REGISTERS)
"""Every register of one chain by its name: functions of a ChainGraph that give a Table."""
WORKSPACE_REGISTERS: Final[Mapping[str, WorkspaceRegister]] = _Listed(OF_WORKSPACES)
"""Every register of several chains and catalogues together by its name: functions of a WorkspaceGraph."""
REGISTER_NAMES: Final = tuple(dict.fromkeys((*REGISTERS, *WORKSPACE_REGISTERS)))
"""The names of all registers; one of several chains together can have the name of one of a single chain."""


class Registers(Mapping[str, Table]):
    """Registers by their names, as the command line writes them; each is made when it is first asked for."""

    def __init__(self, makers: Mapping[str, Callable[[], Table]], lang: str) -> None:
        self._makers, self._lang = makers, lang
        self._made: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        if name not in self._makers:
            raise unknown_id("register", str(name), self._makers)
        if name not in self._made:
            table = self._makers[name]()
            if not isinstance(table, Table):
                raise TypeError(f"the register '{name}' gives a {type(table).__name__}; give a table: Table.of(...)")
            self._made[name] = table.within(self._lang)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __repr__(self) -> str:
        return short(f"<{counted(len(self), 'register')}: {', '.join(self)}>")

    def _repr_html_(self) -> str:
        rows = [(name, self[name].title(), str(len(self[name]))) for name in self]
        head = [title(word, self._lang) for word in ("id", "name", "rows")]
        return table_html(title("registers", self._lang), head, rows, lang=self._lang)


def registers(
    of: ChainGraph | WorkspaceGraph | Workspace,
    *,
    lang: str | None = None,
    registers: Mapping[str, ChainRegister] = REGISTERS,
    workspace_registers: Mapping[str, WorkspaceRegister] = WORKSPACE_REGISTERS,
    selected: Selected | str | None = None,
) -> Registers:
    """The registers of a compiled chain, or of a workspace, by their names: ``registers(graph)["goals"]``.

    Of a workspace there are those of all chains and catalogues together, and those of single chains with all chains
    under each other, the chain in the first column. ``lang`` is the language in which tables are shown and written
    unless another is asked for: without it, the chain's own. Registers of your own go beside the library's:
    ``registers(graph, registers={**REGISTERS, "notes": notes})``. With ``selected``, a selection or what was selected,
    they have the records that are about a selected element: ``registers(graph, selected="tier:specialised")``.

    Raises:
        CannotRun: the selection cannot be read, or asks for a value that there is not.
        TypeError: what is given is neither a compiled chain nor a workspace; later, a register that is no table.
        ValueError: there is no such language.
    """
    if isinstance(of, ChainGraph):
        keep = _keeping(of, selected)
        makers_of_one = {name: partial(_of_one, register, of, keep) for name, register in registers.items()}
        return Registers(makers_of_one, language_for(of, lang))
    workspace = compile_workspace(of) if isinstance(of, Workspace) else of
    if not isinstance(workspace, WorkspaceGraph):
        raise TypeError(
            "registers takes a compiled chain or a workspace: registers(compile_chain(chain)),"
            " registers(load_workspace([path]))"
        )
    keep = _keeping(workspace, selected)
    makers: dict[str, Callable[[], Table]] = {
        name: partial(_of_all, name, register, workspace.graphs, keep) for name, register in registers.items()
    }
    makers |= {name: partial(_of_one, register, workspace, keep) for name, register in workspace_registers.items()}
    return Registers(makers, language_for(workspace, lang))


def _keeping(of: ChainGraph | WorkspaceGraph, selected: Selected | str | None) -> Keeping | None:
    if selected is None:
        return None
    return Keeping(select(of, selected) if isinstance(selected, str) else selected)


G = TypeVar("G", ChainGraph, WorkspaceGraph)


def _of_one(register: Callable[[G], Table], of: G, keep: Keeping | None) -> Table:
    """A register of a chain, or of all together, with the records that are kept."""
    table = register(of)
    return keep.within(table, of) if keep is not None and isinstance(table, Table) else table


def _of_all(name: str, register: ChainRegister, graphs: Iterable[ChainGraph], keep: Keeping | None) -> Table:
    """A register of single chains, with those of all chains under each other."""
    every = list(graphs)
    tables = register.of_several(every) if isinstance(register, ByColumns) else [register(graph) for graph in every]
    if keep is not None:
        tables = [keep.within(table, graph) for graph, table in zip(every, tables, strict=True)]
    return stacked(name, zip(map(chain_named, every), tables, strict=True), CHAIN)
