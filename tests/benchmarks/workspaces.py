"""Made-up workspaces of any size, the same bytes for the same seed: counties of chains, some with faults."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from benchmarks.counties import Data, catalogue
from benchmarks.made_chains import LEAST_BYTES, MOST_BYTES, chain, padded

CHAINS_OF_A_COUNTY: Final = 400
SHARE_OF_FAULTS: Final = 0.25
SHARE_OF_VARIANTS: Final = 0.03


def workspace(chains: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """The files of a workspace of so many chains, each with its name and its text, county by county."""
    for number, first in enumerate(range(0, chains, CHAINS_OF_A_COUNTY)):
        folder = f"alue-{number:02}"
        county = catalogue(random.Random(f"{seed} {number}"), number)  # noqa: S311 (nothing here is a secret)
        yield f"{folder}/catalogue.yaml", written(county)
        count = min(CHAINS_OF_A_COUNTY, chains - first)
        ids = [f"ketju-{first + place}" for place in range(count)]
        for place, one in enumerate(ids):
            yield f"{folder}/{one}.yaml", _chain_text(random.Random(f"{seed} {one}"), place, county, ids)  # noqa: S311


def write_workspace(folder: Path, chains: int, seed: int = 1) -> list[Path]:
    """A workspace as files in a folder; the names of all of them."""
    files = []
    for name, text in workspace(chains, seed):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return files


class _Plain(yaml.CSafeDumper):
    """Writes what stands in several places out in each, as the format asks."""

    def ignore_aliases(self, _: object) -> bool:
        return True


def written(data: Data) -> str:
    """Data as people write them: short collections in one line, letters as they are."""
    options: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 110, "default_flow_style": None}
    return str(yaml.dump(data, Dumper=_Plain, **options))


def _chain_text(rng: random.Random, place: int, county: Data, ids: list[str]) -> str:
    if place and rng.random() < SHARE_OF_VARIANTS:
        return written(_variant(rng, ids[place], ids[0]))
    data = chain(rng, place, county, ids)
    size = rng.randrange(LEAST_BYTES + 500, MOST_BYTES - 1000)
    padded(rng, data, size - len(written(data).encode()))
    if place and rng.random() < SHARE_OF_FAULTS:
        return rng.choice(FAULTS)(data)
    return written(data)


def _variant(rng: random.Random, own: str, base: str) -> Data:
    return {
        "palveluketju": "1",
        "id": own,
        "variant-of": base,
        "name": {"fi": "Toisin tässä kunnassa"},
        "without": ["bars.palkki-1"],
        "levels": {"taso-0": {"note": f"Toteutus kunnassa {rng.randrange(100)}"}},
    }


def _unknown_service(data: Data) -> str:
    data["levels"]["taso-0"]["services"].append("palvelu-jota-ei-ole")
    return written(data)


def _unknown_key(data: Data) -> str:
    data["levels"]["taso-1"]["servises"] = ["neuvonta"]
    return written(data)


def _wrong_value(data: Data) -> str:
    data["status"] = "valmis"
    return written(data)


def _without_tier(data: Data) -> str:
    for one in data["services"].values():
        del one["tier"]
    return written(data)


def _stale_acceptance(data: Data) -> str:
    data["accepted"] = [{"check": ["PK201"], "reason": "Vanha", "until": "2024-01-31"}]
    return written(data)


def _unreachable_level(data: Data) -> str:
    data["order"] = "none"
    return written(data)


def _same_organisation_twice(data: Data) -> str:
    data["organiser"] = ["hyvinvointialue", "hyvinvointialue"]
    return written(data)


def _key_twice(data: Data) -> str:
    return written(data) + "status: draft\n"


def _unclosed_list(data: Data) -> str:
    return written(data) + "partners: [kela\n"


FAULTS: Final[tuple[Callable[[Data], str], ...]] = (
    _unknown_service,
    _unknown_key,
    _wrong_value,
    _without_tier,
    _stale_acceptance,
    _unreachable_level,
    _same_organisation_twice,
    _key_twice,
    _unclosed_list,
)
