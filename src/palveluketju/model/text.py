"""Text in one language or several."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Final

from pydantic import ConfigDict, RootModel, model_serializer, model_validator

from palveluketju.display import Cell, short
from palveluketju.findings import N_, SURELY_SHOWN, Message
from palveluketju.model.base import MOST_SHOWN, RESERVED, After, Before, Frozen, Value, refuse, refuse_absence

MAX_LINE: Final = 200
MAX_PARAGRAPHS: Final = 20_000
UNDETERMINED: Final = "und"
"""The language of a text written without one (BCP 47)."""

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FALLBACK: Final = (UNDETERMINED, "fi", "sv", "en")
_NO_TEXTS: Final = frozenset(RESERVED)
_WRITE_CODE: Final = N_("Write fi, sv, en or another code of two or three letters.")


def _line(value: Any) -> str:
    text = _paragraphs(value)
    if "\n" in text or "\r" in text:
        refuse("text-lines", N_("A name must be one line of text."), N_("Remove the line break."))
    if len(text) > MAX_LINE:
        refuse(
            "text-length",
            N_("A name can have at most {limit} characters; this one has {length}."),
            N_("Shorten it."),
            limit=MAX_LINE,
            length=len(text),
        )
    return text


def _paragraphs(value: Any) -> str:
    if not isinstance(value, str):
        refuse("text-type", N_("A text is expected here, not {what}."), N_("Write one text."), what=what_is(value))
    text = unicodedata.normalize("NFC", value).strip(" \t\r\n\N{NO-BREAK SPACE}")
    if not text:
        refuse("text-empty", N_("The text is empty."), N_("Write it, or remove the key."))
    if len(text) > MAX_PARAGRAPHS:
        refuse(
            "text-length", N_("A text can have at most {limit} characters."), N_("Shorten it."), limit=MAX_PARAGRAPHS
        )
    return text


def what_is(value: Any) -> Message:
    """What a value is, in words."""
    if value is None:
        return Message(N_("nothing"))
    if isinstance(value, Mapping):
        return Message(N_("a mapping"))
    if isinstance(value, (list, tuple)):
        return Message(N_("a list"))
    return Message(N_("text")) if isinstance(value, str) else Message("{type}", type=type(value).__name__)


def _language(value: Any) -> str:
    if not isinstance(value, str):
        refuse_absence(
            value, "language", N_("Write a language code, or '{word}:' for the whole value if that can be absent.")
        )
        refuse("language", N_("A language code is expected here, not {what}."), _WRITE_CODE, what=what_is(value))
    if not is_language(value):
        refuse("language", N_("'{value}' is not a language code."), _WRITE_CODE, value=value[:40])
    return value


@lru_cache(maxsize=1024)
def is_language(code: str) -> bool:
    """Whether a text can be the code of a language: ``fi``, ``sv-FI``."""
    return _LANGUAGE.fullmatch(code) is not None


def is_in_languages(value: Any) -> bool:
    """Whether a value of a file is a text in languages, where it could be a mapping of keys: ``{fi: ..., sv: ...}``."""
    return isinstance(value, Mapping) and bool(value) and all(len(str(key).split("-")[0]) in (2, 3) for key in value)


class InWords(Value):
    """A value whose short form is a text, in one language or in several: ``{fi: kasvaa, sv: ökar}``."""

    @model_validator(mode="before")
    @classmethod
    def _in_languages(cls, value: Any) -> Any:
        is_short = type(value) is not str and cls.short is not None and is_in_languages(value)
        return {cls.short: value} if is_short else value


Line = Annotated[str, Before(_line)]
Paragraphs = Annotated[str, Before(_paragraphs)]
Language = Annotated[str, Before(_language)]


class _Words(RootModel[Any]):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _of_one_language(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {UNDETERMINED: value}
        if type(value) is dict and value and _NO_TEXTS.isdisjoint(value):
            return value  # as nearly all in several languages are
        if isinstance(value, Mapping) and not value:
            refuse("text-empty", N_("The text is empty."), N_("Write it, or remove the key."))
        refuse_absence(value, "text-type", N_("Write a text, or '{word}:' for the whole value if that can be absent."))
        if not isinstance(value, (Mapping, RootModel)):
            refuse(
                "text-type",
                N_("A text, or a text for each language, is expected here, not {what}."),
                N_("Write one text, or one for each language: {{fi: ..., sv: ...}}."),
                what=what_is(value),
            )
        return value

    @model_serializer
    def _as_written(self) -> Any:
        languages: Mapping[str, str] = self.root
        return languages[UNDETERMINED] if set(languages) == {UNDETERMINED} else dict(languages)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the text is given in, ``und`` where none is named."""
        return tuple(self.root)

    def text(self, lang: str = "en") -> str:
        """The text in a language, or in the first of Finnish, Swedish, English, any that there is.

        >>> Text.model_validate({"fi": "Neuvola", "sv": "Rådgivning"}).text("sv")
        'Rådgivning'
        """
        words: Mapping[str, str] = self.root
        return words[lang] if lang in words else words[self.language(lang)]

    def language(self, lang: str = "en") -> str:
        """The language in which :meth:`text` answers to a language."""
        words: Mapping[str, str] = self.root
        if lang in words:
            return lang
        return next((wanted for wanted in _FALLBACK if wanted in words), None) or next(iter(words))

    def __repr__(self) -> str:
        return short(f"{type(self).__name__}({self.text()!r})", MOST_SHOWN)

    def __str__(self) -> str:
        return self.text()


class Text(_Words):
    """A name or a phrase: one line, in one language or several."""

    root: Annotated[dict[Language, Line], After(Frozen)]


def spoken(text: Text) -> Cell:
    """A text as a cell of a table that is otherwise in English, with its language; empty where none is named."""
    language = text.language()
    return text.text(), "" if language == UNDETERMINED else language


class LongText(_Words):
    """A description, a note or a reason: any number of lines, in one language or several."""

    root: Annotated[dict[Language, Paragraphs], After(Frozen)]


SURELY_SHOWN.update((Text, LongText))
