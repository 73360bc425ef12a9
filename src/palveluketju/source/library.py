"""PyYAML, imported before anything is asked of it, and in haste where there is haste."""

from palveluketju.haste import patterns_late

with patterns_late():
    import yaml

__all__ = ["yaml"]
