"""Chain files as a revision of a git repository has them.

git runs as a stranger would. What a repository's own configuration could run stays off: only objects are read, never
the index, the worktree or another repository, and no text is filtered or converted.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from palveluketju.child import FoundHere, TookTooLong, find_program, run
from palveluketju.findings import N_, NN_, CannotRun
from palveluketju.loading import Workspace, join_sources
from palveluketju.loading.files import CATALOGUE_NAMES, ENDINGS, LIMITS, is_chain_file
from palveluketju.loading.ignoring import NEVER
from palveluketju.loading.ours import is_ours, text_of
from palveluketju.loading.variants import base_of, declares
from palveluketju.model.values import why_no_id
from palveluketju.source import CONFIGURATION, PROJECT, Source, has_settings, parse_source, read_bytes

GIT_SECONDS: Final = 60
GIT_WORK: Final = 20
GIT_MEMORY: Final = 2 << 30
GIT_BYTES: Final = LIMITS.mebibytes << 20
MAX_FILE_BYTES: Final = 8 << 20
_OFF: Final = (
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.pager=cat"),
    *("-c", "diff.external=", "-c", "protocol.allow=never", "-c", "safe.bareRepository=explicit"),
    *("-c", "core.packedGitWindowSize=32m", "-c", "core.packedGitLimit=256m"),
)
_ENVIRONMENT: Final = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ALLOW_PROTOCOL": "none",  # stronger than what a repository says of a protocol
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
}
_ENTRY: Final = re.compile(rb"(\d{6}) (\w+) ([0-9a-f]{40,64}) +(\d+|-|BAD)\t(.+)", re.DOTALL)


NO_CONTENT: Final = N_("git does not have the content of {path} at {revision}")
TOO_LARGE: Final = N_("{path} at {revision} is larger than {most} MiB")
NOT_READY: Final = NN_("git did not read {path} in {count} second", "git did not read {path} in {count} seconds")


class NoRevision(CannotRun):
    """The path is in no git repository, or the repository has no such revision."""


def workspace_at(paths: Sequence[str], revision: str) -> Workspace:
    """The files and folders of some paths as a git revision has them, with the catalogues that held for them then.

    Files have the names that they have now. A file is read with the catalogue beside it, and those above up to the
    nearest folder with a configuration, within the repository; a variant with the chain of its folder that it changed.
    Links are not followed.

    Raises:
        NoRevision: a path is in no git repository, or there is no such revision.
        CannotRun: git is not there or failed, or the revision has no such path.
    """
    texts: dict[str, bytes] = {}
    for path in paths:
        texts.update(_Tree(path, revision).texts())
    if len(texts) > LIMITS.files:
        raise CannotRun(
            N_("{revision} holds more than {most} chain files; name fewer"), revision=revision, most=LIMITS.files
        )
    return join_sources([_source(name, data) for name, data in texts.items()])


def changed_since(files: Iterable[str], paths: Sequence[str], revision: str) -> tuple[str, ...]:
    """Those of some files that have another text now than in a git revision, or were not there, and those now gone.

    ``files`` are the names of files that stand in ``paths``, or above them.

    Raises:
        NoRevision: a path is in no git repository, or there is no such revision.
        CannotRun: git is not there or failed.
    """
    then: dict[str, bytes] = {}
    for path in paths:
        tree = _Tree(path, revision)
        try:
            then.update(tree.texts())
        except NoRevision:
            raise
        except CannotRun:
            continue  # the revision has no such path: all of it is new
    before = {os.path.realpath(name): data for name, data in then.items()}
    now = {os.path.realpath(name): name for name in files}
    changed = [name for real, name in now.items() if _plain(_bytes_of(name)) != _plain(before.get(real))]
    return (*changed, *(name for name in then if os.path.realpath(name) not in now and not os.path.lexists(name)))


def _bytes_of(name: str) -> bytes | None:
    try:
        return read_bytes(name)
    except CannotRun:
        return None


def _plain(data: bytes | None) -> bytes | None:
    """A text as git keeps it, whatever ends of lines a checkout gives it."""
    return None if data is None else data.replace(b"\r\n", b"\n")


class _Tree:
    """One path in one revision."""

    def __init__(self, path: str, revision: str) -> None:
        self._path = path
        self._revision = revision
        self._asked = {"path": path, "revision": revision}
        real = Path(os.path.realpath(path))
        self._folder = str(real if real.is_dir() else real.parent)
        top = self._git("rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n")
        self._within = real.relative_to(os.path.realpath(top)).as_posix()
        asked = f"{revision}^{{commit}}"
        try:
            told = b"" if revision.startswith("-") else self._git("rev-parse", "--verify", "--end-of-options", asked)
        except NoRevision:
            told = b""
        self._commit = told.decode("ascii", "replace").strip()
        if not re.fullmatch("[0-9a-f]{40,64}", self._commit):
            raise NoRevision(N_("git knows no revision '{revision}' of {path}"), revision=revision, path=path)

    def texts(self) -> dict[str, bytes]:
        """The bytes of the files, by the names that they have now."""
        if self._within == "." or self._entries(self._within).get(self._within, ("",))[0] == "tree":
            found = self._entries(*([] if self._within == "." else [f"{self._within}/"]), all_below=True)
            wanted = {name: one for name, one in found.items() if _is_chain_file(name, self._within)}
            if not wanted:
                raise CannotRun(N_("there is no chain or catalogue in {path} at {revision}"), **self._asked)
            is_top = self._is_top(Path(self._within))
            read = self._read({**({} if is_top else self._catalogues()), **wanted})
            return {name: data for name, data in read.items() if _is_catalogue(name) or is_ours(text_of(data))}
        here = self._entries(self._within)
        if here.get(self._within, ("",))[0] != "blob":
            raise CannotRun(N_("there is no file {path} at {revision}"), **self._asked)
        texts = self._read({**self._catalogues(), **here})
        texts.update(self._base_of(_source(self._path, texts[self._path])))
        return texts

    def _base_of(self, variant: Source) -> dict[str, bytes]:
        """The file of the path's folder that holds the chain which a variant changes, if it is one."""
        base = base_of(variant)
        if base is None or why_no_id(base) is not None:
            return {}
        folder = Path(self._within).parent
        beside = self._entries(*([] if folder == Path() else [f"{folder.as_posix()}/"]))
        named = [name for ending in ENDINGS if (name := (folder / f"{base}{ending}").as_posix()) in beside]
        others = [name for name in sorted(beside) if is_chain_file(Path(name).name) and name != self._within]
        for names in (named, others):
            texts = self._read({name: beside[name] for name in names})
            found = [name for name, data in texts.items() if declares(base, _source(name, data))]
            if found:
                return {found[0]: texts[found[0]]}
        return self._read({name: beside[name] for name in named[:1]})

    def _catalogues(self) -> dict[str, tuple[str, str, int]]:
        """Those beside and above the path, up to the nearest folder with a configuration."""
        found: dict[str, tuple[str, str, int]] = {}
        folder = Path(self._within)
        while folder != folder.parent:
            folder = folder.parent
            found.update(self._entries(*((folder / name).as_posix() for name in CATALOGUE_NAMES)))
            if self._is_top(folder):
                break
        return found

    def _is_top(self, folder: Path) -> bool:
        """Whether a folder had a configuration then, so that what is above it did not belong to it."""
        here = self._entries(*((folder / name).as_posix() for name in (CONFIGURATION, PROJECT)))
        project = {name: one for name, one in here.items() if Path(name).name == PROJECT}
        return len(here) > len(project) or any(map(has_settings, self._read(project).values()))

    def _entries(self, *paths: str, all_below: bool = False) -> dict[str, tuple[str, str, int]]:
        """What a path is in the revision (``blob`` or ``tree``), its object and its size."""
        options = ("-r",) if all_below else ()
        listed = self._git("ls-tree", "-z", "-l", "--full-tree", *options, self._commit, "--", *paths)
        found = {}
        for match in filter(None, map(_ENTRY.fullmatch, listed.split(b"\0"))):
            mode, kind, name, size, path = match.groups()
            if mode != b"120000":  # a link
                if size == b"BAD":
                    raise CannotRun(NO_CONTENT, path=os.fsdecode(path), revision=self._revision)
                bytes_of = 0 if size == b"-" else int(size)
                found[os.fsdecode(path)] = (kind.decode(), name.decode(), bytes_of)
        return found

    def _read(self, entries: dict[str, tuple[str, str, int]]) -> dict[str, bytes]:
        blobs = {path: (name, size) for path, (kind, name, size) in entries.items() if kind == "blob"}
        for path, (_, size) in blobs.items():
            if size > MAX_FILE_BYTES:
                raise CannotRun(TOO_LARGE, path=path, revision=self._revision, most=MAX_FILE_BYTES >> 20)
        if sum(size + 128 for _, size in blobs.values()) > GIT_BYTES or len(blobs) > LIMITS.files:
            raise CannotRun(N_("{path} at {revision} is too large to be read at once; name fewer files"), **self._asked)
        data = self._git("cat-file", "--batch", given="".join(f"{name}\n" for name, _ in blobs.values()).encode())
        texts, start = {}, 0
        for path, (name, size) in blobs.items():
            head = f"{name} blob {size}\n".encode()
            if not data.startswith(head, start):
                raise CannotRun(NO_CONTENT, path=path, revision=self._revision)
            start += len(head)
            texts[self._name(path)] = data[start : start + size]
            start += size + 1
        return texts

    def _name(self, path: str) -> str:
        """The name of a file as it is called now: from the path that was given."""
        if path == self._within:
            return self._path
        return os.path.normpath(os.path.join(self._path, os.path.relpath(path, self._within)))

    def _git(self, *arguments: str, given: bytes = b"") -> bytes:
        try:
            program = find_program("git")
        except FoundHere as found:
            raise NoRevision(
                N_(
                    "the program {file} is not run, because it stands in or below the current folder, or is found only"
                    " by a relative entry of PATH; run the command in another folder, or name a file or a folder"
                ),
                file=found.program,
            ) from None
        if program is None:
            raise NoRevision(N_("revisions need the program 'git', which is not installed; name a file or a folder"))
        command = [program, "--no-pager", *_OFF, "-C", self._folder, *arguments]
        with tempfile.TemporaryDirectory(prefix="palveluketju-") as folder:
            try:
                code, data, errors = run(
                    command,
                    given,
                    folder,
                    seconds=GIT_SECONDS,
                    work=GIT_WORK,
                    memory=GIT_MEMORY,
                    most=GIT_BYTES,
                    environment=_ENVIRONMENT,
                )
            except TookTooLong:
                raise CannotRun(NOT_READY, path=self._path, count=GIT_SECONDS) from None
        if code != 0:
            said = " ".join(errors.split())[:300] or f"exit code {code}"
            raise NoRevision(N_("git cannot read {path} at '{revision}': {reason}"), **self._asked, reason=said)
        return data


def _source(name: str, data: bytes) -> Source:
    return parse_source(data.decode("utf-8", "surrogateescape"), name=name)


def _is_catalogue(name: str) -> bool:
    return Path(name).name in CATALOGUE_NAMES


def _is_chain_file(path: str, within: str) -> bool:
    below: Iterable[str] = Path(path).parts if within == "." else Path(path).relative_to(within).parts
    return path.lower().endswith(ENDINGS) and not any(part.startswith(".") or part in NEVER for part in below)
