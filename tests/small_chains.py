"""Small chains and the catalogue over them, of which tests make folders."""

from __future__ import annotations

from typing import Final

CHAIN: Final = """\
palveluketju: 1
id: {name}
name: Ketju {name}
organiser: alue
levels: {{a: {{name: A, services: [neuvola, {{service: koulu, note: Text}}]}}, b: {{name: B, critical: [neuvola]}}}}
exits: {{x: {{name: X, from: a, chain: {to}}}}}
"""
CATALOGUE: Final = """\
palveluketju-catalogue: 1
organisations: {alue: {name: Alue}}
services: {neuvola: {name: Neuvola, organiser: alue}, koulu: {name: Koulun neuvola}}
segments: {s: {name: S, kind: critical}}
accepted: [{check: PK241, reason: Sovittu}]
"""
