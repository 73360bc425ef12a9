"""The words of plans: what is worked on, what is complete, how people take part, what words mean.

Finnish, Swedish and English.
"""

from typing import Final

PLAN_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "concepts": ("käsitteet", "begrepp", "concepts"),
    "concept": ("käsite", "begrepp", "concept"),
    "defined as": ("määritelmä", "definition", "definition"),
    "what it holds": ("sisältö", "innehåll", "contents"),
    "connections": ("yhteys muihin", "samband med andra", "connections"),
    "follows": ("mitä seuraa tai mihin perustuu", "följer på eller bygger på", "follows or builds on"),
    "indicators and status": ("mittarit ja tilanne", "indikatorer och läge", "indicators and status"),
    "principles": ("periaatteet", "principer", "principles"),
    "no strategy": ("strategian tavoitteet: ei kerrottu", "strategins mål: anges inte", "strategy: not stated"),
    "preceding": ("edeltävä", "föregående", "preceding"),
    "no work": ("työ ja päätökset: ei kerrottu", "arbete och beslut: anges inte", "work and decisions: not stated"),
    "forums": ("foorumit ja alustat", "forum och plattformar", "forums"),
    "conditions": ("edellytykset", "förutsättningar", "conditions"),
    "rights": ("oikeudet, joihin osallisuus perustuu", "rättigheter som delaktigheten bygger på", "rights behind it"),
    "maturity": ("ketjujen valmiusaste", "kedjornas fullständighetsgrad", "maturity of chains"),
    "incomplete": ("keskeneräiset kohdat", "ofullständiga delar", "incomplete parts"),
    "complete": ("valmiita", "fullständiga", "complete"),
    "in all": ("kaikkiaan", "totalt", "in all"),
    "share": ("osuus", "andel", "share"),
    "then": ("osuus aiemmin", "andel tidigare", "share then"),
    "change in points": ("muutos, prosenttiyksikköä", "förändring, procentenheter", "change, percentage points"),
    "new chain": ("uusi ketju", "ny kedja", "new chain"),
    "chain is gone": ("ketjua ei enää ole", "kedjan finns inte längre", "chain is gone"),
    "hand-overs between houses": (
        "vastuun siirrot organisaatioiden välillä",
        "överföringar av ansvar mellan organisationer",
        "hand-overs between organisations",
    ),
    "translations": ("käännökset", "översättningar", "translations"),
    "part": ("kohta", "del", "part"),
    "what is lacking": ("mitä puuttuu", "vad som saknas", "what is lacking"),
}
