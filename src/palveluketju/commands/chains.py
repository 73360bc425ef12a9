"""One chain, or several, as a command line names them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from palveluketju.commands.ending import COULD_NOT_RUN, FOUND, Found
from palveluketju.commands.speaking import language, say
from palveluketju.findings import N_, NN_, CannotRun, Message, Severity, all_of, did_you_mean

if TYPE_CHECKING:
    from palveluketju.checking import WorkspaceReport
    from palveluketju.config import Config
    from palveluketju.graph import ChainGraph, WorkspaceGraph
    from palveluketju.loading import LoadedFile, Workspace


def read_files(paths: Iterable[str], config: Config) -> Workspace:
    """The files and folders that a command line names, or chains by their ids, else those of the configuration."""
    from palveluketju.loading import load_workspace

    named = named_files(paths, config)
    within = None if named else config.folder
    return load_workspace(named or config.paths, within=within, exclude=config.exclude, limits=config.limits)


def config_of(paths: Sequence[str]) -> Config:
    """The configuration that holds for the first file or folder that a command line names, else for this folder."""
    from palveluketju.config import read_config
    from palveluketju.projects import config_over

    here = read_config()
    return config_over(paths[0], here) if paths and os.path.lexists(paths[0]) else here


class Together(NamedTuple):
    """Chains and catalogues, what the checks find in them, the exit code of it, and the names of the files read."""

    graph: WorkspaceGraph
    report: WorkspaceReport | None
    code: int
    read: tuple[str, ...]


class One(NamedTuple):
    """A chain, the names of the files read, and the name of its own."""

    graph: ChainGraph
    read: tuple[str, ...]
    file: str


def workspace_of(paths: Iterable[str], config: Config, *, checked: bool = False) -> Together:
    """The chains and catalogues of files and folders.

    What cannot be read, and what is left out because of errors in it, is told.
    """
    from palveluketju.graph import compile_workspace
    from palveluketju.projects import checked as checked_as

    workspace = read_files(paths, config)
    code = _told_unread(workspace)
    report = checked_as(workspace, config) if checked else None
    compiled = compile_workspace(workspace, day=config.date, asked_of=config.asked_of)
    return Together(compiled, report, code, workspace.read)


class Each(NamedTuple):
    """Chains one by one, the exit code of reading them, and the names of the files read."""

    chains: tuple[One, ...]
    code: int
    read: tuple[str, ...]


def each_of(paths: Iterable[str], config: Config) -> Each:
    """The chains of files and folders, each by itself; what cannot be read, or has errors, is told and left out."""
    workspace = read_files(paths, config)
    code = _told_unread(workspace)
    files = [file for file in workspace.files if file.chain is not None]
    return Each(tuple(One(_told_and_compiled(file, config), (), file.name) for file in files), code, workspace.read)


def _told_unread(workspace: Workspace) -> int:
    """Tell what cannot be read, and what is left out because of errors in it; the exit code of that."""
    for sentence in workspace.unread:
        say(sentence)
    broken = [
        file.name for file in workspace.files if file.chain is None and not (file.is_catalogue and file.parsed.complete)
    ]
    if broken:
        say(Message(_LEFT_OUT, count=len(broken), files=", ".join(broken)))
    return COULD_NOT_RUN if workspace.unread else (FOUND if broken else 0)


def graph_of(name: str, config: Config) -> One:
    """The graph of one chain, named by its file or its id; a folder that is called like the chain is no chain."""
    from palveluketju.checking import check_workspace
    from palveluketju.reporting import as_text

    is_file = _is_file(name) and (not os.path.isdir(name) or is_folder(name, config))
    workspace = read_files([name] if is_file else (), config)
    if workspace.unread and not is_file:
        raise CannotRun(
            N_("there is no file '{name}', and no id can be looked for: {error}"),
            name=name,
            error=all_of(workspace.unread),
        )
    if workspace.unread:
        raise CannotRun(all_of(workspace.unread))
    files = [file for file in workspace.files if (_is_same(file.name, name) if is_file else file.is_called(name))]
    for file in files:
        if file.chain is not None:
            return One(_told_and_compiled(file, config), workspace.read, file.name)
        if file.is_catalogue:
            raise CannotRun(N_("{file} is a catalogue; name a chain"), file=file.name)
    if files:
        report = check_workspace(workspace, checks=())
        faulty = (file for file in report.files if any(one.finding.severity is Severity.ERROR for one in file.findings))
        for line in as_text(
            replace(report, files=tuple(replace(file, decisions=()) for file in faulty)), lang=language()
        ):
            click.echo(line, err=True)
        raise Found
    ids = [chain.id for chain in workspace.chains]
    known = did_you_mean(None, ids) if ids else Message(N_("no chain can be read"))
    if os.path.isdir(name):
        raise CannotRun(
            N_("{folder} is a folder; name one chain by its file or its id: {known}"), folder=name, known=known
        )
    paths = ", ".join(config.paths)
    raise CannotRun(N_("there is no chain '{id}' in {paths}; {known}"), id=name, paths=paths, known=known)


_LEFT_OUT: Final = NN_(
    "{files} has errors and is left out; 'palveluketju check' lists them",
    "{count} files have errors and are left out: {files}; 'palveluketju check' lists the errors",
)
_UNDECLARED: Final = NN_(
    "{count} reference in {file} is not declared and is left out; see 'palveluketju check {file}'",
    "{count} references in {file} are not declared and are left out; see 'palveluketju check {file}'",
)


def _told_and_compiled(file: LoadedFile, config: Config) -> ChainGraph:
    """The graph of a file that declares a chain; what it leaves out is told."""
    graph = _compiled(file, config)
    if unknown := len(graph.unknown_references()):
        say(Message(_UNDECLARED, count=unknown, file=file.name))
    return graph


def _compiled(file: LoadedFile, config: Config) -> ChainGraph:
    """The graph of a file that declares a chain."""
    from palveluketju.graph import compile_chain

    if file.chain is None:
        raise ValueError(f"{file.name} declares no chain")
    return compile_chain(file.chain, also_declared=file.declared, day=config.date, asked=config.asked_of(file.name))


def graph_before(name: str, one: One, config: Config) -> One:
    """The graph of an earlier version of a chain: of a file, an id or a folder, else of a revision of its own file.

    In a folder it is the chain of the same id.

    Raises:
        CannotRun: there is no such file, chain or revision, or the file has errors there.
    """
    from palveluketju.revisions import NoRevision, workspace_at

    if is_folder(name, config):
        name = _file_in(name, one.graph.chain.id, config)
    try:
        return graph_of(name, config)
    except CannotRun as error:
        if _is_file(name):
            raise
        try:
            workspace = workspace_at([one.file], name)
        except NoRevision as reason:
            both = N_("{error}; nor is it a revision: {reason}")
            raise CannotRun(both, error=error.message, reason=reason.message) from None
    file = next(file for file in workspace.files if file.name == one.file)
    if file.chain is None:
        found = next((finding.message_in(language()) for finding in file.findings), Message(N_("it is not a chain")))
        raise CannotRun(N_("{file} at {revision} has errors: {error}"), file=file.name, revision=name, error=found)
    return One(_compiled(file, config), (), file.name)


def _file_in(folder: str, id_: str, config: Config) -> str:
    """The file of a folder that has the chain of an id."""
    workspace = read_files([folder], config)
    if found := next((file.name for file in workspace.files if file.is_called(id_)), None):
        return found
    if workspace.unread:
        raise CannotRun(all_of(workspace.unread))
    raise CannotRun(N_("there is no chain '{id}' in {folder}"), id=id_, folder=folder)


def workspace_before(name: str, paths: Iterable[str], config: Config) -> Together:
    """An earlier version of files and folders: in a file or a folder, else as a git revision has them."""
    from palveluketju.graph import compile_workspace
    from palveluketju.revisions import NoRevision, workspace_at

    if os.path.lexists(name):
        return workspace_of([name], replace(config, paths=(), file=""))
    try:
        workspace = workspace_at(named_files(paths, config) or config.paths, name)
    except NoRevision as error:
        neither = N_("there is no file or folder '{name}', nor is it a revision: {reason}")
        raise CannotRun(neither, name=name, reason=error.message) from None
    broken = [file.name for file in workspace.files if file.chain is None and not file.is_catalogue]
    if broken:
        say(
            Message(N_("files with errors at {revision} are left out: {files}"), revision=name, files=", ".join(broken))
        )
    return Together(compile_workspace(workspace, day=config.date, asked_of=config.asked_of), None, 0, ())


def named_files(names: Iterable[str], config: Config) -> tuple[str, ...]:
    """The files and folders of a command line, where the id of a chain stands for the chain's file.

    A name is tried as an id where nothing on disk has it, or a folder that holds no chain files.
    """
    from palveluketju.loading.files import holds_chain_files

    def meant(name: str) -> str:
        is_taken = os.path.lexists(name) and (not os.path.isdir(name) or holds_chain_files(name))
        return name if is_taken else file_of_id(name, config) or name

    return tuple(map(meant, names))


def file_of_id(name: str, config: Config) -> str | None:
    """The file of the chain that has a name for its id, where the name can be an id and no file is called so."""
    from palveluketju.model.values import why_no_id

    if why_no_id(name) is not None or (os.path.lexists(name) and not os.path.isdir(name)):
        return None
    return next((file.name for file in read_files((), config).files if file.is_called(name)), None)


def is_folder(name: str, config: Config) -> bool:
    """Whether a name stands for a folder, and not for the chain that is called like it."""
    return os.path.isdir(name) and file_of_id(name, config) is None


def _is_file(name: str) -> bool:
    return os.path.lexists(name) or name.lower().endswith((".yaml", ".yml"))


def _is_same(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)
