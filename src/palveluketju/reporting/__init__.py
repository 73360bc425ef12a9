"""Reports and registers as text."""

from palveluketju.reporting.text import as_text, summary

__all__ = ["as_text", "summary"]
