"""What each check finds, in a few words that fit a box of a picture."""

from __future__ import annotations

from typing import Final

from palveluketju.terms.languages import LANGUAGES, known_language

_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    # reading
    "wrong-encoding": ("Ei UTF-8-tekstiä", "Inte UTF-8-text", "Not UTF-8 text"),
    "not-yaml": ("Ei kelvollista YAMLia", "Inte giltig YAML", "Not valid YAML"),
    "empty-file": ("Tiedosto on tyhjä", "Filen är tom", "File is empty"),
    "forbidden-character": ("Kielletty merkki", "Förbjudet tecken", "Forbidden character"),
    "too-large": ("Liian suuri", "För stor", "Too large"),
    "too-deep": ("Liian monta tasoa sisäkkäin", "För djupt nästlad", "Nested too deep"),
    "yaml-feature": ("Sopimaton YAMLin piirre", "Olämplig del av YAML", "YAML feature not used here"),
    "key-twice": ("Sama avain kahdesti", "Samma nyckel två gånger", "Same key twice"),
    "text-cut-by-hash": ("Merkki # katkaisee tekstin", "Tecknet # kapar texten", "Text cut by #"),
    "personal-identity-code": ("Henkilötunnus tiedostossa", "Personbeteckning i filen", "Personal identity code"),
    "private-character": ("Vain yhden kirjasimen merkki", "Tecken ur ett visst typsnitt", "Character of one font only"),
    "refused-elsewhere": ("Kaikki lukijat eivät hyväksy", "Godkänns inte av alla läsare", "Refused by some readers"),
    "not-a-chain-file": (
        "Ei ketju eikä yhteiset tiedot",
        "Varken kedja eller gemensamma",
        "Neither chain nor catalogue",
    ),
    "unknown-version": ("Tuntematon muodon versio", "Okänd version av formatet", "Unknown format version"),
    "unknown-key": ("Tuntematon avain", "Okänd nyckel", "Unknown key"),
    "missing-key": ("Pakollinen avain puuttuu", "Obligatorisk nyckel saknas", "Required key missing"),
    "wrong-value": ("Vääränlainen arvo", "Fel slags värde", "Wrong kind of value"),
    "wrong-id": ("Kelpaamaton tunnus", "Ogiltigt id", "Id not valid"),
    "declared-twice": ("Tunnus kahdessa tiedostossa", "Id i två filer", "Id declared in two files"),
    "link-outside": ("Kansion ulkopuolella", "Utanför mappen", "Outside the folder"),
    "cut-by-comma": ("Pilkku katkaisee tekstin", "Komma kapar texten", "Text cut by a comma"),
    "variant-of-unknown": ("Muunneltavaa ketjua ei löydy", "Kedjan som varieras finns inte", "Varied chain not found"),
    "nothing-to-leave-out": ("Ei mitään pois jätettävää", "Inget att utelämna", "Nothing to leave out"),
    "source-of-kept-rule-lost": ("Säännön lähde jää pois", "Regelns källa utelämnas", "Source of a rule left out"),
    # structure
    "unknown-reference": ("Määrittelemätön tunnus", "Odefinierat id", "Id not declared"),
    "level-out-of-reach": ("Tasolle ei johda tuloa", "Ingen ingång leder hit", "No entry leads here"),
    "no-way-out": ("Ei tietä alas eikä ulos", "Ingen väg nedåt eller ut", "No way down or out"),
    "move-past-a-level": ("Siirtymä ohittaa tason", "Övergång hoppar över en nivå", "Move skips a level"),
    "no-entry-declared": ("Tuloa ei ole määritelty", "Ingen ingång definierad", "No entry declared"),
    "service-twice-at-level": ("Sama palvelu kahdesti", "Samma tjänst två gånger", "Same service twice"),
    "declared-and-not-used": ("Määritelty mutta ei käytössä", "Definierad men används inte", "Declared but not used"),
    "carry-over-from-heavier-level": ("Jatkuu väärältä tasolta", "Fortsätter från fel nivå", "Carried over wrongly"),
    "path-not-possible": ("Polku ei noudata ketjua", "Stigen följer inte kedjan", "Path not possible in chain"),
    "part-of-itself": ("Itsensä osa", "Del av sig själv", "Part of itself"),
    "ages-without-a-way": ("Iältä puuttuu siirtymä", "Ålder saknar övergång", "An age has no move"),
    "several-moves-fit-one-client": ("Usea siirtymä sopii", "Flera övergångar passar", "Several moves fit"),
    "organisation-twice-in-a-list": ("Organisaatio kahdesti", "Organisation två gånger", "Organisation listed twice"),
    "log-item-after-itself": (
        "Kirjaus seuraa itseään",
        "Anteckning följer på sig själv",
        "Log item comes after itself",
    ),
    "ages-without-a-service": ("Iältä puuttuu palvelu", "Ålder saknar tjänst", "An age has no service"),
    "service-for-ages-beyond-the-group": (
        "Ikä kohderyhmän ulkopuolella",
        "Ålder utanför målgruppen",
        "Ages beyond group",
    ),
    "service-missing-between": ("Palvelu puuttuu välistä", "Tjänst saknas emellan", "Service missing in between"),
    # levels and their services
    "level-without-critical-service": ("Ei kriittistä palvelua", "Ingen kritisk tjänst", "No critical service"),
    "no-critical-services-named": ("Ei kriittisiä palveluja", "Inga kritiska tjänster", "No critical services"),
    "level-without-service": ("Ei palveluja", "Inga tjänster", "No services"),
    "hole-in-need-bands": ("Tarpeen portaita kattamatta", "Behovssteg inte täckta", "Need steps not covered"),
    "need-bands-out-of-order": ("Tarve väärässä järjestyksessä", "Behov i fel ordning", "Need out of order"),
    "tiers-not-joined": ("Palvelun tasot eivät yhdisty", "Tjänstenivåer förenas inte", "Tiers not joined"),
    "chain-without-level": ("Ei tasoja", "Inga nivåer", "No levels"),
    "nothing-critical-of-its-own": (
        "Ei omaa kriittistä palvelua",
        "Ingen egen kritisk tjänst",
        "No critical service of its own",
    ),
    # the description
    "service-without-organiser": ("Ei järjestäjää", "Ingen anordnare", "No organiser"),
    "chain-without-organiser": ("Ketjulla ei järjestäjää", "Kedjan har ingen anordnare", "Chain has no organiser"),
    "chain-without-goal": ("Ei tavoitteita", "Inga mål", "No goals"),
    "measurable-goal-incomplete": (
        "Mitattava tavoite on vajaa",
        "Mätbart mål ofullständigt",
        "Measurable goal incomplete",
    ),
    "no-guidance": ("Ei neuvontaa ja ohjausta", "Ingen rådgivning", "No guidance"),
    "no-prevention": ("Ei ennaltaehkäiseviä palveluja", "Inga förebyggande tjänster", "No preventive services"),
    "age-limit-without-exit": (
        "Siirto ikärajalla kuvaamatta",
        "Överföring vid ålder saknas",
        "Age limit without hand-over",
    ),
    "definition-not-considered": (
        "Määritelmän osa puuttuu",
        "Del av definitionen saknas",
        "Part of definition missing",
    ),
    "participation-not-described": (
        "Osallisuus kuvaamatta",
        "Delaktighet inte beskriven",
        "Participation not described",
    ),
    "days-without-organiser": ("Päiviä ilman järjestäjää", "Dagar utan anordnare", "Days without organiser"),
    "agreed-but-not-known": (
        "Hyväksytty, mutta selvitettävää",
        "Godkänd, men något är okänt",
        "Agreed, but not all known",
    ),
    "step-longer-than-its-whole": ("Askel tasoaan pidempi", "Steg längre än sin nivå", "Step longer than its level"),
    "excluded-into-the-same-chain": (
        "Rajatut ohjataan takaisin",
        "Uteslutna skickas tillbaka",
        "Excluded sent back here",
    ),
    "bands-overlap-without-criteria": ("Tarpeet limittyvät", "Behoven överlappar", "Need bands overlap"),
    "shares-leave-a-level-nothing": (
        "Tasolle ei jää asiakkaita",
        "Nivån blir utan klienter",
        "Level left without clients",
    ),
    "placeholder-text": ("Täyte tekstin paikalla", "Platshållare i stället för text", "Placeholder text"),
    "one-name-for-two": ("Sama nimi kahdella", "Samma namn på två", "Two have the same name"),
    "choice-of-one": ("Vain yksi vaihtoehto", "Bara ett alternativ", "Only one alternative"),
    # dates
    "chain-no-longer-in-force": ("Viimeinen päivä ohi", "Sista dagen har passerat", "Last day has passed"),
    "review-passed": ("Päivityksen päivä ohi", "Uppdateringsdagen har passerat", "Review date has passed"),
    "agreed-without-owner-or-review": (
        "Vastuutaho tai päivitys puuttuu",
        "Ansvarig eller datum saknas",
        "No owner or review date",
    ),
    "agreement-no-longer-in-force": ("Sopimus päättynyt", "Avtalet har löpt ut", "Agreement has expired"),
    "duty-nobody-has-any-more": (
        "Tehtävän hoitajat päättyneet",
        "Uppdraget har ingen längre",
        "Duty has nobody any more",
    ),
    "organisation-no-longer-there": (
        "Organisaation aika ohi",
        "Organisationen finns inte mer",
        "Organisation has ended",
    ),
    "agreement-ends-soon": ("Sopimus päättyy pian", "Avtalet upphör snart", "Agreement ends soon"),
    # integration and hand-overs
    "co-work-without-coordination": ("Koordinoija nimeämättä", "Samordnare inte utsedd", "Coordinator not named"),
    "shared-service-without-coordination": (
        "Koordinoija nimeämättä",
        "Samordnare inte utsedd",
        "Coordinator not named",
    ),
    "joint-node-without-coordination": ("Koordinoija nimeämättä", "Samordnare inte utsedd", "Coordinator not named"),
    "hand-over-without-responsible": (
        "Siirron vastuu nimeämättä",
        "Överföring utan ansvarig",
        "Hand-over: nobody responsible",
    ),
    "hand-over-without-information": (
        "Siirrettävät tiedot kuvaamatta",
        "Information att föra över saknas",
        "No information to hand over",
    ),
    "hand-over-inside-a-house": ("Vastuun siirto kuvaamatta", "Överföring inte beskriven", "Hand-over not described"),
    "hand-over-without-time-limit": (
        "Siirrolla ei aikarajaa",
        "Överföring utan tidsfrist",
        "Hand-over has no time limit",
    ),
    "interface-service-without-agreement": (
        "Sopimus tai yhteystaho puuttuu",
        "Avtal eller kontakt saknas",
        "Agreement or contact missing",
    ),
    "interface-with-itself": ("Yhdyspinta ei yhdistä", "Kontaktytan förenar inte", "Interface does not join"),
    "task-of-an-outsider": ("Tehtävä ulkopuoliselle", "Uppgift till utomstående", "Task given to an outsider"),
    "partner-without-agreement": (
        "Sopimus tai yhteystaho puuttuu",
        "Avtal eller kontakt saknas",
        "Agreement or contact missing",
    ),
    "voucher-not-chosen-by-client": (
        "Asiakas ei valitse tuottajaa",
        "Klienten väljer inte producent",
        "Client does not choose",
    ),
    "critical-service-of-one-producer": ("Vain yksi tuottaja", "Bara en producent", "Only one producer"),
    # several chains
    "exit-to-unknown-chain": (
        "Vastaanottavaa ketjua ei löydy",
        "Mottagande kedja finns inte",
        "Receiving chain not found",
    ),
    "ages-do-not-meet": ("Iät eivät kohtaa", "Åldrarna möts inte", "Ages do not meet"),
    "declared-differently": ("Määritelty eri tavoin", "Definierad på olika sätt", "Declared differently"),
    "one-service-under-two-ids": ("Palvelulla kaksi tunnusta", "Tjänst med två id", "Service has two ids"),
    "one-organisation-under-two-ids": (
        "Organisaatiolla kaksi tunnusta",
        "Organisation med två id",
        "Organisation has two ids",
    ),
    "two-chains-of-one-name": ("Ketjuilla sama nimi", "Kedjor med samma namn", "Chains have the same name"),
    "exit-into-its-own-chain": (
        "Johtaa takaisin samaan ketjuun",
        "Leder tillbaka till kedjan",
        "Leads back to its own chain",
    ),
    "agreement-for-unknown-chain": (
        "Sopimuksen ketjua ei löydy",
        "Avtalets kedja finns inte",
        "Agreement: chain not found",
    ),
    "replaced-chain-in-force": ("Korvattu ketju voimassa", "Ersatt kedja gäller ännu", "Replaced chain still in force"),
    "replaced-by-its-successor": ("Ketjut korvaavat toisensa", "Kedjor ersätter varandra", "Chains replace each other"),
    "served-by-no-chain": ("Yksikään ketju ei palvele", "Ingen kedja betjänar", "Served by no chain"),
    "agreement-known-to-one-side": (
        "Vain toinen osapuoli kuvaa",
        "Bara en part beskriver",
        "Described by one side only",
    ),
    # the system
    "duty-nobody-holds": ("Ei vastuuyksikköä", "Ingen ansvarig enhet", "No responsible unit"),
    "service-without-responsible-unit": ("Ei vastuuyksikköä", "Ingen ansvarig enhet", "No responsible unit"),
    "critical-service-missing-in-area": (
        "Ei saatavilla alueella",
        "Finns inte i ett område",
        "Not available in an area",
    ),
    "critical-service-missing-in-language": (
        "Ei saatavilla kielellä",
        "Finns inte på ett språk",
        "Not available in a language",
    ),
    "producer-nobody-steers": ("Kukaan ei ohjaa tuottajaa", "Ingen styr producenten", "Nobody steers the producer"),
    "organisation-without-sector": ("Sektori kertomatta", "Sektor inte angiven", "Sector not stated"),
    "required-language-missing": ("Vaadittu kieli puuttuu", "Språk som krävs saknas", "Required language missing"),
    # what has been accepted
    "acceptance-of-nothing": ("Turha hyväksyntä", "Obehövligt godkännande", "Acceptance of nothing"),
    "acceptance-expired": ("Hyväksyntä vanhentunut", "Godkännandet har löpt ut", "Acceptance has expired"),
    "acceptance-without-reason": (
        "Hyväksyntä ilman perustelua",
        "Godkännande utan motivering",
        "Acceptance without reason",
    ),
    "acceptance-of-unknown-check": (
        "Hyväksytty tuntematon tarkistus",
        "Okänd kontroll godkänd",
        "Unknown check accepted",
    ),
    "acceptance-of-retired-check": (
        "Hyväksytty poistettu tarkistus",
        "Kontroll ur bruk godkänd",
        "Retired check accepted",
    ),
    "entry-of-nothing": ("Turha lähtötilanteen merkintä", "Obehövlig post i baslinjen", "Baseline entry of nothing"),
}


def finding_label(name: str, lang: str) -> str:
    """What a check finds, in a few words, by the check's name; of a check that is not the library's, its name.

    >>> finding_label("interface-service-without-agreement", "fi"), finding_label("no-plan-b", "en")
    ('Sopimus tai yhteystaho puuttuu', 'No plan b')
    """
    place = LANGUAGES.index(known_language(lang))
    own = name.replace("-", " ")
    return _WORDS[name][place] if name in _WORDS else own[:1].upper() + own[1:]
