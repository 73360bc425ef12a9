"""Role -> DOT attributes. Shape and line carry the meaning; colour only follows it."""

from typing import Final

from palveluketju.model import MoveKind

LABEL_WIDTH: Final = 26
"""How many characters of a name stand on one line."""
BACKWARDS: Final = (MoveKind.STEP_DOWN, MoveKind.RETURN)
"""Moves that are drawn dashed and do not decide the order of levels."""

_FONT: Final = 'fontname="Arial,Liberation Sans,Helvetica,sans-serif"'
_BOX: Final = 'shape=box fillcolor="#FFFFFF" width=2.3'

STYLE: Final = {
    "graph": "rankdir=LR newrank=true compound=true nodesep=0.13 ranksep=0.7 labelloc=t labeljust=l"
    f' {_FONT} fontsize=16 fontcolor="#10202B"',
    "node": f'{_FONT} fontsize=10 fontcolor="#10202B" color="#3D4B55"',
    "edge": f'{_FONT} fontsize=9 fontcolor="#8A4B00" color="#10202B"',
    "level": 'fontsize=11 style="rounded,filled" fillcolor="#F3F7FA" color="#2A769E" penwidth=1.2',
    "goals": 'fontsize=11 style="filled" fillcolor="#E6F1EE" color="#0B5D4B" penwidth=1',
    "bar": 'fontsize=11 style="filled" fillcolor="#F1ECF5" color="#5B3A74" penwidth=1.2',
    "bar-open": 'fontsize=11 style="filled,dashed" fillcolor="#FFFFFF" color="#5B3A74" penwidth=1.2',
    "legend": 'fontsize=4 style="solid" color="#9AA5AD" penwidth=0.8',
    "critical": f'{_BOX} style="filled" penwidth=2.2',
    "other": f'{_BOX} style="filled,rounded" penwidth=0.8',
    "interface-critical": f'{_BOX} style="filled,dashed" color="#8A4B00" penwidth=2.2',
    "interface-other": f'{_BOX} style="filled,rounded,dashed" color="#8A4B00" penwidth=0.8',
    "carried": 'shape=note style="filled" fillcolor="#FFFFFF" penwidth=0.8 width=2.3',
    "open": 'shape=box style="dotted" penwidth=1 width=2.3',
    "anchor": 'shape=point style=invis width=0.01 height=0.01 label=""',
    "filler": 'shape=box style=invis width=2.3 height=0.05 label=""',
    "entry": 'shape=cds style="filled" fillcolor="#E6F1EE" color="#0B5D4B" margin="0.3,0.1"',
    "exit": 'shape=cds style="filled" fillcolor="#FFFFFF" color="#0B5D4B" margin="0.3,0.1"',
    "key": 'shape=plaintext fontsize=10 width=2.3 margin="0.05,0.02"',
    "forward": "penwidth=1.6",
    "back": 'style=dashed penwidth=1 color="#3D4B55" arrowhead=vee constraint=false',
    "far": "style=bold penwidth=1.2 constraint=false",
    "way-in": 'color="#0B5D4B" penwidth=1.2',
    "exchange": 'style=dotted penwidth=1.2 color="#5B3A74" dir=both arrowhead=odot arrowtail=odot constraint=false',
    "unseen": "style=invis",
}
