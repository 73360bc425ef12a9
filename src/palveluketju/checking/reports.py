"""What was found in a workspace, file by file, each finding at its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final, Generic, TypeVar

from palveluketju.analyses import NotKnown, OpenDecision
from palveluketju.checking.running import Crash
from palveluketju.display import short, table_html
from palveluketju.findings import N_, NN_, Finding, Items, Message, Path, Position, Severity, counted, translated
from palveluketju.frozen import dataclass
from palveluketju.model import Acceptance
from palveluketju.source import Aside, Source
from palveluketju.terms import title

Record = TypeVar("Record", OpenDecision, NotKnown)


@dataclass(frozen=True, slots=True)
class OtherEnd:
    """The other end of a finding: what is there, its file, and its place there.

    ``where`` is the place as a path in the declaration of ``chain``, or of the finding's own where that is empty; it is
    None where no path leads to the place.
    """

    note: str | Message
    file: str
    position: Position
    where: Path | None = field(default=None, compare=False)
    chain: str = field(default="", compare=False)

    def __hash__(self) -> int:
        return hash((self.file, self.position))  # few ends are at one place

    def text(self, lang: str = "en") -> str:
        """What is there, in a language."""
        return self.note.text(lang) if isinstance(self.note, Message) else translated(self.note, lang)


@dataclass(frozen=True, slots=True)
class Located:
    """A finding in the file where it is to be mended.

    ``where`` of the finding is a path that stands in that file; ``related`` are the other ends, each with its
    file and position.
    """

    file: str
    position: Position
    finding: Finding
    related: tuple[OtherEnd, ...] = ()
    acceptance: Acceptance | None = None
    """Why it does not count, where it is accepted."""
    fingerprint: str = field(default="", compare=False)
    """What it is known by in the next version of the files; empty until it is asked for."""
    known_by: tuple[str | None, str] = field(default=(None, ""), compare=False)
    """What the fingerprint is made of beside the code: the chain, or None for the file, and the place in words."""
    stands_for: int = 1
    """How many findings it is: more than one where it says how many more there are than are listed."""

    def __hash__(self) -> int:
        return hash((self.position, self.finding.code, self.finding.where))  # few findings of a rule are at one place

    def having(self, *, related: tuple[OtherEnd, ...] | None = None, fingerprint: str | None = None) -> Located:
        """The same with other ends, or with a fingerprint; made at once, since a report makes very many."""
        return Located(
            self.file,
            self.position,
            self.finding,
            self.related if related is None else related,
            self.acceptance,
            self.fingerprint if fingerprint is None else fingerprint,
            self.known_by,
            self.stands_for,
        )


def number_of(findings: Iterable[Located]) -> int:
    """How many findings there are, those that are counted and not listed among them."""
    return sum(one.stands_for for one in findings)


@dataclass(frozen=True, slots=True)
class LocatedRecord(Generic[Record]):
    """A decision not yet taken, or something that is not known, in its file."""

    file: str
    position: Position
    record: Record


@dataclass(frozen=True, repr=False)
class FileReport:
    """All that was found in one file, in the order of its lines; ``known`` is what a baseline has and does not count.

    ``is_chain`` says whether the file declares a chain and is right.
    """

    name: str
    source: Source | Aside
    findings: tuple[Located, ...]
    accepted: tuple[Located, ...]
    decisions: tuple[LocatedRecord[OpenDecision], ...]
    not_known: tuple[LocatedRecord[NotKnown], ...]
    known: tuple[Located, ...] = ()
    is_chain: bool = False

    def __repr__(self) -> str:
        return short(f"<report of {self.name}: {counted(len(self.findings), 'finding')}>")


@dataclass(frozen=True, repr=False)
class WorkspaceReport:
    """What was found in all files, in their order; ``crashes`` are checks that failed.

    ``foreign`` are YAML files of other formats that were passed over. ``whole`` is the report of all files, where this
    one is narrowed to some of them.
    """

    files: tuple[FileReport, ...]
    unread: tuple[Message, ...]
    crashes: tuple[tuple[str, Crash], ...]
    chains: int
    foreign: tuple[str, ...] = ()
    whole: WorkspaceReport | None = None

    def count(self, severity: Severity) -> int:
        """How many findings of one severity count."""
        those = (located for file in self.files for located in file.findings if located.finding.severity is severity)
        return number_of(those)

    def count_open(self) -> int:
        """How many decisions are not yet taken."""
        return sum(len(file.decisions) for file in self.files)

    def count_not_known(self) -> int:
        """How many things are said not to be known."""
        return sum(len(file.not_known) for file in self.files)

    def worst(self) -> Severity | None:
        """The heaviest severity found, None when nothing was."""
        return max((located.finding.severity for file in self.files for located in file.findings), default=None)

    def summary(self, lang: str = "en") -> str:
        """One line that counts what was found, in a language."""
        accepted = sum(len(file.accepted) for file in self.files)
        numbers = {
            _ERRORS: self.count(Severity.ERROR),
            _WARNINGS: self.count(Severity.WARNING),
            _INFOS: self.count(Severity.INFO),
            _ACCEPTED: accepted,
            **({_BASELINE: known} if (known := sum(number_of(file.known) for file in self.files)) else {}),
            _OPEN: self.count_open(),
            _NOT_KNOWN: self.count_not_known(),
        }
        files, chains = Message(_FILES, count=len(self.files)), Message(_CHAINS, count=self.chains)
        counts = Items([Message(what, count=number) for what, number in numbers.items()])
        return Message(N_("{files}, {chains}: {counts}"), files=files, chains=chains, counts=counts).text(lang)

    def summary_of_all(self, lang: str = "en") -> str:
        """The same of the whole, beside that of a part of it."""
        return Message(N_("All files: {summary}"), summary=self.summary(lang)).text(lang)

    def __str__(self) -> str:
        return "\n".join([self.summary(), *(" ".join(row) for row in self._rows()), *map(str, self.unread)])

    def __repr__(self) -> str:
        return f"<report of {self.summary()}>"

    def _repr_html_(self) -> str:
        head = [title(word) for word in ("weight", "code", "where", "finding")]
        return table_html(self.summary(), head, self._rows(), rest="; ".join(map(str, self.unread)))

    def _rows(self) -> Iterator[tuple[str, str, str, str]]:
        for located in (located for file in self.files for located in file.findings):
            place = f"{located.file}:{located.position.line}:{located.position.column}"
            yield located.finding.severity.label, located.finding.code, f"{place}:", located.finding.message


_FILES: Final = NN_("{count} file", "{count} files")
_CHAINS: Final = NN_("{count} chain", "{count} chains")
_ERRORS: Final = NN_("{count} error", "{count} errors")
_WARNINGS: Final = NN_("{count} warning", "{count} warnings")
_INFOS: Final = NN_("{count} info", "{count} info")
_ACCEPTED: Final = NN_("{count} accepted", "{count} accepted")
_BASELINE: Final = NN_("{count} in the baseline", "{count} in the baseline")
_OPEN: Final = NN_("{count} open decision", "{count} open decisions")
_NOT_KNOWN: Final = NN_("{count} not known", "{count} not known")
