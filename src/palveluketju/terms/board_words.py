"""The words of the paper for a steering group, in Finnish, Swedish and English."""

from typing import Final

BOARD_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "board edition": ("tiivistelmä ohjausryhmälle", "sammandrag för styrgruppen", "summary for the steering group"),
    "service chains": ("palveluketjut", "servicekedjor", "service chains"),
    "what matters": ("tärkeimmät havainnot", "de viktigaste iakttagelserna", "what matters most"),
    "decisions needed": ("tarvittavat päätökset", "beslut som behövs", "decisions needed"),
    "to find out": ("vielä selvitettävä", "att utreda", "not known yet"),
    "changes since": ("muutokset edellisen version jälkeen", "ändringar sedan förra versionen",
                      "changes since the last version"),
    "about this paper": ("tästä tiivistelmästä", "om detta sammandrag", "about this summary"),
    "goals and measures": ("tavoitteet ja mittarit", "mål och mätare", "goals and measures"),
    "gaps": ("puutteet", "brister", "gaps"),
    "borders and coordination": ("rajat ja koordinointi", "gränser och samordning", "borders and coordination"),
    "possible interface": ("mahdollinen yhdyspinta", "möjlig kontaktyta", "possible interface"),
    "prepared by": ("valmistelija", "berett av", "prepared by"),
    "version": ("versio", "version", "version"),
}  # fmt: skip
