"""What every element of a declaration can carry: notes, sources, readings and accepted findings."""

import re
from typing import Annotated, Final

from pydantic import model_validator

from palveluketju.findings import N_
from palveluketju.model.absence import Maybe, Party
from palveluketju.model.base import After, Value, refuse
from palveluketju.model.text import Line, LongText, Text
from palveluketju.model.values import Date, OneOrMore, When
from palveluketju.model.vocabulary import Audience, CitationRole


class Citation(Value):
    """Where something was read: a document, a page, a law. The short form is its address or its title.

    ``audience`` is for whom the page is written, where it is not for all.
    """

    title: Text | None = None
    address: Line | None = None
    dated: When | None = None
    role: CitationRole | None = None
    audience: OneOrMore[Audience] = ()
    note: LongText | None = None

    @model_validator(mode="before")
    @classmethod
    def _address_or_title(cls, value: object) -> object:
        if isinstance(value, str):
            return {"address" if value.startswith(("http://", "https://")) else "title": value}
        return value

    @model_validator(mode="after")
    def _something(self) -> "Citation":
        if self.title is None and self.address is None:
            refuse("citation", N_("The source has neither a title nor an address."), N_("Write one of them."))
        if self.address is not None and not self.address.startswith(("http://", "https://")):
            what = N_("The address does not begin with https:// or http://.")
            refuse("citation", what, N_("Write other places in the title."))
        return self


_PATTERN: Final = r"[^\s.]+( -> [^\s.]+)?(\.[^\s.]+( -> [^\s.]+)?)*"


def _pattern(value: str) -> str:
    if not re.fullmatch(_PATTERN, value):
        mend = N_("Write keys and ids with a dot between, and '*' for any: 'levels.*.services'.")
        refuse("places", N_("'{value}' names no places."), mend, value=value[:80])
    return value


class Acceptance(Value):
    """Findings that somebody has looked at and accepts here: their codes or names, why, and until when.

    ``at`` narrows it to places within what it stands on: keys and ids with a dot between, where ``*`` stands for any
    letters of one of them. On a chain or a catalogue itself it is the way to accept what is found of several parts.
    """

    check: OneOrMore[Line]
    at: OneOrMore[Annotated[Line, After(_pattern)]] = ()
    reason: LongText | None = None
    until: Date | None = None
    decides: Party | None = None

    @model_validator(mode="after")
    def _something(self) -> "Acceptance":
        if not self.check:
            refuse("acceptance", N_("The acceptance names no check."), N_("Name it by its code or its name."))
        return self


class Element(Value):
    """A part of a declaration that can be talked about by itself.

    ``reading`` says that the source does not state this element as it is written here, and what the reading
    rests on.
    """

    note: Maybe[LongText] = None
    reading: LongText | None = None
    sources: OneOrMore[Citation] = ()
    accepted: OneOrMore[Acceptance] = ()


Criteria = Maybe[OneOrMore[LongText]]
"""On what grounds; each is a criterion of its own. Whether all must hold or one is enough, their texts say."""


class Named(Element):
    """An element with a name."""

    name: Text
