"""The levels of a chain as they follow each other: their parts, their ends, and what a client can pass by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from palveluketju.graph.compiling import steps_of, up_to_needed, wholes_of
from palveluketju.graph.declared import Declared
from palveluketju.graph.keeping import once_a_node
from palveluketju.graph.records import Node
from palveluketju.model import Chain, LevelKind, Order

_NEED: Final = LevelKind.NEED  # a member of an enum is looked for each time


class Ordered(Declared):
    """The elements of one chain, and the order of its levels."""

    def __init__(self, chain: Chain) -> None:
        super().__init__(chain)
        self._place_in_file = {level: place for place, level in enumerate(self._levels.values())}
        self._steps = steps_of(chain)

    def steps_of(self, level: Node | str) -> tuple[Node, ...]:
        """The levels that are parts of a level, in their order."""
        return tuple(self._levels[name] for name in self._steps.get(self._of("level", level).id, ()))

    @once_a_node
    def parts_of(self, level: Node | str) -> tuple[Node, ...]:
        """The levels that are parts of a level, also through others, in the order of the file; a circle is safe."""
        own = self._of("level", level).id
        found = {own}
        waiting = [own]
        while waiting:
            new = [name for name in self._steps.get(waiting.pop(), ()) if name not in found]
            found.update(new)
            waiting += new
        found.discard(own)
        return tuple(sorted((self._levels[name] for name in found), key=self._place_in_file.__getitem__))

    def ends_of(self, level: Node, *, last: bool) -> tuple[Node, ...]:
        """Where a client comes into a level or leaves it: its first or last step, or that of this; itself without any.

        Optional steps can be passed by, so that there can be several.
        """
        if level.id not in self._steps:
            return (level,)
        found, waiting, seen = [], [level], {level}
        while waiting:
            steps = self.steps_of(whole := waiting.pop(0))
            ends = [one for one in self._up_to_needed(steps[::-1] if last else steps) if one not in seen]
            seen.update(ends)
            waiting += ends
            found += [] if ends else [whole]
        return tuple(found)

    def _up_to_needed(self, levels: Iterable[Node]) -> tuple[Node, ...]:
        """Levels up to the first that is not optional, with it."""
        return tuple(self._levels[name] for name in up_to_needed(self.chain, [level.id for level in levels]))

    def is_optional(self, level: Node | str) -> bool:
        """Whether clients can pass a level by without a reason."""
        return self.level(level).optional

    @once_a_node
    def kind_of(self, level: Node | str) -> LevelKind | None:
        """What a level is a step of: of need where it says nothing in a ladder, else None where it does not say."""
        declared = self.level(level)
        is_told = "kind" in declared.model_fields_set or self.chain.walked is Order.LADDER
        return declared.kind if is_told else None

    def is_need_level(self, level: Node | str) -> bool:
        """Whether a level is a degree of need.

        Only need levels are asked for critical services, and only chains of them for guidance and prevention.
        """
        return self.kind_of(level) is _NEED

    @once_a_node
    def wholes_of(self, level: Node | str) -> tuple[Node, ...]:
        """The levels that a level is a part of, the nearest first."""
        return tuple(self._levels[name] for name in wholes_of(self.chain, self._of("level", level).id))

    def number_of(self, level: Node | str) -> str:
        """A level's place among those of its kind, with that of its whole before it: ``2``, ``2.1``."""
        return self._numbers[self._of("level", level).id]

    @cached_property
    def _numbers(self) -> dict[str, str]:
        """The numbers of all levels: no two of one kind have the same."""
        wholes = {name: wholes_of(self.chain, name) for name in self._levels}
        siblings = sorted(self._steps.values(), key=lambda steps: max((len(wholes[name]) for name in steps), default=0))
        found: dict[str, str] = {}
        count: Counter[tuple[LevelKind | None, str]] = Counter()
        for name in (name for steps in siblings for name in steps):
            # a whole in a circle has no number yet
            before = "".join(f"{found[whole]}." for whole in wholes[name][:1] if whole in found)
            kind = self.kind_of(name), before
            count[kind] += 1
            found[name] = f"{before}{count[kind]}"
        return found

    def needed_levels(self, passed: Iterable[Node]) -> tuple[Node, ...]:
        """Of the levels that a move passes, those that are not optional; what is in one is passed with it."""
        levels = dict.fromkeys(passed)
        optional = {level for level in levels if self.is_optional(level)}
        return tuple(level for level in levels if not optional & {level, *self.wholes_of(level)})

    def _first_levels(self) -> tuple[Node, ...]:
        """The first level, and those after it that clients get to past optional ones."""
        beside_first = next(iter(self._steps.values()), ())
        return self._up_to_needed(self._levels[name] for name in beside_first)

    def _last_levels(self) -> tuple[Node, ...]:
        """The last level of a path with its last step, and those before it that only optional ones follow."""
        last = self._up_to_needed([level for level in self.levels() if not self.wholes_of(level)][::-1])
        ends = (end for level in last for end in self.ends_of(level, last=True))
        return tuple(dict.fromkeys(one for end in ends for one in (*reversed(self.wholes_of(end)), end)))
