"""What is known to grow faster than it may, with how much: times as many calls for four times as many elements.

``tests/test_benchmarks.py`` holds this list to what it finds: what is mended is taken out, and nothing is put in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

GROWING: Final[Mapping[str, Mapping[str, float]]] = {
    "levels part-of": {
        "check": 8.3,
        "PK103": 4.9,
        "PK117": 14.7,
        "PK224": 12.2,
        "PK206": 13.0,
        "PK222": 10.4,
        "PK225": 5.8,
        "PK232": 5.0,
        "PK301": 9.4,
        "register critical-services": 8.3,
        "register coverage-by-tier": 12.5,
        "register coverage-by-sector": 12.6,
        "workspace register maturity": 8.6,
    },
    "levels carries": {
        "check": 5.9,
        "PK117": 10.4,
        "PK206": 10.2,
        "PK301": 7.2,
        "PK603": 14.1,
        "register coverage-by-tier": 10.4,
        "register coverage-by-sector": 11.5,
        "register continuity": 10.3,
        "workspace register maturity": 6.5,
    },
    "moves": {
        "PK103": 6.9,
    },
    "moves by age": {
        "check": 13.4,
        "PK103": 6.9,
        "PK112": 46.1,
    },
    "moves by area": {
        "PK103": 6.9,
    },
    "organisations": {
        "register producers": 5.6,
    },
    "organisations in a ring": {
        "joining": 5.1,
        "PK102": 5.8,
    },
    "services": {
        "register producers": 5.6,
    },
    "areas": {
        "check": 7.1,
        "wording": 8.3,
        "PK603": 14.2,
        "register areas-without": 30.5,
        "register producers": 5.6,
        "register availability": 5.9,
    },
    "tasks": {
        "register producers": 5.6,
        "workspace register service-wholes": 11.7,
    },
    "steering": {
        "PK407": 5.1,
        "register producers": 5.2,
    },
    "interfaces": {
        "PK401": 9.0,
        "register producers": 5.6,
        "workspace register maturity": 5.7,
    },
    "relations": {
        "register producers": 5.6,
    },
    "chains of counties": {
        "joining": 7.6,
        "workspace register service-wholes": 12.6,
        "workspace register segments": 45.7,
        "workspace register services": 9.2,
        "workspace register strategy": 14.3,
        "workspace register steering": 13.3,
        "workspace register interface-agreements": 13.6,
        "workspace register relations": 14.3,
        "workspace register responsibility-areas": 13.6,
        "workspace register areas-and-figures": 13.7,
        "workspace register participation": 14.8,
        "workspace register concepts": 13.7,
        "workspace register work-and-decisions": 12.6,
    },
    "catalogues over each other": {
        "joining": 7.3,
        "workspace register service-wholes": 15.0,
        "workspace register segments": 15.3,
        "workspace register services": 15.6,
        "workspace register strategy": 15.6,
        "workspace register steering": 15.2,
        "workspace register interface-agreements": 15.4,
        "workspace register relations": 15.6,
        "workspace register responsibility-areas": 15.3,
        "workspace register areas-and-figures": 15.4,
        "workspace register participation": 15.7,
        "workspace register concepts": 15.4,
        "workspace register work-and-decisions": 15.0,
    },
}
