"""Reports and registers as text."""

from palveluketju.reporting.text import as_text

__all__ = ["as_text"]
