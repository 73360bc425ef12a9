"""The rules of meaning: keys and values that a chain file or a catalogue can have."""

from __future__ import annotations

from typing import Final

from palveluketju.findings import (
    N_,
    Keys,
    Message,
    Path,
    Position,
    Related,
    Rule,
    Severity,
    Spot,
    nearest,
    rules_of,
    shown,
    spot_of,
)
from palveluketju.source import MENDED

RAW_LENGTH: Final = 60
MOST_KEYS: Final = 20
# Keys are English words of the field; a planner's first thought is often the Finnish or the Swedish one.
MEANT: Final = {
    "nimi": "name", "namn": "name", "tunnus": "id", "tila": "status", "päivätty": "dated", "daterad": "dated",
    "omistaja": "owner", "vastuutaho": "owner", "ägare": "owner", "järjestäjä": "organiser", "anordnare": "organiser",
    "toimiala": "field", "toimialat": "fields", "tuotantotapa": "production",
    "tuottajat": "producers", "tuottaja": "producers", "producenter": "producers", "rahoittajat": "funders",
    "alue": "area", "område": "area", "elämänvaihe": "life-stage", "kohderyhmä": "target-group",
    "målgrupp": "target-group", "ikä": "age", "ålder": "age", "tavoitteet": "goals", "tavoite": "target",
    "mål": "goals",
    "mittari": "indicator", "teksti": "text", "tasot": "levels", "nivåer": "levels", "laji": "kind", "tyyppi": "kind",
    "kriittiset": "critical", "kritiska": "critical", "palvelut": "services", "tjänster": "services",
    "palvelu": "service", "tjänst": "service", "palkit": "bars", "rooli": "role", "roll": "role",
    "siirtymät": "moves", "sisääntulot": "entries", "koordinointi": "coordination",
    "työntekijä": "worker", "suunnitelma": "plan", "tiimi": "team", "vastuussa": "responsible", "tieto": "information",
    "asiakirja": "document", "sopimus": "agreement", "avtal": "agreement", "yhteystaho": "contact",
    "yhdyspinnat": "interfaces", "organisaatiot": "organisations", "organisationer": "organisations",
    "alueet": "areas", "sektori": "sector", "sektor": "sector", "lähteet": "sources", "källor": "sources",
    "huomautus": "note", "avoin": "open", "öppen": "open",
    "tuntematon": "unknown", "okänd": "unknown", "kysytään": "ask", "perustelu": "reason", "taso": "tier",
    "ajoitus": "timing", "kesto": "timing", "varaktighet": "timing", "aikaraja": "within", "tidsgräns": "within",
    "tidsfrist": "within",
    "peruste": "basis", "grund": "basis",
    "kumppanit": "partners", "korvaa": "replaces", "ersätter": "replaces", "suhteet": "relations",
    "relationer": "relations",
}  # fmt: skip


def not_a_chain_file(keys: list[str], *, both: bool = False) -> Spot:
    """The file does not state whether it is a chain or a catalogue.

    Why: a folder can hold other YAML files; without its first key it is not clear what the file should be.
    Mend: begin the file with 'palveluketju: 1' (a chain) or 'palveluketju-catalogue: 1' (a catalogue).
    """
    what, mend = Message(N_("The file does not state whether it is a chain or a catalogue.")), Message(_BEGIN)
    headers = ("palveluketju", "palveluketju-catalogue")
    near = next((key for key in keys if nearest(key, headers, cutoff=0.8)), None)
    if both:
        what = Message(N_("The file states that it is both a chain and a catalogue."))
        mend = Message(N_("Put the catalogue in a file of its own."))
    elif near is not None:
        what = Message(N_("'{key}' is not a key that a chain file begins with."), key=near)
        mend = Message(N_("Write 'palveluketju: 1'."))
    return spot_of((), what, mend, position=Position(1, 1))


_BEGIN: Final = N_("Begin it with 'palveluketju: 1' (a chain) or 'palveluketju-catalogue: 1' (a catalogue).")
_MEANT: Final = N_("Did you mean '{guess}'?")


def unknown_version(key: str, version: object, known: str) -> Spot:
    """The file is written in an unknown version of the format.

    Why: the same keys may have another meaning in another version.
    Mend: write version 1, or use a newer palveluketju.
    """
    what = Message(N_("The format version '{version}' is not known."), version=_raw(version))
    return spot_of((key,), what, Message(N_("Write '{known}'."), known=known))


def unknown_key(where: Path, key: str, known: list[str], position: Position | None) -> Spot:
    """A key is not part of the format.

    Why: what is under a misspelt key is ignored: not checked and not drawn.
    Mend: correct the key; 'docs/chain-file.md' and 'docs/catalogue-file.md' list them all.
    """
    if key != key.strip() or "\N{NO-BREAK SPACE}" in key:
        what = N_("'{key}' is not a key here: it has hard spaces (no-break spaces) in it.")
        shown_key = _raw(key.replace("\N{NO-BREAK SPACE}", "␣"))
        return spot_of(where, Message(what, key=shown_key), Message(N_("Type the spaces again.")), position=position)
    what_is = Message(N_("'{key}' is not a key here."), key=_raw(key))
    meant = MEANT.get(key.lower())
    guess = meant if meant in known else nearest(key.lower().replace("_", "-"), known)
    return spot_of(where, what_is, Message(_MEANT, guess=guess) if guess else those_of(known), position=position)


def those_of(keys: list[str]) -> Message:
    """Which keys a place has: all of them but those of a whole chain, which are too many for a sentence."""
    return Message(N_("The keys are {known}."), known=Keys(tuple(keys), most=MOST_KEYS))


def cut_by_comma(where: Path, key: str, position: Position | None) -> Spot:
    """A comma within { } or [ ] ends a text, and the rest of it is read as a key.

    Why: in YAML a comma within brackets separates two values; the rest of the text is lost.
    Mend: put the whole text in quotation marks.
    """
    what = Message(N_("'{key}' is read as a key without a value."), key=_raw(key))
    mend = Message(N_("If it is part of the text before it, put the text in quotation marks."))
    return spot_of(where, what, mend, position=position)


def missing_key(where: Path, key: str) -> Spot:
    """A required key is missing.

    Why: without it the element cannot be shown or referred to.
    Mend: write the key.
    """
    return spot_of(where, Message(N_("Key '{key}' is missing here."), key=key), Message(N_("Write it.")))


def wrong_value(where: Path, what: Message, mend: Message | None, position: Position | None) -> Spot:
    """A value is not of the kind that its key takes.

    Why: a value of another kind would have to be guessed, and two readers would guess differently.
    Mend: correct the value as the message says.
    """
    return spot_of(where, what, mend, position=position)


def wrong_id(where: Path, what: Message, mend: Message | None, position: Position | None) -> Spot:
    """An id has characters that ids cannot have.

    Why: ids become file names, addresses and names in pictures, and letters that look alike make two ids of one.
    Mend: use small letters, digits, '-' and '_'; what people read belongs in the name.
    """
    return spot_of(where, what, mend, position=position)


def declared_twice(where: Path, kind: str, name: str, other: Related) -> Spot:
    """An id is declared in two files.

    Why: two declarations of one element sooner or later differ, and the reader sees only one of them.
    Mend: keep the declaration in the catalogue and remove the other, or give one of them another id.
    """
    what = Message(N_("'{name}' ({kind}) is declared twice."), kind=Message(kind), name=name)
    return spot_of(where, what, Message(N_("Keep one of the two.")), (other,))


def link_outside(why: str) -> Spot:
    """A file that nobody named is outside the folder, or is not a file.

    Why: a check of a folder must not read other files of the machine, wherever links or a configuration lead.
    Mend: copy the file into the folder, or name it on the command line.
    """
    return Spot((), why, position=Position(1, 1), mend=MENDED[why])


def variant_of_unknown(base: str, known: list[str], *, is_variant: bool, is_own: bool = False) -> Spot:
    """The file is a variant of a chain that is not among the files, or that cannot be changed.

    Why: a variant states only what is different; without the chain that it changes it is incomplete.
    Mend: correct the id, name the file of the chain as well, or fix its errors; a variant of a variant is not read.
    """
    where = ("variant-of",)
    if is_own:
        what = Message(N_("'{base}' is the id of this file, which cannot be a variant of itself."), base=_raw(base))
        return spot_of(where, what, Message(N_("Give the file an id of its own.")))
    if is_variant:
        what = Message(N_("'{base}' is a variant itself."), base=_raw(base))
        return spot_of(where, what, Message(N_("Name the chain that it changes.")))
    guess = nearest(base, known)
    what = Message(
        N_("Chain '{base}', which this file changes, is not among the files, or has errors."), base=_raw(base)
    )
    mend = Message(_MEANT, guess=guess) if guess else Message(N_("Name its file as well, or fix its errors first."))
    return spot_of(where, what, mend)


def nothing_to_leave_out(where: Path, path: str | None = None, known: list[str] | None = None) -> Spot:
    """A variant leaves out something that its chain does not have.

    Why: what should be left out may still be there under another name.
    Mend: write the section and the id as they are in the chain, such as 'levels.kevyt'.
    """
    if path is None:
        what = Message(N_("'without' leaves something out of another chain, but no chain is named."))
        return spot_of(where, what, Message(N_("Name it with 'variant-of:'.")))
    guess = nearest(path, known or [])
    what = Message(N_("There is no '{path}' to leave out."), path=_raw(path))
    mend = N_("Write the section and the id as they are in the chain, such as 'levels.kevyt'.")
    return spot_of(where, what, Message(_MEANT, guess=guess) if guess else Message(mend))


def source_of_kept_rule_lost(where: Path, source: str, kept: str, replaced: Related) -> Spot:
    """A list of a variant leaves out the source of a rule that the variant keeps.

    Why: a list replaces the list of the other chain, but a condition, a time limit or a duty stays, and the reader can
    no longer see what it is based on.
    Mend: write the source in the list too, or write the rule again.
    """
    if not kept:
        what = Message(
            N_("This list leaves out '{source}', a law that applies to this part in the chain that this file changes."),
            source=_raw(source),
        )
        return spot_of(where, what, Message(N_("Write it here too.")), (replaced,))
    what = Message(
        N_("'{kept}' stays as in the chain that this file changes, but its source '{source}' is not in this list."),
        kept=kept,
        source=_raw(source),
    )
    return spot_of(
        where, what, Message(N_("Write the source here too, or write '{kept}' again."), kept=kept), (replaced,)
    )


_FUNCTIONS = (
    ("PK020", Severity.ERROR, not_a_chain_file),
    ("PK021", Severity.ERROR, unknown_version),
    ("PK022", Severity.ERROR, unknown_key),
    ("PK023", Severity.ERROR, missing_key),
    ("PK024", Severity.ERROR, wrong_value),
    ("PK025", Severity.ERROR, wrong_id),
    ("PK026", Severity.ERROR, declared_twice),
    ("PK027", Severity.ERROR, link_outside),
    ("PK028", Severity.ERROR, cut_by_comma),
    ("PK029", Severity.ERROR, variant_of_unknown),
    ("PK030", Severity.ERROR, nothing_to_leave_out),
    ("PK031", Severity.WARNING, source_of_kept_rule_lost),
)
RULE_OF: Final = rules_of(_FUNCTIONS)
DECLARATION_RULES: Final[tuple[Rule, ...]] = tuple(RULE_OF.values())


def _raw(value: object) -> str:
    return shown(str(value)[:RAW_LENGTH])
