"""Templates of decks: files from elsewhere, read within limits, of which only masters, layouts and themes are kept."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any, Final

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from palveluketju.findings import N_, CannotRun

MOST_BYTES: Final = 32 << 20
"""How large a template is at most, and all that is in it together twice as large."""
MOST_PARTS: Final = 4000
_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = b"presentationml.presentation.main+xml"
_OF_TEMPLATE: Final = b"presentationml.template.main+xml"
_ENCODING: Final = re.compile(r"""<\?xml[^>]*encoding=["']([^"']+)""")
_KNOWN: Final = {"utf-8", "utf8", "us-ascii", "ascii", "utf-16"}
_ACTIVE: Final = ("macro", "vbaproject", "activex", "oleobject")
_KEPT: Final = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
_BROKEN: Final = (ValueError, KeyError, AttributeError, TypeError, IndexError, SyntaxError, RuntimeError, zlib.error)
"""What python-pptx, lxml and zipfile raise at a file that is not what it says."""
_NO_DECK: Final = N_("the template is not a presentation that can be read (.pptx or .potx)")


def opened(template: bytes) -> Any:
    """A template as a deck without slides.

    Raises:
        CannotRun: it is not a presentation, is too large, has macros, or needs other files.
    """
    try:
        deck = Presentation(io.BytesIO(_checked(template)))
        _empty(deck)
    except (zipfile.BadZipFile, PackageNotFoundError, *_BROKEN) as error:
        raise CannotRun(_NO_DECK) from error
    for part in deck.part.package.iter_parts():
        if any(word in f"{part.content_type} {part.partname}".lower() for word in _ACTIVE):
            raise CannotRun(N_("the template has macros or embedded objects; save it without them"))
    if any(relation.is_external for relation in deck.part.package.iter_rels()):
        raise CannotRun(N_("the template has links to other files or pages in its layouts; save it without them"))
    return deck


def _checked(template: bytes) -> bytes:
    """The same file, looked through and as a presentation: python-pptx takes no templates."""
    if len(template) > MOST_BYTES:
        raise CannotRun(N_("the template is larger than {most} MiB"), most=MOST_BYTES >> 20)
    made = io.BytesIO()
    left = 2 * MOST_BYTES
    with zipfile.ZipFile(io.BytesIO(template)) as packed, zipfile.ZipFile(made, "w") as whole:
        names = packed.namelist()
        if _TYPES not in names or len(set(names)) < len(names):
            raise CannotRun(_NO_DECK)
        if len(names) > MOST_PARTS:
            raise CannotRun(N_("the template has more than {most} parts"), most=MOST_PARTS)
        for name in names:
            with packed.open(name) as stream:
                data = stream.read(left + 1)
            left -= len(data)
            if left < 0:
                raise CannotRun(N_("the template is larger than {most} MiB when unpacked"), most=2 * MOST_BYTES >> 20)
            if name.lower().endswith((".xml", ".rels", ".vml")):
                _look_through(data)
            if name == _TYPES:
                if b"macroEnabled" in data:
                    raise CannotRun(N_("the template has macros or embedded objects; save it without them"))
                data = data.replace(_OF_TEMPLATE, _MAIN)
                if _MAIN not in data:
                    raise CannotRun(_NO_DECK)
            whole.writestr(name, data)
    return made.getvalue()


def _look_through(data: bytes) -> None:
    """Refuse XML that declares what it stands for, which could grow or be read from elsewhere."""
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    encoding = _ENCODING.match(text)
    if "<!DOCTYPE" in text or "<!ENTITY" in text or (encoding and encoding[1].lower() not in _KNOWN):
        raise CannotRun(_NO_DECK)


def _empty(deck: Any) -> None:
    """Take from a deck its slides, what counts or groups them, and what it says of itself beside its properties."""
    whole = deck.part._element
    for slide in list(deck.slides._sldIdLst):
        deck.part.drop_rel(slide.rId)
        deck.slides._sldIdLst.remove(slide)
    for name in ("p:custShowLst", "p:extLst"):  # sections and shows name slides
        for element in whole.findall(qn(name)):
            whole.remove(element)
    relations = deck.part.package._rels
    for name in [name for name, one in relations.items() if one.reltype not in _KEPT]:
        relations.pop(name)
