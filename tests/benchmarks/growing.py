"""What is known to grow faster than it may, with how much: times as many calls for four times as many elements.

``tests/test_benchmarks.py`` holds this list to what it finds: what is mended is taken out, and nothing is put in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

GROWING: Final[Mapping[str, Mapping[str, float]]] = {
    "levels part-of": {
        "check": 7.3,
        "PK117": 14.0,
        "PK224": 11.5,
        "PK206": 12.5,
        "PK222": 9.7,
        "PK301": 8.5,
        "register critical-services": 7.6,
        "register coverage-by-tier": 11.9,
        "register coverage-by-sector": 11.9,
        "workspace register maturity": 7.7,
    },
    "levels carries": {
        "check": 5.3,
        "PK117": 9.7,
        "PK206": 9.4,
        "PK301": 6.6,
        "PK603": 13.7,
        "register coverage-by-tier": 9.6,
        "register coverage-by-sector": 10.8,
        "register continuity": 9.6,
        "workspace register maturity": 5.9,
    },
    "moves": {
        "PK103": 6.3,
    },
    "moves by age": {
        "check": 10.5,
        "PK103": 6.3,
        "PK112": 43.8,
    },
    "moves by area": {
        "PK103": 6.3,
    },
    "organisations": {
        "register producers": 5.2,
    },
    "organisations in a ring": {
        "PK102": 4.9,
    },
    "services": {
        "register producers": 5.2,
    },
    "areas": {
        "check": 6.3,
        "wording": 7.5,
        "PK603": 13.9,
        "register areas-without": 28.7,
        "register producers": 5.2,
        "register availability": 5.6,
    },
    "tasks": {
        "register producers": 5.2,
        "workspace register service-wholes": 11.2,
    },
    "steering": {
        "PK407": 4.9,
        "register producers": 4.9,
    },
    "interfaces": {
        "PK401": 8.3,
        "register producers": 5.2,
        "workspace register maturity": 5.1,
    },
    "relations": {
        "register producers": 5.2,
    },
    "chains": {
        "workspace register shared-organisations": 5.0,
        "workspace register maturity": 5.0,
    },
    "chains of counties": {
        "reading": 5.0,
        "joining": 9.5,
        "check": 5.0,
        "wording": 4.9,
        "workspace register shared-organisations": 5.0,
        "workspace register maturity": 5.0,
        "workspace register open-decisions": 5.0,
        "workspace register service-wholes": 15.9,
        "workspace register segments": 71.1,
        "workspace register services": 11.7,
        "workspace register strategy": 20.5,
        "workspace register steering": 17.7,
        "workspace register interface-agreements": 18.7,
        "workspace register relations": 20.6,
        "workspace register responsibility-areas": 18.6,
        "workspace register areas-and-figures": 18.9,
        "workspace register participation": 21.7,
        "workspace register concepts": 18.8,
        "workspace register work-and-decisions": 16.0,
    },
    "catalogues over each other": {
        "joining": 6.9,
        "workspace register service-wholes": 14.6,
        "workspace register segments": 15.0,
        "workspace register services": 15.4,
        "workspace register strategy": 15.4,
        "workspace register steering": 15.0,
        "workspace register interface-agreements": 15.2,
        "workspace register relations": 15.4,
        "workspace register responsibility-areas": 15.1,
        "workspace register areas-and-figures": 15.2,
        "workspace register participation": 15.7,
        "workspace register concepts": 15.2,
        "workspace register work-and-decisions": 14.7,
    },
}
