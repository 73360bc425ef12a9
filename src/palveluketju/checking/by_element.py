"""Findings, looked up by code and by the elements that they are in: so many acceptances are held against many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from palveluketju.findings import Finding, Path


class ByElement:
    """Findings of each code, in their order, and those of them in each element."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._of: dict[str, dict[int, Finding]] = {}
        self._within: dict[str, dict[Path, dict[int, Finding]]] = {}
        for finding in findings:
            self.add(finding)

    def __iter__(self) -> Iterator[Finding]:
        return (finding for found in self._of.values() for finding in found.values())

    def add(self, finding: Finding) -> None:
        """Add a finding, as the last of its code."""
        self._of.setdefault(finding.code, {})[id(finding)] = finding
        if finding.code in self._within:
            _enter(self._within[finding.code], finding)

    def of(self, code: str) -> tuple[Finding, ...]:
        """The findings of a code."""
        return tuple(self._of.get(code, {}).values())

    def within(self, code: str, element: Path) -> tuple[Finding, ...]:
        """The findings of a code in an element, at any depth."""
        if code not in self._within:
            self._within[code] = {}
            for finding in self.of(code):
                _enter(self._within[code], finding)
        return tuple(self._within[code].get(element, {}).values())

    def remove(self, findings: Iterable[Finding]) -> None:
        """Take findings out."""
        for finding in findings:
            del self._of[finding.code][id(finding)]
            for element in _over(finding.where) if finding.code in self._within else ():
                del self._within[finding.code][element][id(finding)]

    def put(self, code: str, findings: Iterable[Finding]) -> None:
        """Put other findings in the place of all of a code."""
        self._of[code] = {id(finding): finding for finding in findings}
        self._within.pop(code, None)


def _enter(within: dict[Path, dict[int, Finding]], finding: Finding) -> None:
    for element in _over(finding.where):
        within.setdefault(element, {})[id(finding)] = finding


def _over(where: Path) -> Iterator[Path]:
    """A place, and all that it is in."""
    return (where[:length] for length in range(len(where) + 1))
