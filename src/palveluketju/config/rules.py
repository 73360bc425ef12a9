"""What a configuration says of rules: which count, how much they weigh, their options, and rules of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath
from typing import Any

from palveluketju.checking import RULES, cannot_be_ignored, own_checks
from palveluketju.checking.choosing import Choice
from palveluketju.checks import OPTIONS, rules_of_set
from palveluketju.config.kinds import Number, Place, only_known, raw, tables, wrong_at
from palveluketju.config.settings import FOLDER, RULE_SETS, OfFolder
from palveluketju.findings import N_, CannotRun, Message, Rule, did_you_mean, nearest
from palveluketju.graph import Asked

DEFAULT_SET = "recommended"


def choice_from(read: Mapping[str, Any], place: Place, contracts: Iterable[str] = ()) -> Choice:
    """Which rules count by what is read at the top: a set, what is selected beside it, and what is ignored."""
    known = all_rules()
    counting = rules_of_set(read.get("rules", DEFAULT_SET), known)
    choice = Choice(frozenset(rule.code for rule in known if rule.code not in counting and not cannot_be_ignored(rule)))
    selected, ignored, severity = _changes(read, place, tuple(contracts))
    return choice.changed(selected, ignored, severity)


def asked_from(read: Mapping[str, Any], place: Place) -> Asked:
    """What is asked of chains: languages, words for unfinished text, and options of rules."""
    options: dict[str, dict[str, int]] = {}
    for word, table in read.get("options", {}).items():
        here = place / "options" / word
        rule = _rule(word, here)
        known = OPTIONS.get(rule.code, {})
        if not known:
            here.wrong(N_("'{key}': rule {code} has no options"), code=rule.code)
        only_known(table, tuple(known), place.file, Message(N_("option of {code}"), code=rule.code))
        options[rule.code] = {
            name: Number(known[name].least, known[name].most).read(value, here / name) for name, value in table.items()
        }
    return Asked(read.get("languages", ()), read.get("unfinished", ()), options)


def folders_from(value: Any, place: Place, contracts: Iterable[str]) -> tuple[OfFolder, ...]:
    """What differs by folder, from the tables of ``[[folder]]``."""
    names = tuple(contracts)
    folders = []
    for table in tables(value, place):
        only_known(table, tuple(FOLDER), place.file, Message(N_("key of {table}"), table=place.key))
        read = {key: FOLDER[key].read(one, place / key) for key, one in table.items()}
        if "path" not in read:
            place.wrong(N_("'{key}' has no path; write path = \"chains/...\""))
        if FilePath(read["path"]).is_absolute() or ".." in FilePath(read["path"]).parts:
            place.wrong(
                N_("'{key}' has the path {path}, which leads outside the folder of the configuration"),
                path=raw(read["path"]),
            )
        selected, ignored, severity = _changes(read, place, names)
        folders.append(
            OfFolder(read["path"], frozenset(selected), frozenset(ignored), severity, asked_from(read, place))
        )
    return tuple(folders)


def codes_called(words: Iterable[str], place: Place, contracts: tuple[str, ...] = ()) -> list[str]:
    """The codes of rules that words stand for: codes, beginnings of codes, names, groups, sets and contracts.

    Raises:
        CannotRun: a word stands for no rule.
    """
    known = all_rules()
    codes: list[str] = []
    for word in words:
        plain = word.casefold()
        if plain in contracts:
            codes.append(f"contract:{plain}")
            continue
        found = sorted(rules_of_set(plain, known)) if plain in RULE_SETS else []
        found = found or [rule.code for rule in known if plain in (rule.code.casefold(), rule.name, rule.group.name)]
        if not found and len(plain) >= 2:  # one letter stands for nearly all
            found = [rule.code for rule in known if rule.code.casefold().startswith(plain)]
        if not found:
            raise _no_rule(word, place, contracts)
        codes += found
    return codes


def all_rules() -> tuple[Rule, ...]:
    """The rules of this library, and checks that installed packages offer."""
    own = own_checks()
    return (*RULES, *own.checks, *own.workspace_checks)


def _changes(
    read: Mapping[str, Any], place: Place, contracts: tuple[str, ...]
) -> tuple[list[str], list[str], dict[str, Any]]:
    selected = codes_called(read.get("select", ()), place / "select", contracts)
    ignored = codes_called(read.get("ignore", ()), place / "ignore", contracts)
    severity = {
        code: weight
        for word, weight in read.get("severity", {}).items()
        for code in codes_called([word], place / "severity", contracts)
    }
    by_code = {rule.code: rule for rule in all_rules()}
    for key, codes in (("ignore", ignored), ("severity", severity)):
        needed = [code for code in codes if code in by_code and cannot_be_ignored(by_code[code])]
        if needed:
            (place / key).wrong(
                N_("'{key}' has {code}, an error of reading; a file with it cannot be used, so it always counts"),
                code=needed[0],
            )
    return selected, ignored, severity


def _rule(word: str, place: Place) -> Rule:
    for rule in all_rules():
        if word.casefold() in (rule.code.casefold(), rule.name):
            return rule
    raise _no_rule(word, place, ())


def _no_rule(word: str, place: Place, contracts: tuple[str, ...]) -> CannotRun:
    known = [name for rule in all_rules() for name in (rule.code, rule.name)]
    groups = dict.fromkeys(rule.group.name for rule in all_rules())
    words = [*groups, *RULE_SETS, *contracts, *known]
    hint = did_you_mean(nearest(word, words), words)
    what = N_("'{key}' has {word}, which is no rule; {hint}")
    return wrong_at(place.file, Message(what, key=place.key, word=raw(word), hint=hint))
