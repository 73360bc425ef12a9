"""Pydantic, imported before anything is made of it, and in haste where there is haste."""

from palveluketju.haste import dataclasses_late, module_late, shapes_as_classes

with shapes_as_classes():
    import pydantic_core.core_schema
with dataclasses_late(), module_late("secrets"):  # which loads a library of its own
    import pydantic.functional_serializers
    import pydantic.functional_validators
    import pydantic.main
    import pydantic.types

__all__ = ["pydantic", "pydantic_core"]
