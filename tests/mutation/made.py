"""Made-up chains in which nothing is found: complete, of many shapes, the same for the same seed.

No county, service or agreement in them is a real one.
"""

from __future__ import annotations

import itertools
from random import Random
from typing import Any

from mutation.made_names import LEVELS, NEEDS, SERVICES, TIERS
from mutation.worlds import Data, World

FOLDER = "made"


def made(seed: int) -> World:
    """A world of one shape of six: of a ladder, a path or unordered levels, with its areas, houses and other chains."""
    return _Maker(seed).world()


class _Maker:
    def __init__(self, seed: int) -> None:
        self.rng = Random(f"made {seed}")  # noqa: S311 - not for secrets
        self.seed = seed
        self.order = ("ladder", "path", "none")[seed % 3]
        self.together = seed % 2 == 0
        self.bilingual = seed % 4 < 2
        self.coordinated_as_a_whole = seed // 2 % 4 != 3
        self.count = 3 + seed // 3 % 3
        self.levels = LEVELS[: self.count]
        self.picked = {tier: self.rng.sample(services, 4) for tier, services in SERVICES.items()}

    def world(self) -> World:
        files = {f"{FOLDER}/catalogue.yaml": self.catalogue(), f"{FOLDER}/nuoret.yaml": self.chain()}
        if self.together:
            files[f"{FOLDER}/aikuiset.yaml"] = self.second()
            files[f"{FOLDER}/vanha.yaml"] = self.retired()
            files[f"{FOLDER}/koulu.yaml"] = self.municipal()
        if self.seed % 3 == 0:
            files[f"{FOLDER}/nuoret-etela.yaml"] = self.variant()
        return World(f"made {self.seed}", files)

    def name(self, fi: str, sv: str) -> Any:
        return {"fi": fi, "sv": sv} if self.bilingual else fi

    def tier(self, place: int) -> str:
        """The tier of a level's services; a path has all of its services of two tiers."""
        return TIERS[place]

    def at(self, place: int) -> list[str]:
        """The ids of the services of a level."""
        return [one for one, _, _ in self.picked[self.tier(place)]]

    def catalogue(self) -> Data:
        text = self.name
        services: Data = {
            "asiakasohjaus": {
                "name": text("Asiakasohjaus", "Klientvägledning"),
                "tier": "guidance",
                "task": "ohjaus",
                "organiser": "alue",
                "availability": self.everywhere(),
            }
        }
        for place, tier in enumerate(TIERS):
            for index, (one, fi, sv) in enumerate(self.picked[tier]):
                service: Data = {"name": text(fi, sv), "tier": tier, "task": self.task(place), "organiser": "alue"}
                if index == 1 and place == 0:
                    service |= {"organiser": "kunta", "task": "kunnan"}
                elif index == 2:
                    service["producers"] = [
                        {"organisation": "yritys", "production": "voucher", "chosen-by": "client"},
                        {"organisation": "yhtio", "production": "voucher", "chosen-by": "client"},
                    ]
                elif index == 3 and place == 1:
                    service["organiser"] = [
                        {"organisation": "yhtyma", "until": "2022-12-31"},
                        {"organisation": "alue", "from": "2023-01-01"},
                    ]
                services[one] = service | {"availability": self.everywhere()}
        alue = {"sector": "wellbeing-services-county"}
        return {
            "palveluketju-catalogue": "1",
            "name": text("Keksityn alueen palvelut", "Det påhittade områdets tjänster"),
            "organisations": {
                "alue": {"name": text("Keksitty hyvinvointialue", "Påhittat välfärdsområde"), **alue},
                "perus": {"name": text("Peruspalvelut", "Basservice"), "part-of": "alue", **alue},
                "erikois": {"name": text("Erikoispalvelut", "Specialservice"), "part-of": "alue", **alue},
                "kunta": {"name": text("Keksitty kunta", "Påhittad kommun"), "sector": "municipality"},
                "jarjesto": {"name": text("Keksitty järjestö", "Påhittad förening"), "sector": "ngo"},
                "yritys": {"name": text("Keksitty yritys", "Påhittat företag"), "sector": "private"},
                "yhtio": {"name": text("Toinen yritys", "Ett annat företag"), "sector": "private"},
                "yhtyma": {"name": text("Entinen kuntayhtymä", "Tidigare samkommun"), **self.of("joint-municipal")},
            },
            "services": services,
            "areas": {
                "maakunta": {"name": text("Maakunta", "Landskapet"), "languages": self.languages()},
                "etela": {"name": text("Eteläinen alue", "Södra området"), **self.part()},
                "pohjoinen": {"name": text("Pohjoinen alue", "Norra området"), **self.part()},
            },
            "tasks": {
                "ohjaus": {"name": text("Ohjaustehtävä", "Vägledningsuppgift"), "responsible": "perus"},
                "perustaso": {"name": text("Perustason tehtävä", "Basnivåns uppgift"), "responsible": "perus"},
                "erityistaso": {
                    "name": text("Erityistason tehtävä", "Specialnivåns uppgift"),
                    "responsible": "erikois",
                },
                "kunnan": {"name": text("Kunnan tehtävä", "Kommunens uppgift"), "responsible": "kunta"},
            },
            "segments": {
                "paljon-tukea": {"name": text("Paljon tukea tarvitsevat", "De som behöver mycket"), "kind": "critical"},
            },
            "strategy": {"visio": {"text": text("Arki sujuu", "Vardagen fungerar"), "kind": "vision"}},
            "steering": {
                "alue -> yritys": {"by": "contract", "documents": "Palvelusetelin sääntökirja"},
                "alue -> yhtio": {"by": "contract", "documents": "Palvelusetelin sääntökirja"},
            },
            "interfaces": {
                f"alue-{other}": {
                    "between": ["alue", other],
                    "division": {"alue": "Pitää palvelua", other: "Ohjaa asiakkaan"},
                    "agreement": f"Yhteistyösopimus: {other}",
                    "status": "agreed",
                    "valid-from": "2024-01-01",
                    "valid-until": "2030-12-31",
                    "contact": {"organisation": other, "role": text("Yhteyshenkilö", "Kontaktperson")},
                }
                for other in ("kunta", "jarjesto")
            },
            "log": {
                "hanke": {"text": text("Ketjutyö", "Kedjearbetet"), "kind": "work"},
                "vaihe-1": {"text": text("Ketjun kuvaaminen", "Kedjan beskrivs"), "part-of": "hanke"},
                "vaihe-2": {"text": text("Käyttöönotto", "Ibruktagande"), "part-of": "hanke", "follows": ["vaihe-1"]},
            },
        }

    def part(self) -> Data:
        return {"part-of": "maakunta", "languages": self.languages()}

    def of(self, sector: str) -> Data:
        return {"sector": f"{sector}-authority"}

    def languages(self) -> list[str]:
        return ["fi", "sv"] if self.bilingual else ["fi"]

    def everywhere(self) -> Data:
        return {"areas": ["maakunta"], "languages": self.languages()}

    def task(self, place: int) -> str:
        return "perustaso" if place < 2 else "erityistaso"

    def handover(self, what: str) -> Data:
        return {
            "responsible": {"organisation": "alue", "role": self.name("Omatyöntekijä", "Egen kontaktperson")},
            "information": self.name(f"Yhteenveto: {what}", f"Sammandrag: {what}"),
            "within": "7 d",
        }

    def chain(self) -> Data:
        text = self.name
        ids = [one for one, _, _ in self.levels]
        data: Data = {
            "palveluketju": "1",
            "id": "nuoret",
            "name": text("Nuorten palveluketju", "Servicekedja för unga"),
            "status": "agreed",
            "valid-from": "2025-01-01",
            "valid-until": "2030-12-31",
            "review": "2029-06-30",
            "owner": {"organisation": "alue", "role": text("Ketjuvastaava", "Kedjeansvarig")},
            "organiser": "alue",
            "area": "maakunta",
            "target-group": {"name": text("Nuoret", "Unga"), "age": "13..17", "segments": ["paljon-tukea"]},
            "participation": {"planning": text("Nuorten raati", "De ungas råd")},
            "considers": {"not-applicable": "Keksitty esimerkki"},
            "goals": {
                "ajoissa": {
                    "text": text("Apu tulee ajoissa", "Hjälpen kommer i tid"),
                    "kind": "measurable",
                    "under": ["visio"],
                    "indicator": text("Odotusaika", "Väntetid"),
                    "unit": text("päivää", "dagar"),
                    "direction": "fall",
                    "baseline": {"value": "20", "dated": "2024"},
                    "target": {"value": "7", "dated": "2028"},
                    "by": "2028-12",
                },
                "arki": {"text": text("Arki kantaa", "Vardagen bär"), "kind": "direction", "under": ["ajoissa"]},
            },
            "order": self.order,
            "levels": {one: self.level(place) for place, one in enumerate(ids)},
            "bars": {
                "ohjaus": {
                    "name": text("Neuvonta ja ohjaus", "Rådgivning och vägledning"),
                    "role": ["guidance", "prevention"],
                    "services": ["asiakasohjaus"],
                    "spans": ids,
                },
            },
            "entries": {
                "itse": {"name": text("Oma yhteydenotto", "Egen kontakt"), "kind": "self", "to": [ids[0]]},
                "paivystys": {"name": text("Päivystys", "Jour"), "kind": "emergency", "to": [ids[-1]]},
            },
            "moves": self.moves(ids),
            "exits": self.exits(ids),
            "exchanges": {
                f"{ids[1]} -> {ids[0]}": {"kind": ["feedback"], "information": text("Palaute", "Återkoppling")}
            },
            "paths": {
                "esimerkki": {
                    "name": text("Erään nuoren polku", "En ung persons stig"),
                    "age": "15",
                    "levels": ids[:2],
                    "services": [self.at(0)[0], self.at(1)[0]],
                }
            },
        }
        if self.order == "ladder":
            data["need-scale"] = {one: text(fi, sv) for one, fi, sv in NEEDS[: self.count]}
        if self.coordinated_as_a_whole:
            data["coordination"] = self.coordination()
            data["bars"]["verkosto"] = {
                "name": text("Yhteistyöverkosto", "Samarbetsnätverk"),
                "role": ["cooperation"],
                "partners": ["jarjesto"],
            }
        if self.together:
            data["replaces"] = ["vanha"]
            data["target-group"]["exclude"] = [{"name": text("Aikuiset", "Vuxna"), "chain": "aikuiset"}]
        return data

    def coordination(self) -> Data:
        return {"worker": {"organisation": "alue", "role": self.name("Omatyöntekijä", "Egen kontaktperson")}}

    def level(self, place: int) -> Data:
        _one, fi, sv = self.levels[place]
        first, second, third, fourth = self.at(place)
        level: Data = {"name": self.name(fi, sv), "kind": {"ladder": "need", "path": "phase"}.get(self.order, "group")}
        level["critical"] = [first, second]
        level["services"] = [{"one-of": [third, fourth], "chosen-by": "client"}]
        if place == 1 and self.order != "none":
            level["services"] = [third]
        if self.order == "ladder":
            level["band"] = NEEDS[place][0]
        if place == 2 and self.order == "ladder":
            level["carries"] = [self.levels[1][0]]
        if self.order == "path":
            level["timing"] = f"{place + 2} wk"
        if not self.coordinated_as_a_whole:
            level["coordination"] = self.coordination()
        return level

    def moves(self, ids: list[str]) -> Data:
        """Every way between levels that follow each other, with its hand-over; where there is no order, both ways."""
        pairs = list(itertools.pairwise(ids))
        moves: Data = {f"{a} -> {b}": {"handover": self.handover(f"{a}, {b}")} for a, b in pairs}
        if self.order != "path":
            moves |= {f"{b} -> {a}": {"handover": self.handover(f"{b}, {a}")} for a, b in pairs}
        if self.order == "none":  # from the first, chosen by age
            moves[f"{ids[0]} -> {ids[1]}"]["when"] = [{"age": "..15"}]
            moves[f"{ids[0]} -> {ids[2]}"] = {"when": [{"age": "16.."}], "handover": self.handover("iän mukaan")}
        return moves

    def exits(self, ids: list[str]) -> Data:
        exits: Data = {
            "taysi-ikainen": {
                "name": self.name("Täyttää 18", "Fyller 18"),
                "from": ids,
                "at-age": "18..",
                "handover": self.handover("täysi-ikäisyys"),
            },
            "valmis": {"name": self.name("Tuki ei ole enää tarpeen", "Stödet behövs inte mera"), "from": [ids[-1]]},
        }
        exits["taysi-ikainen"]["chain"] = "aikuiset" if self.together else {"not-applicable": "Palvelut jatkuvat"}
        return exits

    def second(self) -> Data:
        """A chain that receives the clients of the first, of two levels that share services with it."""
        text = self.name
        ids = ["arvio", "hoito"]
        first, second = self.at(1)[0], self.at(2)[0]
        return {
            "palveluketju": "1",
            "id": "aikuiset",
            "name": text("Aikuisten palveluketju", "Servicekedja för vuxna"),
            "status": "draft",
            "organiser": "alue",
            "area": "maakunta",
            "target-group": {"name": text("Aikuiset", "Vuxna"), "age": "18..64"},
            "participation": {"information": text("Esite", "Broschyr")},
            "considers": {"not-applicable": "Keksitty esimerkki"},
            "goals": {"apu": {"text": text("Apu löytyy", "Hjälpen hittas"), "kind": "direction"}},
            "order": "path",
            "levels": {
                ids[0]: {"name": text("Arvio", "Bedömning"), "kind": "phase", "critical": [first]},
                ids[1]: {"name": text("Hoito", "Vård"), "kind": "phase", "critical": [second]},
            },
            "entries": {"yhteys": {"name": text("Yhteydenotto", "Kontakt"), "kind": "self", "to": [ids[0]]}},
            "moves": {f"{ids[0]} -> {ids[1]}": {"handover": self.handover("arvio")}},
            "exits": {
                "elakkeelle": {
                    "name": text("Täyttää 65", "Fyller 65"),
                    "from": ids,
                    "at-age": "65..",
                    "chain": {"not-applicable": "Palvelut jatkuvat"},
                    "handover": self.handover("ikä"),
                }
            },
            "coordination": self.coordination(),
        }

    def municipal(self) -> Data:
        """A chain of the other party of an agreement, whose clients go on to the first."""
        text = self.name
        return {
            "palveluketju": "1",
            "id": "koulu",
            "name": text("Koulun palveluketju", "Skolans servicekedja"),
            "status": "draft",
            "organiser": "kunta",
            "area": "maakunta",
            "target-group": {"name": text("Koululaiset", "Skolelever")},
            "participation": {"decision": text("Oppilaskunta", "Elevkåren")},
            "considers": {"not-applicable": "Keksitty esimerkki"},
            "goals": {"apu": {"text": text("Koulunkäynti sujuu", "Skolgången löper"), "kind": "direction"}},
            "order": "path",
            "levels": {"tuki": {"name": text("Tuki", "Stöd"), "kind": "phase", "critical": [self.at(0)[1]]}},
            "entries": {"yhteys": {"name": text("Yhteydenotto", "Kontakt"), "kind": "self", "to": ["tuki"]}},
            "exits": {"nuorille": {"from": ["tuki"], "chain": "nuoret", "handover": self.handover("koulu")}},
            "coordination": {"worker": {"organisation": "kunta", "role": text("Kuraattori", "Kurator")}},
        }

    def retired(self) -> Data:
        """The chain that the first one replaces."""
        data = self.second()
        data |= {
            "id": "vanha",
            "name": self.name("Nuorten entinen ketju", "Den tidigare kedjan för unga"),
            "status": "retired",
            "valid-until": "2024-12-31",
            "target-group": {"name": self.name("Nuoret", "Unga"), "age": {"not-applicable": "Keksitty esimerkki"}},
        }
        del data["exits"]["elakkeelle"]["at-age"]
        data["exits"]["elakkeelle"]["name"] = self.name("Siirtyy muualle", "Går vidare")
        return data

    def variant(self) -> Data:
        text = self.name
        return {
            "palveluketju": "1",
            "id": "nuoret-etela",
            "variant-of": "nuoret",
            "without": ["goals.arki"],
            "name": text("Nuorten palveluketju etelässä", "Servicekedja för unga i söder"),
            "area": "etela",
        }
