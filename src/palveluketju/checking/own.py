"""Checks of one's own that installed packages offer by entry point."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Final, NamedTuple

from palveluketju.findings import N_, CannotRun, Rule

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

CHECKS_GROUP: Final = "palveluketju.checks"
WORKSPACE_CHECKS_GROUP: Final = "palveluketju.workspace_checks"
_GROUPS: Final = b"[palveluketju."
"""How the names of both begin where a package lists what it offers."""


class OwnChecks(NamedTuple):
    """Checks that are not this library's: of one chain each, and of several chains together.

    ``are_settled`` says whether all are of installed versions, and none of a folder that is worked on.
    """

    checks: tuple[Rule, ...]
    workspace_checks: tuple[Rule, ...]
    are_settled: bool = True


@cache
def own_checks() -> OwnChecks:
    """The checks that installed packages offer under the entry points ``palveluketju.checks`` and ``..._checks``.

    An entry point is a rule, made with :func:`palveluketju.findings.check`, or several in a list. A package is
    installed by a person; no file that is checked and no configuration names one.

    Raises:
        CannotRun: an entry point cannot be imported, is no rule, or has a code of this library or of another.
    """
    if not can_be_offered():
        return OwnChecks((), ())
    from importlib.metadata import entry_points

    points = entry_points()  # once: all that is installed is read for it
    groups = [points.select(group=group) for group in (CHECKS_GROUP, WORKSPACE_CHECKS_GROUP)]
    checks, of_several = (tuple(_rules(group)) for group in groups)
    return OwnChecks(checks, of_several, all(_is_settled(point.dist) for group in groups for point in group))


def can_be_offered() -> bool:
    """Whether anything that is installed can name one of the groups; to know which, takes six times as long.

    What is no folder, and what another than Python itself finds, is not looked into: it can.
    """
    if any(hasattr(one, "find_distributions") for one in sys.meta_path if one is not PathFinder):
        return True
    for folder in sys.path:
        try:
            names = os.listdir(folder or os.curdir)
        except NotADirectoryError:
            return True
        except OSError:
            continue
        if folder.lower().endswith(".egg"):
            return True
        for name in names:
            if name.lower().endswith((".dist-info", ".egg-info")):
                with suppress(OSError), open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                    if _GROUPS in file.read():
                        return True
    return False


def _rules(points: Iterable[EntryPoint]) -> Iterator[Rule]:
    taken: set[str] = set()
    for point in sorted(points, key=lambda one: (one.name, one.value)):
        for rule in _loaded(point):
            if not isinstance(rule, Rule) or rule.check is None:
                raise CannotRun(
                    N_("the entry point {name} ({value}) is no check; make one with palveluketju.findings.check"),
                    name=point.name,
                    value=point.value,
                )
            if rule.code.upper().startswith("PK") or rule.code in taken:
                raise CannotRun(
                    N_("the check {code} of {value} has a code that is taken; codes with PK are the library's"),
                    code=rule.code,
                    value=point.value,
                )
            taken.add(rule.code)
            yield rule


def _loaded(point: EntryPoint) -> Iterable[object]:
    try:
        loaded = point.load()
    except Exception as error:  # whatever the module of another raises
        raise CannotRun(
            N_("the checks {value} cannot be imported: {reason}"), value=point.value, reason=repr(error)
        ) from error
    return loaded if isinstance(loaded, Iterable) else (loaded,)


def _is_settled(package: Distribution | None) -> bool:
    if package is None:
        return False
    import json

    origin = package.read_text("direct_url.json")
    is_worked_on = origin is not None and bool(json.loads(origin).get("dir_info", {}).get("editable"))
    return package.read_text("RECORD") is not None and not is_worked_on
