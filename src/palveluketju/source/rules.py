"""The rules of reading: what a file can do wrong before anybody asks what it means.

Each function makes one finding; its docstring is the rule's page. Limits and the YAML subset follow from
measured behaviour of YAML loaders: values that change type unasked, keys lost when written twice, files of a
few hundred bytes that never end, and nesting that kills the process.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

from palveluketju.findings import (
    N_,
    Finding,
    Message,
    Position,
    Related,
    Rule,
    Severity,
    Spot,
    Template,
    rules_of,
    spot_of,
    stamp,
)

MAX_DEPTH: Final = 32
MAX_NODES: Final = 200_000
MAX_SCALAR_LENGTH: Final = 20_000
MAX_KEY_LENGTH: Final = 200


def wrong_encoding(position: Position, why: Message) -> Spot:
    """The file is not UTF-8 text.

    Why: in another encoding ä, ö and å become other characters, and no two programs agree which.
    Mend: save the file as UTF-8 (in Windows Notepad: Save as, Encoding: UTF-8).
    """
    return spot_of(
        (), Message(N_("The file is not UTF-8: {why}."), why=why), Message(N_("Save it as UTF-8.")), position=position
    )


def not_yaml(position: Position, what: Message, mend: Message) -> Spot:
    """The text is not well-formed YAML.

    Why: nothing after this place can be read, so nothing after it is checked.
    Mend: correct the line as the message says; most often an indentation, a quotation mark or a colon.
    """
    return spot_of((), what, mend, position=position)


def empty_file(position: Position) -> Spot:
    """The file is empty, or has only comments.

    Why: an empty chain file looks like a chain that exists.
    Mend: write the chain, beginning with 'palveluketju: 1', or remove the file.
    """
    mend = N_("Begin a chain with 'palveluketju: 1' and a catalogue with 'palveluketju-catalogue: 1'.")
    return spot_of((), Message(N_("The file is empty.")), Message(mend), position=position)


def forbidden_character(position: Position, character: str, count: int, *, escaped: bool = False) -> Spot:
    """A control character or an invisible character is in the text.

    Why: it can make one name look like another, hide a line from the reader, or break the files written from it.
    Mend: delete the character and type the place again; such characters come with text copied from Word or a PDF.
    """
    kind = N_("noncharacter") if ord(character) & 0xFFFE == 0xFFFE else N_("control character")
    name = unicodedata.name(character, "")
    what = N_("The character {code} ({name}) is not allowed in the text.")
    mend: Template = N_("Delete it and type the place again.")
    if escaped:
        what = N_("The escape in the quotation marks makes {code} ({name}), which is not allowed.")
        mend = N_("Remove the escape.")
    elif character == "\r":
        what = N_("The lines end as on old Macs ({code}).")
        mend = N_("Save the file with Unix or Windows line ends.")
    elif count > 1:
        mend = N_("It is in the file {count} times; delete each and type the places again.")
    values = {"code": f"U+{ord(character):04X}", "name": name or Message(kind), "count": count}
    return Spot((), what, values, position=position, mend=mend)


def too_large(position: Position, what: Message, mend: Message) -> Spot:
    """The file, or a text in it, is larger than the limit.

    Why: the limits keep a check of a whole repository within seconds, whatever is in it.
    Mend: divide the file: one chain a file, and services that chains share in a catalogue.
    """
    return spot_of((), what, mend, position=position)


def too_deep(position: Position) -> Spot:
    """Brackets or indentation are nested too deep.

    Why: deep nesting is a slip of the editor or an attack; it can stop a YAML reader altogether.
    Mend: look for a bracket that is never closed, or for lines indented by mistake.
    """
    what = Message(N_("The nesting is deeper than {limit} levels."), limit=MAX_DEPTH)
    return spot_of((), what, Message(N_("Look for a bracket that is never closed.")), position=position)


def yaml_feature(position: Position, what: Message, mend: Message) -> Spot:
    """The file uses a part of YAML that chain files do not use.

    Why: anchors, merge keys, tags and several documents make a text mean something other than it shows.
    Mend: write the value out where it is needed; put each document in a file of its own.
    """
    return spot_of((), what, mend, position=position)


def key_twice(position: Position, key: str, first: Position) -> Spot:
    """A key is written twice in the same place.

    Why: YAML readers keep one of the two and lose the other without a warning.
    Mend: join the two, or give one of them another id.
    """
    return spot_of(
        (),
        Message(N_("Key '{key}' is written twice here."), key=key),
        Message(N_("Join the two, or rename one.")),
        (Related(N_("first written here"), position=first),),
        position=position,
    )


def text_cut_by_hash(position: Position, kept: str, comment: str) -> Spot:
    """A value is cut short by a '#', which begins a comment.

    Why: in YAML a '#' after a space begins a comment, so the rest of a name such as 'Osasto #3' is lost.
    Mend: put the whole value in quotation marks; if it is a comment, leave a space after the '#'.
    """
    if not kept:
        what = Message(N_("'{comment}' is read as a comment, so there is no value."), comment=comment)
        return spot_of((), what, Message(N_("Put it in quotation marks.")), position=position)
    what = Message(N_("The value ends at '{kept}': '{comment}' is read as a comment."), kept=kept, comment=comment)
    mend = N_("Put the value in quotation marks, or write a space after '#'.")
    return spot_of((), what, Message(mend), position=position)


def personal_identity_code(position: Position) -> Spot:
    """The file has a Finnish personal identity code.

    Why: a chain describes a group of clients; the identity code of a person is personal data and must not be in it.
    Mend: remove it, also from the history of the file.
    """
    what = Message(N_("There is a Finnish personal identity code here."))
    return spot_of((), what, Message(N_("Remove it, also from the history of the file.")), position=position)


def private_character(position: Position, character: str, *, escaped: bool = False) -> Spot:
    """A character has a meaning only in a certain font.

    Why: such characters come from symbol fonts; on another machine they show as an empty box or as something else.
    Mend: write a word or a common symbol in its place.
    """
    what = N_("{code} is a private character of some font and shows differently elsewhere.")
    if escaped:
        what = N_(
            "The escape in the quotation marks makes {code}, a private character of some font that shows differently"
            " elsewhere."
        )
    said = Message(what, code=f"U+{ord(character):04X}")
    return spot_of((), said, Message(N_("Write a word in its place.")), position=position)


def refused_elsewhere(position: Position, what: Message, mend: Message) -> Spot:
    """Some YAML readers refuse a place in the file.

    Why: the meaning is clear here, but editors, formatters and programs with another reader cannot open the file.
    Mend: do as the message says; most often the text needs quotation marks, as in {open: "Kuka vastaa?"}.
    """
    return spot_of((), what, mend, position=position)


_FUNCTIONS = (
    ("PK001", Severity.ERROR, wrong_encoding),
    ("PK002", Severity.ERROR, not_yaml),
    ("PK003", Severity.ERROR, empty_file),
    ("PK004", Severity.ERROR, forbidden_character),
    ("PK005", Severity.ERROR, too_large),
    ("PK006", Severity.ERROR, too_deep),
    ("PK007", Severity.ERROR, yaml_feature),
    ("PK008", Severity.ERROR, key_twice),
    ("PK009", Severity.WARNING, text_cut_by_hash),
    ("PK010", Severity.ERROR, personal_identity_code),
    ("PK011", Severity.WARNING, private_character),
    ("PK012", Severity.INFO, refused_elsewhere),
)
_RULE_OF: Final = rules_of(_FUNCTIONS)
OTHERS: Final = _RULE_OF[refused_elsewhere]
READING_RULES: Final[tuple[Rule, ...]] = tuple(_RULE_OF.values())


def found(function: Callable[..., Spot], spot: Spot) -> Finding:
    """The finding of a reading rule, named by its function."""
    return stamp(_RULE_OF[function], spot)
