"""What keys mean that mean another thing in one element than elsewhere."""

from typing import Final

MEANT: Final = {
    ("Steering", "by"): "by what",
    ("Interface", "steering"): "by what",
    **{("Participation", form): f"participation-{form}" for form in ("information", "action", "planning", "decision")},
    ("Area", "part-of"): "part of",
    ("Level", "optional"): "passable",
    ("Goal", "unit"): "unit of measure",
    ("Figure", "unit"): "unit of measure",
    ("LogItem", "decides"): "decided by",
    ("Duration", "from"): "counted from",
    ("LogItem", "parties"): "participants",
    ("Excluded", "chain"): "goes to chain",
    ("Excluded", "level"): "goes to level",
    ("Producer", "production"): "way of producing",
}
"""Their words in ``terms``, by the class of the element and the key."""
