"""Where the lines of a layered layout leave and reach their slots: a place of its own for each, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from palveluketju.drawing.routing.layers import HUB, Layers, Slot
from palveluketju.drawing.routing.ports import Ports, around, taken

_NEAR: Final = 3.0
"""Lines nearer to each other than this, in points, would be taken for one."""
_RIM: Final = 3.0
"""From the corner of a spot to the first line."""
_ASIDE: Final = 5.0
"""How far a line may pass from the middle of its slot."""


def set_ends(layers: Layers) -> None:
    """Both ends of every hop across: first those that labels fix, then lines that pass layers, last those of hubs."""
    ports = [Ports() for _ in layers.gutters]
    for gutter in range(len(layers.gutters)):
        _set_singles(layers, gutter, ports[gutter])
    for slots in layers.layers:
        for slot in slots:
            if slot.spot is None:
                _set_passing(slot, layers, ports)
    for gutter in range(len(layers.gutters)):
        _set_hubs(layers, gutter, ports[gutter])


def _set_singles(layers: Layers, gutter: int, ports: Ports) -> None:
    """Where hops end one by one at spots: in the order of the hubs that they come from."""
    for slot, hops in layers.hops_of(gutter, hubs=False):
        hops.sort(key=lambda hop: hop.other(slot).middle)
        at = slot.middle - sum(map(layers.room, hops)) / 2
        for hop in hops:
            room = layers.room(hop)
            if not hop.labelled:
                port = at + room / 2
            elif layers.beside:
                port = at + 2
            else:
                port = max(slot.middle, slot.at + room - 2) if len(hops) == 1 else at + room - 2
            at += room
            hop.end_at(slot, port)
            ports.add(port, hop.line.name)


def _set_passing(slot: Slot, layers: Layers, ports: list[Ports]) -> None:
    """Where a line passes a layer: straight on from where it comes, or to where it goes, if that is near."""
    before, behind = (layers.hops_at(slot, gutter)[0] for gutter in (slot.layer - 1, slot.layer))
    # ends that are not known yet are no numbers, and near to nothing
    straight = [end for end in (before.low_at, behind.high_at) if abs(end - slot.middle) <= _ASIDE]
    edges = ports[slot.layer - 1], ports[slot.layer]
    near = around(slot.middle, 0.5, slot.middle - _ASIDE, slot.middle + _ASIDE)
    port = taken((*straight, *near), _NEAR, edges, before.line.name)
    before.high_at = behind.low_at = port


def _set_hubs(layers: Layers, gutter: int, ports: Ports) -> None:
    """Where hops leave hubs: straight on where that can be, the others over and under those, in their order."""
    for slot, hops in layers.hops_of(gutter, hubs=True):
        far = {hop: hop.at(hop.other(slot)) for hop in hops}
        hops.sort(key=far.__getitem__)
        low, high = slot.at + _RIM, slot.at + slot.size - _RIM
        straight, turning = [], []
        for hop in hops:
            if low <= far[hop] <= high and ports.free(far[hop], _NEAR, hop.line.name) >= _NEAR:
                hop.end_at(slot, taken([far[hop]], _NEAR, [ports], hop.line.name))
                straight.append(hop)
            else:
                turning.append(hop)
        over = [hop for hop in turning if far[hop] <= slot.middle]
        under = [hop for hop in turning if far[hop] > slot.middle]
        step = min(HUB, (high - low) / max(1, len(hops) - 1))
        spread = step * (len(turning) - 1) / 2
        at = max(low, min(slot.middle - spread, *(far[hop] - step * len(over) for hop in straight), high))
        for hop in over:
            at = taken(_from(at, high, 0.5), _NEAR, [ports], hop.line.name)
            hop.end_at(slot, at)
            at += step
        at = min(high, max(slot.middle + spread, *(far[hop] + step * len(under) for hop in straight), low))
        for hop in reversed(under):
            at = taken(_from(at, low, -0.5), _NEAR, [ports], hop.line.name)
            hop.end_at(slot, at)
            at -= step


def _from(start: float, end: float, by: float) -> Iterator[float]:
    """Places from one on to another; where nothing is between them, the last."""
    place = start
    while (end - place) * by > 0:
        yield place
        place += by
    yield end
