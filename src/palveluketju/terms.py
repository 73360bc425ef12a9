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
    "agreed": ("hyväksytty", "godkänd", "agreed"),
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
    "carried over": ("palvelut jatkuvat tasolta", "tjänsterna fortsätter från nivån", "goes on from"),
    "one of": ("yksi vaihtoehdoista", "ett av alternativen", "one of"),
    "chosen-by-client": ("asiakas valitsee", "klienten väljer", "the client chooses"),
    "chosen-by-professional": ("ammattilainen valitsee", "en yrkesutbildad person väljer", "a professional chooses"),
    "chosen-by-criteria": ("kriteerit ratkaisevat", "kriterier avgör", "criteria decide"),
    "optional": ("tarvittaessa", "vid behov", "when needed"),
    "services": ("palvelut", "tjänster", "services"),
    "target group": ("kohderyhmä", "målgrupp", "target group"),
    "excluded": ("ei kuulu kohderyhmään", "hör inte till målgruppen", "not for"),
    "worker": ("nimetty työntekijä", "utsedd arbetstagare", "named worker"),
    "plan": ("yhteinen suunnitelma", "gemensam plan", "shared plan"),
    "team": ("tiimi", "team", "team"),
    "document": ("asiakirja", "dokument", "document"),
    "within": ("aikaraja", "inom", "within"),
    "at least": ("vähintään", "minst", "at least"),
    "at most": ("enintään", "högst", "at most"),
    "years": ("vuotta", "år", "years"),
    "responsible": ("vastuussa", "ansvarig", "responsible"),
    "organiser": ("järjestäjä", "anordnare", "organiser"),
    "organisers": ("järjestäjät", "anordnare", "organisers"),
    "across levels": ("usealle tasolle yhteistä", "gemensamt för flera nivåer", "across the levels"),
    "all levels": ("kaikki tasot", "alla nivåer", "all levels"),
    "child": ("lapselle", "för barn", "for the child"),
    "youth": ("nuorelle", "för unga", "for the young person"),
    "parent": ("vanhemmalle", "för föräldrar", "for the parent"),
    "family": ("perheelle", "för familjer", "for the family"),
    "adult": ("aikuiselle", "för vuxna", "for the adult"),
    "older-person": ("ikäihmiselle", "för äldre", "for the older person"),
    "client": ("asiakkaalle", "för klienter", "for the client"),
    "close-person": ("läheiselle", "för närstående", "for a close person"),
    "span open": ("avoin: millä tasoilla", "öppen fråga: på vilka nivåer", "span open"),
    "nothing": ("ei yhtään", "inga", "none"),
    "not told": ("ei tiedossa", "uppgift saknas", "not told"),
    "chain": ("ketju", "kedja", "chain"),
    "whole chain": ("koko ketju", "hela kedjan", "whole chain"),
    "moves": ("siirtymät", "övergångar", "moves"),
    "entries": ("tulo ketjuun", "vägar in i kedjan", "entries"),
    "exits": ("poistuminen ketjusta", "vägar ut ur kedjan", "exits"),
    # parts that can be open, by their key
    "critical": ("kriittiset palvelut", "kritiska tjänster", "critical services"),
    "spans": ("millä tasoilla", "på vilka nivåer", "which levels"),
    "carries": ("jatkuvat palvelut", "tjänster som fortsätter", "what goes on"),
    "owner": ("kuvauksen vastuutaho", "ansvarig för beskrivningen", "owner"),
    "indicator": ("mittari", "indikator", "indicator"),
    "baseline": ("lähtötaso", "utgångsläge", "baseline"),
    "target": ("tavoitetaso", "målnivå", "target"),
    "tier": ("palvelun taso", "tjänstens nivå", "tier"),
    "sector": ("sektori", "sektor", "sector"),
    "producers": ("tuottajat", "producenter", "producers"),
    "funders": ("rahoittajat", "finansiärer", "funders"),
    "partners": ("kumppanit", "partner", "partners"),
    "criteria": ("kriteerit", "kriterier", "criteria"),
    "handover": ("vastuun siirto", "överföring av ansvar", "hand-over"),
    "organisation": ("organisaatio", "organisation", "organisation"),
    "to": ("mille tasolle", "till vilken nivå", "to which level"),
    "from": ("miltä tasolta", "från vilken nivå", "from which level"),
    # registers
    "integration points": ("integraatiopisteet", "integrationspunkter", "integration points"),
    "shared services": ("useamman ketjun palvelut", "tjänster i flera kedjor", "shared services"),
    "chain links": ("siirtymät ketjusta toiseen", "övergångar mellan kedjor", "chain links"),
    "next chain": ("seuraava ketju", "nästa kedja", "next chain"),
    "integration point": ("integraatiopiste", "integrationspunkt", "integration point"),
    "interface services": ("yhdyspintapalvelut", "tjänster på kontaktytorna", "interface services"),
    "interface service": ("yhdyspintapalvelu", "tjänst på kontaktytan", "interface service"),
    "coverage by tier": ("kattavuus palvelujen tason mukaan", "täckning enligt servicenivå", "coverage by tier"),
    "coverage by sector": ("kattavuus toimijoittain", "täckning enligt aktör", "coverage by sector"),
    "open decisions": ("avoimet kysymykset", "öppna frågor", "open decisions"),
    "readings": ("tulkinnat lähteestä", "tolkningar av källan", "readings of the source"),
    "findings": ("havainnot", "iakttagelser", "findings"),
    "kind": ("tyyppi", "typ", "kind"),
    "where": ("kohta", "ställe", "where"),
    "who": ("toinen osapuoli", "den andra parten", "who"),
    "service": ("palvelu", "tjänst", "service"),
    "coordination": ("koordinointi", "samordning", "coordination"),
    "information": ("siirtyvä tieto", "information som överförs", "information"),
    "agreement": ("sopimus", "avtal", "agreement"),
    "contact": ("yhteystaho", "kontakt", "contact"),
    "question": ("kysymys", "fråga", "question"),
    "decides": ("päättää", "beslutar", "decides"),
    "by": ("määräaika", "senast", "by"),
    "reason": ("perustelu", "motivering", "reason"),
    # kinds of integration point
    "co-work": ("usea järjestäjä samalla tasolla", "flera anordnare på samma nivå", "co-work"),
    "hand-over": ("vastuun siirto", "överföring av ansvar", "hand-over"),
    "shared-service": (
        "sama palvelu usealla tasolla",
        "samma tjänst på flera nivåer",
        "same service at several levels",
    ),
    "joint-node": ("yhteinen toiminta", "gemensam verksamhet", "joint node"),
    # what is told
    "yes": ("kirjattu", "anges", "told"),
    "accepted": ("hyväksytty havainto", "godkänd iakttagelse", "accepted"),
    "open": ("avoin", "öppen fråga", "open"),
    "not-applicable": ("ei koske", "inte tillämpligt", "not applicable"),
    "missing": ("puuttuu", "saknas", "missing"),
    # moves
    "step-up": ("tarve kasvaa", "behovet ökar", "need grows"),
    "step-down": ("tarve vähenee", "behovet minskar", "need eases"),
    "onward": ("eteenpäin", "vidare", "onward"),
    "skip": ("ohittaa tason", "hoppar över en nivå", "past a level"),
    "return": ("paluu", "återgång", "return"),
    "lateral": ("toiseen ryhmään", "till en annan grupp", "to another group"),
    # entries
    "self": ("oma yhteydenotto", "tar själv kontakt", "own contact"),
    "referral": ("lähete tai ohjaus", "remiss eller hänvisning", "referral"),
    "emergency": ("päivystys", "jour", "emergency"),
    "outreach": ("etsivä työ", "uppsökande arbete", "outreach"),
    "exit": ("pois ketjusta", "ut ur kedjan", "out of the chain"),
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
    "ngo": ("järjestö", "civilsamhällesorganisation", "NGO"),
    "parish": ("seurakunta", "församling", "parish"),
    "private": ("yksityinen", "privat", "private"),
    "employer": ("työnantaja", "arbetsgivare", "employer"),
    "insurance": ("vakuutuslaitos", "försäkringsanstalt", "insurance"),
    "informal": ("omaiset ja läheiset", "anhöriga och närstående", "close people"),
    "joint": ("yhteinen", "gemensam", "joint"),
    # weights of findings
    "error": ("virhe", "fel", "error"),
    "warning": ("varoitus", "varning", "warning"),
    "info": ("huomautus", "upplysning", "info"),
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


def key_term(key: str, lang: str = "en") -> str:
    """A key of the format in words, or the key itself where there is no word for it."""
    return term(key, lang) if key in _WORDS else key
