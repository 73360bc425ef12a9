"""Lines of words: each run of one language, with the value of the declaration that it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from palveluketju.findings import Path
from palveluketju.telling.told import Told


class Run(NamedTuple):
    """Words of one language, empty for that of the output; ``told`` is the value that they say, if they say one."""

    text: str
    lang: str = ""
    told: Told | None = None


class Line(tuple[Run, ...]):
    """Words after each other. An empty line has none."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The words without their languages."""
        return "".join([run.text for run in self])

    @property
    def tells(self) -> tuple[Told, ...]:
        """The values of the declaration that stand in it."""
        return tuple([run.told for run in self if run.told is not None])

    def __str__(self) -> str:
        return self.text

    def each(self, change: Callable[[str], str]) -> Line:
        """The line with the words of each run changed."""
        return Line(run._replace(text=change(run.text)) for run in self)


class Paragraph(NamedTuple):
    """Lines about one element, of which ``about`` is the place in the declaration."""

    about: Path
    lines: tuple[Line, ...]

    @property
    def line(self) -> Line:
        """All of them after each other."""
        return chained(self.lines, " ")


NOTHING: Final = Line()


def words(text: str) -> Line:
    """Words of the output itself."""
    return Line((Run(text),)) if text else NOTHING


def line(*pieces: Line | str) -> Line:
    """Lines and words of the output after each other."""
    return Line([run for piece in pieces for run in (words(piece) if isinstance(piece, str) else piece)])


def chained(lines: Iterable[Line], between: str = ", ") -> Line:
    """Lines after each other with something between them; empty ones are left out."""
    found = [one for one in lines if one]
    if len(found) < 2:
        return found[0] if found else NOTHING
    apart, runs = Run(between), [*found[0]]
    for one in found[1:]:
        runs.append(apart)
        runs += one
    return Line(runs)


def series(lines: Iterable[Line]) -> Line:
    """Lines after each other; apart by semicolons where one of them has a comma or a semicolon."""
    found = tuple(lines)
    if len(found) < 2:
        return found[0] if found else NOTHING
    said = "".join([run.text for one in found for run in one])
    return chained(found, "; " if "," in said or ";" in said else ", ")


def together(lines: Iterable[Line], word: str) -> Line:
    """Lines as a sentence lists them: a, b or c, with the word before the last; semicolons where one has a comma."""
    *first, last = lines
    if not first:
        return last
    comma = ";" if any("," in one.text for one in (*first, last)) else ","
    before = f"{';' if comma == ';' else ''} {word} "
    return line(chained(first, f"{comma} "), before, last)


def after(label: Line | str, told: Line, between: str = ": ") -> Line:
    """A line after its label; nothing where there is nothing to tell."""
    return line(label, between, told) if told and label else told


def capital(told: Line) -> Line:
    """A line that begins with a large letter."""
    text = told[0].text if told else ""
    first = text[:1].upper()
    return told if text.startswith(first) else Line((told[0]._replace(text=first + text[1:]), *told[1:]))


def on_one_line(told: Line) -> Line:
    """A line in which every space, also a break between lines, is one space."""
    whole = told.text
    if whole == " ".join(whole.split()) and "" not in [run.text for run in told]:
        return told
    texts = [" ".join(f"|{run.text}|".split())[1:-1] for run in told]
    kept = [
        run if text == run.text else run._replace(text=text)
        for run, text in zip(told, texts, strict=True)
        if text or run.told
    ]
    if kept and kept[0].text.startswith(" "):
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
    if kept and kept[-1].text.endswith(" "):
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return Line(kept)


def sentence(told: Line | str) -> Line:
    """A text on one line that begins and ends as a sentence does; nothing of nothing."""
    whole = capital(on_one_line(words(told) if isinstance(told, str) else told))
    text = whole.text
    return whole if not text or text.endswith((".", "?", "!", "…")) else line(whole, ".")
