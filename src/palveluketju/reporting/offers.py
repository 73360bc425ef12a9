"""What a level or a bar offers, as lines: services, and apart from them instruments and documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from palveluketju.findings import Path
from palveluketju.graph import ChainGraph, Node, Offer
from palveluketju.model import Alternatives, is_unsettled
from palveluketju.telling import Line, Telling, choice, line
from palveluketju.terms import title
from palveluketju.wording import by_heading


def offers_lines(
    graph: ChainGraph, t: Telling, giver: Node, part: tuple[str, Any], heading: str, indent: str
) -> Iterator[Line]:
    """What a level or a bar offers under a heading, alternatives together, and what of it is open or does not apply.

    ``part`` is the key under which it is declared, and what is declared there. Instruments and documents have headings
    of their own, under the services.
    """
    key, declared = part
    where = (*giver.where, key)
    if not isinstance(declared, tuple):
        told = t.of(where, declared)
        yield from (line(indent, heading, ": ", told),) if told else ()
        return
    offers = {offer.where: offer for offer in graph.offers_of(giver) if offer.where[: len(where)] == where}
    kinds = by_heading(graph, offers.values())
    things = {title(kind, t.lang): kinds[kind] for kind in kinds if not kind.endswith("services")}
    kept = {offer.where[len(where)]: name for name, some in things.items() for offer in some}
    for name in (heading, *things):
        here = [place for place in range(len(declared)) if kept.get(place, heading) == name]
        if here and name:
            yield line(indent, name)
        for place in here:
            yield from _item(graph, t, (*where, place), declared[place], offers, indent)


def _item(
    graph: ChainGraph, t: Telling, here: Path, item: Any, offers: dict[Path, Offer], indent: str
) -> Iterator[Line]:
    if is_unsettled(item):
        yield line(indent, "- ", t.of(here, item))
    elif isinstance(item, Alternatives):
        yield line(indent, "- ", choice(t, here, item), ":")
        among = [one for one in offers.values() if one.alternatives is item and one.where[: len(here)] == here]
        yield from (line(indent, "  - ", _offer(graph, t, one)) for one in among)
    elif here in offers:
        yield line(indent, "- ", _offer(graph, t, offers[here]))


def _offer(graph: ChainGraph, t: Telling, offer: Offer) -> Line:
    """A service as it is offered, who organises it, and where it can be had unless it is told here."""
    service = graph.service(offer.service)
    is_told = isinstance(service.organiser, tuple)
    organisers = t.field(offer.service.where, service, "organiser").text if is_told else ""
    where = "" if offer.use.availability else t.field(offer.service.where, service, "availability").text
    return line(t.offer(offer), f" [{organisers}]" if organisers else "", f" – {where}" if where else "")
