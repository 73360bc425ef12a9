"""The headings of levels in words, the same in every view that has them."""

from __future__ import annotations

from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.drawing.typesetting.items import Item, Size
from palveluketju.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands in the heading of a level."""

    kind: str
    name: str
    timing: str = ""
    after: tuple[MarkKind, ...] = ()
    """The sign of what is read into a source: the level, or that it is repeated."""

    @property
    def words(self) -> str:
        """The heading on one line."""
        return f"{self.kind}: {self.name}" if self.kind else self.name

    @property
    def called(self) -> Item:
        """The name, with its signs."""
        return Item(self.name, bold=True, size=Size.HEADING, after=self.after)

    def items(self, *, again: str = "") -> tuple[Item, ...]:
        """All of it, with a word where the level stands ``again``."""
        kind = Item(f"{self.kind} ({again})" if again else self.kind, size=Size.SMALL)
        timing = (Item(self.timing, italic=True, size=Size.SMALL),) if self.timing else ()
        return kind, self.called, *timing
