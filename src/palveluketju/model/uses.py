"""A service as a level or a bar uses it: by itself, as one of several, or still to be decided or found out."""

from typing import Annotated, Any

from pydantic import Field, Tag

from palveluketju.model.absence import Item, Maybe, Open, Unknown, is_open, is_unknown
from palveluketju.model.base import Forms
from palveluketju.model.elements import Criteria, Element
from palveluketju.model.moving import Conditions
from palveluketju.model.system import Availability, Producer
from palveluketju.model.text import Text
from palveluketju.model.values import Flag, OneOrMore, ServiceRef
from palveluketju.model.vocabulary import Chooser, Recipient


class ServiceUse(Element):
    """A service at a level or in a bar; the short form is the service's id.

    ``label`` is what the source calls the service here, where that differs from its name; ``producers`` and
    ``availability`` hold here in place of the service's own.
    """

    short = "service"

    service: ServiceRef
    for_: OneOrMore[Recipient] = Field(default=(), alias="for")
    label: Text | None = None
    optional: Flag = False
    when: Conditions = ()
    criteria: Criteria = None
    producers: Maybe[OneOrMore[Item[Producer]]] = None
    availability: Maybe[Availability] = None


class Alternatives(Element):
    """Services of which a client gets one: ``{one-of: [ids], chosen-by: client}``."""

    one_of: OneOrMore[ServiceUse]
    chosen_by: Maybe[Chooser] = None
    optional: Flag = False
    criteria: Criteria = None


def _which_use(value: Any) -> str:
    """Choose the form by its key, so that an error speaks of one form and not of two."""
    if isinstance(value, str):
        return "?use"  # as nearly all are written
    if is_open(value) or (isinstance(value, dict) and "open" in value):
        return "?open"
    if is_unknown(value) or (isinstance(value, dict) and "unknown" in value):
        return "?unknown"
    several = isinstance(value, Alternatives) or (isinstance(value, dict) and ("one-of" in value or "one_of" in value))
    return "?one-of" if several else "?use"


Use = Annotated[
    Annotated[ServiceUse, Tag("?use")]
    | Annotated[Alternatives, Tag("?one-of")]
    | Annotated[Open, Tag("?open")]
    | Annotated[Unknown, Tag("?unknown")],
    Forms(_which_use),
]
Uses = OneOrMore[Use]
