"""The catalogue asked from its side (PK511): which of what an organiser has set itself does no chain take up?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from palveluketju.analyses import Unserved, unserved
from palveluketju.findings import N_, Keys, Names, Path, Related, Severity, Spot, check
from palveluketju.graph import CatalogueGraph, ChainGraph, WorkspaceGraph
from palveluketju.model import Segment, Task

_MOST_NAMED: Final = 5
"""How many segments, or duties, a message names; the places of all of them stand beside it."""
_OWN_NAMES: Final = ("pk511", "served-by-no-chain")


@check("PK511", Severity.INFO)
def served_by_no_chain(workspace: WorkspaceGraph) -> Iterator[tuple[ChainGraph | CatalogueGraph, Spot]]:
    """A critical segment or a coordination duty of an organiser is named by none of its chains.

    Why: the organiser has stated that the services of these clients must be integrated, or that something must be
    coordinated, but no chain takes it up. Nothing is found of segments while the segments of one of the chains are open
    or not known, nor of duties while the task of a service or a bar is. It is accepted in the catalogue as a whole; a
    segment or a duty that accepts it for itself is a finding of its own.
    Mend: describe the chain; or name the segment under 'target-group:' of the chain that is for it, and the duty under
    'task:' of the service or bar that carries it out; or write 'segments: {open: ...}' or 'task: {open: ...}' while it
    is undecided.
    """
    for one in unserved(workspace):
        segments, duties = one.declared_in.shared.segments, one.declared_in.shared.tasks
        apart = [replace(one, segments=(name,), duties=()) for name in one.segments if _accepts(segments[name])]
        apart += [replace(one, segments=(), duties=(name,)) for name in one.duties if _accepts(duties[name])]
        for part in apart:
            places = _places(part)
            yield one.declared_in, _spot(part, places[0], ())
        rest = replace(
            one,
            segments=tuple(name for name in one.segments if not _accepts(segments[name])),
            duties=tuple(name for name in one.duties if not _accepts(duties[name])),
        )
        if rest.segments or rest.duties:
            yield one.declared_in, _spot(rest, (), tuple(Related(N_("not named"), place) for place in _places(rest)))


def _accepts(part: Segment | Task) -> bool:
    """Whether a segment or a duty accepts for itself that no chain names it."""
    return any(name.lower() in _OWN_NAMES for acceptance in part.accepted for name in acceptance.check)


def _places(one: Unserved) -> tuple[Path, ...]:
    return (*(("segments", name) for name in one.segments), *(("tasks", name) for name in one.duties))


def _spot(one: Unserved, where: Path, related: tuple[Related, ...]) -> Spot:
    shared = one.declared_in.shared
    what, mend = _TEMPLATES[bool(one.segments), bool(one.duties)]
    values = {
        "segments": Names(tuple(shared.segments[name].name for name in one.segments), most=_MOST_NAMED),
        "duties": Names(tuple(shared.tasks[name].name for name in one.duties), most=_MOST_NAMED),
        "segment-ids": Keys(one.segments, most=_MOST_NAMED),
        "duty-ids": Keys(one.duties, most=_MOST_NAMED),
    }
    return Spot(where, what, values, related, mend=mend)


_TEMPLATES: Final = {
    (True, False): (
        N_("No chain here names these critical segments: {segments}."),
        N_("Name {segment-ids} under 'segments:' of the 'target-group:' of a chain, or describe the missing chain."),
    ),
    (False, True): (
        N_("No chain here names these coordination duties: {duties}."),
        N_("Name {duty-ids} under 'task:' of a service or a bar, or describe the missing chain."),
    ),
    (True, True): (
        N_("No chain here names these critical segments: {segments}; nor these coordination duties: {duties}."),
        N_(
            "Name {segment-ids} under 'segments:' of the 'target-group:' of a chain, and {duty-ids} under 'task:' of a"
            " service or a bar, or describe the missing chain."
        ),
    ),
}
"""What to say of segments, of duties, and of both."""
