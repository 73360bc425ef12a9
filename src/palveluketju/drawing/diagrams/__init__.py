"""The chain as text of diagram languages: DOT, with what Graphviz makes of it, and Mermaid."""
