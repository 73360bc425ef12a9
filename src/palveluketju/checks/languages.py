"""The languages that are required of a chain (PK607): is it there in each of them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from palveluketju.analyses import lacking_languages
from palveluketju.findings import N_, NN_, Items, Keys, Message, Related, Severity, Spot, check
from palveluketju.graph import ChainGraph
from palveluketju.wording import LanguageWord

_MOST_PLACES: Final = 5
"""How many places stand beside the finding; the sentence counts them all."""


def _languages(codes: Iterable[str]) -> Items:
    """Languages in a sentence: ``Swedish or Inari Sámi``."""
    return Items(tuple(map(LanguageWord, codes)), "or")


@check("PK607", Severity.INFO)
def required_language_missing(graph: ChainGraph) -> Iterator[Spot]:
    """Names or services of the chain are missing in a required language.

    Why: clients and workers who use that language have to use another one. The languages of the areas of the chain are
    required, and those under 'languages' in the configuration. Nothing is found of a name whose language is not stated;
    critical services that are not given in a language of an area are another finding.
    Mend: write the names in each language, and add the language to 'availability:' of the services.
    """
    lacking = lacking_languages(graph)
    if not lacking.names and not lacking.services:
        return
    what, mend = _TEMPLATES[bool(lacking.names), bool(lacking.services)]
    values = {
        "count": len(lacking.names) or len(lacking.services),
        "all": lacking.asked,
        "unnamed": _languages(lacking.unnamed),
        "services": Message(_SERVICES, count=len(lacking.services), languages=_languages(lacking.unspoken)),
        "unspoken": _languages(lacking.unspoken),
        "name-codes": Keys(tuple(f"{code}:" for code in lacking.unnamed)),
        "service-codes": Keys(lacking.unspoken),
    }
    related = [Related(N_("no text in the language"), where) for where in lacking.names]
    services = [Related(N_("not given in the language"), where) for where in lacking.services]
    room = max(_MOST_PLACES - len(services), _MOST_PLACES // 2 + 1)
    yield Spot((), what, values, (*related[:room], *services)[:_MOST_PLACES], mend=mend)


_SERVICES: Final = NN_(
    "{count} service is not given in {languages}",
    "{count} services are not given in {languages}",
)
_TEMPLATES: Final = {
    (True, False): (
        NN_(
            "{count} name of the chain, its levels and its services has no text in {unnamed} (of {all} names).",
            "{count} names of the chain, its levels and its services have no text in {unnamed} (of {all} names).",
        ),
        N_("Write {name-codes} under 'name:'."),
    ),
    (False, True): (
        NN_(
            "{count} service of the chain is not given in {unspoken}.",
            "{count} services of the chain are not given in {unspoken}.",
        ),
        N_("Add {service-codes} to 'languages:' under 'availability:'."),
    ),
    (True, True): (
        NN_(
            "{count} name of the chain, its levels and its services has no text in {unnamed} (of {all} names), and"
            " {services}.",
            "{count} names of the chain, its levels and its services have no text in {unnamed} (of {all} names), and"
            " {services}.",
        ),
        N_("Write {name-codes} under 'name:', and add {service-codes} to 'languages:' under 'availability:'."),
    ),
}
"""What to say of names, of services, and of both."""
