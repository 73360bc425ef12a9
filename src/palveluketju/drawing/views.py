"""The views: what there is to draw, of one chain or of several, by which function and with which options."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from palveluketju.frozen import dataclass

if TYPE_CHECKING:
    from palveluketju.drawing.picture.picture import Picture


@dataclass(frozen=True, slots=True)
class View:
    """One way to draw.

    ``home`` is the module within ``drawing`` and the function in it that draws: of a compiled chain, or ``of_several``
    of a workspace; empty where Graphviz lays the picture out. The function is given the overlay, the page, the
    language and the description, and those of the ``options`` that are asked for.
    """

    name: str
    home: str
    options: tuple[str, ...] = ()
    of_several: bool = False

    @property
    def draw(self) -> Callable[..., Picture]:
        """The function that draws, imported when it is asked for."""
        module, _, function = self.home.partition(":")
        drawing: Callable[..., Picture] = getattr(import_module(f"palveluketju.drawing.{module}"), function)
        return drawing


VIEWS: Final = {
    view.name: view
    for view in (
        View("stairs", "stairs.view:stairs"),
        View("lanes", "lanes.view:lanes"),
        View("lanes-by-producer", "lanes.view:lanes_by_producer"),
        View("graph", ""),
        View("coverage-by-tier", "table.coverage:coverage_by_tier"),
        View("coverage-by-sector", "table.coverage:coverage_by_sector"),
        View("handovers", "table.handovers:handovers"),
        View("network", "cards.network:network_view"),
        View("neighbourhood", "net.neighbourhood:neighbourhood", options=("element", "steps")),
        View("matrix", "table.matrix:matrix", of_several=True),
        View("workspace", "net.workspace:workspace_view", of_several=True),
        View("steering", "net.steering:steering_view", of_several=True),
        View("strategy", "cards.strategy:strategy_view", of_several=True),
        View("work", "cards.work:work_view", options=("element",), of_several=True),
    )
}
"""All views by their names, in the order in which they are listed."""
CHAIN_VIEWS: Final = tuple(name for name, view in VIEWS.items() if not view.of_several)
"""The views of one chain; ``graph`` is laid out by Graphviz, the others need no program."""
WORKSPACE_VIEWS: Final = tuple(name for name, view in VIEWS.items() if view.of_several)
"""The views of several chains and catalogues together."""
