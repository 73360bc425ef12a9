"""Templates of decks: files from elsewhere, read within limits, of which only masters, layouts and themes are kept."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from palveluketju.documents.template_files import Office, checked, refused
from palveluketju.findings import N_, Message

_DECK: Final = Office(
    b"presentationml.presentation.main+xml",
    b"presentationml.template.main+xml",
    N_("it is not a presentation; save it as .pptx or .potx"),
)
_ACTIVE: Final = ("macro", "vbaproject", "activex", "oleobject")
_KEPT: Final = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
_BROKEN: Final = (ValueError, KeyError, AttributeError, TypeError, IndexError, SyntaxError, RuntimeError)
"""What python-pptx and lxml raise at a file that is not what it says."""


def opened(template: Path | bytes) -> Any:
    """A template as a deck without slides.

    Raises:
        CannotRun: it is not a presentation, is too large, has macros, or needs other files.
    """
    data = checked(template, _DECK)
    try:
        deck = Presentation(io.BytesIO(data))
        _empty(deck)
    except (PackageNotFoundError, *_BROKEN) as error:
        raise refused(Message(_DECK.not_this)) from error
    for part in deck.part.package.iter_parts():
        if any(word in f"{part.content_type} {part.partname}".lower() for word in _ACTIVE):
            raise refused(Message(N_("it has macros or embedded objects; save it without them")))
    if any(relation.is_external for relation in deck.part.package.iter_rels()):
        raise refused(Message(N_("it has links to other files or pages in its layouts; save it without them")))
    return deck


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
