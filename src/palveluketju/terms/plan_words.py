"""The words of plans: what is worked on, how people take part, what words mean; Finnish, Swedish and English."""

from typing import Final

PLAN_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "concepts": ("käsitteet", "begrepp", "concepts"),
    "concept": ("käsite", "begrepp", "concept"),
    "defined as": ("määritelmä", "definition", "definition"),
    "what it holds": ("sisältö", "innehåll", "contents"),
    "follows": ("mitä seuraa tai mihin perustuu", "följer på eller bygger på", "follows or builds on"),
    "forums": ("foorumit ja alustat", "forum och plattformar", "forums"),
    "conditions": ("edellytykset", "förutsättningar", "conditions"),
    "rights": ("oikeudet, joihin osallisuus perustuu", "rättigheter som delaktigheten bygger på", "rights behind it"),
}
