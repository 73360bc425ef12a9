"""Files that somebody gives as templates: office files from elsewhere, looked through before they are read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Final, NamedTuple
from xml.parsers import expat

from palveluketju.findings import N_, CannotRun, Message, Template
from palveluketju.source.bounded import read_bytes

MOST_BYTES: Final = 32 << 20
"""How large a template is at most, and all that is in it together twice as large."""
MOST_PARTS: Final = 4000
_TYPES: Final = "[Content_Types].xml"
_PROGRAMS: Final = re.compile(rb"macroEnabled|vbaProject|vbaData|activeX|oleObject", re.IGNORECASE)
_DAMAGED: Final = (zipfile.BadZipFile, RuntimeError, EOFError, OSError, zlib.error)
"""What zipfile raises at a file that is no archive, or one that it cannot read."""


class Office(NamedTuple):
    """A kind of office file: the types of its main part, also of a template, and what is said of another file."""

    document: bytes
    template: bytes
    not_this: Template


def checked(template: Path | bytes, office: Office) -> bytes:
    """A template as a document of its kind, if it is safe to be read as a whole.

    Raises:
        CannotRun: it cannot be read, is too large, is no such file, declares entities, or holds programs.
    """
    data = template if isinstance(template, bytes) else read_bytes(template, MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise refused(Message(N_("it is larger than {most} MiB"), most=MOST_BYTES >> 20))
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(made, "w") as whole:
            _copy(packed, whole, office)
    except _DAMAGED as error:
        raise refused(Message(office.not_this)) from error
    return made.getvalue()


def refused(why: Message) -> CannotRun:
    """The error of a template that cannot be used."""
    return CannotRun(N_("the template cannot be used: {why}"), why=why)


def _copy(packed: zipfile.ZipFile, whole: zipfile.ZipFile, office: Office) -> None:
    names, left = packed.namelist(), 2 * MOST_BYTES
    if _TYPES not in names or len(set(names)) < len(names):
        raise refused(Message(office.not_this))
    if len(names) > MOST_PARTS:
        raise refused(Message(N_("it has more than {most} parts"), most=MOST_PARTS))
    for name in names:
        with packed.open(name) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise refused(Message(N_("it is larger than {most} MiB when unpacked"), most=2 * MOST_BYTES >> 20))
        if name.lower().endswith((".xml", ".rels", ".vml")):
            _look_through(name, content)
        if name == _TYPES:
            if _PROGRAMS.search(content):
                raise refused(Message(N_("it has macros or embedded objects; save it without them")))
            content = content.replace(office.template, office.document)
            if office.document not in content:
                raise refused(Message(office.not_this))
        whole.writestr(name, content)


def _look_through(name: str, content: bytes) -> None:
    """That a part is XML, and declares nothing that would be put in for something else."""

    def refuse(*_: object) -> None:
        raise ValueError("it declares a document type")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise refused(Message(N_("its part {part} is damaged; open it and save it anew"), part=name)) from error
