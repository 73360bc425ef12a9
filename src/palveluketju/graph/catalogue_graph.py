"""A catalogue behind the questions that can be asked of it without a chain."""

from __future__ import annotations

from palveluketju.model import Catalogue, Shared


class CatalogueGraph:
    """One catalogue, to be checked by itself and to be asked for what no chain refers to."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @property
    def shared(self) -> Shared:
        """What the catalogue declares."""
        return self.catalogue
