"""Whether somebody holds the whole together."""

from __future__ import annotations

from typing import Any

from palveluketju.model import Coordination, State, best_state, given, state_of


def coordination_named(coordination: Any) -> State:
    """Whether a worker or a team is named; a shared plan alone does not act."""
    declared = given(coordination)
    if isinstance(declared, Coordination):
        return best_state((state_of(declared.worker), state_of(declared.team)))
    return state_of(coordination)
