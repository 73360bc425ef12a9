"""A theme as Graphviz takes it: attributes of boxes and lines, and samples of them in a label that is markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from palveluketju.drawing.diagrams.quoting import marked, quoted
from palveluketju.drawing.looks.theme import Head, Style, Theme
from palveluketju.drawing.picture.pages import SMALLEST
from palveluketju.drawing.picture.picture import MarkKind
from palveluketju.drawing.typesetting.measure import LEADING
from palveluketju.frozen import dataclass

HEADS: Final = {
    Head.FULL: "arrowhead=normal",
    Head.OPEN: "arrowhead=vee",
    Head.RINGS: "dir=both arrowhead=odot arrowtail=odot",
}
"""The attributes of a line's heads."""
_POINTS: Final = {Head.FULL: "►", Head.OPEN: ">", Head.RINGS: "○"}
_CRITICAL: Final = 2.4
"""How much wider than another service's the line around a critical one is."""
_DASH: Final = "5 3"
_CLEAR: Final = 2
"""How far the label of a line stands above it, in points."""
PLAIN: Final = 'BORDER="0" CELLBORDER="0" CELLSPACING="0"'
"""The attributes of a table that is not seen."""


class LabelRow(NamedTuple):
    """A line of text in a label: its size in points, and how it is set; without a colour it has its label's."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: str = ""

    def markup(self) -> str:
        """The line as markup."""
        text = marked(self.text) if self.text.strip() else "&#160;"
        text = f"<B>{text}</B>" if self.bold else f"<I>{text}</I>" if self.italic else text
        colour = f' COLOR="{self.colour}"' if self.colour else ""
        return f'<FONT POINT-SIZE="{self.size:g}"{colour}>{text}</FONT>'


def stacked(rows: Iterable[LabelRow]) -> str:
    """Rows under each other, to the left, as markup; as lines of one cell Graphviz would set them too close."""
    told = "\n".join(f'  <TR><TD ALIGN="LEFT">{row.markup()}</TD></TR>' for row in rows)
    return _table(f"\n{told}\n")


def clear(text: str, size: float) -> str:
    """A text as markup that keeps clear of the line at which it stands: Graphviz sets a label right on it."""
    height = round(size * LEADING) + 2 * _CLEAR
    return _table(f'<TR><TD HEIGHT="{height}">{marked(text)}</TD></TR>')


@dataclass(frozen=True)
class Looks:
    """The attributes that a theme gives."""

    theme: Theme

    @property
    def font(self) -> str:
        """The attribute that names the fonts."""
        return f"fontname={quoted(fonts(self.theme))}"

    @property
    def page(self) -> str:
        """The attributes of the whole picture."""
        return f'bgcolor="{self.theme.background}" fontcolor="{self.text("text")}" {self.font}'

    def text(self, role: str, on: str = "") -> str:
        """The colour of a text in a box of a role, or on the page."""
        return self.theme.text_colour(role, on)

    def service(self, *, critical: bool, interface: bool) -> Style:
        """How a service looks: sharp and thick where it is critical, dashed where it is an interface service."""
        style = self.theme.style("service")
        if critical:
            style = replace(style, rounded=0.0, line=style.line * _CRITICAL)
        if interface:
            style = replace(style, stroke=self.theme.mark_colour(MarkKind.INTERFACE, "service"), dash=_DASH)
        return style

    def box(self, style: Style) -> str:
        """The attributes of a box, or of a cluster."""
        kinds = ",".join(["filled", *(["rounded"] if style.rounded else []), *dashes(style)])
        return f'style="{kinds}" fillcolor="{style.fill}" {stroke(style)} fontcolor="{style.text}"'

    def line(self, role: str, *, double: bool = False) -> str:
        """The attributes of a line; a double one where a border is crossed."""
        style = self.theme.style(role)
        kinds = "".join(f" style={kind}" for kind in dashes(style))
        colour = f"{style.stroke}:invis:{style.stroke}" if double else style.stroke
        width = style.line / 2 if double else style.line
        return f'color="{colour}" penwidth={width:g}{kinds} {HEADS[style.head]} fontcolor="{self.text(role)}"'

    def box_sample(self, style: Style, *, twice: bool = False) -> str:
        """A little box as markup."""
        kinds = ",".join([*(["rounded"] if style.rounded else []), *dashes(style)])
        looks = f' STYLE="{kinds}"' if kinds else ""
        border = f'BORDER="{_whole(style.line)}" COLOR="{style.stroke}" BGCOLOR="{style.fill}"{looks}'
        inner = 'CELLBORDER="1" CELLSPACING="2"' if twice else 'CELLBORDER="0" CELLSPACING="0"'
        cell = '<TD WIDTH="14" HEIGHT="5"></TD>' if twice else '<TD WIDTH="18" HEIGHT="9"></TD>'
        return f'<TABLE {border} {inner} CELLPADDING="0"><TR>{cell}</TR></TABLE>'

    def line_sample(self, role: str, *, double: bool = False) -> str:
        """A little line with its head, as markup."""
        style = self.theme.style(role)
        looks = "".join(f' STYLE="{kind}"' for kind in dashes(style))
        border = f'BORDER="{_whole(style.line / 2 if double else style.line)}" COLOR="{style.stroke}"{looks}'
        sides = "TB" if double else "B"
        line = f'<TR><TD WIDTH="18" HEIGHT="4" {border} SIDES="{sides}"></TD></TR><TR><TD HEIGHT="3"></TD></TR>'
        point = f"<TD>{LabelRow(_POINTS[style.head], SMALLEST, colour=style.stroke).markup()}</TD>"
        cells = f"{point if style.head is Head.RINGS else ''}<TD>{_table(line)}</TD>{point}"
        return _table(f"<TR>{cells}</TR>")


def _table(rows: str) -> str:
    """A table that is not seen."""
    return f'<TABLE {PLAIN} CELLPADDING="0">{rows}</TABLE>'


def fonts(theme: Theme) -> str:
    """The names of a theme's fonts as Graphviz has them."""
    return ",".join(name.strip(" \"'") for name in theme.font.split(","))


def stroke(style: Style) -> str:
    """The attributes of a line, or of the line around a box."""
    return f'color="{style.stroke}" penwidth={style.line:g}'


def _whole(width: float) -> int:
    """A width of line in whole points, as markup has it."""
    return max(1, round(width))


def dashes(style: Style) -> tuple[str, ...]:
    """Graphviz has two patterns of dashes."""
    return (("dotted",) if style.is_dotted else ("dashed",)) if style.dash else ()
