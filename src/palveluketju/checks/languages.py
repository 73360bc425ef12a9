"""The languages that are required of a chain (PK607): is it there in each of them?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from palveluketju.analyses import lacking_languages
from palveluketju.findings import Related, Severity, Spot, check, counted, joined
from palveluketju.graph import ChainGraph
from palveluketju.terms.forms import language_name

_MOST_PLACES: Final = 5
"""How many places stand beside the finding; the sentence counts them all."""


@dataclass(frozen=True, slots=True)
class _Languages:
    """Languages in a sentence: ``Swedish or Inari Sámi``."""

    codes: tuple[str, ...]

    def text(self, lang: str = "en") -> str:
        """Their names in a language."""
        return joined([language_name(code, lang) for code in self.codes], "or", lang)


@check("PK607", Severity.INFO)
def required_language_missing(graph: ChainGraph) -> Iterator[Spot]:
    """Names of the chain, its levels and its services, or services, are not there in a language that is required.

    Why: clients and workers of that language meet the chain in another one, and are served in it.
    Mend: write the names in each language, and add the language to the services' 'availability:'. Required are the
    languages of the chain's areas, and 'languages' of the configuration. Nothing is found of a name whose language is
    not told; critical services that are not given in a language of an area are another finding.
    """
    lacking = lacking_languages(graph)
    if not lacking.names and not lacking.services:
        return
    what, mend = _TEMPLATES[bool(lacking.names), bool(lacking.services)]
    values = {
        "names": len(lacking.names),
        "all": counted(lacking.asked, "name"),
        "unnamed": _Languages(lacking.unnamed),
        "services": counted(len(lacking.services), "service"),
        "unspoken": _Languages(lacking.unspoken),
        "name-codes": joined([f"'{code}:'" for code in lacking.unnamed]),
        "service-codes": joined([f"'{code}'" for code in lacking.unspoken]),
    }
    related = [Related("no text in it", where) for where in lacking.names]
    services = [Related("not given in it", where) for where in lacking.services]
    room = max(_MOST_PLACES - len(services), _MOST_PLACES // 2 + 1)
    yield Spot((), what, values, (*related[:room], *services)[:_MOST_PLACES], mend=mend)


_TEMPLATES: Final = {
    (True, False): (
        "The chain lacks a text in {unnamed} for {names} of its {all}: its own, and those of its levels and services.",
        "Write {name-codes} under 'name:'.",
    ),
    (False, True): (
        "The chain has {services} not given in {unspoken}.",
        "Add {service-codes} to 'languages:' under 'availability:'.",
    ),
    (True, True): (
        "The chain lacks a text in {unnamed} for {names} of its {all}, and has {services} not given in {unspoken}.",
        "Write {name-codes} under 'name:', and add {service-codes} to 'languages:' under 'availability:'.",
    ),
}
"""What to say of names, of services, and of both."""
