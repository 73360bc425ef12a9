"""Groups of rules: what those look at whose codes begin alike."""

from __future__ import annotations

from typing import Final, NamedTuple


class Group(NamedTuple):
    """A group of rules: its word, and the question that they ask."""

    name: str
    title: str


OWN: Final = Group("own", "Checks of your own")
_READING: Final = Group("reading", "Reading: is it text and YAML that means what it shows?")
_FORMAT: Final = Group("format", "Meaning: are these the keys and values of the format?")
_DESCRIPTION: Final = Group("description", "Gaps in what the chain says of itself")
_TOGETHER: Final = Group("together", "Chains together: do they agree where they share?")
_GROUPS: Final = {
    "PK00": _READING,
    "PK01": _READING,
    "PK02": _FORMAT,
    "PK03": _FORMAT,
    "PK1": Group("structure", "Structure: does the chain hang together?"),
    "PK20": Group("levels", "Gaps in levels"),
    "PK21": _DESCRIPTION,
    "PK22": _DESCRIPTION,
    "PK23": Group("unfinished", "Unfinished: is it written to its end?"),
    "PK24": Group("dates", "Out of date: does it hold on the day?"),
    "PK3": Group("integration", "Integration: does somebody hold the whole together?"),
    "PK4": Group("interfaces", "Interfaces: is the border to other organisers agreed?"),
    "PK5": _TOGETHER,
    "PK6": Group("system", "Responsibility, availability and steering"),
    "PK9": Group("acceptances", "Acceptances"),
}
"""By how their codes begin."""
GROUP_NAMES: Final = tuple(dict.fromkeys((*(group.name for group in _GROUPS.values()), OWN.name)))
"""The words of all groups, in the order of their codes."""


def group_of(code: str) -> Group:
    """The group of a rule; that of checks of one's own where the code is none of this library's.

    >>> group_of("PK201").name
    'levels'
    """
    return _GROUPS.get(code[:4]) or _GROUPS.get(code[:3]) or OWN
