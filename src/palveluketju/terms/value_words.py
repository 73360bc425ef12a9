"""What people write in Finnish or Swedish where the format has an English word for a value.

The words of the outputs count, and beside them those that stand here: other forms of them, synonyms of the field,
and words for values that no output shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

ALSO_WRITTEN: Final[Mapping[str, tuple[str, ...]]] = {
    # what a chain is called, and its status
    "service-chain": ("palveluketjukuvaus",),
    "service-path": ("asiakaspolku", "klientstig"),
    "care-path": ("potilaspolku", "patientstig"),
    "draft": ("luonnosvaihe", "työversio", "keskeneräinen", "arbetsversion", "preliminär"),
    "agreed": ("sovittu", "vahvistettu", "voimassa", "överenskommen", "fastställd", "gällande", "approved", "final"),
    "retired": ("poistettu", "poistunut", "vanhentunut", "kumottu", "föråldrad", "upphävd", "archived"),
    # kinds of level, and how levels follow each other
    "need": ("tarve", "tuen tarve", "tarpeen taso", "behov", "stödbehov"),
    "phase": ("skede", "vaiheet"),
    "care-tier": ("hoidon porras", "porrastus", "vårdens nivå"),
    "step": ("porras", "trappsteg"),
    "group": ("ryhmä", "palveluryhmä", "grupp", "tjänstegrupp"),
    "ladder": ("portaat", "portaikko", "tikkaat", "porrasmalli", "trappa", "stege", "trappmodell"),
    "path": ("polku", "stig", "prosessi", "process"),
    "none": ("ei mitään", "ei järjestystä", "ingen", "inga", "ingen ordning"),
    # moves and entries
    "step-up": ("ylös", "ylöspäin", "nousu", "uppåt"),
    "step-down": ("alas", "alaspäin", "lasku", "nedåt"),
    "onward": ("eteneminen", "seuraavaan", "framåt"),
    "skip": ("ohitus", "ohittaa", "hopp", "hoppar över"),
    "return": ("takaisin", "palaa", "tillbaka", "återkomst"),
    "lateral": (
        *("toiseen ryhmään", "sivulle", "rinnalle", "sivusiirtymä"),
        *("till en annan grupp", "åt sidan", "i sidled"),
    ),
    "self": ("itse", "omatoiminen", "hakeutuminen", "själv", "egen kontakt"),
    "referral": ("lähete", "ohjaus", "ohjattu", "remiss", "hänvisning"),
    "emergency": ("kiireellinen", "hätätilanne", "ensihoito", "akut", "nödsituation"),
    "outreach": ("etsivä", "jalkautuva työ", "löytävä työ", "uppsökande"),
    # goals and directions
    "vision": ("tavoitetila",),
    "mission": ("tehtävä", "perustehtävä", "uppdrag"),
    "focus-area": ("painopistealue", "kärki", "prioritet", "fokusområde"),
    "direction": ("suuntaviiva", "linjaus", "riktlinje"),
    "principle": ("toimintaperiaate",),
    "measurable": ("mitattava", "mätbar", "mätbart"),
    "rise": ("kasvaa", "lisääntyy", "kasvu", "nousu", "stiger", "växer"),
    "fall": ("vähenee", "pienenee", "lasku", "minskar", "sjunker"),
    "hold": ("ennallaan", "säilyy", "pysyy", "oförändrad", "bibehålls"),
    # for whom
    "child": ("lapsi", "lapset", "barn", "barnet"),
    "youth": ("nuori", "nuoret", "unga", "ungdom", "ungdomar"),
    "parent": ("vanhempi", "vanhemmat", "huoltaja", "förälder", "föräldrar", "vårdnadshavare"),
    "family": ("perhe", "perheet", "familj", "familjer"),
    "adult": ("aikuinen", "aikuiset", "vuxen", "vuxna"),
    "older-person": ("ikäihminen", "ikääntynyt", "iäkäs", "vanhus", "äldre", "äldre person"),
    "close-person": ("läheinen", "omainen", "omaiset", "anhörig", "anhöriga", "närstående"),
    "client": ("asiakas", "potilas", "klient", "klienten", "patient", "kund"),
    "professional": (
        *("ammattilainen", "ammattihenkilö", "työntekijä"),
        *("yrkesutbildad person", "yrkesperson", "professionell"),
    ),
    "criteria": ("kriteeri", "perusteet", "kriterium", "kriterierna"),
    # what a bar or a level does
    "guidance": (
        *("neuvonta", "ohjaus", "neuvonta ja ohjaus", "asiakasohjaus", "palveluohjaus"),
        *("rådgivning", "handledning", "vägledning", "klienthandledning"),
    ),
    "prevention": ("ennaltaehkäisy", "ehkäisy", "ehkäisevä työ", "förebyggande", "förebyggande arbete", "prevention"),
    "health-promotion": (
        *("terveyden edistäminen", "hyvinvoinnin edistäminen", "hyvinvoinnin ja terveyden edistäminen", "hyte"),
        *("hälsofrämjande", "främjande av hälsa", "främjande av välfärd och hälsa"),
    ),
    "identification": ("tunnistaminen", "varhainen tunnistaminen", "identifiering", "tidig identifiering"),
    "cooperation": ("yhteistyö", "samarbete", "samverkan"),
    "measurement": ("mittaaminen", "seuranta", "mätning", "uppföljning"),
    "services": ("palvelukokonaisuus", "tjänster", "tjänsterna", "servicehelhet"),
    "coordination": ("koordinaatio", "koordinaatiovastuu", "yhteensovittaminen", "koordinering", "samordningsansvar"),
    # exchanges and sources
    "consultation": ("konsultointi", "konsultering"),
    "feedback": ("palautteet", "respons"),
    "information": ("tieto", "tiedot", "tiedonsiirto", "informaatio", "informaatio-ohjaus", "uppgifter"),
    "description": ("ketjukuvaus", "ketjun kuvaus"),
    "evidence": ("tutkimusnäyttö", "tutkimus", "forskning"),
    "law": ("lainsäädäntö", "säädös", "lagstiftning", "författning"),
    # what gives a duration
    "aim": ("tavoiteaika", "tavoitteellinen", "målsättning"),
    "agreement": ("sovittu", "yhteinen sopimus", "överenskommelse"),
    # tiers and sectors
    "preventive": ("ennaltaehkäisevä", "ehkäisevä", "ehkäisevät palvelut", "förebyggande"),
    "low-threshold": ("matala kynnys", "matalan kynnyksen", "matalan kynnyksen palvelu", "låg tröskel", "lågtröskel"),
    "basic": ("perus", "peruspalvelut", "perustason palvelut", "perusterveydenhuolto", "bas", "basservice", "primär"),
    "extended-basic": ("laajennettu perus", "laaja perustaso", "utvidgad bas"),
    "specialised": (
        *("erityinen", "erityispalvelut", "erityistason palvelut", "erikoistaso", "erikoissairaanhoito"),
        *("special", "specialtjänster", "specialiserad", "specialiserad nivå", "specialsjukvård", "specialized"),
    ),
    "demanding": ("vaativa", "vaativat palvelut", "erittäin vaativa", "krävande"),
    "wellbeing-services-county": (
        *("hva", "hyvinvointialueet", "sote-alue"),
        *("välfärdsområden", "county"),
    ),
    "joint-county-authority": ("hus-yhtymä", "hyvinvointiyhtymät", "hus-sammanslutningen"),
    "joint-municipal-authority": ("kuntayhtymät", "ky", "samkommuner"),
    "municipality": ("kunnat", "kaupunki", "kommuner", "stad", "city"),
    "employment-area": ("työllisyysalueet", "te-palvelut", "sysselsättningsområden"),
    "state": ("valtion viranomainen", "valtionhallinto", "stat", "statlig", "statlig myndighet"),
    "kela": ("kansaneläkelaitos", "folkpensionsanstalten"),
    "ngo": ("järjestöt", "yhdistys", "kolmas sektori", "förening", "tredje sektorn"),
    "parish": ("seurakunnat", "kirkko", "församlingar", "kyrka", "church"),
    "private": ("yksityinen", "yritys", "yksityinen palveluntuottaja", "privat", "företag", "company"),
    "employer": ("työnantajat", "arbetsgivaren"),
    "insurance": ("vakuutusyhtiö", "vakuutus", "försäkringsbolag", "försäkring"),
    "informal": ("omaiset", "läheiset", "vapaaehtoiset", "anhöriga", "närstående"),
    "joint": ("yhteinen", "useita sektoreita", "gemensam", "samägd"),
    # how a producer produces
    "own": ("oma toiminta", "omana työnä", "itse", "eget", "egen verksamhet"),
    "purchased": ("ostopalvelut", "ostettu", "hankinta", "köpt tjänst", "köpta tjänster"),
    "voucher": ("seteli", "palvelusetelit", "servicesedlar"),
    "personal-budget": ("budjetti", "budget"),
    "approved": ("hyväksytty", "godkänd"),
    # kinds of organisation, service, task, segment
    "parties": ("toimijat", "useita toimijoita", "aktörer"),
    "benefit": ("etuus", "etuudet", "förmån", "förmåner"),
    "support": ("tuki", "tukitoimi", "stöd", "stödåtgärd"),
    "activity": ("toiminta", "aktiviteetti", "verksamhet", "aktivitet"),
    "document": ("dokumentti", "lomake", "handling", "blankett"),
    "instrument": ("mittari", "väline", "työkalu", "mätare", "verktyg"),
    "critical": ("kriittinen", "kritisk"),
    "occasional": ("satunnainen", "satunnainen tarve", "sporadisk", "tillfällig"),
    "many-services": ("paljon palveluja", "monipalveluasiakas", "många tjänster"),
    "repeated-need": ("toistuva", "toistuva tarve", "återkommande"),
    "heavy-services": ("raskaat palvelut", "tunga tjänster"),
    "at-risk": ("riski", "riskiryhmä", "risk", "riskgrupp"),
    # what one service is to another
    "supports": ("tuki", "tukeva", "stödjer", "stödjande"),
    "complements": ("täydentävä", "kompletterande", "komplement"),
    "replaces": ("korvaava", "korvaaminen", "ersättande"),
    # life stages
    "children-youth-families": (
        *("lapset", "lapset ja nuoret", "lapset, nuoret ja perheet", "lapsiperheet", "lanupe"),
        *("barn", "barn och unga", "barn, unga och familjer", "barnfamiljer"),
    ),
    "working-age": ("työikäinen", "aikuiset", "i arbetsför ålder", "arbetsför ålder", "vuxna"),
    "older-people": ("ikääntyneet", "iäkkäät", "vanhukset", "äldre", "seniorer"),
    # by what one organisation steers another
    "ownership": ("omistajuus", "omistus", "ägande"),
    "economic": ("talousohjaus", "talous", "resurssiohjaus", "ekonomi", "resursstyrning"),
    "norm": ("normi", "säädösohjaus", "normer", "författningsstyrning"),
    "contract": ("sopimus", "avtal"),
    "market": ("markkinat", "marknad"),
    "interaction": ("vuorovaikutus", "växelverkan"),
    "procurement": ("hankinnat", "ostopalvelu", "inköp"),
    # where, and how near
    "health-and-social-services-centre": (
        *("sosiaali- ja terveyskeskus", "terveyskeskus", "terveysasema"),
        *("hälsovårdscentral", "hälsocentral"),
    ),
    "enterprise-unit": ("liikelaitos", "affärsverk"),
    "competence-centre": ("osaamis- ja tukikeskus", "kompetens- och stödcentrum"),
    "hospital": ("keskussairaala", "centralsjukhus"),
    "municipal-service": ("kunnan palvelu", "kommunal tjänst"),
    "home": ("koti", "kotona", "hem", "hemma"),
    "digital": ("digitaalinen", "etäpalvelu", "verkossa", "sähköinen", "distanstjänst"),
    "mobile": ("liikkuva", "jalkautuva", "mobil", "rörlig"),
    "local": ("lähellä", "paikallinen", "lokal", "nära"),
    "shared-in-area": ("alueellinen", "osa-alue", "regional"),
    "shared-in-county": ("keskitetty", "koko alue", "centraliserad", "hela området"),
    # teams, the log, how far something is, and what is integrated
    "standing": ("vakituinen", "kiinteä", "permanent"),
    "per-client": ("asiakaskohtainen", "tapauskohtainen", "klientspecifik"),
    "decision": ("päätökset", "besluten"),
    "approval": ("hyväksyminen", "vahvistaminen", "fastställande"),
    "question": ("avoin kysymys", "öppen fråga"),
    "work": ("tehtävä", "toimenpide", "uppgift", "åtgärd"),
    "milestone": ("välitavoite", "etappi", "delmål"),
    "planned": ("suunnitteilla", "aloittamatta", "planeras"),
    "under-way": ("kesken", "meneillään", "pågående"),
    "done": ("tehty", "valmistunut", "slutförd", "gjord"),
    "dropped": ("luovuttiin", "peruttu", "keskeytetty", "avbruten", "inställd"),
    "organising": ("järjestäminen", "hallinnollinen integraatio", "ordnande"),
    "production": ("tuotanto", "tuottaminen"),
    "service-chains": ("palveluketjut", "servicekedjor"),
}
"""By value of the format: words for it, Finnish ones first. Which of several values a word stands for, the key says
under which it is written: *äldre* is a client, or a stage of life."""

_FORMS: Final = ("{}", "goal-{}", "audience-{}", "chosen-by-{}", "production-{}", "{}-segment", "{}-steering")
_NEAR: Final = 0.85


def value_meant(
    written: str, choices: Iterable[str], words: Mapping[str, Iterable[str]], *, misspelt: bool = False
) -> str | None:
    """The value, among those possible at a place, that somebody means by a word of another language.

    ``words`` are those of the outputs, by their keys; ``misspelt`` takes a word that is near one of them as well. None
    where no value is called so, or more than one.
    """
    called: dict[str, set[str]] = {}
    for value in choices:
        for word in words_for(value, words):
            called.setdefault(word, set()).add(value)
    plain = _plain(written)
    if misspelt:
        from difflib import get_close_matches

        plain = next(iter(get_close_matches(plain, called, n=1, cutoff=_NEAR)), plain)
    meant = called.get(plain, set())
    return next(iter(meant)) if len(meant) == 1 else None


def words_for(value: str, words: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The words by which a value is called: those of the outputs, and what is written besides."""
    for form in _FORMS:
        yield from map(_plain, words.get(form.format(value), ()))
    yield from map(_plain, ALSO_WRITTEN.get(value, ()))


def _plain(word: str) -> str:
    """A word in small letters, one space where it has spaces, hyphens or underscores."""
    return re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFC", word)).strip().casefold()
