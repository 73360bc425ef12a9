"""What matters of what was found, ranked by severity, then by kind of matter, then by the order of the files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import Final

from palveluketju.checking import Located
from palveluketju.documents.findings import Declared, Graphs
from palveluketju.findings import Severity
from palveluketju.frozen import dataclass

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "gaps": (
        *("PK203", "PK201", "PK202", "PK207", "PK208", "PK603", "PK604", "PK115", "PK117"),
        *("PK204", "PK205", "PK206", "PK215", "PK216", "PK102", "PK103"),
    ),
    "borders": ("PK304", "PK301", "PK303", "PK302", "PK305", "PK217", "PK306", "PK307"),
    "agreements": ("PK401", "PK405", "PK244", "PK247", "PK403", "PK404", "PK406", "PK407", "PK512"),
    "responsibility": ("PK212", "PK211", "PK220", "PK245", "PK246", "PK601", "PK602", "PK605"),
    "validity": ("PK241", "PK242", "PK243", "PK221", "PK509", "PK510"),
    "goals": ("PK213", "PK214", "PK225", "PK219", "PK218"),
    "clients": ("PK111", "PK112", "PK116", "PK223", "PK224", "PK501", "PK502", "PK507", "PK511"),
}
"""The findings that a steering group is told of, by kind of matter: kinds and rules in the order in which they weigh.

What is not among them is for those who write the files: how they are read, spelling, ids, acceptances.
"""
OWN: Final = "own"
"""The kind of what contracts and checks of one's own find: whoever writes such a rule wants to be told."""
_LIBRARY: Final = re.compile(r"PK[0-9]{3}")
_WEIGHT: Final = {code: (kind, place) for kind, codes in KINDS.items() for place, code in enumerate(codes)}
_ORDER: Final = {kind: place for place, kind in enumerate((OWN, *KINDS))}


@dataclass(frozen=True, slots=True)
class Matter:
    """A finding that matters, with what it is about: a chain or a catalogue, or None where no file is of either.

    ``also`` are the others about which the same rule finds something that weighs as much.
    """

    kind: str
    finding: Located
    about: Declared | None
    also: tuple[Declared, ...] = ()


def matters(found: Iterable[Located], declared: Graphs) -> tuple[Matter, ...]:
    """The findings that matter, the heaviest first: by severity, by kind and rule as in KINDS, as they were found."""
    told = [(weight, located) for located in found if (weight := _weight(located)) is not None]
    told.sort(key=itemgetter(0))
    return tuple(Matter(kind, one, declared(one.file, "")) for (_, _, _, kind), one in told)


def once_a_rule(found: Iterable[Matter]) -> tuple[Matter, ...]:
    """The first matter of each rule, with what else it is about: on one page no rule speaks twice."""
    first: dict[tuple[str, Severity], Matter] = {}
    also: dict[tuple[str, Severity], list[Declared]] = {}
    for one in found:
        key = (one.finding.finding.code, one.finding.finding.severity)
        first.setdefault(key, one)
        others = also.setdefault(key, [])
        if one.about is not None and all(one.about is not each for each in (first[key].about, *others)):
            others.append(one.about)
    return tuple(Matter(one.kind, one.finding, one.about, tuple(also[key])) for key, one in first.items())


def _weight(located: Located) -> tuple[int, int, int, str] | None:
    code = located.finding.code
    if code in _WEIGHT or not _LIBRARY.fullmatch(code):
        kind, place = _WEIGHT.get(code, (OWN, 0))
        return -located.finding.severity, _ORDER[kind], place, kind
    return None
