"""What is laid over a picture of several chains: findings, what somebody has chosen, or what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from palveluketju.analyses import Change, versions
from palveluketju.checking import WorkspaceReport
from palveluketju.drawing.content.difference_words import changed_text, in_weight
from palveluketju.drawing.content.overlay import Laid, Overlay, laid_over
from palveluketju.drawing.typesetting.items import Item
from palveluketju.findings import Path, unknown_id
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph
from palveluketju.model import Catalogue, Chain, Shared
from palveluketju.selecting import Element
from palveluketju.telling import language_for
from palveluketju.terms import finding_label, key_term, term, title
from palveluketju.wording import place_text

_SECTIONS: Final = (*Shared.SECTIONS, *Shared.UNREFERRED)
"""The sections of what a catalogue declares."""


def findings_of_files(report: WorkspaceReport, lang: str) -> Overlay:
    """What was found, in a few words at the elements where it is, and all of a chain's at the chain."""
    words: dict[Path, dict[str, None]] = {}
    told = []
    for file in report.files:
        chain = file.source.chain_id
        owner = file.name if chain is None else chain
        for finding in (located.finding for located in file.findings):
            label = finding_label(finding.name, lang)
            words.setdefault((owner, *finding.where), {})[label] = None
            if chain is not None:
                words.setdefault((owner,), {})[label] = None
        said = " ".join(dict.fromkeys(located.finding.what_in(lang) for located in file.findings))
        told += [f"{owner}: {said}"] if said else []
    return Overlay({path: tuple(said) for path, said in words.items()}, term("findings", lang), tuple(told))


def chosen_in(
    workspace: WorkspaceGraph, names: Iterable[str], lang: str | None = None, *, elements: Iterable[Element] = ()
) -> Overlay:
    """The chains, with all that is in them, and the elements that ids stand for, wherever they are declared.

    ``elements`` are those of a selection, each in the chain or catalogue that it was selected in.

    Raises:
        UnknownId: neither a chain nor a catalogue has such an id; the message names ids that are near.
    """
    lang = language_for(workspace, lang)
    known: dict[str, dict[Path, None]] = {}
    for graph in workspace.graphs:
        known.setdefault(graph.chain.id, {})[graph.chain.id,] = None
    for _, path, _ in _elements(workspace):
        known.setdefault(str(path[-1]), {})[path] = None
    for graph in workspace.graphs:
        for node in graph.nodes():
            if node.where[0] not in Shared.SECTIONS:
                known.setdefault(node.id, {})[graph.chain.id, *node.where] = None
    word, asked = term("chosen", lang), tuple(names)
    for name in asked:
        if name not in known:
            raise unknown_id("chain or element", name, known)
    selected = {(_owner(one.graph), *one.where): one.id for one in elements}
    all_asked = dict.fromkeys((*asked, *selected.values()))
    told = (f"{title('chosen', lang)}: {', '.join(all_asked)}.",) if all_asked else ()
    paths = dict.fromkeys((*(path for name in asked for path in known[name]), *selected))
    return Overlay(dict.fromkeys(paths, (word,)), word, told)


def _owner(graph: ChainGraph | CatalogueGraph) -> str:
    """What the paths of a chain or a catalogue begin with."""
    return graph.chain.id if isinstance(graph, ChainGraph) else graph.file


def changes_of_chains(before: WorkspaceGraph, after: WorkspaceGraph, lang: str | None = None) -> Overlay:
    """What several chains and their catalogues say differently from earlier versions.

    A chain is added, renamed or changed, also by what it has from a catalogue; and so is each element that chains can
    share. What is gone is named on the whole.
    """
    lang = language_for(after, lang)
    words: dict[Path, tuple[str, ...]] = {}
    told: list[str] = []
    removed: dict[str, None] = {}
    for one in versions(before, after):
        whole = one.after or one.before
        name = whole.name.text(lang) if isinstance(whole, (Chain, Catalogue)) and whole.name else one.owner
        if one.after is None or one.before is None:
            change = Change.REMOVED if one.after is None else Change.ADDED
            told.append(f"{name}: {term(change, lang)}.")
            if one.after is None:
                removed[name] = None
            else:
                words[one.owner,] = (term(change, lang),)
                own = (path for shared, path, _ in _elements(after) if shared is one.after)
                words.update({path: (term(change, lang),) for path in own})
            continue
        over = laid_over(one.inside, one.before, one.after, lang)
        if isinstance(one.after, Chain):
            said = term(Change.RENAMED if one.is_renamed else Change.CHANGED, lang)
            parts = {str(each.place[0]): key_term(str(each.place[0]), lang) for each in one.inside if each.place}
            changed = (changed_text(in_weight(parts), lang),) if parts else ()
            words[one.owner,] = (said, *changed) if one.is_renamed else changed or (said,)
            told.append(" ".join((f"{name}: {said}.", *over.told)))
        else:
            told += over.told
        shared = {path: some for path, some in over.words.items() if len(path) > 1 and path[0] in _SECTIONS}
        words.update({(one.owner, *path): some for path, some in shared.items()})
        for gone in (each.was for each in one.inside if each.is_gone_element):
            if gone[0] in _SECTIONS:
                removed[place_text(one.before, gone, lang)] = None
    if removed:
        words[()] = (f"{term(Change.REMOVED, lang)} ({', '.join(removed)})",)
    return Overlay(words, term("differences", lang), tuple(told))


class LaidOnChains(Laid):
    """An overlay while a view of several chains is laid out."""

    def __init__(self, workspace: WorkspaceGraph, overlay: Overlay | None, lang: str) -> None:
        super().__init__(overlay, lang, self._named)
        self._paths: dict[int, list[Path]] = {}
        for _, path, element in _places(workspace):
            self._paths.setdefault(id(element), []).append(path)
        self._owners = dict(_owners(workspace))

    def chains(self, graphs: Iterable[ChainGraph]) -> tuple[Item, ...]:
        """A line with what is said of chains as a whole."""
        return self.only_at(*((graph.chain.id,) for graph in graphs))

    def elements(self, *elements: object) -> tuple[Item, ...]:
        """A line with what is said of elements that chains can share, wherever they are declared."""
        return self.at(*(path for element in elements for path in self._paths.get(id(element), ())))

    def _named(self, path: Path) -> tuple[str, str]:
        """The names of an element and of its chain or catalogue; of a chain by itself, its own."""
        if not path:
            return term("chains", self._lang), ""
        owner, *rest = path
        shared = self._owners.get(str(owner))
        name = shared.name.text(self._lang) if isinstance(shared, (Catalogue, Chain)) and shared.name else str(owner)
        return (place_text(shared, tuple(rest[:2]), self._lang), name) if shared and rest else (name, "")


def _owners(workspace: WorkspaceGraph) -> Iterator[tuple[str, Shared]]:
    """What is declared, by what paths begin with."""
    yield from ((one.file, one.shared) for one in workspace.catalogues)
    yield from ((graph.chain.id, graph.shared) for graph in workspace.graphs)


def _places(workspace: WorkspaceGraph) -> Iterator[tuple[Shared, Path, Any]]:
    """Every place of each element that chains can share: first in its catalogue, then in the chains that have it."""
    for owner, shared in _owners(workspace):
        for section in _SECTIONS:
            for name, element in getattr(shared, section).items():
                yield shared, (owner, section, name), element


def _elements(workspace: WorkspaceGraph) -> tuple[tuple[Shared, Path, Any], ...]:
    """The elements that chains can share, each where it is declared first."""
    first: dict[int, tuple[Shared, Path, Any]] = {}
    for place in _places(workspace):
        first.setdefault(id(place[2]), place)
    return tuple(first.values())
