"""Ids, references to what they name, flags, dates and ranges."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Final, NoReturn, TypeVar

from pydantic_core import PydanticCustomError

from palveluketju.findings import N_, Message
from palveluketju.model.base import REFUSED, RESERVED, After, Before, Refused, refuse, refuse_absence
from palveluketju.model.text import what_is

MAX_ID: Final = 64
FROM_FILE: Final = "from-file"
"""In a validation context: the data comes from a file, where a range is text only."""

_ID: Final = re.compile(r"[a-zåäö0-9][a-zåäö0-9_-]*")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHEN: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_WRITE_DATE: Final = N_("Write year-month-day, such as 2026-12-31.")
_WRITE_TIME: Final = N_("Write a year, a month or a day: 2030, 2030-06 or 2030-06-30.")

T = TypeVar("T")


def refuse_reserved(word: str) -> NoReturn:
    """Refuse a word of the format as an id."""
    what = N_("'{value}' has a meaning of its own in the format and cannot be an id.")
    refuse("id", what, N_("Write another id, such as '{value}-1'."), value=word)


@lru_cache(maxsize=65536)  # most ids are written many times
def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return _ID.fullmatch(text) is not None and len(text) <= MAX_ID and text not in RESERVED


def why_no_id(text: str) -> Refused | None:
    """What keeps a text from being an id, with the way out; None for an id."""
    try:
        _id(text)
    except PydanticCustomError as refused:
        said = (refused.context or {})[REFUSED]
        return said if isinstance(said, Refused) else None
    return None


def _id(value: Any) -> str:
    if isinstance(value, str) and value.isascii() and is_id(value):
        return value  # as nearly all are
    if not isinstance(value, str):
        if value is None:
            refuse("id", N_("There is no id here."), N_("Write a value, or remove the key."))
        refuse_absence(value, "id", N_("Write an id, or '{word}:' for the whole value if that can be absent."))
        refuse("id", N_("An id is expected here, not {what}."), N_("Write one id."), what=what_is(value))
    text = unicodedata.normalize("NFC", value)
    if text in RESERVED:
        refuse_reserved(text)
    if "," in text and all(is_id(part.strip()) for part in text.split(",")):
        refuse("id", N_("'{value}' is several ids."), N_("Write them as a list: [{value}]."), value=text[:80])
    if not is_id(text):
        if is_id(text.lower()):
            what = N_("'{value}' is not an id: ids have small letters only.")
            refuse("id", what, N_("Write '{id}'."), value=text, id=text.lower())
        strange = next((c for c in text if c.isalpha() and not ("a" <= c.lower() <= "z" or c.lower() in "åäö")), None)
        what = N_("'{value}' is not an id.")
        name = ""
        if strange:
            what = N_("'{value}' is not an id: it has the letter {name}.")
            name = f"U+{ord(strange):04X} ({unicodedata.name(strange, '')})"
        mend = N_(
            "Use small letters a-z, å, ä, ö, digits, '-' and '_', beginning with a letter or digit, {limit} characters"
            " at most."
        )
        refuse("id", what, mend, value=text[:80], name=name, limit=MAX_ID)
    return text


class Reference(str):
    """An id that must be declared somewhere; its class says as what."""

    __slots__ = ()
    kind: ClassVar[str] = ""


class LevelId(Reference):
    """The id of a level of the same chain."""

    __slots__ = ()
    kind = "level"


class ServiceId(Reference):
    """The id of a service, in the chain file or the catalogue."""

    __slots__ = ()
    kind = "service"


class OrganisationId(Reference):
    """The id of an organisation, in the chain file or the catalogue."""

    __slots__ = ()
    kind = "organisation"


class AreaId(Reference):
    """The id of an area, in the chain file or the catalogue."""

    __slots__ = ()
    kind = "area"


class TaskId(Reference):
    """The id of a whole of services, or of a duty to coordinate."""

    __slots__ = ()
    kind = "task"


class SegmentId(Reference):
    """The id of a segment of clients."""

    __slots__ = ()
    kind = "segment"


class GoalId(Reference):
    """The id of a goal of the same chain, or of the organiser's strategy."""

    __slots__ = ()
    kind = "goal"


class NeedId(Reference):
    """The id of a step of the chain's own need scale."""

    __slots__ = ()
    kind = "need"


Id = Annotated[str, Before(_id)]
LevelRef = Annotated[Id, After(LevelId)]
ServiceRef = Annotated[Id, After(ServiceId)]
OrganisationRef = Annotated[Id, After(OrganisationId)]
AreaRef = Annotated[Id, After(AreaId)]
TaskRef = Annotated[Id, After(TaskId)]
SegmentRef = Annotated[Id, After(SegmentId)]
GoalRef = Annotated[Id, After(GoalId)]


def _several(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) or value is None else [value]


OneOrMore = Annotated[tuple[T, ...], Before(_several)]
"""One value, or a list of them."""


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    return refuse("flag", N_("A choice of true or false is expected here."), N_("Write true or false."))


def _date(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str):
        refuse("date", N_("A date is expected here, not {what}."), _WRITE_DATE, what=what_is(value))
    if not _DATE.fullmatch(value):
        refuse("date", N_("'{value}' is not a date."), _WRITE_DATE, value=value[:40])
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return refuse("date", N_("There is no such day as '{value}'."), N_("Correct it."), value=value)


def _when(value: Any) -> str:
    text = str(value) if isinstance(value, (str, int, datetime.date)) else ""
    if not text:
        refuse("when", N_("A time is expected here, not {what}."), _WRITE_TIME, what=what_is(value))
    if _is_time(text):
        return text
    return refuse("when", N_("'{value}' is not a time."), _WRITE_TIME, value=str(value)[:40])


@lru_cache(maxsize=1024)
def _is_time(text: str) -> bool:
    try:
        return _WHEN.fullmatch(text) is not None and bool(datetime.date.fromisoformat((text + "-01-01")[:10]))
    except ValueError:
        return False


def _number(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{0,2}", value):
        return int(value)
    what = N_("A whole number is expected here, not {what}.")
    return refuse("number", what, N_("Write a number from 1 to 999."), what=_clipped(value))


def _clipped(value: Any) -> Message:
    return Message("'{value}'", value=value[:40]) if isinstance(value, str) else what_is(value)


Flag = Annotated[bool, Before(_flag)]
Number = Annotated[int, Before(_number)]
Date = Annotated[datetime.date, Before(_date)]
When = Annotated[str, Before(_when)]
