"""The registers of a chain or a workspace, each by its name, as tables to be asked, counted and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from palveluketju.display import short, table_html
from palveluketju.findings import counted, unknown_id
from palveluketju.graph import ChainGraph, WorkspaceGraph, compile_workspace
from palveluketju.loading import Workspace
from palveluketju.reporting.registers import REGISTERS
from palveluketju.reporting.tables import Table
from palveluketju.reporting.workspace_registers import register_names, register_table
from palveluketju.terms import known_language, title


@dataclass(frozen=True, repr=False)
class Register:
    """One register: a heading a column, and as many texts in each row.

    Its length, and what it goes through, are its rows.
    """

    name: str
    lang: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self.rows)

    def __repr__(self) -> str:
        return short(f"<register {self.name}: {counted(len(self), 'row')} of {', '.join(self.headings)}>")

    def _repr_html_(self) -> str:
        return table_html(title(self.name.replace("-", " "), self.lang), self.headings, self.rows, lang=self.lang)


class Registers(Mapping[str, Register]):
    """Registers by their names, as the command line writes them; each is made when it is first asked for."""

    def __init__(self, tables: Mapping[str, Callable[[], Table]], lang: str) -> None:
        self._tables, self._lang = tables, lang
        self._made: dict[str, Register] = {}

    def __getitem__(self, name: str) -> Register:
        if name not in self._tables:
            raise unknown_id("register", str(name), self._tables)
        if name not in self._made:
            headings, rows = self._tables[name]()
            self._made[name] = Register(name, self._lang, tuple(headings), tuple(map(tuple, rows)))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __repr__(self) -> str:
        return short(f"<{counted(len(self), 'register')}: {', '.join(self)}>")

    def _repr_html_(self) -> str:
        rows = [(name, title(name.replace("-", " "), self._lang), str(len(self[name]))) for name in self]
        head = [title(word, self._lang) for word in ("id", "name", "rows")]
        return table_html(title("registers", self._lang), head, rows, lang=self._lang)


def registers(of: ChainGraph | WorkspaceGraph | Workspace, *, lang: str = "en") -> Registers:
    """The registers of a compiled chain, or of a workspace, by their names: ``registers(graph)["goals"]``.

    Of a workspace there are those of all chains and catalogues together, and those of single chains with all chains
    under each other, the chain in the first column.

    Raises:
        TypeError: what is given is neither a compiled chain nor a workspace.
        ValueError: there is no such language.
    """
    known_language(lang)
    if isinstance(of, ChainGraph):
        return Registers(
            {key.replace(" ", "-"): partial(register, of, lang) for key, register in REGISTERS.items()}, lang
        )
    workspace = compile_workspace(of) if isinstance(of, Workspace) else of
    if not isinstance(workspace, WorkspaceGraph):
        raise TypeError(
            "registers takes a compiled chain or a workspace: registers(compile_chain(chain)),"
            " registers(load_workspace([path]))"
        )
    return Registers({name: partial(register_table, name, workspace, lang) for name in register_names()}, lang)
