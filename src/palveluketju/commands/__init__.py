"""The commands: check, show, draw, and what can be found. Each returns its exit code."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from palveluketju.config import FAIL_ON, Config, read_config
from palveluketju.findings import CannotRun, counted, nearest
from palveluketju.terms import LANGUAGES

if TYPE_CHECKING:
    from palveluketju.graph import ChainGraph

FOUND, COULD_NOT_RUN, OUR_MISTAKE = 1, 2, 3
PICTURES: Final = (".dot", ".svg", ".png", ".pdf")

_lang = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of headings and terms; messages are in English."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="palveluketju")
@click.pass_context
def palveluketju(context: click.Context) -> None:
    """Check, show and draw health and social care service chains (palveluketju) written in YAML.

    Exit codes: 0 nothing found at or above --fail-on, 1 findings, 2 could not run, 3 internal error.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        context.color = False


@palveluketju.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--fail-on",
    type=click.Choice([*FAIL_ON, "never"]),
    help="From which weight on findings fail (default: error).",
)
@click.option("--no-excerpt", is_flag=True, help="Leave out the lines of the files.")
@click.option(
    "--date",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which acceptances (default: today) and dated duties (default: those that stay) count.",
)
@_lang
def check(
    paths: tuple[str, ...],
    fail_on: str | None,
    no_excerpt: bool,
    today: datetime.datetime | None,
    lang: str | None,
) -> int:
    """Check chain files, and whole folders of them (default: chains/, or the paths of palveluketju.toml)."""
    from palveluketju.checking import check_workspace
    from palveluketju.loading import load_workspace
    from palveluketju.reporting import as_text

    config = read_config(Path())
    workspace = load_workspace(paths or config.paths)
    report = check_workspace(workspace, today=today.date() if today else None)
    for line in as_text(report, lang=lang or config.lang, with_excerpts=not no_excerpt):
        click.echo(line)
    for file, crash in report.crashes:
        click.echo(
            f"internal error: check {crash.check.code} {crash.check.name} failed on {file}: {crash.error!r}",
            err=True,
        )
    if report.crashes:
        return OUR_MISTAKE
    if report.unread:
        return COULD_NOT_RUN
    worst = report.worst()
    limit = None if fail_on == "never" else (FAIL_ON[fail_on] if fail_on else config.fail_on)
    return FOUND if worst is not None and limit is not None and worst >= limit else 0


@palveluketju.command()
@click.argument("chains", nargs=-1, metavar="CHAIN | --register NAME [PATH]...")
@click.option("--register", metavar="NAME", help="One register of all chains: integration-points, shared-services, ...")
@_lang
def show(chains: tuple[str, ...], register: str | None, lang: str | None) -> int:
    """Show a chain as text: levels, critical services and registers. CHAIN is a file or a chain's id.

    With --register, one register of all chains in the files or folders (default: chains/, or the paths of
    palveluketju.toml).
    """
    config = read_config(Path())
    if register is not None:
        return _show_register(register, chains or config.paths, lang or config.lang)
    from palveluketju.reporting.chain import chain_text

    if len(chains) != 1:
        raise click.UsageError("name one chain, or a register with --register")
    graph, _ = _graph_of(chains[0], config)
    for line in chain_text(graph, lang=lang or config.lang):
        click.echo(line)
    return 0


def _show_register(name: str, paths: tuple[str, ...], lang: str) -> int:
    from palveluketju.checking import catalogue_graphs
    from palveluketju.graph import compile_chain, compile_workspace
    from palveluketju.loading import load_workspace
    from palveluketju.reporting.workspace_registers import register_names, register_text

    if name not in register_names():
        guess = nearest(name, register_names())
        hint = f"did you mean '{guess}'?" if guess else f"the registers are {', '.join(register_names())}"
        raise click.UsageError(f"there is no register '{name}'; {hint}")
    workspace = load_workspace(paths)
    files = [file for file in workspace.files if file.chain is not None]
    graphs = [compile_chain(file.chain, also_declared=file.declared) for file in files if file.chain]
    catalogues = catalogue_graphs(workspace).values()
    for line in register_text(name, compile_workspace(graphs, catalogues), lang=lang):
        click.echo(line)
    for sentence in workspace.unread:
        say(sentence)
    broken = [file.name for file in workspace.files if not file.parsed.complete]
    if broken:
        say(f"left out, because of errors in them: {', '.join(broken)}; see 'palveluketju check'")
    return COULD_NOT_RUN if workspace.unread else (FOUND if broken else 0)


@palveluketju.command()
@click.argument("chain")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write; its ending decides: .dot .svg .png .pdf.",
)
@click.option("--findings", is_flag=True, help="Mark the findings of the checks on the picture.")
@_lang
def draw(chain: str, output: Path | None, findings: bool, lang: str | None) -> int:
    """Draw a chain. Without -o, its DOT text goes to the terminal. CHAIN is a file or a chain's id."""
    from palveluketju.checking import check_chain
    from palveluketju.drawing import dot_text
    from palveluketju.output import render, write_file

    if output is not None and output.suffix.lower() not in PICTURES:
        raise click.UsageError(f"the ending of {output} decides what is drawn; use one of {', '.join(PICTURES)}")
    config = read_config(Path())
    graph, file = _graph_of(chain, config)
    text = dot_text(graph, check_chain(graph) if findings else None, lang=lang or config.lang)
    if output is None:
        click.echo(text, nl=False)
        return 0
    kind = output.suffix.lower().removeprefix(".")
    data = text.encode() if kind == "dot" else render(text, kind)
    write_file(output, data, inputs=[Path(file)])
    return 0


@palveluketju.command()
def checks() -> int:
    """List everything that can be found: code, weight, name, title."""
    from palveluketju.checking import RULES

    width = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        click.echo(f"{rule.code}  {rule.severity.label:<7}  {rule.name:<{width}}  {rule.title}")
    return 0


@palveluketju.command()
@click.argument("check", metavar="CODE|NAME")
def explain(check: str) -> int:
    """Explain a finding: what it is, why it matters, how to mend it."""
    from palveluketju.checking import RULES

    by_name = {name: rule for rule in RULES for name in (rule.code, rule.name)}
    wanted = check.upper() if check.upper() in by_name else check.lower()
    if wanted not in by_name:
        guess = nearest(wanted, by_name)
        hint = f"; did you mean '{guess}'?" if guess else "; 'palveluketju checks' lists them all"
        raise click.UsageError(f"there is no check '{check}'{hint}")
    rule = by_name[wanted]
    click.echo(f"{rule.code} {rule.name} ({rule.severity.label})\n\n{rule.title}\n\nWhy: {rule.why}\nMend: {rule.mend}")
    return 0


def _graph_of(name: str, config: Config) -> tuple[ChainGraph, str]:
    """The graph of one chain, named by its file or its id, and its file's name."""
    from palveluketju.checking import check_workspace
    from palveluketju.graph import compile_chain
    from palveluketju.loading import load_workspace
    from palveluketju.reporting import as_text

    is_file = os.path.lexists(name) or name.lower().endswith((".yaml", ".yml"))
    workspace = load_workspace([name] if is_file else config.paths)
    if workspace.unread:
        raise CannotRun("; ".join(workspace.unread))
    files = [file for file in workspace.files if (_is_same(file.name, name) if is_file else file.is_called(name))]
    for file in files:
        if file.chain is not None:
            graph = compile_chain(file.chain, also_declared=file.declared)
            unknown = len(graph.unknown_references())
            if unknown:
                what = f"{counted(unknown, 'reference')} in {file.name} not declared, and left out"
                say(f"{what}; see 'palveluketju check {file.name}'")
            return graph, file.name
        if file.is_catalogue:
            raise CannotRun(f"{file.name} is a catalogue; name a chain")
    if files:
        for line in as_text(check_workspace(workspace, checks=())):
            click.echo(line, err=True)
        raise Found
    ids = [chain.id for chain in workspace.chains]
    known = f"the chains are {', '.join(ids)}" if ids else "there are no chains that can be read"
    raise CannotRun(f"there is no chain '{name}' in {', '.join(config.paths)}; {known}")


def _is_same(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


class Found(Exception):
    """The file has errors, which are already shown."""


def say(sentence: str) -> int:
    """Tell why nothing could be done; also where there is nobody to tell."""
    from palveluketju.reporting.terminal import safe

    if sys.stderr is not None:
        click.echo(f"palveluketju: {safe(sentence)}", err=True)
    return COULD_NOT_RUN
