"""The marked texts of the source, and what ``locale/`` has of them; ``python tests/translating.py`` updates it.

Texts are collected by Babel from ``N_`` and ``NN_``, and from what is text by itself: the rules' pages, and the help of
the commands.
"""

from __future__ import annotations

import io
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import palveluketju
from palveluketju.checking import RETIRED_CHECKS, RULES
from palveluketju.commands import palveluketju as group
from palveluketju.commands.later import texts_of
from palveluketju.findings.translations import DOMAIN, FOLDER

SOURCE = Path(palveluketju.__file__).parent
LANGUAGES = ("fi", "sv")
KEYWORDS = {"N_": None, "NN_": (1, 2)}
_TEAM = {"fi": "Finnish", "sv": "Swedish"}
_FIRST = datetime(2026, 11, 29, tzinfo=UTC)
"""A day that stands in the files in place of today, so that they change with their texts only."""


def marked() -> Catalog:
    """Every text that is to be translated, with the modules that it stands in."""
    catalog = Catalog(project=DOMAIN, charset="utf-8", fuzzy=False)
    found = extract_from_dir(str(SOURCE), method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=())
    for file, _, message, _, _ in found:
        catalog.add(message, locations=[(file, 0)])
    for place, text in texts():
        catalog.add(text, locations=[(place.replace(" ", "-"), 0)])
    return catalog


def texts() -> Iterator[tuple[str, str]]:
    """What is translated without a mark, each with the place that it is known by."""
    for rule in RULES:
        yield from ((rule.code, text) for text in (rule.title, rule.why, rule.mend))
    for retired in RETIRED_CHECKS:
        yield from ((retired.code, text) for text in (retired.title, retired.why))
    yield from texts_of(group)


def placeholders(text: str) -> frozenset[str]:
    """The names that a template is filled with.

    >>> sorted(placeholders("'{key}' stands for {{x}} in '{file}'"))
    ['file', 'key']
    """
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def po_file(lang: str) -> Path:
    return Path(FOLDER) / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_file(lang: str) -> Path:
    return po_file(lang).with_suffix(".mo")


def translations(lang: str) -> Catalog:
    """What is translated into a language."""
    with po_file(lang).open("rb") as file:
        return read_po(file, locale=lang, domain=DOMAIN)


def updated(lang: str, template: Catalog) -> Catalog:
    """The translations of a language, with the texts that are new, and without those that are gone."""
    catalog = translations(lang) if po_file(lang).exists() else Catalog(locale=lang, fuzzy=False)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project, catalog.version, catalog.language_team = DOMAIN, "1", _TEAM[lang]
    catalog.msgid_bugs_address = catalog.last_translator = DOMAIN
    catalog.creation_date = catalog.revision_date = _FIRST
    catalog.header_comment = f"# {_TEAM[lang]} texts of {DOMAIN}; tests/translating.py updates them."
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalog, width=120, sort_by_file=True, include_lineno=False)
    return b"".join(line for line in written.getvalue().splitlines(True) if not line.startswith(b'"Generated-By'))


def mo_bytes(catalog: Catalog) -> bytes:
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def update() -> None:
    """Write the files of each language anew: texts that are new stand in them without a translation."""
    template = marked()
    for lang in LANGUAGES:
        po_file(lang).parent.mkdir(parents=True, exist_ok=True)
        catalog = updated(lang, template)
        po_file(lang).write_bytes(po_bytes(catalog))
        mo_file(lang).write_bytes(mo_bytes(catalog))


if __name__ == "__main__":
    update()
