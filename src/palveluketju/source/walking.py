"""The walk over libyaml's events: data, positions and troubles in one pass."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final, NoReturn

from palveluketju.findings import N_, Finding, Message, Position, Spot
from palveluketju.source import rules
from palveluketju.source.characters import Places
from palveluketju.source.features import Features
from palveluketju.source.identity import MASK
from palveluketju.source.library import yaml
from palveluketju.source.others import Listener
from palveluketju.source.placing import counted, within
from palveluketju.source.rules import found
from palveluketju.source.scalars import WRITE_OUT, Scalars, at

_MISSING: Final[Any] = object()
_SCALAR: Final = yaml.ScalarEvent
_MAPPING_ENDS: Final = yaml.MappingEndEvent
_MAPPING_BEGINS: Final = yaml.MappingStartEvent
_ALIAS_EVENT: Final = yaml.AliasEvent
_SEQUENCE_ENDS: Final = yaml.SequenceEndEvent
_MOST: Final = rules.MAX_NODES
_DIRECTIVE: Final = N_("Chain files do not use '%' directives.")
_DOCUMENT: Final = N_("A second document ('---') begins here.")
_ALIAS: Final = N_("'*{anchor}' repeats another place; chain files do not use repetition.")
_MERGE: Final = N_("Chain files do not use merge keys ('<<').")
_KEY: Final = N_("A list, a mapping or a '*' repetition cannot be a key.")


class Walk:
    """Reads one document from a text; ``findings`` grow as it goes, ``marks`` say where its data stand."""

    def __init__(self, text: str) -> None:
        self.marks: list[int] = []  # as they are in a Placement
        self.held: list[int] = []  # for each mapping and list its first mark, and how many there are
        self.valueless: set[int] = set()
        self.findings: list[Finding] = []
        self._text = text
        self._nodes = 0
        self._features = Features()
        self._listener = Listener(text)
        self._scalars = Scalars(text, self.findings, self._features, self._listener)
        self._next_event: Callable[[], Any] = yaml.CSafeLoader(text).get_event

    def document(self) -> Any:
        """The data of the one document; None when there is none.

        Raises:
            yaml.YAMLError: the text is not YAML; what was found before that stays in ``findings``.
        """
        try:
            return self._document()
        finally:
            self.findings += self._features.findings() + self._listener.findings

    @cached_property
    def _places(self) -> Places:
        """Where the characters of the text stand."""
        return Places(self._text)

    def _document(self) -> Any:
        self._next_event()  # the stream begins
        start = self._next_event()
        if isinstance(start, yaml.StreamEndEvent):
            self._find(rules.empty_file, rules.empty_file(Position(1, 1)))
            return None
        if start.version is not None or start.tags:
            self._features.note("directive", at(start.start_mark), Message(_DIRECTIVE), Message(N_("Remove it.")))
        top_event = self._next_event()
        try:
            self.marks.append(top_event.start_mark.index)
            self._nodes += 1
            top = self._node(top_event, 1, -1, None)
        except _TooMuch:
            return None
        if top is None and isinstance(top_event, yaml.ScalarEvent):
            self._find(rules.empty_file, rules.empty_file(Position(1, 1)))
        self._next_event()  # the document ends
        self._listener.ended()
        following = self._next_event()
        if isinstance(following, yaml.DocumentStartEvent):
            mend = Message(N_("Put it in a file of its own."))
            self._features.note("document", at(following.start_mark), Message(_DOCUMENT), mend)
        return None if top is _MISSING else top

    def _node(self, event: Any, depth: int, column: int, bracket: int | None, *, is_key: bool = False) -> Any:
        """The data below one event; _MISSING for what the subset of YAML does not have.

        ``column`` is that of the nearest block collection around, and ``bracket`` where the nearest brackets begin.
        """
        if self._nodes > _MOST:
            what = Message(N_("The file has more than {limit} values."), limit=_MOST)
            spot = rules.too_large(at(event.start_mark), what, Message(N_("Divide the file.")))
            self._find(rules.too_large, spot)
            raise _TooMuch
        kind = event.__class__
        if kind is _SCALAR:
            return self._scalars.value(event, column, bracket)
        if kind is _ALIAS_EVENT:
            mend = Message(WRITE_OUT)
            self._features.note("anchor", at(event.start_mark), Message(_ALIAS, anchor=event.anchor), mend)
            return _MISSING
        if event.tag or event.anchor:
            self._scalars.refuse_anchor_and_tag(event)
        start = event.start_mark
        read = self._mapping if kind is _MAPPING_BEGINS else self._sequence
        if not event.flow_style:
            if depth > rules.MAX_DEPTH:
                self._too_deep(start)
            return read(depth, start.column, None)[0]
        begins, listener = start.index, self._listener
        if listener.hears_brackets or self._text[begins] not in "[{":
            listener.opened(event)
        if depth > rules.MAX_DEPTH:
            self._too_deep(start)
        items, end_event = read(depth, column, begins)
        if bracket is not None or is_key:
            if listener.hears_brackets:
                listener.closed(start, end_event.end_mark, None)
            return items
        end = end_event.end_mark
        if listener.hears_brackets or end.line != start.line or start.column <= column:
            listener.closed(start, end, column)
        return items

    def _too_deep(self, mark: Any) -> NoReturn:
        self._find(rules.too_deep, rules.too_deep(at(mark)))
        raise _TooMuch

    # Most events are plain texts that stood before: the two loops take them without a call.

    def _sequence(self, depth: int, column: int, bracket: int | None) -> tuple[list[Any], Any]:
        items: list[Any] = []
        next_event, known, mark = self._next_event, self._scalars.known, self.marks.append
        begin = len(self.marks)
        while True:
            event = next_event()
            kind = event.__class__
            if kind is _SEQUENCE_ENDS:
                self.held += begin, len(self.marks) - begin
                return items, event
            mark(event.start_mark.index)
            self._nodes += 1
            if kind is not _SCALAR or self._nodes > _MOST:
                item = self._node(event, depth + 1, column, bracket)
                if item is _MISSING:
                    del self.marks[-1]
                    continue
            elif event.style or event.tag or event.anchor or not (item := known[event.value]):
                item = self._scalars.value(event, column, bracket)
            items.append(item)

    def _mapping(self, depth: int, column: int, bracket: int | None) -> tuple[dict[str, Any], Any]:
        items: dict[str, Any] = {}
        next_event, known, marks = self._next_event, self._scalars.known, self.marks
        begin = len(marks)
        key: str | None
        firsts: dict[str, int] | None = None  # where keys begin, once one of them is there twice
        while True:
            event = next_event()
            if event.__class__ is not _SCALAR:
                if event.__class__ is _MAPPING_ENDS:
                    self.held += begin, len(marks) - begin
                    return items, event
                key = self._key(event, depth, column, bracket)
            elif event.style or event.tag or event.anchor or not (key := known[event.value]):
                key = self._key(event, depth, column, bracket)
            if key is None or key in items:
                if key is not None and MASK not in key:  # two identity codes look alike once they are masked
                    if firsts is None:
                        below = within(items, marks, begin, counted(items, begin))
                        firsts = {str(name): standing.key or 0 for name, standing in below.items()}
                    first = self._places.at(firsts[key])
                    self._find(rules.key_twice, rules.key_twice(at(event.start_mark), key, first))
                self._aside(next_event(), depth, column, bracket)
                continue
            begins = event.start_mark.index
            if firsts is not None:
                firsts[key] = begins
            event = next_event()
            marks += begins, event.start_mark.index
            self._nodes += 1
            if event.__class__ is not _SCALAR or self._nodes > _MOST:
                value = self._node(event, depth + 1, column, bracket)
                if value is _MISSING:
                    del marks[-2:]
                    continue
            elif event.style or event.tag or event.anchor or not (value := known[event.value]):
                value = self._scalars.value(event, column, bracket)
                if value is None and bracket is not None:
                    self.valueless.add(begins)
            items[key] = value

    def _aside(self, event: Any, depth: int, column: int, bracket: int | None, *, is_key: bool = False) -> None:
        """Walk over what is not kept, for the troubles in it; where it stands is forgotten."""
        reached = len(self.marks)
        self._nodes += 1
        self._node(event, depth + 1, column, bracket, is_key=is_key)
        del self.marks[reached:]

    def _key(self, event: Any, depth: int, column: int, bracket: int | None) -> str | None:
        """A key's text, or None for one that cannot be a key."""
        if event.__class__ is not _SCALAR:
            self._features.note(
                "key", at(event.start_mark), Message(_KEY), Message(N_("Write the key as one word or text."))
            )
            if not isinstance(event, _ALIAS_EVENT):
                self._aside(event, depth, column, bracket, is_key=True)
            return None
        if event.value == "<<" and not event.style:
            self._scalars.hear(event, column, bracket, is_key=True)
            mend = Message(N_("Write the keys out here."))
            self._features.note("merge", at(event.start_mark), Message(_MERGE), mend)
            return None
        if len(event.value) > rules.MAX_KEY_LENGTH:
            self._scalars.hear(event, column, bracket, is_key=True)
            what = Message(N_("A key is longer than {limit} characters."), limit=rules.MAX_KEY_LENGTH)
            mend = Message(N_("Shorten it, or add a missing quotation mark."))
            self._find(rules.too_large, rules.too_large(at(event.start_mark), what, mend))
            return None
        return self._scalars.value(event, column, bracket, is_key=True) or ""

    def _find(self, function: Callable[..., Spot], spot: Spot) -> None:
        self.findings.append(found(function, spot))


class _TooMuch(Exception):
    """A limit was passed; the finding is made, the walk ends."""
