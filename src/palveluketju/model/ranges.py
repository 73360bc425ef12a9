"""Ranges: of ages, and of need on a chain's own need scale."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Final

from pydantic import BaseModel, ValidationInfo, model_serializer, model_validator

from palveluketju.findings import N_, Keys
from palveluketju.model.base import After, Value, refuse
from palveluketju.model.text import what_is
from palveluketju.model.values import FROM_FILE, Id, NeedId
from palveluketju.terms import ages_text

_WRITE: Final = N_("Write it as {example}.")
_AGES: Final = Keys(("18..29", "..74", "76.."), "or")
_NEEDS: Final = Keys(("lieva..suuri",))


def _ends(value: Any, example: Keys) -> tuple[str, str]:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        refuse("range", N_("A range is expected here, not {what}."), _WRITE, example=example, what=what_is(value))
    low, dots, high = (part.strip() for part in value.partition(".."))
    if not (low or high):
        refuse("range", N_("The range has no ends."), _WRITE, example=example)
    return low, (high if dots else low)


@lru_cache(maxsize=1024)  # most ranges are written many times
def _ages(value: Any) -> tuple[int | None, int | None]:
    low, high = _ends(value, _AGES)
    for end in (low, high):
        if end and not re.fullmatch(r"[0-9]{1,3}", end):
            refuse("age", N_("'{value}' is not an age in whole years."), N_("Write a range as 0..6."), value=end[:40])
    if low and high and int(low) > int(high):
        what = N_("The lower age {low} is above the upper age {high}.")
        refuse("age", what, N_("Correct one of them."), low=low, high=high)
    return int(low) if low else None, int(high) if high else None


class AgeRange(Value):
    """Ages in whole years, both ends included; an end that is not given is open: ``18..29``, ``..74``, ``76..``."""

    lowest: int | None = None
    highest: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        if type(value) is str:
            lowest, highest = _ages(value)
        elif isinstance(value, BaseModel) or (isinstance(value, Mapping) and not (info.context or {}).get(FROM_FILE)):
            return value
        else:
            lowest, highest = _ages.__wrapped__(value)
        return {"lowest": lowest, "highest": highest}

    @model_validator(mode="after")
    def _runs_upwards(self) -> "AgeRange":
        low, high = self.lowest, self.highest
        if (low is None and high is None) or (low is not None and low < 0) or (high is not None and high < (low or 0)):
            what = N_("The age range has no ages, or they are not in order.")
            refuse("age", what, N_("Give a lowest age, a highest age, or both."))
        return self

    def text(self, lang: str = "en") -> str:
        """The ages in words: ``18–29 years``, ``at most 74 years``."""
        return ages_text(self.lowest, self.highest, lang)

    @model_serializer
    def _as_written(self) -> str:
        low, high = ("" if end is None else str(end) for end in (self.lowest, self.highest))
        return low if low == high else f"{low}..{high}"


class Band(Value):
    """A range of need on the chain's own need scale: ``lieva..suuri``, or one step, ``suuri``."""

    lowest: Annotated[Id, After(NeedId)]
    highest: Annotated[Id, After(NeedId)]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, BaseModel) or (isinstance(value, Mapping) and not (info.context or {}).get(FROM_FILE)):
            return value
        low, high = _ends(value, _NEEDS)
        if not (low and high):
            what = N_("The need band has one end only.")
            refuse("range", what, N_("Write both ends, such as {example}."), example=_NEEDS)
        return {"lowest": low, "highest": high}

    @model_serializer
    def _as_written(self) -> str:
        return self.lowest if self.lowest == self.highest else f"{self.lowest}..{self.highest}"
