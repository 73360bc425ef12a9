"""A Source becomes a Chain or a Catalogue, or findings in the words of the person who wrote the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from palveluketju.findings import N_, Finding, Keys, Message, Path, nearest, stamp
from palveluketju.frozen import dataclass
from palveluketju.loading import rules
from palveluketju.loading.keys import keys_at
from palveluketju.loading.rules import RAW_LENGTH, RULE_OF
from palveluketju.model import FORMAT_VERSION, Catalogue, Chain
from palveluketju.model.base import REFUSED, RESERVED, Refused
from palveluketju.model.chain import ReadFile
from palveluketju.model.text import what_is
from palveluketju.model.values import FROM_FILE
from palveluketju.source import Source
from palveluketju.terms import LANGUAGES, value_called

HEADERS: Final[Mapping[str, type[Chain] | type[Catalogue]]] = {
    "palveluketju": Chain,
    "palveluketju-catalogue": Catalogue,
}
_PLACEHOLDERS: Final = {"id": "x", "name": "x", "levels": {}}
_HEADER: Final = re.compile(rf"^[{{\s]*[\"']?(?:{'|'.join(HEADERS)})[\"']?\s*:", re.MULTILINE)
_ROUNDS: Final = 12
SAMI_LANGUAGES: Final = ("se", "smn", "sms")
_ID_SECTIONS: Final = {
    "levels": "level",
    "services": "service",
    "organisations": "organisation",
    "areas": "area",
    "fields": "field",
    "tasks": "task",
    "segments": "segment",
    "strategy": "goal",
    "log": "log item",
    "goals": "goal",
    "need-scale": "need",
}


@dataclass(frozen=True)
class Parsed:
    """What a file declares.

    ``declaration`` is what could be made of it: the whole when ``complete``, else the parts that are right, so
    that their references can still be looked up. ``declared`` names, for each kind, the ids written in the file,
    right or wrong.
    """

    declaration: Chain | Catalogue | None
    complete: bool
    declared: Mapping[str, frozenset[str]]
    findings: tuple[Finding, ...]
    paths: Mapping[Path, Path]
    """Path in an incomplete declaration -> path in the file."""


def parse(source: Source) -> Parsed:
    """Type a file's strings and say everything that is wrong with them, in one go."""
    if not source.data:
        nothing = () if source.findings else (_found(rules.not_a_chain_file, []),)
        return Parsed(None, False, {}, nothing, {})
    headers = [key for key in HEADERS if key in source.data]
    if len(headers) != 1:
        finding = _found(rules.not_a_chain_file, list(source.data), both=len(headers) > 1)
        return Parsed(None, False, _declared(source.data), (finding,), {})
    header = headers[0]
    if source.data[header] != FORMAT_VERSION:
        finding = _found(rules.unknown_version, header, source.data[header], f"{header}: {FORMAT_VERSION}")
        return Parsed(None, False, _declared(source.data), (finding,), {})
    findings: list[Finding] = []
    data = {key: value for key, value in source.data.items() if key != header}
    declaration, troubles, paths = _validated(HEADERS[header], data, source)
    findings += troubles
    complete = declaration is not None and not findings and not any(f.severity.name == "ERROR" for f in source.findings)
    return Parsed(declaration, complete, _declared(source.data), tuple(findings), paths)


def says_what_it_is(source: Source) -> bool:
    """Whether a file says that it is a chain or a catalogue, though perhaps it cannot be read."""
    if source.data:
        return any(key in source.data for key in HEADERS)
    return _HEADER.search(source.text) is not None


def _declared(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    declared: dict[str, frozenset[str]] = {}
    for section, kind in _ID_SECTIONS.items():
        if isinstance(data.get(section), Mapping) and not data[section].keys() & set(RESERVED):
            declared[kind] = declared.get(kind, frozenset()) | frozenset(data[section])
    return declared


def _validated(
    model: type[Chain] | type[Catalogue], data: dict[str, Any], source: Source
) -> tuple[Chain | Catalogue | None, list[Finding], Mapping[Path, Path]]:
    """Validate; where something is wrong, leave it out and validate the rest, until the rest is right."""
    findings: list[Finding] = []
    removed: set[Path] = set()
    paths: dict[Path, Path] = {}
    pruned: Any = data
    kind = "chain" if model is Chain else "catalogue"
    for _ in range(_ROUNDS):
        try:
            read = ReadFile.model_validate({kind: pruned}, by_alias=True, by_name=False, context={FROM_FILE: True})
            return getattr(read, kind), findings, paths
        except ValidationError as invalid:
            errors = invalid.errors(include_url=False, include_input=False)
        for error in errors:
            error["loc"] = error["loc"][1:]
        wrong_keys = {_path_of(error["loc"], pruned) for error in errors if error["loc"][-1] == "[key]"}
        for error in errors:
            where = _path_of(error["loc"], pruned)
            if where in wrong_keys and error["loc"][-1] != "[key]":
                continue  # what stands under a wrong key is wrong for that reason alone
            original = paths.get(where, where)
            if not paths:  # what later rounds find follows from what was left out
                findings.append(_finding(error, original, model, source))
            removed.add(original)
        placeholders = {
            key: value
            for key, value in _PLACEHOLDERS.items()
            if model is Chain and ((key,) in removed or key not in data)
        }
        paths = {(): ()}
        pruned = _without(data, removed, (), (), paths) | placeholders
        removed.discard(())
    return None, findings, paths


def _without(value: Any, removed: set[Path], old: Path, new: Path, paths: dict[Path, Path]) -> Any:
    """A copy without the removed places; ``paths`` remembers where each remaining place was."""
    paths[new] = old
    if isinstance(value, Mapping):
        return {
            key: _without(item, removed, (*old, key), (*new, key), paths)
            for key, item in value.items()
            if (*old, key) not in removed
        }
    if isinstance(value, list):
        kept = [index for index in range(len(value)) if (*old, index) not in removed]
        return [
            _without(value[index], removed, (*old, index), (*new, place), paths) for place, index in enumerate(kept)
        ]
    return value


def _path_of(loc: tuple[str | int, ...], data: Any) -> Path:
    """pydantic's location as a path in the data: its tags and the names of missing keys are not there."""
    path: Path = ()
    for part in loc:
        in_mapping = isinstance(data, Mapping) and part in data
        in_list = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if in_mapping or in_list:
            path, data = (*path, part), data[part]
    return path


def _finding(error: Any, where: Path, model: type[Chain] | type[Catalogue], source: Source) -> Finding:
    kind, loc = error["type"], error["loc"]
    key_position = source.placement.key_at(where)
    written = (*keys_at(model, loc[:-1]), *LANGUAGES, *SAMI_LANGUAGES)
    is_move = kind == "move" and "->" in str(where[-1])  # wrong as it stands, with a value or without
    if source.is_valueless(where) and str(where[-1]) not in written and not is_move:
        return _found(rules.cut_by_comma, where, str(where[-1]), key_position)
    if kind == "extra_forbidden":
        return _found(rules.unknown_key, where, str(loc[-1]), keys_at(model, loc[:-1]), key_position)
    if kind == "missing":
        return _found(rules.missing_key, where, str(loc[-1]))
    position = key_position if loc[-1] == "[key]" else None
    value = where[-1] if loc[-1] == "[key]" else _value_at(source.data, where)
    what, mend = _in_words(error, value)
    if kind == "id":
        return _found(rules.wrong_id, where, what, mend, position)
    if _EXPECTED.get(kind) == _MAPPING and value is not None:
        from palveluketju.loading.entries import way_out

        mend = way_out(model, loc, value if isinstance(value, list) else [value]) if value else Message(_WRITE_VALUE)
    return _found(rules.wrong_value, where, what, mend, position)


_MAPPING: Final = N_("A mapping of keys is expected here, not {what}.")
_LIST: Final = N_("A list is expected here, not {what}.")
_WRITE_VALUE: Final = N_("Write a value, or remove the key.")
_EXPECTED: Final = {
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _MAPPING,
    "tuple_type": _LIST,
}


def _in_words(error: Any, value: Any) -> tuple[Message, Message | None]:
    """What is wrong and how to mend it; pydantic's own words only for what our models never raise."""
    kind, refused = error["type"], error.get("ctx", {}).get(REFUSED)
    if isinstance(refused, Refused) and (kind == "id" or value is not None):
        return refused.what, refused.mend
    if value is None:
        return Message(N_("There is no value here.")), Message(_WRITE_VALUE)
    if kind in _EXPECTED:
        return Message(_EXPECTED[kind], what=_what(value)), None
    if kind == "enum":
        choices = re.findall(r"'([^']+)'", error["ctx"]["expected"])
        is_text = isinstance(value, str)
        said = N_("{what} is not a choice here.") if is_text else N_("A choice is expected here, not {what}.")
        what = Message(said, what=_what(value))
        called = value_called(str(value), choices)
        if called is not None:
            return what, Message(N_("Write '{word}'."), word=called)
        guess = nearest(str(value).lower(), choices) or value_called(str(value), choices, misspelt=True)
        if guess:
            return what, Message(N_("Did you mean '{guess}'?"), guess=guess)
        return what, Message(N_("Write one of {choices}."), choices=Keys(tuple(choices), "or"))
    return Message("{error}", error=error["msg"]), None


def _what(value: Any) -> Message:
    if isinstance(value, str):
        return Message("'{value}'", value=value[:RAW_LENGTH])
    return what_is(value)


def _value_at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _found(function: Any, *values: Any, **named: Any) -> Finding:
    return stamp(RULE_OF[function], function(*values, **named))
