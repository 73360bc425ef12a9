"""The one place that asks what day it is."""

from __future__ import annotations

import datetime


def today() -> datetime.date:
    """The current day, where none is given."""
    return datetime.date.today()
