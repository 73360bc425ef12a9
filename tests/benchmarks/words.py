"""Finnish names of what service chains are made of; whoever is named by them is made up."""

from __future__ import annotations

from typing import Final

PLACES: Final = {
    "Aurajoki": "Aurajoen",
    "Hirvijärvi": "Hirvijärven",
    "Jokilaakso": "Jokilaakson",
    "Kaarnala": "Kaarnalan",
    "Kangasranta": "Kangasrannan",
    "Karhusalmi": "Karhusalmen",
    "Koivumaa": "Koivumaan",
    "Kuusikoski": "Kuusikosken",
    "Lahdenperä": "Lahdenperän",
    "Lintuvaara": "Lintuvaaran",
    "Metsäpirtti": "Metsäpirtin",
    "Mäntyharju": "Mäntyharjun",
    "Niemelä": "Niemelän",
    "Peurankangas": "Peurankankaan",
    "Pihlajavesi": "Pihlajaveden",
    "Rauhaniemi": "Rauhaniemen",
    "Rautakoski": "Rautakosken",
    "Saarikylä": "Saarikylän",
    "Sinivaara": "Sinivaaran",
    "Tervasaari": "Tervasaaren",
    "Uusikoski": "Uudenkosken",
    "Vaskijärvi": "Vaskijärven",
    "Ylitörmä": "Ylitörmän",
}
"""A county each, and the municipalities of all of them: each with its genitive."""


SERVED: Final = (
    "Lasten",
    "Nuorten",
    "Perheiden",
    "Työikäisten",
    "Ikäihmisten",
    "Vammaisten",
    "Muistisairaiden",
    "Maahanmuuttajien",
    "Omaishoitajien",
    "Pitkäaikaistyöttömien",
    "Päihteitä käyttävien",
    "Diabetesta sairastavien",
)
FORMS: Final = (
    "neuvonta",
    "kotihoito",
    "kuntoutus",
    "avovastaanotto",
    "sosiaaliohjaus",
    "terveystarkastus",
    "mielenterveyspalvelu",
    "päivätoiminta",
    "palvelutarpeen arviointi",
    "vertaistuki",
    "fysioterapia",
    "lääkärin vastaanotto",
    "tukiasuminen",
    "kriisityö",
)
UNITS: Final = ("sosiaali- ja terveyskeskus", "keskussairaala", "kuntoutuskeskus", "perhekeskus", "kotihoidon yksikkö")
NEEDS: Final = (
    "Hyvinvoiva ja pärjäävä",
    "Lievä tuen tarve",
    "Tilapäinen tuen tarve",
    "Kohtalainen tuen tarve",
    "Suuri tuen tarve",
    "Erittäin suuri tuen tarve",
    "Ympärivuorokautinen hoiva",
)
SENTENCES: Final = (
    "Palveluohjaaja arvioi tilanteen yhdessä asiakkaan ja hänen läheistensä kanssa.",
    "Tieto siirtyy asiakkaan suostumuksella seuraavaan palveluun samana päivänä.",
    "Työryhmä kokoontuu joka toinen viikko ja sopii, kuka ottaa yhteyttä asiakkaaseen.",
    "Kunta ja hyvinvointialue ovat sopineet työnjaosta hyvinvointisuunnitelmassa.",
    "Palvelu annetaan ensisijaisesti kotona tai etäyhteydellä.",
    "Kiireellinen apu saadaan ympäri vuorokauden päivystyksestä.",
    "Järjestöt täydentävät palvelua vertaistuella ja vapaaehtoistyöllä.",
    "Siirtymä perustuu toimintakyvyn mittariin, josta alueella on sovittu.",
)


def id_of(name: str) -> str:
    """A name as an id is written."""
    plain = name.casefold().replace("ä", "a").replace("ö", "o")
    return "-".join("".join(one if one.isalnum() else " " for one in plain).split())
