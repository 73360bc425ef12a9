"""What breaks a contract, in the two sentences of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from palveluketju.findings import N_, Message, Spot, Template, spot_of
from palveluketju.frozen import dataclass
from palveluketju.selecting.elements import Element, Kind
from palveluketju.terms import key_term

if TYPE_CHECKING:
    from palveluketju.selecting.contracts import Contract

_CALLED: Final[Mapping[Kind, Template]] = {
    Kind.CHAIN: N_("Chain '{name}'"),
    Kind.CATALOGUE: N_("Catalogue '{name}'"),
    Kind.LEVEL: N_("Level '{name}'"),
    Kind.CRITICAL: N_("Critical service '{name}'"),
    Kind.SERVICE: N_("Service '{name}'"),
    Kind.ORGANISATION: N_("Organisation '{name}'"),
    Kind.BAR: N_("Bar '{name}'"),
    Kind.ENTRY: N_("Entry '{name}'"),
    Kind.EXIT: N_("Exit '{name}'"),
    Kind.MOVE: N_("Move '{name}'"),
    Kind.HANDOVER: N_("Hand-over '{name}'"),
    Kind.EXCHANGE: N_("Exchange '{name}'"),
    Kind.PATH: N_("Service path '{name}'"),
    Kind.INTERFACE: N_("Interface '{name}'"),
    Kind.INTERFACE_SERVICE: N_("Interface service '{name}'"),
    Kind.AREA: N_("Area '{name}'"),
    Kind.SEGMENT: N_("Segment '{name}'"),
    Kind.TASK: N_("Task '{name}'"),
    Kind.FIELD: N_("Field '{name}'"),
    Kind.GOAL: N_("Goal '{name}'"),
    Kind.STEERING: N_("Steering '{name}'"),
    Kind.RELATION: N_("Service relation '{name}'"),
    Kind.CONCEPT: N_("Concept '{name}'"),
    Kind.LOG_ITEM: N_("Log item '{name}'"),
}
_WITH: Final[Mapping[Kind, Template]] = {
    Kind.HANDOVER: N_("Hand-over '{name}' (other side '{other}')"),
    Kind.INTERFACE_SERVICE: N_("Interface service '{name}' (organiser '{other}')"),
}


@dataclass(frozen=True, slots=True)
class _KeyWord:
    """A key of the format in words."""

    key: str

    def text(self, lang: str = "en") -> str:
        """The word in a language."""
        return key_term(self.key, lang)


def called(element: Element) -> Message:
    """An element at the beginning of a sentence: what it is, and its name."""
    if element.other is None:
        return Message(_CALLED[element.kind], name=element.name)
    declared = element.graph.shared.organisations.get(element.other)
    return Message(_WITH[element.kind], name=element.name, other=declared.name if declared else element.other)


def forbidden_element(contract: Contract, element: Element) -> Spot:
    """That an element is selected by what is forbidden."""
    return _spot(
        contract,
        element,
        N_("{element} is not allowed by contract '{contract}': {reason}"),
        Message(
            N_("Change '{id}' so that '{selection}' does not select it."), id=element.id, selection=contract.forbidden
        ),
    )


def breach_of_key(contract: Contract, element: Element, key: str) -> Spot:
    """That an element does not state a key."""
    what = N_("{element} does not state what contract '{contract}' requires, {key}: {reason}")
    values: dict[str, object] = {"id": element.id, "key": key, "other": element.other or ""}
    return _spot(contract, element, what, Message(_mend(element, key), **values), key=_KeyWord(key))


def _mend(element: Element, key: str) -> str:
    if element.kind is Kind.INTERFACE_SERVICE:
        return N_(
            "Write '{key}:' in an interface between the organiser of the chain and '{other}' that covers '{id}', or"
            " '{key}: {{open: ...}}' while it is undecided."
        )
    if element.kind is Kind.HANDOVER and key == "agreement":
        if element.other is None:
            return N_("Write 'handover: {{agreement: ...}}' on move '{id}', or in an interface between the two units.")
        return N_(
            "Write 'handover: {{agreement: ...}}' on move '{id}', or 'agreement:' in an interface with '{other}';"
            " '{{open: ...}}' while it is undecided."
        )
    if element.kind is Kind.HANDOVER:
        return N_("Write 'handover: {{{key}: ...}}' on move '{id}', or '{{open: ...}}' there while it is undecided.")
    return N_("Write '{key}:' of '{id}', or '{key}: {{open: ...}}' while it is undecided.")


def nothing_held(contract: Contract, element: Element) -> Spot:
    """That an element neither is nor holds what it must."""
    return _spot(
        contract,
        element,
        N_("{element} does not state what contract '{contract}' requires: {reason}"),
        Message(
            N_("Add to '{id}' what '{selection}' selects, or write it as open while it is undecided."),
            id=element.id,
            selection=contract.has,
        ),
    )


def nothing_selected(contract: Contract) -> Spot:
    """That there is nothing of what must be there: at no element, but where the contract is written."""
    what = N_("No chain or catalogue states what contract '{contract}' requires: {reason}")
    mend = Message(N_("Add what '{selection}' selects, or change the contract."), selection=contract.required)
    return spot_of((), Message(what, contract=contract.name, reason=contract.reason), mend)


def _spot(contract: Contract, element: Element, what: str, mend: Message, **values: object) -> Spot:
    said = Message(what, element=called(element), contract=contract.name, reason=contract.reason, **values)
    return spot_of(element.where, said, mend)
