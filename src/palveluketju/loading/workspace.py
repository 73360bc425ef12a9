"""Files and folders become a Workspace: every file read, every trouble collected, none fatal to the others."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Final

from palveluketju.findings import N_, CannotRun, Message, all_of, stamp
from palveluketju.garbage import collector_paused
from palveluketju.loading import rules
from palveluketju.loading.bases import bases_beside
from palveluketju.loading.files import LIMITS, Limits, files_of
from palveluketju.loading.joined import Joiner, read_over
from palveluketju.loading.parsing import says_what_it_is
from palveluketju.loading.records import Workspace
from palveluketju.loading.rules import RULE_OF
from palveluketju.loading.variants import base_of
from palveluketju.model import Chain
from palveluketju.source import Source, parse_source, read_source


class InvalidChain(ValueError):
    """A chain file that cannot be used; the message lists every error in it."""


@collector_paused()
def load_workspace(
    paths: Iterable[str | os.PathLike[str]],
    *,
    within: str | os.PathLike[str] | None = None,
    exclude: Iterable[str] = (),
    texts: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
) -> Workspace:
    """Read chain files and catalogues, or every ``*.yaml`` and ``*.yml`` in folders and the folders below them.

    What is named is read with the ``catalogue.yaml`` of its folder and of those above it, up to the nearest that has a
    ``palveluketju.toml`` or is a git repository; where there is none, up to the working folder, and above it as long as
    each has one. A variant named by itself is read with the chain that it changes, if a file of the
    variant's folder has that chain's id. Such a file, which nobody has named, must be a regular file of its folder, and
    say that it is a catalogue or a chain; else nothing of it is read or shown. Nothing is raised for a file that is
    wrong or cannot be read: its findings, or a sentence in ``unread``, say so.

    ``within`` is the folder of the configuration that names the paths, where no person does; what leads outside it is
    not read either. ``exclude`` are patterns of files that are passed over in folders, as in a ``.gitignore`` in
    ``within``; so are files of other formats. ``texts``
    are taken in place of what the files of these names hold, which need not be there: text that is not saved yet.
    ``limits`` are how many files are read at a time, and how large they may be together.

    Raises:
        TypeError: one path is given, and not a list of paths.
    """
    if isinstance(paths, (str, os.PathLike)) or not isinstance(paths, Iterable):
        raise TypeError("load_workspace takes a list of paths: load_workspace([path])")
    unsaved = {os.path.abspath(name): text for name, text in (texts or {}).items()}
    files = files_of(
        [FilePath(path) for path in paths],
        None if within is None else FilePath(within),
        exclude=exclude,
        limits=limits,
    )
    sources: list[Source] = []
    total = 0
    waiting, looked = deque(files.names), False
    while waiting:
        name = waiting.popleft()
        try:
            text = unsaved.get(os.path.abspath(name)) if unsaved else None
            source = read_source(name, name=name) if text is None else parse_source(text, name=name)
        except CannotRun as error:
            files.unread.append(error.message)
        else:
            total += len(source.text.encode("utf-8", "surrogatepass"))
            if total > limits.mebibytes << 20:
                files.unread.append(Message(TOO_MUCH, most=limits.mebibytes))
                break
            if name in files.implied and not says_what_it_is(source):
                source = not_meant(name)
            sources.append(source)
        if not waiting and not looked:
            looked = True
            bases = bases_beside([one for one in sources if one.name in files.alone], sources)
            files.refused |= bases.refused
            files.names += bases.names
            files.implied.update(bases.names)
            waiting += bases.names
    refused = [
        Source(name, "", findings=(stamp(RULE_OF[rules.link_outside], rules.link_outside(why)),))
        for name, why in files.refused.items()
    ]
    workspace = join_sources([*refused, *sources], tuple(files.unread))
    return replace(workspace, read=(*files.names, *files.refused, *files.foreign), foreign=tuple(files.foreign))


def not_meant(name: str) -> Source:
    """What is read of a file that nobody has named and that does not say that it is one of ours: nothing."""
    finding = stamp(RULE_OF[rules.not_a_chain_file], rules.not_a_chain_file([]))
    return Source(name, "", findings=(finding,))


TOO_MUCH: Final = N_(
    "the files are larger than {most} MiB together; raise 'max-mebibytes' in palveluketju.toml, or name fewer at a time"
)


@collector_paused()
def join_sources(sources: Iterable[Source], unread: tuple[Message, ...] = ()) -> Workspace:
    """Make a workspace of sources already read: each chain with what it uses of the catalogues that hold for it.

    A catalogue holds for the files of its folder and of the folders below it.
    """
    sources = tuple(sources)
    right: dict[str, Source] = {}
    read = []
    for source in sorted(sources, key=lambda one: base_of(one) is not None):  # what variants change comes first
        one = read_over(source, right)
        read.append(one)
        if one.right_id is not None:
            right.setdefault(one.right_id, source)
    joiner = Joiner(read)
    files = {one.source.name: joiner.joined(one) for one in read}
    return Workspace(tuple(files[source.name] for source in sources), unread)


def load_chain(path: str | os.PathLike[str]) -> Chain:
    """Read one chain file, with what it uses of the ``catalogue.yaml`` beside it.

    Raises:
        CannotRun: there is no such file, or it may not be read.
        InvalidChain: the file, or the catalogue, is wrong; the message says where and how.
        TypeError: what is given is not a path.
    """
    if not isinstance(path, (str, os.PathLike)):
        raise TypeError("load_chain takes the path of one file: load_chain('chain.yaml')")
    return _only_chain(load_workspace([path]), os.fspath(path))


def load_chain_text(text: str, *, catalogue: str | None = None) -> Chain:
    """Make a chain of YAML text, as a notebook has it, and the text of a catalogue if there is one.

    Raises:
        InvalidChain: one of the texts is wrong; the message says where and how.
    """
    sources = [] if catalogue is None else [parse_source(catalogue, name="<catalogue>")]
    return _only_chain(join_sources([*sources, parse_source(text, name="<chain>")]), "<chain>")


def _only_chain(workspace: Workspace, name: str) -> Chain:
    if workspace.unread:
        raise CannotRun(all_of(workspace.unread))
    errors = [
        f"{file.name}:{':'.join(map(str, file.source.position(finding.position, finding.where)))}: {finding.message}"
        for file in workspace.files
        for finding in file.findings
        if finding.severity.name == "ERROR"
    ]
    if errors:
        raise InvalidChain("\n".join(errors))
    named = [file.chain for file in workspace.files if FilePath(file.name) == FilePath(name)] or workspace.chains
    if len(named) > 1:
        raise InvalidChain("there are several chains; read them with load_workspace")
    if not named or named[0] is None:
        raise InvalidChain(f"{name} is a catalogue, not a chain")
    return named[0]
