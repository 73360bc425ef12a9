"""The views that are tables, or boxes with arrows between them."""
