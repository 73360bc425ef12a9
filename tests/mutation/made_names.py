"""The names of made-up chains: services of each tier, in Finnish and Swedish, no two of the same words."""

from __future__ import annotations

from typing import Final

SERVICES: Final = {
    "preventive": (
        ("neuvola", "Neuvola", "Rådgivning"),
        ("perhekahvila", "Perhekahvila", "Familjekafé"),
        ("hyvinvointikysely", "Hyvinvointikysely", "Välfärdsenkät"),
        ("liikuntaneuvonta", "Liikuntaneuvonta", "Motionsrådgivning"),
        ("kouluterveydenhuolto", "Kouluterveydenhuolto", "Skolhälsovård"),
    ),
    "basic": (
        ("perhetyo", "Perhetyö", "Familjearbete"),
        ("kotipalvelu", "Kotipalvelu", "Hemservice"),
        ("laakarin-vastaanotto", "Lääkärin vastaanotto", "Läkarmottagning"),
        ("suunhoito", "Suunhoito", "Munvård"),
        ("sosiaaliohjaus", "Sosiaaliohjaus", "Socialhandledning"),
    ),
    "extended-basic": (
        ("perhesosiaalityo", "Perhesosiaalityö", "Socialarbete för familjer"),
        ("kuntoutusohjaus", "Kuntoutusohjaus", "Rehabiliteringshandledning"),
        ("paihdeneuvonta", "Päihdeneuvonta", "Missbrukarrådgivning"),
        ("puheterapia", "Puheterapia", "Talterapi"),
        ("tehostettu-tuki", "Tehostettu tuki", "Intensifierat stöd"),
    ),
    "specialised": (
        ("psykiatria", "Psykiatria", "Psykiatri"),
        ("sijaishuolto", "Sijaishuolto", "Vård utom hemmet"),
        ("kipupoliklinikka", "Kipupoliklinikka", "Smärtpoliklinik"),
        ("neurologia", "Neurologia", "Neurologi"),
        ("kriisihoito", "Kriisihoito", "Krisvård"),
    ),
    "demanding": (
        ("vaativa-kuntoutus", "Vaativa kuntoutus", "Krävande rehabilitering"),
        ("osastohoito", "Osastohoito", "Avdelningsvård"),
        ("erityisyksikko", "Erityisyksikkö", "Specialenhet"),
        ("elinsiirto", "Elinsiirto", "Transplantation"),
        ("teho-osasto", "Teho-osasto", "Intensivavdelning"),
    ),
}
TIERS: Final = tuple(SERVICES)
LEVELS: Final = (
    ("kaikki", "Kaikki asiakkaat", "Alla klienter"),
    ("kevyt", "Kevyt tuki", "Lätt stöd"),
    ("laaja", "Laaja tuki", "Omfattande stöd"),
    ("raskas", "Raskas tuki", "Tungt stöd"),
    ("vaativin", "Vaativin tuki", "Mest krävande stöd"),
)
NEEDS: Final = (
    ("itsenainen", "Itsenäinen", "Självständig"),
    ("lieva", "Lievä tarve", "Lindrigt behov"),
    ("kohtalainen", "Kohtalainen tarve", "Måttligt behov"),
    ("suuri", "Suuri tarve", "Stort behov"),
    ("erittain-suuri", "Erittäin suuri tarve", "Mycket stort behov"),
)
