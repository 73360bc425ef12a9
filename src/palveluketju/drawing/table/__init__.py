"""The views that are tables: coverage, hand-overs, the matrix."""
