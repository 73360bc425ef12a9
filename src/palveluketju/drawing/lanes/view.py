"""The lanes views: a lane for each organiser or producer, a column for each level, and moves from lane to lane."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from palveluketju.drawing.content.forest import Lineage, forest
from palveluketju.drawing.content.legend import joined, legend_of
from palveluketju.drawing.content.links import links_of
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.frame.sheet import Body
from palveluketju.drawing.frame.sheets import chain_sheet
from palveluketju.drawing.lanes.breadth import Breadth, LaneJob
from palveluketju.drawing.lanes.duty import ORGANISER, PRODUCER, Duty
from palveluketju.drawing.lanes.words import LaneWords
from palveluketju.drawing.levels.shades import shades
from palveluketju.drawing.picture.pages import SMALLEST, Paper
from palveluketju.drawing.picture.picture import MarkKind, Picture
from palveluketju.drawing.typesetting.items import SIZES, Sizes
from palveluketju.graph import ChainGraph
from palveluketju.terms import title

_WAYS: Final = ((True, False, True), (False, False, True), (True, True, True), (False, True, True))
"""With labels at hand-overs or with numbers of notes, with columns as even as words allow or by what they hold, and
with ways in and out over the heads or among the notes."""
_LAST: Final = ((False, True, False),)
"""The same for the smallest text alone."""
_ROLES: Final = frozenset({"way-in", "open", "unknown"})
"""Roles of ways in and out, and of bars that stand apart from all lanes."""


def lanes(
    graph: ChainGraph,
    overlay: Overlay | None = None,
    duty: Duty = ORGANISER,
    *,
    page: Paper = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """The services of a chain in a lane for each organiser and a column for each level, with who hands over to whom.

    With ``PRODUCER`` the lanes are of those who produce what is offered; a picture of a chain that tells of no producer
    says so. A service of several stands in the lane of each. The text is as large as it can be on as many pages as
    its smallest size needs; lanes, and levels, that a page has no room for go on on further pages. With an overlay,
    its words stand at the elements they are of.

    Raises:
        KeyError: there is no such page; they are those of PAGES.
    """
    words = LaneWords(graph, overlay, lang, duty)
    links = links_of(words)
    drawn = {link.role for link in links} | {lane.role for lane in words.lanes} | _ROLES
    legend = joined(words.legend((MarkKind.INTEGRATION, MarkKind.READING)), legend_of(drawn, lang))
    nothing = duty.nothing or "no entries"
    sheet = chain_sheet(graph, duty.view, title(duty.view, lang), page, lang, description, legend, nothing)
    sheet = replace(sheet, laid=words.laid)
    roots = forest(graph)
    if not roots or (duty.nothing and not words.is_told):
        return sheet.picture([])
    roles = shades(graph, roots)
    lines = [line for branch in roots for line in branch.lines()]
    job = LaneJob(sheet, words, links, roles)
    # a slide that has no room for text as large as it should be has it as large as on paper
    smallest = next(
        filter(None, (_bodies(job, lines, _sizes(one), sys.maxsize) for one in (sheet.sizes[-1], SIZES[-1]))), []
    )

    def bodies(sizes: Sizes) -> list[Body]:
        return smallest if sizes == sheet.sizes[-1] else _bodies(job, lines, _sizes(sizes), len(smallest))

    return sheet.picture(sheet.largest(bodies))


lanes_by_producer: Final = partial(lanes, duty=PRODUCER)
"""The same with a lane for each producer."""


def _sizes(sizes: Sizes) -> Sizes:
    """The sizes of lanes, whose paragraphs stand apart as in stairs."""
    return Sizes(sizes.title, sizes.body / 0.9, sizes.body, least=sizes.least)


def _bodies(job: LaneJob, lines: Sequence[Lineage], sizes: Sizes, most_pages: int) -> list[Body]:
    """The pages of all columns: as many columns beside each other as have the room that they need.

    Nothing is laid out that cannot have as few pages as is asked.
    """
    for most in dict.fromkeys(-(-len(lines) // pages) for pages in range(1, len(lines) + 1)):
        groups = [lines[start : start + most] for start in range(0, len(lines), most)]
        if len(groups) > most_pages:
            break
        best: list[Body] = []
        for labels, weighed, doors in (*_WAYS, *(_LAST if sizes.body <= SMALLEST else ())):
            found = _grouped(job, groups, sizes, labels=labels, weighed=weighed, doors=doors)
            best = found if found and (not best or len(found) < len(best)) else best
            if len(best) == len(groups):
                break
        if best:
            return best
    return []


def _grouped(
    job: LaneJob, groups: Sequence[Sequence[Lineage]], sizes: Sizes, *, labels: bool, weighed: bool, doors: bool
) -> list[Body] | None:
    """The pages of each group of columns; None where one of them does not fit."""
    bodies: list[Body] = []
    names: set[str] = set()
    for index, group in enumerate(groups):
        before = [line for one in groups[:index] for line in one]
        breadth = Breadth(job, group, before, sizes, names, labels=labels, weighed=weighed, doors=doors)
        found = breadth.bodies()
        if found is None:
            return None
        bodies += found
    return bodies
