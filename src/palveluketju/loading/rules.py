"""The rules of meaning: keys and values that a chain file or a catalogue can have."""

from __future__ import annotations

from typing import Final

from palveluketju.findings import N_, Path, Position, Related, Rule, Severity, Spot, nearest, rules_of, shown

RAW_LENGTH: Final = 60
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
    """The file does not say that it is a chain or a catalogue.

    Why: a folder can hold other YAML files; without its first key nobody knows what the file should be.
    Mend: begin the file with 'palveluketju: 1' (a chain) or 'palveluketju-catalogue: 1' (a catalogue).
    """
    text = N_(
        "the file must say 'palveluketju: 1' (a chain) or 'palveluketju-catalogue: 1' (a catalogue) at its beginning"
    )
    if both:
        text = N_("the file says that it is a chain and a catalogue; put the catalogue into a file of its own")
    headers = ("palveluketju", "palveluketju-catalogue")
    near = next((key for key in keys if nearest(key, headers, cutoff=0.8)), None)
    if near is not None and not both:
        text = N_("'{key}' is not the key that a chain file begins with; write 'palveluketju: 1'")
    return Spot((), text, {"key": near or ""}, position=Position(1, 1))


def unknown_version(key: str, version: object, known: str) -> Spot:
    """The file is written in a version of the format that this program does not know.

    Why: another version may mean something else by the same keys.
    Mend: write version 1, or use a newer palveluketju.
    """
    return Spot(
        (key,),
        N_("format version '{version}' is not known; write {known}"),
        {"version": _raw(version), "known": known},
    )


def unknown_key(where: Path, key: str, known: list[str], position: Position | None) -> Spot:
    """A key is not one of the format's.

    Why: what stands under a misspelt key is not seen by anybody: not checked, not drawn.
    Mend: correct the key; 'docs/chain-file.md' and 'docs/catalogue-file.md' list them all.
    """
    if key != key.strip() or "\N{NO-BREAK SPACE}" in key:
        text = N_("'{key}' is not a key here: it has hard spaces (no-break spaces) in it; type the spaces again")
        return Spot(where, text, {"key": _raw(key.replace("\N{NO-BREAK SPACE}", "␣"))}, position=position)
    meant = MEANT.get(key.lower())
    guess = meant if meant in known else nearest(key.lower().replace("_", "-"), known)
    if guess:
        text = N_("'{key}' is not a key here; did you mean '{guess}'?")
        return Spot(where, text, {"key": _raw(key), "guess": guess}, position=position)
    text = N_("'{key}' is not a key here; the keys are {known}")
    return Spot(where, text, {"key": _raw(key), "known": ", ".join(known)}, position=position)


def cut_by_comma(where: Path, key: str, position: Position | None) -> Spot:
    """A comma ends a text within { } or [ ], and the rest of it is taken for a key.

    Why: in YAML a comma within braces parts two values; the rest of the text is lost.
    Mend: put the whole text in quotation marks.
    """
    text = N_("'{key}' is taken for a key without a value; if it is part of the text before it, put the text in quotes")
    return Spot(where, text, {"key": _raw(key)}, position=position)


def missing_key(where: Path, key: str) -> Spot:
    """A key that must be there is missing.

    Why: without it the element cannot be shown or referred to.
    Mend: write the key.
    """
    return Spot(where, N_("'{key}' is missing here; write it"), {"key": key})


def wrong_value(where: Path, message: str, position: Position | None) -> Spot:
    """A value is not of the kind that its key takes.

    Why: a value of another kind would be guessed at, and two readers would guess differently.
    Mend: write it as the message says.
    """
    return Spot(where, N_("{message}"), {"message": message}, position=position)


def wrong_id(where: Path, message: str, position: Position | None) -> Spot:
    """An id has characters that ids do not have.

    Why: ids become file names, addresses and names in pictures, and look-alike letters make two of one.
    Mend: use small letters, digits, '-' and '_'; what people read belongs in the name.
    """
    return Spot(where, N_("{message}"), {"message": message}, position=position)


def declared_twice(where: Path, what: str, name: str, other: Related) -> Spot:
    """One id is declared in two files.

    Why: two declarations of one service sooner or later say different things, and the reader sees one of them.
    Mend: keep the declaration in the catalogue and remove the other, or give one of them another id.
    """
    return Spot(
        where,
        N_("{what} '{name}' is declared twice; keep one of the two"),
        {"what": what, "name": name},
        (other,),
    )


def link_outside(why: str) -> Spot:
    """A file that nobody has named lies outside the folder, or is no file.

    Why: a check of somebody's folder must not read other files of the machine, wherever links or a configuration lead.
    Mend: copy the file into the folder, or name it on the command line.
    """
    return Spot((), why, position=Position(1, 1))


def variant_of_unknown(base: str, known: list[str], *, is_variant: bool, is_own: bool = False) -> Spot:
    """The file is a variant of a chain that is not here, or cannot be changed.

    Why: a variant says only what is different; without the chain that it changes it says little.
    Mend: correct the id, name the chain's file as well, or mend its errors; a variant of a variant is not read.
    """
    if is_own:
        text = N_("'{base}' is the id of this file itself, which cannot change itself; give it an id of its own")
        return Spot(("variant-of",), text, {"base": _raw(base)})
    if is_variant:
        text = N_("'{base}' is a variant itself; name the chain that it changes")
        return Spot(("variant-of",), text, {"base": _raw(base)})
    guess = nearest(base, known)
    text = N_("the chain '{base}' that this file changes is not among the files, or has errors; ")
    text += "did you mean '{guess}'?" if guess else "name its file as well, or mend it first"
    return Spot(("variant-of",), text, {"base": _raw(base), "guess": guess})


def nothing_to_leave_out(where: Path, path: str | None = None, known: list[str] | None = None) -> Spot:
    """A variant leaves out what its chain does not have.

    Why: what should be gone may still be there under another name.
    Mend: write the section and the id as they stand in the chain, as 'levels.kevyt'.
    """
    if path is None:
        return Spot(where, N_("'without' leaves something out of another chain; say which with 'variant-of:'"))
    guess = nearest(path, known or [])
    text = N_("there is no '{path}' to leave out; ")
    text += "did you mean '{guess}'?" if guess else "write the section and the id of the chain, as 'levels.kevyt'"
    return Spot(where, text, {"path": _raw(path), "guess": guess})


def source_of_kept_rule_lost(where: Path, source: str, kept: str, replaced: Related) -> Spot:
    """A variant writes a list anew and leaves out the source of a rule that it keeps.

    Why: a list takes the place of the other chain's; a condition, a time limit or a duty stays, and nobody sees any
    more what it rests on.
    Mend: write the source into the list too, or write the rule as it is here.
    """
    text = N_("'{kept}' stays as in the chain that this file changes, but its source '{source}' is not in this list; ")
    text += "write the source here too, or write '{kept}' anew"
    if not kept:
        text = N_("this list leaves out '{source}', the law that this part has in the chain that this file changes; ")
        text += "write it here too"
    return Spot(where, text, {"source": _raw(source), "kept": kept}, (replaced,))


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
