"""Defects of the text itself (PK001-PK012)."""

from __future__ import annotations

import re
from random import Random

from mutation.planting import NoRoom, Planted, chosen, kind
from mutation.worlds import World, section

UNREAD = {
    "PK029": "a variant of a chain that cannot be read has nothing to change",
    "PK101": "what a catalogue declares that cannot be read is unknown",
}
"""What comes along where a file cannot be read any more."""
IN_TEXT = {"PK029": UNREAD["PK029"]}


def _chain_file(world: World, rng: Random) -> str:
    return chosen(rng, [chain.file for chain in world.chains()], "no chain")


def _line_of(world: World, rng: Random, pattern: str, none: str) -> tuple[str, list[str], int]:
    """A file, its lines, and the number of one that begins with a pattern."""
    file = _chain_file(world, rng)
    lines = world.text(file).split("\n")
    found = [number for number, line in enumerate(lines) if re.match(pattern, line)]
    return file, lines, chosen(rng, found, none)


def _write(world: World, file: str, lines: list[str], *found: int) -> Planted:
    world.texts[file] = "\n".join(lines)
    return Planted(file, lines=tuple(number + 1 for number in found))


NAME = r"\s+(?:name|fi): \w[^\"':#?&*{]*$"
"""A line with a name that stands on it without quotation marks."""


def _in_braces(lines: list[str], at: int, more: str) -> int:
    """Write a name, or its only language, in braces with more after it; the number of its line."""
    key, _, name = lines[at].partition(": ")
    place = at
    if key.strip() == "fi":
        place, depth = at - 1, len(key) - len(key.lstrip())
        if not lines[place].rstrip().endswith(":") or lines[at + 1].startswith(" " * depth):
            raise NoRoom("the name has several languages")
        key = lines[place].rstrip().removesuffix(":")
        del lines[at]
    lines[place] = f"{key}: {{fi: {name.split(',')[0]}{more}}}"
    return place


@kind("PK001", **UNREAD)
def saved_in_another_encoding(world: World, rng: Random) -> Planted:
    file = _chain_file(world, rng)
    text = world.text(file)
    places = [number for number, line in enumerate(text.split("\n"), start=1) if not line.isascii()]
    if not places:
        raise NoRoom("no letter that is written otherwise in another encoding")
    world.texts[file] = text.encode("cp1252", "replace")
    return Planted(file, lines=(places[0],))


@kind("PK002", **UNREAD)
def line_out_of_its_column(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, r"    name: ", "no element with a name of its own line")
    lines[at] = lines[at][1:]
    return _write(world, file, lines, at, at + 1)


@kind("PK002", PK012="what follows is read as part of a text", **UNREAD)
def quotation_mark_never_closed(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, NAME, "no name without quotation marks")
    key, _, name = lines[at].partition(": ")
    lines[at] = f'{key}: "{name}'
    return _write(world, file, lines, *range(at, len(lines)))


@kind("PK003", **UNREAD)
def file_emptied(world: World, rng: Random) -> Planted:
    file = _chain_file(world, rng)
    return _write(world, file, ["# later", ""], 0)


@kind("PK004", **IN_TEXT)
def invisible_character_in_a_name(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, NAME, "no name without quotation marks")
    lines[at] = lines[at][:-1] + rng.choice("\u200b\u200e\u2060") + lines[at][-1:]
    return _write(world, file, lines, at)


@kind("PK005", **UNREAD)
def paragraph_taken_for_a_key(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, r"    name: ", "no element with a name of its own line")
    lines.insert(at, "    " + "pitkä kappale " * 20 + ": x")
    return _write(world, file, lines, at)


@kind("PK006", **UNREAD)
def brackets_left_open(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, r"    name: ", "no element with a name of its own line")
    lines.insert(at, "    note: " + "[" * 40 + "x" + "]" * 40)
    return _write(world, file, lines, at)


@kind("PK007", **UNREAD)
def anchor_in_a_name(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, NAME, "no name without quotation marks")
    lines[at] = lines[at].replace(": ", ": &nimi ", 1)
    return _write(world, file, lines, at)


@kind("PK007", **UNREAD)
def tag_before_a_name(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, NAME, "no name without quotation marks")
    lines[at] = lines[at].replace(": ", ": !!str ", 1)
    return _write(world, file, lines, at)


@kind("PK007", **UNREAD)
def second_document_in_the_file(world: World, rng: Random) -> Planted:
    file = _chain_file(world, rng)
    lines = world.text(file).rstrip("\n").split("\n")
    return _write(world, file, [*lines, "---", "id: toinen", ""], len(lines), len(lines) + 1)


@kind("PK008", **UNREAD)
def name_written_twice(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, NAME, "no name without quotation marks")
    lines.insert(at + 1, lines[at])
    return _write(world, file, lines, at + 1)


@kind("PK009")
def name_cut_by_a_number_sign(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, NAME, "no name without quotation marks")
    lines[at] += " #3"
    return _write(world, file, lines, at)


@kind("PK010", **IN_TEXT)
def identity_code_in_a_text(world: World, rng: Random) -> Planted:
    file = _chain_file(world, rng)
    level = chosen(rng, section(world.files[file], "levels"), "no level")
    if "note" in world.files[file]["levels"][level]:
        raise NoRoom("the element has a note already")
    world.files[file]["levels"][level]["note"] = "Asiakas 131052-308T"
    lines = world.text(file).split("\n")
    return _write(world, file, lines, *(n for n, line in enumerate(lines) if "131052-308T" in line))


@kind("PK011")
def character_of_a_symbol_font(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, NAME, "no name without quotation marks")
    lines[at] += " \uf0b7"
    return _write(world, file, lines, at)


@kind("PK012")
def question_mark_in_braces(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, NAME, "no name without quotation marks")
    return _write(world, file, lines, _in_braces(lines, at, "?"))


@kind("PK028", **UNREAD)
def comma_in_braces(world: World, rng: Random) -> Planted:
    file, lines, at = _line_of(world, rng, NAME, "no name without quotation marks")
    return _write(world, file, lines, _in_braces(lines, at, ", ja muut"))


@kind("PK020", **UNREAD)
def first_key_left_out(world: World, rng: Random) -> Planted:
    file = _chain_file(world, rng)
    del world.files[file]["palveluketju"]
    return Planted(file, places=((),))


@kind("PK021", **UNREAD)
def version_of_another_program(world: World, rng: Random) -> Planted:
    file = _chain_file(world, rng)
    world.files[file]["palveluketju"] = "2"
    return Planted(file, places=(("palveluketju",),))


@kind("PK022", **IN_TEXT)
def key_misspelt(world: World, rng: Random) -> Planted:
    file = _chain_file(world, rng)
    sections = [key for key in ("levels", "bars", "services", "exits") if section(world.files[file], key)]
    where = chosen(rng, sections, "no section with elements")
    name = chosen(rng, section(world.files[file], where), "no element")
    world.files[file][where][name]["huomio"] = "Tämä lukee väärän avaimen alla"
    return Planted(file, places=((where, name, "huomio"),))


@kind("PK023", **IN_TEXT)
def name_left_out(world: World, rng: Random) -> Planted:
    file = _chain_file(world, rng)
    sections = [key for key in ("levels", "bars", "services") if section(world.files[file], key)]
    where = chosen(rng, sections, "no section with elements")
    name = chosen(rng, section(world.files[file], where), "no element")
    del world.files[file][where][name]["name"]
    return Planted(file, places=((where, name),))


@kind("PK024", **IN_TEXT)
def word_that_a_key_does_not_take(world: World, rng: Random) -> Planted:
    file = _chain_file(world, rng)
    name = chosen(rng, section(world.files[file], "levels"), "no level")
    world.files[file]["levels"][name]["kind"] = rng.choice(["taso", "needs", "vaihe"])
    return Planted(file, places=(("levels", name, "kind"),))


@kind("PK024", **IN_TEXT)
def day_that_there_is_not(world: World, rng: Random) -> Planted:
    file = _chain_file(world, rng)
    world.files[file]["dated"] = rng.choice(["2025-02-30", "2025-13-01", "1.2.2025"])
    return Planted(file, places=(("dated",),))


@kind("PK025", **IN_TEXT)
def id_with_a_capital_letter(world: World, rng: Random) -> Planted:
    file = _chain_file(world, rng)
    levels = section(world.files[file], "levels")
    level = chosen(rng, levels, "no level")
    world.files[file]["levels"] = {(f"Ä{name}" if name == level else name): one for name, one in levels.items()}
    places = (("levels", f"Ä{level}"), ("levels",))
    return Planted(file, places=places, also={"PK101": "the level's own id is no longer declared"})
