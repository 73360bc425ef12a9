"""Where those go whom the target group of a chain leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from palveluketju.findings import Path
from palveluketju.graph import ChainGraph
from palveluketju.model import TargetGroup, Text, given


class ExcludedElsewhere(NamedTuple):
    """Those excluded under a name, and the id of the chain where they go instead."""

    name: Text
    chain: str


def excluded_elsewhere(graph: ChainGraph) -> Iterator[tuple[Path, ExcludedElsewhere]]:
    """Each exclusion that names a chain, with its place; none of which it is open which chain that is."""
    group = given(graph.chain.target_group)
    for place, one in enumerate(group.exclude if isinstance(group, TargetGroup) else ()):
        chain = given(one.chain)
        if isinstance(chain, str):
            yield ("target-group", "exclude", place), ExcludedElsewhere(one.name, chain)
