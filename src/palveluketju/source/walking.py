"""The walk over libyaml's events: data, positions and troubles in one pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

import yaml

from palveluketju.findings import N_, Finding, Message, Path, Position, Spot
from palveluketju.source import rules
from palveluketju.source.characters import made_by_escape
from palveluketju.source.identity import MASK
from palveluketju.source.others import Listener
from palveluketju.source.rules import found

_STUCK_COMMENT: Final = re.compile(r"[ \t]+(#\S[^\r\n]*)")
_MISSING: Final = object()
_DIRECTIVE: Final = N_("Chain files do not use '%' directives.")
_DOCUMENT: Final = N_("A second document ('---') begins here.")
_ALIAS: Final = N_("'*{anchor}' repeats another place; chain files do not use repetition.")
_ANCHOR: Final = N_("Chain files do not use anchors ('&{anchor}').")
_MERGE: Final = N_("Chain files do not use merge keys ('<<').")
_TAG: Final = N_("Chain files do not use tags ('{tag}').")
_KEY: Final = N_("A list, a mapping or a '*' repetition cannot be a key.")
_WRITE_OUT: Final = N_("Write the value out where it is needed.")


class Walk:
    """Reads one document from a text; ``keys``, ``values`` and ``findings`` grow as it goes."""

    def __init__(self, text: str) -> None:
        self.keys: dict[Path, Position] = {}
        self.values: dict[Path, Position] = {}
        self.valueless: set[Path] = set()
        self.findings: list[Finding] = []
        self._text = text
        self._lines = text.split("\n") if "#" in text else []
        self._nodes = 0
        self._features: dict[str, tuple[Position, Message, Message, int]] = {}
        self._listener = Listener(text, yaml.CSafeLoader(text).get_event)
        self._next_event: Callable[[], Any] = self._listener

    def document(self) -> Any:
        """The data of the one document; None when there is none.

        Raises:
            yaml.YAMLError: the text is not YAML; what was found before that stays in ``findings``.
        """
        try:
            return self._document()
        finally:
            self._report_features()
            self.findings += self._listener.findings

    def _document(self) -> Any:
        self._next_event()  # the stream begins
        start = self._next_event()
        if isinstance(start, yaml.StreamEndEvent):
            self._find(rules.empty_file, rules.empty_file(Position(1, 1)))
            return None
        if start.version is not None or start.tags:
            self._feature("directive", at(start.start_mark), Message(_DIRECTIVE), Message(N_("Remove it.")))
        top_event = self._next_event()
        try:
            top = self._node(top_event, (), 1)
        except _TooMuch:
            return None
        if top is None and isinstance(top_event, yaml.ScalarEvent):
            self._find(rules.empty_file, rules.empty_file(Position(1, 1)))
        self._next_event()  # the document ends
        following = self._next_event()
        if isinstance(following, yaml.DocumentStartEvent):
            mend = Message(N_("Put it in a file of its own."))
            self._feature("document", at(following.start_mark), Message(_DOCUMENT), mend)
        return top

    def _node(self, event: Any, path: Path, depth: int) -> Any:
        """The data below one event; _MISSING for what the subset of YAML does not have."""
        position = at(event.start_mark)
        self._nodes += 1
        if self._nodes > rules.MAX_NODES:
            what = Message(N_("The file has more than {limit} values."), limit=rules.MAX_NODES)
            self._find(rules.too_large, rules.too_large(position, what, Message(N_("Divide the file."))))
            raise _TooMuch
        if isinstance(event, yaml.AliasEvent):
            self._feature("anchor", position, Message(_ALIAS, anchor=event.anchor), Message(_WRITE_OUT))
            return _MISSING
        self.values[path] = position
        if event.anchor is not None or event.tag is not None:
            self._refuse_anchor_and_tag(event, position)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, position)
        if depth > rules.MAX_DEPTH:
            self._find(rules.too_deep, rules.too_deep(position))
            raise _TooMuch
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth, in_braces=bool(event.flow_style))

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next_event(), yaml.SequenceEndEvent):
            item = self._node(event, (*path, len(items)), depth + 1)
            if item is not _MISSING:
                items.append(item)
        return items

    def _mapping(self, path: Path, depth: int, *, in_braces: bool) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := self._next_event(), yaml.MappingEndEvent):
            position = at(event.start_mark)
            key = self._key(event, path, depth)
            if key is None or key in items:
                if key is not None and MASK not in key:  # two identity codes look alike once they are masked
                    first = self.keys[(*path, key)]
                    self._find(rules.key_twice, rules.key_twice(position, key, first))
                self._aside(depth)
                continue
            self.keys[(*path, key)] = position
            value = self._node(self._next_event(), (*path, key), depth + 1)
            if value is not _MISSING:
                items[key] = value
            if value is None and in_braces:
                self.valueless.add((*path, key))
        return items

    def _key(self, event: Any, path: Path, depth: int) -> str | None:
        """A key's text, or None for one that cannot be a key."""
        position = at(event.start_mark)
        if not isinstance(event, yaml.ScalarEvent):
            self._feature("key", position, Message(_KEY), Message(N_("Write the key as one word or text.")))
            if not isinstance(event, yaml.AliasEvent):
                self._inside(event, (*path, "?"), depth)
            return None
        self._refuse_anchor_and_tag(event, position)
        if event.value == "<<" and not event.style:
            self._feature("merge", position, Message(_MERGE), Message(N_("Write the keys out here.")))
            return None
        if len(event.value) > rules.MAX_KEY_LENGTH:
            what = Message(N_("A key is longer than {limit} characters."), limit=rules.MAX_KEY_LENGTH)
            mend = Message(N_("Shorten it, or add a missing quotation mark."))
            self._find(rules.too_large, rules.too_large(position, what, mend))
            return None
        return self._scalar(event, position) or ""

    def _aside(self, depth: int) -> None:
        """Walk over a value that is not kept, for the troubles in it; its positions are forgotten."""
        self._inside(self._next_event(), ("?",), depth)

    def _inside(self, event: Any, path: Path, depth: int) -> None:
        keys, values = self.keys, self.values
        self.keys, self.values = {}, {}
        try:
            self._node(event, path, depth + 1)
        finally:
            self.keys, self.values = keys, values

    def _scalar(self, event: Any, position: Position) -> str | None:
        # One character in two spellings (ä as one code point, or a and a mark) must be one id.
        value = unicodedata.normalize("NFC", event.value)
        if len(value) > rules.MAX_SCALAR_LENGTH:
            what = Message(N_("This text is longer than {limit} characters."), limit=rules.MAX_SCALAR_LENGTH)
            self._find(rules.too_large, rules.too_large(position, what, Message(N_("Shorten the text."))))
            return value[: rules.MAX_SCALAR_LENGTH]
        if event.style:
            if event.style == '"':
                self._look_for_escapes(event, position)
            return value
        if self._lines:
            self._look_for_stuck_comment(event, value)
        return value or None

    def _look_for_escapes(self, event: Any, position: Position) -> None:
        """What may not stand in a text however it is written; what the text itself shows is told already."""
        written = self._text[event.start_mark.index : event.end_mark.index]
        forbidden, private = made_by_escape(event.value, written) if "\\" in written else (None, None)
        if forbidden is not None:
            spot = rules.forbidden_character(position, forbidden, 1, escaped=True)
            self._find(rules.forbidden_character, spot)
        if private is not None:
            self._find(rules.private_character, rules.private_character(position, private, escaped=True))

    def _look_for_stuck_comment(self, event: Any, value: str) -> None:
        number = event.end_mark.line
        line = self._lines[number] if number < len(self._lines) else ""
        match = _STUCK_COMMENT.match(line, event.end_mark.column)
        if match:
            place = Position(number + 1, match.start(1) + 1)
            self._find(rules.text_cut_by_hash, rules.text_cut_by_hash(place, value, match.group(1)))

    def _refuse_anchor_and_tag(self, event: Any, position: Position) -> None:
        if event.anchor is not None:
            self._feature("anchor", position, Message(_ANCHOR, anchor=event.anchor), Message(_WRITE_OUT))
        if event.tag is not None:
            self._feature("tag", position, Message(_TAG, tag=event.tag), Message(N_("Remove it: every value is text.")))

    def _feature(self, kind: str, position: Position, what: Message, mend: Message) -> None:
        """Keep the first place of each kind: a file full of anchors is one trouble, not a hundred."""
        place, said, way_out, count = self._features.get(kind, (position, what, mend, 0))
        self._features[kind] = (place, said, way_out, count + 1)

    def _report_features(self) -> None:
        for position, what, mend, count in self._features.values():
            if count > 1:
                mend = Message(N_("{mend} There are {count} of the kind in the file."), mend=mend, count=count)
            self._find(rules.yaml_feature, rules.yaml_feature(position, what, mend))

    def _find(self, function: Callable[..., Spot], spot: Spot) -> None:
        self.findings.append(found(function, spot))


class _TooMuch(Exception):
    """A limit was passed; the finding is made, the walk ends."""


def at(mark: Any) -> Position:
    """The position of one of libyaml's marks."""
    return Position(mark.line + 1, mark.column + 1)
