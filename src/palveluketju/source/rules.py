"""The rules of reading: what a file can do wrong before anybody asks what it means.

Each function makes one finding; its docstring is the rule's page. Limits and the YAML subset follow from
measured behaviour of YAML loaders: values that change type unasked, keys lost when written twice, files of a
few hundred bytes that never end, and nesting that kills the process.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from palveluketju.findings import N_, Finding, Position, Related, Rule, Severity, Spot, rules_of, shown, stamp

MAX_FILE_BYTES: Final = 2 * 1024 * 1024
MAX_DEPTH: Final = 32
MAX_NODES: Final = 200_000
MAX_SCALAR_LENGTH: Final = 20_000
MAX_KEY_LENGTH: Final = 200


def wrong_encoding(position: Position, what: str) -> Spot:
    """The file is not UTF-8 text.

    Why: in another encoding ä, ö and å become other characters, and no two programs agree which.
    Mend: save the file as UTF-8 (in Windows Notepad: Save as, Encoding: UTF-8).
    """
    return Spot((), N_("the file is not UTF-8: {what}; save it as UTF-8"), {"what": what}, position=position)


def not_yaml(position: Position, what: str) -> Spot:
    """The text is not well-formed YAML.

    Why: nothing after the place can be read, so nothing after it is checked.
    Mend: put the line right as the message says; most often an indentation, a quotation mark or a colon.
    """
    return Spot((), N_("{what}"), {"what": what}, position=position)


def empty_file(position: Position) -> Spot:
    """The file holds nothing but blank lines or comments.

    Why: an empty chain file is a chain somebody believes exists.
    Mend: write the chain, beginning with 'palveluketju: 1', or remove the file.
    """
    return Spot(
        (),
        N_(
            "the file is empty; a chain file begins with 'palveluketju: 1', a catalogue with"
            " 'palveluketju-catalogue: 1'"
        ),
        position=position,
    )


def forbidden_character(position: Position, character: str, count: int, *, escaped: bool = False) -> Spot:
    """A control or invisible character stands in the text.

    Why: it makes a name look like another name, hides a line from the reader, or breaks what is written from it.
    Mend: delete the character and type the place again; they come with text copied from Word or a PDF.
    """
    kind = "noncharacter" if ord(character) & 0xFFFE == 0xFFFE else "control character"
    name = unicodedata.name(character, kind)
    if escaped:
        text = N_("the escape in the quotes makes {code} ({name}), which is not allowed; leave it out")
    elif character == "\r":
        text = N_("the lines end as on old Macs ({code}); save the file with Unix or Windows line ends")
    elif count > 1:
        text = N_(
            "{code} ({name}) may not stand in the text, but does {count} times in the file; delete it and type"
            " the places again"
        )
    else:
        text = N_("{code} ({name}) may not stand in the text; delete it and type the place again")
    values = {"code": f"U+{ord(character):04X}", "name": name, "count": count}
    return Spot((), text, values, position=position)


def too_large(position: Position, what: str) -> Spot:
    """The file, or one text in it, is larger than a chain file can be.

    Why: the bounds keep a check of a whole repository within seconds, whatever somebody puts in it.
    Mend: divide the file: one chain a file, and services that chains share in a catalogue.
    """
    return Spot((), N_("{what}"), {"what": what}, position=position)


def too_deep(position: Position) -> Spot:
    """Brackets or indentation nest deeper than any chain file needs.

    Why: deep nesting is a slip of the editor or an attack; it can stop a YAML reader altogether.
    Mend: look for an opening bracket that is never closed, or for lines indented by mistake.
    """
    return Spot(
        (),
        N_("nesting goes deeper than {limit} levels; is a bracket left open?"),
        {"limit": MAX_DEPTH},
        position=position,
    )


def yaml_feature(position: Position, what: str) -> Spot:
    """The file uses a part of YAML that chain files do without.

    Why: anchors, merge keys, tags and several documents make a text mean something else than it shows.
    Mend: write the value out where it is needed; divide documents into files of their own.
    """
    return Spot((), N_("{what}"), {"what": what}, position=position)


def key_twice(position: Position, key: str, first: Position) -> Spot:
    """One key is written twice in the same place.

    Why: YAML readers keep one of the two and lose the other without a word.
    Mend: join the two, or give one of them another id.
    """
    return Spot(
        (),
        N_("'{key}' is written twice here; join the two or rename one"),
        {"key": shown(key)},
        related=(Related(N_("first written here"), position=first),),
        position=position,
    )


def text_cut_by_hash(position: Position, kept: str, comment: str) -> Spot:
    """A value is cut short by a '#' that begins a comment.

    Why: in YAML a '#' after a space begins a comment, so the rest of a name such as 'Osasto #3' is lost.
    Mend: put the whole value in quotation marks; if it is a comment, leave a space after the '#'.
    """
    if not kept:
        text = N_("'{comment}' is read as a comment, so there is no value; put it in quotation marks")
        return Spot((), text, {"comment": shown(comment)}, position=position)
    return Spot(
        (),
        N_(
            "the value ends at '{kept}': '{comment}' is read as a comment; put the value in quotation marks, "
            "or write a space after '#'"
        ),
        {"kept": shown(kept), "comment": shown(comment)},
        position=position,
    )


def personal_identity_code(position: Position) -> Spot:
    """A Finnish personal identity code stands in the file.

    Why: a chain describes a group of clients; a person's identity code is personal data and must not be in it.
    Mend: remove it, also from the file's history.
    """
    return Spot(
        (),
        N_("a Finnish personal identity code stands here; remove it, also from the file's history"),
        position=position,
    )


def private_character(position: Position, character: str, *, escaped: bool = False) -> Spot:
    """A character has a meaning in one font only.

    Why: such characters come from symbol fonts; on another machine they show as an empty box or something else.
    Mend: write the word, or a common symbol, in its place.
    """
    text = N_("{code} is a private character of some font and shows differently elsewhere; write a word in its place")
    if escaped:
        text = N_(
            "the escape in the quotes makes {code}, a private character of some font that shows differently elsewhere; "
            "write a word in its place"
        )
    return Spot((), text, {"code": f"U+{ord(character):04X}"}, position=position)


def refused_elsewhere(position: Position, what: str, values: Mapping[str, object]) -> Spot:
    """A place in the file that some YAML readers refuse.

    Why: what is meant is clear here, but editors, formatters and programs with another reader cannot open the file.
    Mend: as the message says; most often the text needs quotation marks, as in {open: "Kuka vastaa?"}.
    """
    return Spot((), what, values, position=position)


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
