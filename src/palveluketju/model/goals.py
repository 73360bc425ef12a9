"""What is aimed at and how it is measured: goals, measures, and figures that belong to no goal."""

from typing import Annotated, ClassVar

from palveluketju.model.absence import Maybe, given
from palveluketju.model.base import After, Frozen
from palveluketju.model.elements import Citation, Element
from palveluketju.model.text import InWords, LongText, Text
from palveluketju.model.values import GoalRef, Id, OneOrMore, When
from palveluketju.model.vocabulary import Direction, GoalKind


class Measure(InWords):
    """A value of an indicator; the short form is the value as it is written in a plan, such as ``72,9 %``."""

    short: ClassVar[str | None] = "value"

    value: Text
    dated: When | None = None
    sources: OneOrMore[Citation] = ()
    note: LongText | None = None


class Figure(Measure):
    """A measured value with a name, of an area or a chain: ``{name: Asukkaita, value: 47 170, dated: 2017-12-31}``."""

    short: ClassVar[str | None] = None

    name: Text
    unit: Text | None = None


Figures = Annotated[dict[Id, Figure], After(Frozen)]


class Goal(Element):
    """What a chain or an organiser aims at. A goal that names an indicator or has a target is measurable unless told.

    ``under`` is the goal that this one serves, of the chain or of the organiser's strategy; ``definition`` tells what
    the indicator counts, ``population`` of whom, ``direction`` which way it should go, ``means`` by what the goal is
    reached.
    """

    text: LongText
    kind: GoalKind | None = None
    under: OneOrMore[GoalRef] = ()
    indicator: Maybe[Text] = None
    definition: Maybe[LongText] = None
    population: Maybe[Text] = None
    unit: Text | None = None
    direction: Direction | None = None
    baseline: Maybe[Measure] = None
    target: Maybe[Measure] = None
    by: Maybe[When] = None
    measured: OneOrMore[Measure] = ()
    means: Maybe[OneOrMore[LongText]] = None

    @property
    def is_measurable(self) -> bool:
        """Whether something is measured, said outright or by naming an indicator or a target."""
        if self.kind is not None:
            return self.kind is GoalKind.MEASURABLE
        return given(self.indicator) is not None or self.target is not None


Goals = Annotated[dict[Id, Goal], After(Frozen)]
