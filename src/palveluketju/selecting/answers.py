"""What is in a selection, what is not, and what is neither for certain; and how such answers are joined."""

from __future__ import annotations

from palveluketju.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Elements by their places: those that are in a selection, those that are not, and those that still can or cannot.

    What is open can be in it and can be not; of what is not stated, neither is so as long as nothing is stated.
    """

    yes: frozenset[int]
    no: frozenset[int]
    may: frozenset[int]
    may_not: frozenset[int]

    def or_(self, other: Answer) -> Answer:
        """What is in one of two."""
        return Answer(self.yes | other.yes, self.no & other.no, self.may | other.may, self.may_not & other.may_not)

    def and_(self, other: Answer) -> Answer:
        """What is in both."""
        return Answer(self.yes & other.yes, self.no | other.no, self.may & other.may, self.may_not | other.may_not)

    def without(self, other: Answer) -> Answer:
        """What is in this and certainly not in another."""
        return self.and_(Answer(other.no, other.yes, other.may_not, other.may))
