"""A chain with what it uses of the catalogue, as if it were written in the chain's own file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from palveluketju.findings import Path
from palveluketju.model import Catalogue, Chain, Frozen, Interface, Shared, listed
from palveluketju.model.walking import references
from palveluketju.source import Source


def completed(chain: Chain, catalogue: Catalogue) -> Chain:
    """The chain with the catalogue's services, areas, organisations and interfaces that it uses, and no others.

    Services come first, since they name organisations; interfaces are those between the chain's organiser and
    an organisation that the chain uses.
    """
    known = catalogue.merged(chain)
    services = _with_used(chain, known, "services", "service", [chain])
    parts: list[Any] = [chain, *services.values()]
    interfaces = dict(chain.interfaces)
    named = {str(place.value) for part in parts for place in references(part) if place.value.kind == "organisation"}
    own = set(listed(chain.organiser))
    for name, interface in known.interfaces.items():
        if name not in interfaces and _concerns(interface, own, named):
            interfaces[name] = _about(interface, set(services))
    parts += interfaces.values()
    return chain.model_copy(
        update={
            "services": Frozen(services),
            "interfaces": Frozen(interfaces),
            "organisations": Frozen(_with_used(chain, known, "organisations", "organisation", parts)),
            "areas": Frozen(_with_used(chain, known, "areas", "area", parts)),
        }
    )


def _concerns(interface: Interface, own: set[Any], named: set[str]) -> bool:
    ends = {str(end) for end in interface.between}
    return bool(ends & own) and bool((ends - own) & named)


def _about(interface: Interface, services: set[str]) -> Interface:
    """An interface of the catalogue as it concerns a chain: of the services it names, those that the chain uses."""
    if not isinstance(interface.services, tuple):
        return interface
    return interface.model_copy(update={"services": tuple(name for name in interface.services if name in services)})


def _with_used(chain: Chain, known: Shared, section: str, kind: str, parts: Iterable[Any]) -> dict[str, Any]:
    """The chain's own entries of a section, then those of the catalogue that the parts refer to."""
    used = {str(place.value) for part in parts for place in references(part) if place.value.kind == kind}
    own: Mapping[str, Any] = getattr(chain, section)
    return {
        **own,
        **{name: entry for name, entry in getattr(known, section).items() if name in used and name not in own},
    }


def borrowed_from(written: Mapping[str, Any], whole: Chain | None, homes: Mapping[Path, Source]) -> dict[Path, str]:
    """Where the elements stand that a chain has from a catalogue, and not in its own file: path -> file."""
    if whole is None:
        return {}
    sections = {name: written.get(name) for name in Shared.SECTIONS}
    own = {(section, name) for section, parts in sections.items() if isinstance(parts, Mapping) for name in parts}
    return {
        path: homes[path].name
        for section in Shared.SECTIONS
        for name in getattr(whole, section)
        if (path := (section, name)) in homes and path not in own
    }
