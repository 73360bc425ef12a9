"""The first page of the paper for a steering group: whose chains, in what state, what matters, what to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final

from palveluketju.analyses import Change, Difference, Versions, versions
from palveluketju.checking import FileReport, WorkspaceReport
from palveluketju.documents.board.fitting import Listed, together
from palveluketju.documents.board.matters import Matter, matters, once_a_rule
from palveluketju.documents.document import UNTOLD, Line, Properties
from palveluketju.documents.filed import declared_in
from palveluketju.documents.findings import Declared
from palveluketju.documents.making import Making
from palveluketju.drawing.content.difference_words import difference_text
from palveluketju.findings import N_, NN_, Message, Names, Path, Severity
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, WorkspaceGraph
from palveluketju.model import Catalogue, Chain, Open, Shared, Unknown
from palveluketju.model.walking import open_parts, unknown_parts
from palveluketju.tables.cell import text_of
from palveluketju.tables.forms import when
from palveluketju.tables.values import said
from palveluketju.terms import key_term, term, title
from palveluketju.wording import place_text, word_of

MOST_MATTERS: Final = 7
"""How many things matter at most on one page."""
_MOST_NAMED: Final = 6
"""How many chains or organisers are named one by one."""
_MOST_OF_A_KIND: Final = 4
_MOST_CHANGES: Final = 2

_AS_OF: Final = N_("{edition}. As of {day}.")
_CHAINS: Final = NN_("{count} service chain: {states}.", "{count} service chains: {states}.")
MORE_FOUND: Final = NN_(
    "{count} other finding is in the full edition.", "{count} other findings are in the full edition."
)
_MORE_DECISIONS: Final = NN_(
    "{count} other decision is in the full edition.", "{count} other decisions are in the full edition."
)
_MORE_UNKNOWN: Final = NN_(
    "{count} other kind of thing is in the full edition.", "{count} other kinds of things are in the full edition."
)
_MORE_CHANGES: Final = NN_("{count} other has changed.", "{count} others have changed.")
_OTHER_CHANGES: Final = NN_("{count} other change", "{count} other changes")
_ALSO: Final = N_("{sentence} The same is found in {others}.")
_NOBODY_DECIDES: Final = N_("For none of them is it stated who decides or by when.")
_TRANSLATE: Final = NN_(
    "To translate: {count} text stands in the language in which it is written.",
    "To translate: {count} texts stand in the language in which they are written.",
)
_BROKEN: Final = NN_(
    "{count} file has errors that its writer must correct first; the paper tells only what could be read.",
    "{count} files have errors that their writers must correct first; the paper tells only what could be read.",
)
_NOTHING_CHANGED: Final = N_("Nothing has changed since then.")


@dataclass(frozen=True, slots=True)
class Held:
    """What a paper is made of: the chains, what was found in them, what else it says of itself, and what was before."""

    workspace: WorkspaceGraph
    report: WorkspaceReport
    properties: Properties = UNTOLD
    before: WorkspaceGraph | None = None


def lead(making: Making, held: Held) -> Iterator[Line]:
    """Whose chains these are, as of which day, in what state, and who has prepared the paper."""
    lang, graphs = making.lang, held.workspace.graphs
    edition = title("board edition", lang)
    day = held.properties.day
    yield Message(_AS_OF, edition=edition, day=text_of(day, lang)).text(lang) if day else f"{edition}."
    if len(graphs) <= _MOST_NAMED:
        for graph in graphs:
            yield together(making.words(graph.chain.name.text(lang)), f" ({_state(graph, lang)})")
    else:
        states = Counter(_status(graph, lang) for graph in graphs)
        told = ", ".join(f"{word} {count}" for word, count in states.most_common())
        yield Message(_CHAINS, count=len(graphs), states=told).text(lang)
    organisers = {node.id: graph.name(node, lang) for graph in graphs for node in graph.own_organisers()}
    yield from _named(making, "organiser", list(organisers.values()))
    owners = dict.fromkeys(text_of(said(graph.chain.owner, graph.chain), lang) for graph in graphs if graph.chain.owner)
    yield from _named(making, "owner", list(owners))
    for key, value in (("prepared by", held.properties.organisation), ("contact", held.properties.contact)):
        yield from _named(making, key, [value] if value else [])
    yield from _named(making, "version", [held.properties.version] if held.properties.version else [])


def _named(making: Making, key: str, names: Sequence[str]) -> Iterator[Line]:
    if names:
        more = len(names) - _MOST_NAMED
        told: list[Line] = [making.words(name) for name in names[:_MOST_NAMED]]
        parts = [part for one in told for part in ("; ", one)][1:]
        rest = f" {term('and-more', making.lang).format(count=more)}" if more > 1 else ""
        rest = f" {term('and-one-more', making.lang)}" if more == 1 else rest
        yield together(f"{title(key, making.lang)}: ", *parts, rest)


def _status(graph: ChainGraph, lang: str) -> str:
    status = graph.chain.status
    return word_of(status, lang) if status else f"{term('status', lang)}: {term('not-stated', lang)}"


def _state(graph: ChainGraph, lang: str) -> str:
    dated = text_of(graph.chain.dated, lang)
    return ", ".join(filter(None, (_status(graph, lang), dated)))


def lists(making: Making, held: Held) -> tuple[Listed, ...]:
    """What matters most, what is to be decided, what is not known, and what has changed since the last edition."""
    changes = (_changes(making, held.before, held.workspace),) if held.before else ()
    return _matters(making, held), _decisions(making, held.workspace), _not_known(making, held.workspace), *changes


def _matters(making: Making, held: Held) -> Listed:
    found = [one for file in held.report.files for one in file.findings]
    every = matters(found, declared_in(held.workspace, held.report))
    first = once_a_rule(every)
    shown = sum(1 + len(one.also) for one in first[:MOST_MATTERS])
    items = tuple(_matter(making, one) for one in first)
    return Listed(
        "what matters",
        items,
        lambda left: Message(MORE_FOUND, count=max(left, len(every) - shown)),
        most=MOST_MATTERS,
        turns=2,
    )


def _matter(making: Making, one: Matter) -> Line:
    lang = making.lang
    sentence = one.finding.finding.what_in(lang)
    if one.also:
        others = Names(tuple(name_of(each, lang) for each in one.also), most=_MOST_OF_A_KIND)
        sentence = Message(_ALSO, sentence=sentence, others=others).text(lang)
    whom = name_of(one.about, lang) if one.about is not None and making.together else ""
    return together(making.words(whom), ": ", making.words(sentence)) if whom else making.words(sentence)


def name_of(declared: Declared, lang: str) -> str:
    """The name of a chain or a catalogue; of a catalogue that has none, what it is."""
    if isinstance(declared, ChainGraph):
        return declared.chain.name.text(lang)
    return declared.catalogue.name.text(lang) if declared.catalogue.name else title("catalogue", lang)


def _decisions(making: Making, workspace: WorkspaceGraph) -> Listed:
    own = [(shared, where, value) for shared, (where, value) in workspace.own(open_parts)]
    return decisions_of(making, own, named=making.together)


def decisions_of(making: Making, own: Sequence[tuple[Shared, Path, Open]], *, named: bool) -> Listed:
    """Decisions that are to be taken, in the order in which they press.

    First those that have a last day, the nearest first; then those whose maker is known; then those of chains, and
    those of catalogues; else as they stand in the files.
    """

    def pressing(one: tuple[Shared, Path, Open]) -> tuple[bool, str, bool, bool]:
        shared, _, value = one
        return value.by is None, str(value.by or ""), value.decides is None, not isinstance(shared, Chain)

    ranked = sorted(own, key=pressing)
    told = any(one.by or one.decides for _, _, one in own)
    items = tuple(_decision(making, *one, named=named, told=told) for one in ranked)
    nobody = (Message(_NOBODY_DECIDES).text(making.lang),) if own and not told else ()
    return Listed("decisions needed", items, lambda left: Message(_MORE_DECISIONS, count=left), nobody)


def _decision(making: Making, shared: Shared, where: Path, value: Open, *, named: bool, told: bool) -> Line:
    lang = making.lang
    parts: list[Line] = [making.words(_whose(shared, lang)), ": "] if named else []
    parts += [making.words(place_text(shared, where, lang)), ": ", making.words(value.open.text(lang))]
    if told:
        not_stated = term("not-stated", lang)
        who, by = text_of(said(value.decides, shared), lang) or not_stated, text_of(when(value.by), lang) or not_stated
        parts += [f" ({term('decides', lang)}: ", making.words(who), f"; {term('by', lang)}: ", making.words(by), ")"]
    return together(*parts)


def _whose(shared: Shared, lang: str) -> str:
    if isinstance(shared, (Chain, Catalogue)) and shared.name:
        return shared.name.text(lang)
    return title("catalogue", lang)


def _not_known(making: Making, workspace: WorkspaceGraph) -> Listed:
    own = [(shared, where, value) for shared, (where, value) in workspace.own(unknown_parts)]
    return not_known_of(making, own)


def not_known_of(making: Making, own: Sequence[tuple[Shared, Path, Unknown]]) -> Listed:
    """What is not known, by what it is: the kind that most elements lack first, with the names of these."""
    lang = making.lang
    kinds: dict[str, dict[str, None]] = {}
    for shared, where, _ in own:
        keys = [str(part) for part in where if isinstance(part, str)]
        last = key_term(keys[-1], lang)
        element = place_text(shared, where[:2], lang) if len(where) > 2 else _whose(shared, lang)
        kinds.setdefault(last, {})[element] = None
    ranked = sorted(kinds.items(), key=lambda one: -len(one[1]))
    items = tuple(_kind(making, kind, list(names)) for kind, names in ranked)
    return Listed("to find out", items, lambda left: Message(_MORE_UNKNOWN, count=left))


def _kind(making: Making, kind: str, names: Sequence[str]) -> Line:
    lang, more = making.lang, len(names) - _MOST_OF_A_KIND
    told = [part for name in names[:_MOST_OF_A_KIND] for part in (", ", making.words(name.replace(" -> ", " → ")))][1:]
    rest = f" {term('and-one-more', lang)}" if more == 1 else ""
    rest = f" {term('and-more', lang).format(count=more)}" if more > 1 else rest
    return together(f"{kind[:1].upper()}{kind[1:]}: ", *told, rest)


def _changes(making: Making, before: WorkspaceGraph, after: WorkspaceGraph) -> Listed:
    found = [(len(one.found), one) for one in versions(before, after)]
    ranked = [one for _, one in sorted(found, key=itemgetter(0), reverse=True)]
    items = tuple(_change(making, one) for one in ranked)
    nothing = () if items else (Message(_NOTHING_CHANGED).text(making.lang),)
    return Listed("changes since", items, lambda left: Message(_MORE_CHANGES, count=left), nothing)


def _change(making: Making, one: Versions) -> Line:
    lang = making.lang
    whole = one.after or one.before
    name = making.words(_whose(whole, lang) if whole is not None else one.owner)
    if one.after is None or one.before is None:
        return together(name, f": {term(Change.REMOVED if one.after is None else Change.ADDED, lang)}.")
    found: Sequence[Difference] = one.inside
    told = [difference_text(each, one.before, one.after, lang) for each in found[:_MOST_CHANGES]]
    more = len(found) - len(told)
    if one.is_renamed:
        told.insert(0, f"{term(Change.RENAMED, lang)}.")
    if more:
        told.append(f"{Message(_OTHER_CHANGES, count=more).text(lang)}.")
    return together(name, ": ", making.words(" ".join(told)))


def closing(making: Making, held: Held) -> Iterator[Line]:
    """What a reader must know of the paper itself: what is left out of it, and what is not translated."""
    lang, report = making.lang, held.report
    broken = [file for file in report.files if not file.is_chain and _has_errors(file)]
    if count := len(broken) + len(report.unread):
        yield Message(_BROKEN, count=count).text(lang)
    if making.untranslated:
        yield Message(_TRANSLATE, count=making.untranslated).text(lang)


def _has_errors(file: FileReport) -> bool:
    return any(one.finding.severity is Severity.ERROR for one in file.findings)
