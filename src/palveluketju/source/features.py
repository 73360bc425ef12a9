"""Parts of YAML that chain files do not use, one finding for each kind there is in a file."""

from __future__ import annotations

from palveluketju.findings import N_, Finding, Message, Position
from palveluketju.source import rules
from palveluketju.source.rules import found


class Features:
    """The first place of each kind, and how many there are: a file full of anchors is one trouble, not a hundred."""

    def __init__(self) -> None:
        self._of_kind: dict[str, tuple[Position, Message, Message, int]] = {}

    def note(self, kind: str, position: Position, what: Message, mend: Message) -> None:
        """One more of a kind, in the order of the file."""
        place, said, way_out, count = self._of_kind.get(kind, (position, what, mend, 0))
        self._of_kind[kind] = (place, said, way_out, count + 1)

    def findings(self) -> list[Finding]:
        """One for each kind."""
        told = []
        for position, what, mend, count in self._of_kind.values():
            if count > 1:
                mend = Message(N_("{mend} There are {count} of the kind in the file."), mend=mend, count=count)
            told.append(found(rules.yaml_feature, rules.yaml_feature(position, what, mend)))
        return told
