"""PyYAML, imported before anything is asked of it, and in haste where there is haste."""

from palveluketju.haste import imported, patterns_late

imported("yaml", meanwhile=[patterns_late()])

import yaml  # noqa: E402

__all__ = ["yaml"]
