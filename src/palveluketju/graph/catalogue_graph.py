"""A catalogue behind the questions that can be asked of it without a chain."""

from __future__ import annotations

import datetime

from palveluketju.graph import clock
from palveluketju.graph.asked import NOTHING_ASKED, Asked
from palveluketju.graph.keeping import Keeper
from palveluketju.model import Catalogue, Shared


class CatalogueGraph(Keeper):
    """One catalogue, to be checked by itself and to be asked for what no chain refers to.

    ``file`` is the name of its file, where it has one; ``today`` the day on which something is in force or not.
    """

    def __init__(
        self, catalogue: Catalogue, file: str = "", day: datetime.date | None = None, asked: Asked = NOTHING_ASKED
    ) -> None:
        self.catalogue = catalogue
        self.file = file
        self.today = day or clock.today()
        self.asked = asked

    @property
    def shared(self) -> Shared:
        """What the catalogue declares."""
        return self.catalogue
