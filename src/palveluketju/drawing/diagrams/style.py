"""The layout of the graph view: shapes and distances. How its parts look is the theme's."""

from typing import Final

NARROWEST, WIDEST = 10.0, 15.0
"""How wide a service's box is at least and at most, as parts of the size of its text."""
PAD: Final = 5.0
"""From the edge of a box or a cluster to what is in it, in points."""
BETWEEN: Final = 7.0
"""Between boxes under each other, in points."""
GAP: Final = 34.0
"""Between levels beside each other, in points."""
GRAPH: Final = "rankdir=LR newrank=true compound=true labelloc=t labeljust=l"
UNSEEN: Final = "style=invis"
LANE: Final = 14.0
"""How high it is where moves of one kind reach a level, in points: the label of a line has room under the next one."""
ANCHOR: Final = f"style=invis fixedsize=true width=0.01 height={LANE / 72:.2f}"
"""Where moves reach a level: Graphviz draws them from node to node and cuts them at the level's edge."""
