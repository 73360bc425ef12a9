"""Files of chains and catalogues, as they are compiled one by one."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, runtime_checkable

from palveluketju.graph.asked import Asked
from palveluketju.graph.catalogue_graph import CatalogueGraph
from palveluketju.graph.chain_graph import ChainGraph, compile_chain
from palveluketju.graph.walked import walked
from palveluketju.model import Catalogue, Chain
from palveluketju.model.walking import Walk


@runtime_checkable
class DeclaredFile(Protocol):
    """A file of chains and catalogues, as ``loading`` has it: what it declares, if it is right."""

    @property
    def name(self) -> str:
        """The name of the file."""

    @property
    def chain(self) -> Chain | None:
        """The chain in it, with what it uses of its catalogues."""

    @property
    def catalogue(self) -> Catalogue | None:
        """The catalogue in it."""

    @property
    def declared(self) -> Mapping[str, frozenset[str]]:
        """The ids, by kind, that are written in the catalogues that hold for the file."""

    @property
    def walk(self) -> Walk | None:
        """The walk of the chain, where it is known."""


@runtime_checkable
class DeclaredFiles(Protocol):
    """Files of chains and catalogues: what ``load_workspace`` gives."""

    @property
    def files(self) -> tuple[DeclaredFile, ...]:
        """The files, in their order."""

    @property
    def wrong(self) -> frozenset[str | None]:
        """The ids of the chains whose files have errors; None for what cannot be read, or does not tell its id."""


def compile_files(
    files: Iterable[DeclaredFile],
    *,
    day: datetime.date | None = None,
    languages: Iterable[str] = (),
    asked_of: Callable[[str], Asked] | None = None,
) -> dict[str, ChainGraph | CatalogueGraph]:
    """The chains and catalogues of the files that are right, by the names of the files.

    ``languages`` are required of all; ``asked_of`` gives what is asked of a file, by its name.
    """
    graphs: dict[str, ChainGraph | CatalogueGraph] = {}
    of_all = Asked(tuple(languages))

    def asked(file: str) -> Asked:
        return of_all.joined(asked_of(file)) if asked_of else of_all

    for file in files:
        if file.chain is not None:
            graph = compile_chain(file.chain, also_declared=file.declared, day=day, asked=asked(file.name))
            if file.walk is not None:
                graph.know(walked, file.walk)
            graphs[file.name] = graph
        elif file.catalogue is not None:
            graphs[file.name] = CatalogueGraph(file.catalogue, file.name, day, asked(file.name))
    return graphs
