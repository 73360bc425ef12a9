"""Ranges: of ages, and of need on a chain's own need scale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ValidationInfo, model_serializer, model_validator

from palveluketju.findings import N_
from palveluketju.model.base import Value, refuse
from palveluketju.model.text import what_is
from palveluketju.model.values import FROM_FILE, Id, NeedId
from palveluketju.terms import ages_text


def _ends(value: Any, example: str) -> tuple[str, str]:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        refuse(
            "range", N_("A range such as {example} is expected here, not {what}."), example=example, what=what_is(value)
        )
    low, dots, high = (part.strip() for part in value.partition(".."))
    if not (low or high):
        refuse("range", N_("A range such as {example} is expected here."), example=example)
    return low, (high if dots else low)


class AgeRange(Value):
    """Ages in whole years, both ends included; an end that is not given is open: ``18..29``, ``..74``, ``76..``."""

    lowest: int | None = None
    highest: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, BaseModel) or (isinstance(value, Mapping) and not (info.context or {}).get(FROM_FILE)):
            return value
        low, high = _ends(value, "18..29, ..74 or 76..")
        for end in (low, high):
            if end and not re.fullmatch(r"[0-9]{1,3}", end):
                refuse(
                    "age", N_("'{value}' is not an age in whole years."), N_("Write a range as 0..6."), value=end[:40]
                )
        if low and high and int(low) > int(high):
            refuse("age", N_("The lower age {low} is above the upper age {high}."), low=low, high=high)
        return {"lowest": int(low) if low else None, "highest": int(high) if high else None}

    @model_validator(mode="after")
    def _runs_upwards(self) -> AgeRange:
        low, high = self.lowest, self.highest
        if (low is None and high is None) or (low is not None and low < 0) or (high is not None and high < (low or 0)):
            refuse("age", N_("An age range has a lowest age, a highest age, or both in this order."))
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

    lowest: Annotated[Id, AfterValidator(NeedId)]
    highest: Annotated[Id, AfterValidator(NeedId)]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, BaseModel) or (isinstance(value, Mapping) and not (info.context or {}).get(FROM_FILE)):
            return value
        low, high = _ends(value, "lieva..suuri")
        if not (low and high):
            refuse("range", N_("A need band names both ends, such as {example}."), example="lieva..suuri")
        return {"lowest": low, "highest": high}

    @model_serializer
    def _as_written(self) -> str:
        return self.lowest if self.lowest == self.highest else f"{self.lowest}..{self.highest}"
