"""The words of the outputs in Finnish, Swedish and English.

Finnish and Swedish follow the field's own glossary; integraatiopiste and kriittinen palvelu are this library's
terms (see docs/glossary.md).
"""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("fi", "sv", "en")

_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    # what a chain is called
    "service-chain": ("palveluketju", "servicekedja", "service chain"),
    "care-chain": ("hoitoketju", "vårdkedja", "care chain"),
    "care-and-service-chain": ("hoito- ja palveluketju", "vård- och servicekedja", "care and service chain"),
    "service-path": ("palvelupolku", "servicestig", "service path"),
    "service-whole": ("palvelukokonaisuus", "servicehelhet", "service whole"),
    "care-path": ("hoitopolku", "vårdstig", "care path"),
    # status
    "draft": ("luonnos", "utkast", "draft"),
    "agreed": ("sovittu", "överenskommen", "agreed"),
    "retired": ("ei enää käytössä", "inte längre i bruk", "retired"),
    # parts of a chain
    "goals": ("tavoitteet", "mål", "goals"),
    "need": ("tarvetaso", "behovsnivå", "need level"),
    "phase": ("vaihe", "fas", "phase"),
    "care-tier": ("hoidon taso", "vårdnivå", "tier of care"),
    "step": ("askel", "steg", "step"),
    "group": ("ryhmä", "grupp", "group"),
    "level": ("taso", "nivå", "level"),
    "critical services": ("kriittiset palvelut", "kritiska tjänster", "critical services"),
    "critical service": ("kriittinen palvelu", "kritisk tjänst", "critical service"),
    "other services": ("muut palvelut", "övriga tjänster", "other services"),
    "other service": ("muu palvelu", "övrig tjänst", "other service"),
    "carried over": ("jatkuu tasolta", "fortsätter från nivån", "goes on from"),
    "one of": ("jokin näistä", "någon av följande", "one of"),
    "optional": ("tarvittaessa", "vid behov", "when needed"),
    "services": ("palvelut", "tjänster", "services"),
    "target group": ("kohderyhmä", "målgrupp", "target group"),
    "excluded": ("ei koske", "omfattar inte", "not for"),
    "worker": ("vastuutyöntekijä", "ansvarig arbetstagare", "responsible worker"),
    "plan": ("yhteinen suunnitelma", "gemensam plan", "shared plan"),
    "team": ("tiimi", "team", "team"),
    "responsible": ("vastuussa", "ansvarig", "responsible"),
    "organiser": ("järjestäjä", "anordnare", "organiser"),
    "organisers": ("järjestäjät", "anordnare", "organisers"),
    "across levels": ("kaikille tasoille yhteistä", "gemensamt för nivåerna", "across the levels"),
    "all levels": ("kaikki tasot", "alla nivåer", "all levels"),
    "child": ("lapselle", "för barn", "for the child"),
    "youth": ("nuorelle", "för unga", "for the young person"),
    "parent": ("vanhemmalle", "för föräldrar", "for the parent"),
    "family": ("perheelle", "för familjen", "for the family"),
    "adult": ("aikuiselle", "för vuxna", "for the adult"),
    "older-person": ("ikäihmiselle", "för äldre", "for the older person"),
    "client": ("asiakkaalle", "för klienten", "for the client"),
    "close-person": ("läheiselle", "för närstående", "for a close person"),
    "span open": ("ulottuvuus avoin", "omfattning öppen", "span open"),
    "not told": ("ei kerrottu", "inte angivet", "not told"),
    "chain": ("ketju", "kedja", "chain"),
    "no entries": ("ei mitään", "inget", "none"),
    "moves": ("siirtymät", "övergångar", "moves"),
    "entries": ("sisääntulot", "ingångar", "entries"),
    "exits": ("ulosmenot", "utgångar", "exits"),
    # registers
    "integration points": ("integraatiopisteet", "integrationspunkter", "integration points"),
    "integration point": ("integraatiopiste", "integrationspunkt", "integration point"),
    "interface services": ("yhdyspintapalvelut", "tjänster på kontaktytan", "interface services"),
    "interface service": ("yhdyspintapalvelu", "tjänst på kontaktytan", "interface service"),
    "coverage by tier": ("kattavuus palvelutasoittain", "täckning enligt servicenivå", "coverage by tier"),
    "coverage by sector": ("kattavuus toimijoittain", "täckning enligt aktör", "coverage by sector"),
    "open decisions": ("avoimet päätökset", "öppna beslut", "open decisions"),
    "readings": ("tulkinnat lähteestä", "tolkningar av källan", "readings of the source"),
    "findings": ("havainnot", "iakttagelser", "findings"),
    "kind": ("laji", "slag", "kind"),
    "where": ("missä", "var", "where"),
    "who": ("ketkä", "vilka", "who"),
    "service": ("palvelu", "tjänst", "service"),
    "coordination": ("koordinointi", "samordning", "coordination"),
    "information": ("tieto", "information", "information"),
    "agreement": ("sopimus", "avtal", "agreement"),
    "contact": ("yhteystaho", "kontakt", "contact"),
    "question": ("kysymys", "fråga", "question"),
    "decides": ("päättää", "beslutar", "decides"),
    "by": ("mennessä", "senast", "by"),
    "reason": ("peruste", "grund", "reason"),
    # kinds of integration point
    "co-work": ("yhteistyö", "samarbete", "co-work"),
    "hand-over": ("vastuun siirto", "överföring av ansvar", "hand-over"),
    "shared-service": (
        "sama palvelu usealla tasolla",
        "samma tjänst på flera nivåer",
        "same service at several levels",
    ),
    "joint-node": ("yhteinen solmukohta", "gemensam knutpunkt", "joint node"),
    # what is told
    "yes": ("nimetty", "angiven", "named"),
    "open": ("avoin", "öppen", "open"),
    "not-applicable": ("ei koske", "gäller inte", "not applicable"),
    "missing": ("puuttuu", "saknas", "missing"),
    # moves
    "step-up": ("tarve kasvaa", "behovet ökar", "need grows"),
    "step-down": ("tarve kevenee", "behovet minskar", "need eases"),
    "onward": ("eteenpäin", "vidare", "onward"),
    "skip": ("tason ohi", "förbi en nivå", "past a level"),
    "return": ("paluu", "återgång", "return"),
    "lateral": ("rinnalle", "vid sidan", "to another group"),
    # entries
    "self": ("oma yhteydenotto", "egen kontakt", "own contact"),
    "referral": ("lähete tai ohjaus", "remiss eller hänvisning", "referral"),
    "emergency": ("päivystys", "jour", "emergency"),
    "outreach": ("etsivä työ", "uppsökande arbete", "outreach"),
    "exit": ("ketjusta ulos", "ut ur kedjan", "out of the chain"),
    # tiers
    "guidance": ("neuvonta- ja ohjauspalvelut", "rådgivning och handledning", "guidance"),
    "preventive": ("ennaltaehkäisevät palvelut", "förebyggande tjänster", "preventive"),
    "basic": ("perustaso", "basnivå", "basic"),
    "extended-basic": ("laajennettu perustaso", "utvidgad basnivå", "extended basic"),
    "specialised": ("erityistaso", "specialnivå", "specialised"),
    "demanding": ("vaativa taso", "krävande nivå", "demanding"),
    # sectors
    "wellbeing-services-county": ("hyvinvointialue", "välfärdsområde", "wellbeing services county"),
    "municipality": ("kunta", "kommun", "municipality"),
    "employment-area": ("työllisyysalue", "sysselsättningsområde", "employment area"),
    "state": ("valtio", "staten", "state"),
    "kela": ("Kela", "FPA", "Kela"),
    "ngo": ("järjestö", "organisation", "NGO"),
    "parish": ("seurakunta", "församling", "parish"),
    "private": ("yksityinen", "privat", "private"),
    "employer": ("työnantaja", "arbetsgivare", "employer"),
    "insurance": ("vakuutuslaitos", "försäkringsanstalt", "insurance"),
    "informal": ("omaiset ja läheiset", "anhöriga och närstående", "close people"),
    "joint": ("yhteinen", "gemensam", "joint"),
    # weights of findings
    "error": ("virhe", "fel", "error"),
    "warning": ("varoitus", "varning", "warning"),
    "info": ("huomio", "notis", "info"),
}


def term(key: str, lang: str = "en") -> str:
    """A word of the outputs in a language; English for a language that is not among LANGUAGES.

    >>> term("interface services", "fi")
    'yhdyspintapalvelut'

    Raises:
        KeyError: there is no such word.
    """
    return _WORDS[key][LANGUAGES.index(lang) if lang in LANGUAGES else LANGUAGES.index("en")]


def title(key: str, lang: str = "en") -> str:
    """A word as a heading: its first letter large."""
    word = term(key, lang)
    return word[:1].upper() + word[1:]
