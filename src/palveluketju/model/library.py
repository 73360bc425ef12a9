"""Pydantic, imported before anything is made of it, and in haste where there is haste."""

from palveluketju.haste import dataclasses_late, imported, module_late, shapes_as_classes

_PARTS = ("pydantic.functional_serializers", "pydantic.functional_validators", "pydantic.main", "pydantic.types")
imported("pydantic_core.core_schema", meanwhile=[shapes_as_classes()])
imported(*_PARTS, meanwhile=[dataclasses_late(), module_late("secrets")])  # that one loads a library of its own

import pydantic  # noqa: E402
import pydantic_core  # noqa: E402

__all__ = ["pydantic", "pydantic_core"]
