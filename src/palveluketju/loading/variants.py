"""A variant: a chain file that says only what is different in an area, or from a year on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from palveluketju.findings import N_, Finding, Related, stamp
from palveluketju.loading import rules
from palveluketju.loading.rules import RULE_OF
from palveluketju.model.base import RESERVED
from palveluketju.model.values import why_no_id
from palveluketju.source import Source


def base_of(source: Source) -> str | None:
    """The id of the chain that a file changes, right or wrong, None for a file that stands by itself."""
    base = source.data.get("variant-of")
    return base if isinstance(base, str) else None


def declares(chain_id: str, source: Source) -> bool:
    """Whether a file declares the chain with an id, right or wrong."""
    return source.data.get("id") == chain_id and "palveluketju" in source.data


def with_base(source: Source, bases: Mapping[str, Source]) -> tuple[Source, Source | None, list[Finding]]:
    """A variant with all that it has from its base, the base, and what is wrong with the two together.

    Without a base that can be used, the file is left as it is.
    """
    name = base_of(source)
    if name is None:
        missing = rules.nothing_to_leave_out
        here = [("without", index) for index, _ in enumerate(_left_out(source.data))]
        return source, None, [stamp(RULE_OF[missing], missing(where)) for where in here[:1]]
    wrong = why_no_id(name)
    if wrong is not None:
        return (
            source,
            None,
            [stamp(RULE_OF[rules.wrong_id], rules.wrong_id(("variant-of",), wrong.what, wrong.mend, None))],
        )
    base = bases.get(name)
    is_own = name == source.data.get("id")
    if base is None or base_of(base) is not None or is_own:
        known = sorted(one for one in bases if base_of(bases[one]) is None)
        spot = rules.variant_of_unknown(name, known, is_variant=base is not None, is_own=is_own)
        return source, None, [stamp(RULE_OF[rules.variant_of_unknown], spot)]
    merged = overlaid({key: value for key, value in base.data.items() if key != "id"}, source.data)
    findings = list(_lost(base, source))
    for index, path in enumerate(_left_out(source.data)):
        section, _, element = path.partition(".")
        parts = merged.get(section)
        if isinstance(parts, dict) and element in parts:
            merged[section] = {name: part for name, part in parts.items() if name != element}
        else:
            known = [
                f"{name}.{one}"
                for name, part in merged.items()
                if isinstance(part, dict) and not _is_absence(part)
                for one in part
            ]
            spot = rules.nothing_to_leave_out(("without", index), path, known)
            findings.append(stamp(RULE_OF[rules.nothing_to_leave_out], spot))
    return replace(source, data=merged), base, findings


def _lost(base: Source, source: Source) -> Iterator[Finding]:
    """The sources that a variant's lists leave out although it keeps what rests on them."""
    from palveluketju.loading.lost_sources import lost_sources  # most files are no variants

    for where, replaced, title, kept in lost_sources(base.data, source.data):
        other = Related(N_("the list that it replaces"), replaced, base.name, base.position(None, replaced))
        spot = rules.source_of_kept_rule_lost(where, title, kept, other)
        yield stamp(RULE_OF[rules.source_of_kept_rule_lost], spot)


def _left_out(data: Mapping[str, Any]) -> list[str]:
    without = data.get("without")
    return [one for one in (without if isinstance(without, list) else [without]) if isinstance(one, str)]


def overlaid(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """What both say: mappings are merged key by key; any other value of the changes stands in place of the base's.

    A new key comes after the one that it is written after. One that is written before all that the base has comes
    first, and last where the changes name nothing that the base has.
    """
    keys = list(base)
    last = -1 if any(key in base for key in changes) else len(keys) - 1
    for key in changes:
        if key not in base:
            keys.insert(last + 1, key)
        last = keys.index(key)
    return {key: _merged(base, changes, key) for key in keys}


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any], key: str) -> Any:
    if key not in changes:
        return base[key]
    old, new = base.get(key), changes[key]
    if isinstance(old, Mapping) and isinstance(new, Mapping) and not (_is_absence(old) or _is_absence(new)):
        return overlaid(old, new)
    return new


def _is_absence(value: Mapping[str, Any]) -> bool:
    return any(key in value for key in RESERVED)
