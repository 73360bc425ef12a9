"""The glossary of a report: what the words of the field mean here, in Finnish, Swedish and English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from palveluketju.terms import LANGUAGES, term, title

_MEANINGS: Final[dict[str, tuple[str, str, str]]] = {
    "service-chain": (
        "Palvelut, jotka yksi asiakasryhmä kohtaa yli toimialojen, organisaatioiden ja ammattien rajojen, kevyimmästä"
        " tarpeesta raskaimpaan.",
        "De tjänster som en klientgrupp möter över sektors-, organisations- och yrkesgränser, från det lättaste behovet"
        " till det tyngsta.",
        "The services that one client group meets across sectors, organisations and professions, from the lightest need"
        " to the heaviest.",
    ),
    "care-chain": (
        "Alueellinen sopimus yhden sairauden hoidon työnjaosta.",
        "En regional överenskommelse om arbetsfördelningen i vården av en sjukdom.",
        "A regional agreement on the division of work in the care of one disease.",
    ),
    "care-and-service-chain": (
        "Terveyspalvelut, sosiaalipalvelut ja järjestöjen palvelut samassa kuvauksessa.",
        "Hälso- och sjukvård, socialservice och organisationers tjänster i samma beskrivning.",
        "Health services, social services and those of associations in one description.",
    ),
    "service-path": (
        "Yhden tai tyypillisen asiakkaan kulku palveluissa.",
        "En viss eller en typisk klients väg genom tjänsterna.",
        "One client's, or a typical client's, way through services.",
    ),
    "service-whole": (
        "Yhden elämänvaiheen asiakasryhmän kaikki palvelut.",
        "Alla tjänster för en klientgrupp i ett livsskede.",
        "All services around a client group of one stage of life.",
    ),
    "level": (
        "Ketjun osa: tarvetaso, vaihe, hoidon taso, askel tai ryhmä.",
        "En del av kedjan: en behovsnivå, en fas, en vårdnivå, ett steg eller en grupp.",
        "A part of a chain: a level of need, a phase, a tier of care, a step or a group.",
    ),
    "passable": (
        "Tason voi ohittaa ilman perustelua: edeltävältä tasolta voidaan siirtyä suoraan seuraavalle.",
        "Nivån kan hoppas över utan motivering: klienten kan gå direkt från nivån före till nivån efter.",
        "The level can be passed by without a reason: a client can go from the level before straight to the one after.",
    ),
    "need": (
        "Ketjun taso asiakkaille, joiden palveluntarve on yhtä suuri. Ei virallinen termi.",
        "En nivå i kedjan för klienter med lika stort servicebehov. Ingen officiell term.",
        "A level of a chain for clients with as much need. Not an official term.",
    ),
    "critical services": (
        "Palvelut, joita ilman ketjun taso ei toimi. Tämän ohjelman oma termi.",
        "Tjänster som en nivå i kedjan inte klarar sig utan. Programmets egen term.",
        "Services that a level of a chain cannot do without. This program's own term.",
    ),
    "carried over": (
        "Kevyemmän tason palvelut ovat asiakkaan käytössä myös raskaammalla tasolla.",
        "Klienten får en lättare nivås tjänster också på den tyngre nivån.",
        "What a lighter level offers is there for clients of the heavier level as well.",
    ),
    "across levels": (
        "Toiminta, joka ulottuu usealle tasolle: neuvonta, hyvinvoinnin edistäminen, yhteistyö.",
        "Verksamhet som sträcker sig över flera nivåer: rådgivning, främjande av välfärd, samarbete.",
        "What spans several levels: guidance, health promotion, cooperation.",
    ),
    "organiser": (
        "Se, jonka velvollisuus on huolehtia siitä, että palvelu on olemassa.",
        "Den som är skyldig att se till att tjänsten finns.",
        "Who carries the duty that a service exists.",
    ),
    "producers": (
        "Ne, jotka antavat palvelun asiakkaalle.",
        "De som ger klienten tjänsten.",
        "Who deliver a service to the client.",
    ),
    "way of producing": (
        "Miten järjestäjä tuottaa tai hankkii palvelun: omana tuotantona, ostopalveluna, palvelusetelillä,"
        " henkilökohtaisella budjetilla tai hyväksytyltä tuottajalta.",
        "Hur anordnaren producerar eller skaffar tjänsten: som egen produktion, som köptjänst, med servicesedel, med"
        " personlig budget eller hos en godkänd producent.",
        "How an organiser has a service produced: itself, by purchase, by service voucher, by personal budget or by an"
        " approved producer.",
    ),
    "interface services": (
        "Palvelut, joita ketju tarvitsee ja joita sen oma järjestäjä ei järjestä tai järjestää muiden kanssa.",
        "Tjänster som kedjan behöver och som dess egen anordnare inte ordnar, eller ordnar tillsammans med andra.",
        "Services that a chain needs and its own organiser does not organise, or organises with others.",
    ),
    "interface agreements": (
        "Mitä yhdyspinnan osapuolet ovat sopineet, kohta kohdalta.",
        "Vad parterna på en kontaktyta har kommit överens om, punkt för punkt.",
        "What the parties of an interface have agreed, part by part.",
    ),
    "integration points": (
        "Kohdat, joissa saman asiakkaan palvelut on sovitettava yhteen rajan yli: organisaatioiden, sektorien,"
        " vastuuyksiköiden, palvelutehtävien, toimialojen tai palvelun tasojen välillä. Tämän ohjelman oma termi.",
        "Ställen där en klients tjänster ska samordnas över en gräns: mellan organisationer, sektorer, ansvariga"
        " enheter, serviceuppgifter, verksamhetsområden eller tjänstenivåer. Programmets egen term.",
        "Places where services for the same client must be fitted together across a border between organisers,"
        " sectors, responsible units, tasks, fields or tiers. This program's own term.",
    ),
    "border-house": (
        "Raja organisaatioiden välillä. Organisaatio ja sen yksiköt ovat samaa kokonaisuutta, kunnes yksikön sektori on"
        " toinen. Tämän ohjelman oma termi.",
        "Gräns mellan organisationer. En organisation och dess enheter utgör en helhet, tills en enhet hör till en"
        " annan sektor. Programmets egen term.",
        "All organisations that are one party: an organisation with its units, up to where a unit is of another"
        " sector. This program's own term.",
    ),
    "handover": (
        "Mitä asiakkaan mukana siirtyy rajan yli: vastuu, tieto, asiakirja.",
        "Vad som följer med klienten över en gräns: ansvar, information, dokument.",
        "What crosses a border with the client: responsibility, information, a document.",
    ),
    "coordination": (
        "Miten asiakkaan palvelut pidetään koossa: nimetty työntekijä, yhteinen suunnitelma, tiimi.",
        "Hur klientens tjänster hålls samman: en utsedd arbetstagare, en gemensam plan, ett team.",
        "How the whole is held together for one client: a named worker, a shared plan, a team.",
    ),
    "tier": (
        "Kuinka erikoistunut palvelu on, neuvonnasta vaativaan tasoon.",
        "Hur specialiserad tjänsten är, från rådgivning till krävande nivå.",
        "How specialised a service is, from guidance to demanding services.",
    ),
    "sector": (
        "Millainen organisaatio palvelun järjestää: hyvinvointialue, kunta, valtio, järjestö.",
        "Hurdan organisation som ordnar tjänsten: välfärdsområde, kommun, staten, civilsamhällesorganisation.",
        "What kind of organisation organises a service: county, municipality, state, association.",
    ),
    "availability": (
        "Missä, kuinka lähellä ja millä kielillä palvelua annetaan.",
        "Var, hur nära och på vilka språk tjänsten ges.",
        "Where, how near and in which languages a service is given.",
    ),
    "areas without": (
        "Alueet, joilla tason kriittistä palvelua ei saa lainkaan tai ei saa alueen kielellä.",
        "Områden där en nivås kritiska tjänst inte ges alls eller inte ges på områdets språk.",
        "Areas in which a level's critical service is not given, or not in the area's language.",
    ),
    "exchanges": (
        "Mitä kahden tason välillä kulkee, kun asiakas pysyy paikallaan.",
        "Vad som går mellan två nivåer medan klienten stannar kvar.",
        "What goes between two levels while the client stays.",
    ),
    "instrument": (
        "Testi, mittari tai luokitus, jota käytetään asiakkaan kanssa.",
        "Ett test, en skala eller en klassificering som används med klienten.",
        "A test, a scale or a classification that is used with clients.",
    ),
    "segments": (
        "Asiakasryhmät, joiden palveluntarve on samankaltainen.",
        "Klientgrupper vars servicebehov liknar varandra.",
        "Groups of clients alike in their need.",
    ),
    "task": (
        "Palvelujen ryhmä, josta yksi yksikkö vastaa.",
        "En grupp tjänster som en enhet ansvarar för.",
        "A group of services that one unit answers for.",
    ),
    "participation": (
        "Miten asiakkaat ja asukkaat osallistuvat: tieto, oma toiminta, suunnittelu, päättäminen.",
        "Hur klienter och invånare deltar: information, egen verksamhet, planering, beslut.",
        "How clients and inhabitants take part: being informed, acting, planning, deciding.",
    ),
    "steering": (
        "Millä keinoilla organisaatio ohjaa toista organisaatiota.",
        "Med vilka medel en organisation styr en annan.",
        "By what means one organisation steers another.",
    ),
    "partners": (
        "Toimintaan osallistuvat organisaatiot. Siitä, mitä ketjun tai tason kumppanit tekevät, ei kerrota.",
        "Organisationer som deltar. Vad partnerna i en kedja eller på en nivå gör anges inte.",
        "Organisations that take part. What those of a chain or a level do is not stated.",
    ),
    "relations": (
        "Mitä palvelu on toiselle: se tukee, täydentää tai korvaa sitä.",
        "Vad en tjänst är för en annan: den stöder, kompletterar eller ersätter den.",
        "What one service is to another: it supports, complements or replaces it.",
    ),
    "chain replacements": (
        "Aiemmat ketjut, joiden tilalle toinen ketju on tullut tai tulee.",
        "Tidigare kedjor i vilkas ställe en annan kedja har trätt eller träder.",
        "Older chains in whose place another one has come, or comes.",
    ),
    "variants": (
        "Ketjut, joista on kirjattu vain se, miten ne poikkeavat toisesta ketjusta.",
        "Kedjor av vilka bara det har antecknats som skiljer dem från en annan kedja.",
        "Chains of which only that is written in which they differ from another chain.",
    ),
    "times": (
        "Kuinka kauan tasot ja vastuun siirrot kestävät, ja perustuuko aika lakiin, sopimukseen vai tavoitteeseen."
        " Päivät on pyöristetty vähimmäisajassa alaspäin ja enimmäisajassa ylöspäin; kuukausi on 28–31 päivää.",
        "Hur lång tid nivåerna och överföringarna av ansvar tar, och om tiden bygger på lag, avtal eller mål. Den"
        " kortaste tiden är avrundad nedåt och den längsta uppåt till hela dagar; en månad är 28–31 dagar.",
        "How long levels and hand-overs take, and whether a law, an agreement or an aim gives the time. The"
        " shortest is rounded down and the longest up to whole days; a month is 28–31 days.",
    ),
    "way times": (
        "Tasojen kestot ja niiden välisten vastuun siirtojen aikarajat yhteensä. Odotusaikaa, jota ei ole kirjattu, ei"
        " ole laskettu mukaan.",
        "Nivåernas varaktighet och tidsfristerna för överföringarna mellan dem sammanlagt. Väntetid som inte har"
        " antecknats är inte medräknad.",
        "The durations of levels and the time limits of the hand-overs between them together. Waiting that is not"
        " written down is not counted.",
    ),
    "open decisions": (
        "Päätökset, joita ei ole vielä tehty: kysymys, päättäjä ja määräaika.",
        "Beslut som ännu inte har fattats: frågan, beslutsfattaren och när det senast ska avgöras.",
        "Decisions not yet taken: the question, who decides, and by when.",
    ),
    "not known": (
        "Asiat, joita kuvauksen kirjoittaja ei ole saanut selville, ja keneltä niitä kysytään.",
        "Sådant som den som har skrivit beskrivningen inte har fått reda på, och vem som ska tillfrågas.",
        "What whoever wrote the description has not found out, and whom to ask.",
    ),
    "readings": (
        "Kohdat, joita lähde ei sano näin, ja mihin tulkinta perustuu.",
        "Sådant som källan inte säger på detta sätt, och vad tolkningen grundar sig på.",
        "What a source does not say as it is written here, and what the reading rests on.",
    ),
    "findings": (
        "Mitä tarkistus on huomannut. Virhe on korjattava, varoitus on selvitettävä, huomautus on tiedoksi.",
        "Vad kontrollen har upptäckt. Ett fel ska rättas, en varning ska utredas, en upplysning är för kännedom.",
        "What the checks have noticed. An error must be mended, a warning looked into, an info is good to know.",
    ),
    "accepted findings": (
        "Havainnot, jotka joku on tutkinut ja hyväksynyt, ja syy siihen.",
        "Iakttagelser som någon har granskat och godkänt, och varför.",
        "Findings that somebody has looked at and accepts, and why.",
    ),
}
"""What a word of ``palveluketju.terms`` means."""


def glossary(texts: Iterable[str], lang: str) -> tuple[tuple[str, str], ...]:
    """The words of the field that stand in some texts, with their meanings, in the order of the alphabet."""
    said = "\n".join(texts).casefold()
    place = LANGUAGES.index(lang if lang in LANGUAGES else "en")
    used = (key for key in _MEANINGS if term(key, lang).casefold() in said)
    return tuple(
        sorted(((title(key, lang), _MEANINGS[key][place]) for key in used), key=lambda entry: _order(entry[0]))
    )


def _order(word: str) -> str:
    """A word's place in a Finnish or Swedish list: å, ä, ö last."""
    return word.casefold().translate(str.maketrans("åäö", "{|}"))
