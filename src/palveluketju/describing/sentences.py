"""The sentences of descriptions, and how values become sentences.

Names stand as they are written, after a colon or in a list: Finnish would inflect them, and a name from a file cannot
be inflected.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import LevelKind, is_absent
from palveluketju.telling import Line, Telling, after, chained, sentence, together
from palveluketju.terms import LANGUAGES, known_language, term, title
from palveluketju.wording import kind_key

_KINDS: Final[dict[LevelKind | None, tuple[tuple[str, ...], ...]]] = {
    LevelKind.NEED: (
        ("tarvetasoa", "tarvetasolta", "tarvetasolle"),
        ("behovsnivåer", "från behovsnivå", "till behovsnivå"),
        ("need levels", "from need level", "to need level"),
    ),
    LevelKind.PHASE: (
        ("vaihetta", "vaiheesta", "vaiheeseen"),
        ("faser", "från fas", "till fas"),
        ("phases", "from phase", "to phase"),
    ),
    LevelKind.CARE_TIER: (
        ("hoidon tasoa", "hoidon tasolta", "hoidon tasolle"),
        ("vårdnivåer", "från vårdnivå", "till vårdnivå"),
        ("tiers of care", "from tier of care", "to tier of care"),
    ),
    LevelKind.STEP: (
        ("askelta", "askeleelta", "askeleelle"),
        ("steg", "från steg", "till steg"),
        ("steps", "from step", "to step"),
    ),
    LevelKind.GROUP: (
        ("teemaa", "teemasta", "teemaan"),
        ("teman", "från tema", "till tema"),
        ("groups", "from group", "to group"),
    ),
    None: (
        ("tasoa", "tasolta", "tasolle"),
        ("nivåer", "från nivå", "till nivå"),
        ("levels", "from level", "to level"),
    ),
}
"""Kinds of level in each language: several of them, from one, to one; None for those whose kind is not told."""
_SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    "levels": ("Ketjussa on {levels}.", "Kedjan har {levels}.", "The chain has {levels}."),
    "ladder": (
        "Ne luetellaan kevyimmästä raskaimpaan, ja asiakas siirtyy viereiselle tasolle, kun tarve kasvaa tai vähenee.",
        "De räknas upp från den lättaste till den tyngsta, och klienten går till nivån bredvid när behovet ökar eller"
        " minskar.",
        "They are listed from the lightest to the heaviest, and clients go to the next one as their need grows or"
        " eases.",
    ),
    "path": (
        "Asiakas etenee siinä järjestyksessä, jossa ne luetellaan.",
        "Klienten går vidare i den ordning som de räknas upp.",
        "Clients go on in the order in which they are listed.",
    ),
    "none": ("Niillä ei ole järjestystä.", "De har ingen inbördes ordning.", "They stand in no order."),
    "enter first": (
        "Ketjuun tullaan ensimmäiseltä tasolta.",
        "Klienten kommer in i kedjan på den första nivån.",
        "Clients come in at the first level.",
    ),
    "enter any": (
        "Ketjuun voi tulla miltä tasolta tahansa.",
        "Klienten kan komma in i kedjan på vilken nivå som helst.",
        "Clients can come in at any level.",
    ),
    "entry": ("Tulo", "Ingång", "Way in"),
    "entry anywhere": ("Tulo ketjuun", "Ingång till kedjan", "Way into the chain"),
    "exit": ("Poistuminen", "Utgång", "Way out"),
    "exit anywhere": ("Poistuminen ketjusta", "Utgång ur kedjan", "Way out of the chain"),
    "move": ("Siirtymä", "Övergång", "Move"),
    "exchange": ("Yhteydenpito", "Kontakt", "Exchange"),
    "others": (
        "Yhdyspintapalvelut eli palvelut, jotka muut järjestävät tai joihin muut osallistuvat.",
        "Tjänster på kontaktytorna, det vill säga tjänster som andra ordnar eller deltar i.",
        "Interface services, which others organise or take part in.",
    ),
    "possible others": (
        "Mahdolliset yhdyspintapalvelut: järjestäjä on ratkaisematta.",
        "Möjliga tjänster på kontaktytorna: det är inte avgjort vem som är anordnare.",
        "Possible interface services: it is open who the organiser is.",
    ),
    "possible others not known": (
        "Mahdolliset yhdyspintapalvelut: järjestäjä ei ole tiedossa.",
        "Möjliga tjänster på kontaktytorna: anordnaren är okänd.",
        "Possible interface services: it is not known who the organiser is.",
    ),
    "points": (
        "Integraatiopisteet eli kohdat, joissa saman asiakkaan palvelut on sovitettava yhteen rajan yli.",
        "Integrationspunkter, det vill säga ställen där en klients tjänster ska samordnas över en gräns.",
        "Integration points, where services for one client must be fitted together across a border.",
    ),
    "no decisions": ("Avoimia kysymyksiä ei ole.", "Det finns inga öppna frågor.", "No decisions are open."),
    "one decision": ("Avoimia kysymyksiä on 1.", "Det finns 1 öppen fråga.", "1 decision is open."),
    "decisions": (
        "Avoimia kysymyksiä on {count}.",
        "Det finns {count} öppna frågor.",
        "{count} decisions are open.",
    ),
    "one not known": ("Selvitettäviä asioita on 1.", "1 sak återstår att ta reda på.", "1 thing is not known."),
    "not known": (
        "Selvitettäviä asioita on {count}.",
        "{count} saker återstår att ta reda på.",
        "{count} things are not known.",
    ),
}


def say(key: str, lang: str, **values: object) -> str:
    """A sentence, or a part of one, in a language. Raises ValueError where there is no such language."""
    return _SENTENCES[key][_place(lang)].format(**values)


def _place(lang: str) -> int:
    return LANGUAGES.index(known_language(lang))


def labelled(label: str, told: Line, value: Any = None) -> Line:
    """What is told, after its label, as a sentence; nothing of nothing. What is absent is told how: Goals, open: ..."""
    return sentence(after(label, told, ", " if is_absent(value) else ": "))


def not_stated(part: str, lang: str) -> Line:
    """That a part of the chain is not stated."""
    return sentence(f"{title(part, lang)}: {term('not-stated', lang)}")


def counted(kind: LevelKind | None, count: int, lang: str) -> str:
    """A number of levels of one kind: 5 tarvetasoa."""
    return f"{count} {term(kind.value if kind else 'level', lang) if count == 1 else _KINDS[kind][_place(lang)][0]}"


def numbered(graph: ChainGraph, level: Node, lang: str) -> str:
    """A level by its kind and number: tarvetaso 1."""
    return f"{term(kind_key(graph, level), lang)} {graph.number_of(level)}"


def to_and_from(
    telling: Telling, graph: ChainGraph, start: Iterable[tuple[Path, Node]], end: Iterable[tuple[Path, Node]]
) -> Line:
    """From which levels to which: tarvetasolta 1 tarvetasolle 2; nothing where there are none.

    Each level comes with the place that names it.
    """
    lang = telling.lang
    ends = ((1, tuple(start)), (2, tuple(end)))
    told = (
        together(
            (
                telling.leaf(where, f"{_KINDS[graph.kind_of(one)][_place(lang)][form]} {graph.number_of(one)}")
                for where, one in levels
            ),
            term("and", lang),
        )
        for form, levels in ends
        if levels
    )
    return chained(told, " ")
