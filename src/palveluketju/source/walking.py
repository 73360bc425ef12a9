"""The walk over libyaml's events: data, positions and troubles in one pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property
from typing import Any, Final

import yaml

from palveluketju.findings import N_, Finding, Message, Position, Spot
from palveluketju.source import rules
from palveluketju.source.characters import Places, made_by_escape
from palveluketju.source.identity import MASK
from palveluketju.source.others import Around, Listener
from palveluketju.source.rules import found

_STUCK_COMMENT: Final = re.compile(r"#(?<=[ \t]#)\S")  # begins with what a search jumps to
_LINE_ENDS: Final = re.compile(r"[\r\n]|\Z")
_MISSING: Final[Any] = object()
_SCALAR: Final = yaml.ScalarEvent
_MAPPING_ENDS: Final = yaml.MappingEndEvent
_DIRECTIVE: Final = N_("Chain files do not use '%' directives.")
_DOCUMENT: Final = N_("A second document ('---') begins here.")
_ALIAS: Final = N_("'*{anchor}' repeats another place; chain files do not use repetition.")
_ANCHOR: Final = N_("Chain files do not use anchors ('&{anchor}').")
_MERGE: Final = N_("Chain files do not use merge keys ('<<').")
_TAG: Final = N_("Chain files do not use tags ('{tag}').")
_KEY: Final = N_("A list, a mapping or a '*' repetition cannot be a key.")
_WRITE_OUT: Final = N_("Write the value out where it is needed.")

Within = dict[str | int, "Standing"]
"""Where what a collection holds stands: by key or by number."""
Standing = tuple[int | None, int | None, Within | None]
"""The characters at which a key and its value begin, where they are there, and where what the value holds stands."""


class Walk:
    """Reads one document from a text; ``findings`` grow as it goes, ``standing`` is there when it has ended."""

    def __init__(self, text: str) -> None:
        self.standing: Standing = (None, None, None)
        self.valueless: set[int] = set()
        self.findings: list[Finding] = []
        self._text = text
        self._has_escapes = "\\" in text
        self._comments = _stuck_comments(text)
        self._nodes = 0
        self._features: dict[str, tuple[Position, Message, Message, int]] = {}
        self._listener = Listener(text)
        self._next_event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self._plain: dict[str, str | None] = {}  # plain texts that mean the same wherever they stand: most are repeated

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

    @cached_property
    def places(self) -> Places:
        """Where the characters of the text stand."""
        return Places(self._text)

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
            top, within = self._node(top_event, 1, Around(-1, None))
        except _TooMuch:
            return None
        if top is None and isinstance(top_event, yaml.ScalarEvent):
            self._find(rules.empty_file, rules.empty_file(Position(1, 1)))
        self._next_event()  # the document ends
        self._listener.ended()
        following = self._next_event()
        if isinstance(following, yaml.DocumentStartEvent):
            mend = Message(N_("Put it in a file of its own."))
            self._feature("document", at(following.start_mark), Message(_DOCUMENT), mend)
        self.standing = (None, top_event.start_mark.index, within)
        return top

    def _node(self, event: Any, depth: int, around: Around, *, is_key: bool = False) -> tuple[Any, Within | None]:
        """The data below one event, and where it stands; _MISSING for what the subset of YAML does not have."""
        self._nodes += 1
        if self._nodes > rules.MAX_NODES:
            what = Message(N_("The file has more than {limit} values."), limit=rules.MAX_NODES)
            spot = rules.too_large(at(event.start_mark), what, Message(N_("Divide the file.")))
            self._find(rules.too_large, spot)
            raise _TooMuch
        if event.__class__ is _SCALAR:
            return self._scalar(event, around), None
        if isinstance(event, yaml.AliasEvent):
            mend = Message(_WRITE_OUT)
            self._feature("anchor", at(event.start_mark), Message(_ALIAS, anchor=event.anchor), mend)
            return _MISSING, None
        self._refuse_anchor_and_tag(event)
        if event.flow_style:
            self._listener.opened(event)
            within = Around(around.column, event.start_mark.index)
        else:
            within = Around(event.start_mark.column, None)
        if depth > rules.MAX_DEPTH:
            self._find(rules.too_deep, rules.too_deep(at(event.start_mark)))
            raise _TooMuch
        read = self._sequence if isinstance(event, yaml.SequenceStartEvent) else self._mapping
        items, places, end = read(depth, within)
        if event.flow_style:
            self._listener.closed(event.start_mark, end.end_mark, around, is_key=is_key)
        return items, places

    def _sequence(self, depth: int, around: Around) -> tuple[list[Any], Within, Any]:
        items: list[Any] = []
        places: Within = {}
        while not isinstance(event := self._next_event(), yaml.SequenceEndEvent):
            item, within = self._node(event, depth + 1, around)
            if item is not _MISSING:
                places[len(items)] = (None, event.start_mark.index, within)
                items.append(item)
        return items, places, event

    def _mapping(self, depth: int, around: Around) -> tuple[dict[str, Any], Within, Any]:
        items: dict[str, Any] = {}
        places: Within = {}
        next_event, in_braces = self._next_event, around.bracket is not None
        while (event := next_event()).__class__ is not _MAPPING_ENDS:
            key = self._key(event, depth, around)
            if key is None or key in items:
                if key is not None and MASK not in key:  # two identity codes look alike once they are masked
                    first = self.places.at(places[key][0] or 0)
                    self._find(rules.key_twice, rules.key_twice(at(event.start_mark), key, first))
                self._node(next_event(), depth + 1, around)  # not kept: walked over for the troubles in it
                continue
            index, event = event.start_mark.index, next_event()
            value, within = self._node(event, depth + 1, around)
            if value is _MISSING:
                places[key] = (index, None, None)
                continue
            items[key] = value
            places[key] = (index, event.start_mark.index, within)
            if value is None and in_braces:
                self.valueless.add(index)
        return items, places, event

    def _key(self, event: Any, depth: int, around: Around) -> str | None:
        """A key's text, or None for one that cannot be a key."""
        if event.__class__ is not _SCALAR:
            self._feature("key", at(event.start_mark), Message(_KEY), Message(N_("Write the key as one word or text.")))
            if not isinstance(event, yaml.AliasEvent):
                self._node(event, depth + 1, around, is_key=True)
            return None
        if event.value == "<<" and not event.style:
            self._hear(event, around, is_key=True)
            mend = Message(N_("Write the keys out here."))
            self._feature("merge", at(event.start_mark), Message(_MERGE), mend)
            return None
        if len(event.value) > rules.MAX_KEY_LENGTH:
            self._hear(event, around, is_key=True)
            what = Message(N_("A key is longer than {limit} characters."), limit=rules.MAX_KEY_LENGTH)
            mend = Message(N_("Shorten it, or add a missing quotation mark."))
            self._find(rules.too_large, rules.too_large(at(event.start_mark), what, mend))
            return None
        return self._scalar(event, around, is_key=True) or ""

    def _scalar(self, event: Any, around: Around, *, is_key: bool = False) -> str | None:
        """The text of a scalar, None where there is none; what is wrong with it is told."""
        known: str | None = self._plain.get(event.value, _MISSING)
        if known is not _MISSING and not (event.style or event.tag or event.anchor):
            return known
        is_doubtful = self._hear(event, around, is_key=is_key)
        # One character in two spellings (ä as one code point, or a and a mark) must be one id.
        value: str = unicodedata.normalize("NFC", event.value)
        if len(value) > rules.MAX_SCALAR_LENGTH:
            what = Message(N_("This text is longer than {limit} characters."), limit=rules.MAX_SCALAR_LENGTH)
            spot = rules.too_large(at(event.start_mark), what, Message(N_("Shorten the text.")))
            self._find(rules.too_large, spot)
            return value[: rules.MAX_SCALAR_LENGTH]
        if event.style:
            if self._has_escapes and event.style == '"':
                self._look_for_escapes(event)
            return value
        if self._comments:
            self._look_for_stuck_comment(event, value)
        elif not is_doubtful:
            self._plain[event.value] = value or None
        return value or None

    def _hear(self, event: Any, around: Around, *, is_key: bool) -> bool:
        """What is told of a scalar whatever its text is; whether its text may mean something else to other readers."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_anchor_and_tag(event)
        if event.style:
            self._listener.quoted(event, around, is_key=is_key)
            return True
        return self._listener.plain(event, around)

    def _look_for_escapes(self, event: Any) -> None:
        """What may not stand in a text however it is written; what the text itself shows is told already."""
        written = self._text[event.start_mark.index : event.end_mark.index]
        forbidden, private = made_by_escape(event.value, written) if "\\" in written else (None, None)
        position = at(event.start_mark)
        if forbidden is not None:
            spot = rules.forbidden_character(position, forbidden, 1, escaped=True)
            self._find(rules.forbidden_character, spot)
        if private is not None:
            self._find(rules.private_character, rules.private_character(position, private, escaped=True))

    def _look_for_stuck_comment(self, event: Any, value: str) -> None:
        comment = self._comments.get(event.end_mark.index)
        if comment is not None:
            text = self._text[comment : _LINE_ENDS.search(self._text, comment).start()]  # type: ignore[union-attr]
            place = self.places.at(comment)
            self._find(rules.text_cut_by_hash, rules.text_cut_by_hash(place, value, text))

    def _refuse_anchor_and_tag(self, event: Any) -> None:
        if event.anchor is not None:
            self._feature("anchor", at(event.start_mark), Message(_ANCHOR, anchor=event.anchor), Message(_WRITE_OUT))
        if event.tag is not None:
            mend = Message(N_("Remove it: every value is text."))
            self._feature("tag", at(event.start_mark), Message(_TAG, tag=event.tag), mend)

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


def _stuck_comments(text: str) -> dict[int, int]:
    """Where a comment without a space after its '#' begins, by every place in the blanks before it.

    A text without quotation marks that ends at one of the places was most likely meant to go on.
    """
    found: dict[int, int] = {}
    for match in _STUCK_COMMENT.finditer(text):
        place = match.start() - 1
        while place >= 0 and text[place] in " \t":
            found[place] = match.start()
            place -= 1
    return found
