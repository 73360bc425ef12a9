"""Single texts: what each means, and what is wrong with it wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from palveluketju.findings import N_, Finding, Message, Position, Spot
from palveluketju.source import rules
from palveluketju.source.characters import made_by_escape
from palveluketju.source.comments import stuck_comments
from palveluketju.source.composing import composed
from palveluketju.source.features import Features
from palveluketju.source.others import Listener, is_doubtful
from palveluketju.source.rules import found

WRITE_OUT: Final = N_("Write the value out where it is needed.")
_ANCHOR: Final = N_("Chain files do not use anchors ('&{anchor}').")
_TAG: Final = N_("Chain files do not use tags ('{tag}').")


class Known(dict[str, str]):
    """What plain texts mean that mean the same wherever they stand, and "" for others: each is looked at once.

    It holds for texts without a tag or an anchor. Most texts of a file are repeated.
    """

    def __init__(self, *, none_is_sure: bool) -> None:
        self._none_is_sure = none_is_sure

    def __missing__(self, text: str) -> str:
        is_sure = not (self._none_is_sure or len(text) > rules.MAX_KEY_LENGTH or is_doubtful(text))
        self[text] = meaning = composed(text) if is_sure else ""
        return meaning


IN_MOST_FILES: Final = Known(none_is_sure=False)
"""What texts mean wherever no '#' is doubtful. Files have most texts in common: keys, ids and words of the format."""
_MOST_KNOWN: Final = 4096


def _known(*, none_is_sure: bool) -> Known:
    """What is known of plain texts when a file begins."""
    if none_is_sure:
        return Known(none_is_sure=True)
    if len(IN_MOST_FILES) > _MOST_KNOWN:
        IN_MOST_FILES.clear()
    return IN_MOST_FILES


class Scalars:
    """Makes texts of libyaml's scalars; what is wrong with them is added to ``findings`` and the others given."""

    def __init__(self, text: str, findings: list[Finding], features: Features, listener: Listener) -> None:
        self._text = text
        self._has_escapes = "\\" in text
        self._comments = stuck_comments(text)
        self._findings = findings
        self._features = features
        self._listener = listener
        self.known: Final = _known(none_is_sure=bool(self._comments) or listener.with_hashes)

    def value(self, event: Any, column: int, bracket: int | None, *, is_key: bool = False) -> str | None:
        """The text of a scalar that is not ``known``, None where there is none; what is wrong with it is told.

        ``column`` is that of the nearest block collection around, and ``bracket`` where the nearest brackets begin.
        """
        self.hear(event, column, bracket, is_key=is_key)
        # One character in two spellings (ä as one code point, or a and a mark) must be one id.
        value = composed(event.value)
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
        return value or None

    def hear(self, event: Any, column: int, bracket: int | None, *, is_key: bool) -> None:
        """What is told of a scalar whatever its text is."""
        self.refuse_anchor_and_tag(event)
        if event.style:
            self._listener.quoted(event, bracket, None if bracket is not None or is_key else column)
        elif self._listener.is_doubtful(event.value):
            self._listener.plain(event, in_brackets=bracket is not None)

    def _look_for_escapes(self, event: Any) -> None:
        """What may not stand in a text however it is written; what the text itself shows is told already."""
        written = self._text[event.start_mark.index : event.end_mark.index]
        forbidden, private = made_by_escape(event.value, written) if "\\" in written else (None, None)
        if forbidden is not None:
            spot = rules.forbidden_character(at(event.start_mark), forbidden, 1, escaped=True)
            self._find(rules.forbidden_character, spot)
        if private is not None:
            self._find(rules.private_character, rules.private_character(at(event.start_mark), private, escaped=True))

    def _look_for_stuck_comment(self, event: Any, value: str) -> None:
        end = event.end_mark
        comment = self._comments.get(end.index)
        if comment is not None:
            position = Position(end.line + 1, end.column + comment.begins - end.index + 1)
            self._find(rules.text_cut_by_hash, rules.text_cut_by_hash(position, value, comment.text))

    def refuse_anchor_and_tag(self, event: Any) -> None:
        """Tell of what stands before a value and means something to YAML alone."""
        if event.anchor is not None:
            self._features.note(
                "anchor", at(event.start_mark), Message(_ANCHOR, anchor=event.anchor), Message(WRITE_OUT)
            )
        if event.tag is not None:
            mend = Message(N_("Remove it: every value is text."))
            self._features.note("tag", at(event.start_mark), Message(_TAG, tag=event.tag), mend)

    def _find(self, function: Callable[..., Spot], spot: Spot) -> None:
        self._findings.append(found(function, spot))


def at(mark: Any) -> Position:
    """The position of one of libyaml's marks."""
    return Position(mark.line + 1, mark.column + 1)
