"""The graph view, which Graphviz lays out."""
