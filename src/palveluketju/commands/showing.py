"""The command that shows a chain, or a register of several, and writes registers as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from palveluketju.commands.chains import config_of, graph_of, workspace_before, workspace_of
from palveluketju.commands.speaking import (
    OF_ENDING,
    OF_ENDING_OR_FOLDER,
    OutputName,
    choice,
    examples,
    lang_option,
    misuse,
)
from palveluketju.findings import N_, Items, unknown_id

if TYPE_CHECKING:
    from palveluketju.config import Config
    from palveluketju.tables import Table

ALL: Final = "all"
FORMATS: Final = ("csv", "json", "md", "xlsx")
MATURITY: Final = "maturity"
_ENDINGS: Final = tuple(f".{one}" for one in FORMATS)


@click.command(
    epilog=examples(
        "palveluketju show lastensuojelun-ennaltaehkaisy",
        "palveluketju show --register interface-services -o services.xlsx",
        "palveluketju show --register maturity --since HEAD~20 chains/",
        "palveluketju show --register all -o registers/",
    )
)
@click.argument("chains", nargs=-1, metavar="CHAIN | --register NAME [PATH]...")
@click.option(
    "--register",
    metavar="NAME",
    help="Register of all chains to show: integration-points, shared-services, ...; 'all' for all registers.",
)
@click.option(
    "-o",
    "--output",
    type=OutputName(),
    metavar="FILE",
    help=f"File to write the register to; the ending sets the format: {' '.join(_ENDINGS)}. With --register all, this"
    " can be a folder: one file for each register.",
)
@click.option(
    "--format",
    "kind",
    type=choice(FORMATS),
    help="Format of the files in a folder (default: csv) or of the output (default: text).",
)
@click.option(
    "--select",
    "selection",
    metavar="SELECTION",
    help="Show only rows that are about the selected elements, such as 'tier:specialised & area:vantaa'.",
)
@click.option("--full", is_flag=True, help="Show everything that the chain declares: notes, readings, sources, ...")
@click.option(
    "--since",
    metavar="OLD",
    help="With --register maturity: compare with an earlier version, which is a file, a folder or a git revision.",
)
@lang_option
def show(
    chains: tuple[str, ...],
    register: str | None,
    output: str | None,
    kind: str | None,
    selection: str | None,
    full: bool,
    since: str | None,
    lang: str | None,
) -> int:
    """Show a chain as text: levels, critical services and registers.

    CHAIN is a file or the id of a chain; the id wins over a folder of the same name.

    With --register, show one register of all chains in the files or folders (default: chains/, or the paths in
    palveluketju.toml), or write it to a file. CSV files open in a spreadsheet: with semicolons and a byte order mark in
    Finnish and Swedish, with commas in English; a cell that looks like a formula gets an apostrophe. JSON has ids and
    states beside the texts. An .xlsx, .md or .json file can hold all registers.

    The register 'maturity' tells how much of each chain is complete; with --since it has the shares of an earlier
    version beside those of now. Both are judged on the same day and by the same configuration.
    """
    if since is not None and register != MATURITY:
        raise misuse(N_("--since works only with --register {name}"), name=MATURITY)
    config = config_of(chains)
    language = lang or config.lang
    if register is not None:
        if full:
            raise misuse(N_("--full works with a chain, not with --register"))
        return _show_register(register, chains, output, kind, (selection, since), language, config)
    if selection is not None:
        raise misuse(N_("{option} works only with --register NAME or --register all"), option="--select")
    if output is not None or kind is not None:
        option = "--format" if output is None else "--output"
        raise misuse(N_("{option} works only with --register NAME or --register all"), option=option)
    from palveluketju.reporting.chain import chain_text

    if len(chains) != 1:
        raise misuse(N_("name one chain, or a register with --register"))
    for line in chain_text(graph_of(chains[0], config).graph, lang=language, full=full):
        click.echo(line)
    return 0


def _show_register(
    name: str,
    paths: tuple[str, ...],
    output: str | None,
    kind: str | None,
    asked: tuple[str | None, str | None],
    lang: str | None,
    config: Config,
) -> int:
    from palveluketju.commands.selections import selected_in
    from palveluketju.output import names_folder
    from palveluketju.reporting.tables import register_text, table_text
    from palveluketju.tables import REGISTER_NAMES, maturity_since, registers
    from palveluketju.tables.keeping import Keeping
    from palveluketju.telling import language_for

    if name not in (*REGISTER_NAMES, ALL):
        raise misuse(unknown_id("register", name, (*REGISTER_NAMES, ALL)).message)
    names = REGISTER_NAMES if name == ALL else (name,)
    place = None if output is None else Path(output)
    in_folder = name == ALL and output is not None and names_folder(output)
    written_as = _format(place, kind, name, in_folder=in_folder)
    workspace = workspace_of(paths, config)
    selection, since = asked
    before = None if since is None else workspace_before(since, paths, config)
    language = language_for(workspace.graph, lang)
    selected = None if selection is None else selected_in(workspace.graph, selection)
    every: Mapping[str, Table] = registers(workspace.graph, lang=language, selected=selected)
    if before is not None:
        table = maturity_since(before.graph, workspace.graph)
        kept = table if selected is None else Keeping(selected).within(table, workspace.graph)
        every = {name: kept.within(language)}
    if written_as is None:
        for one in names:
            if name == ALL:
                click.echo(f"\n{every[one].title()}")
            told = register_text(one, workspace.graph, lang=language, selected=selected)
            for line in told if before is None else table_text(every[one]):
                click.echo(line)
        return workspace.code
    tables = {one: every[one] for one in names}
    inputs = config.read(*workspace.read, *(before.read if before else ()))
    _write(tables, place, written_as, language, in_folder=in_folder, inputs=inputs)
    return workspace.code


def _format(output: Path | None, kind: str | None, name: str, *, in_folder: bool) -> str | None:
    """The format that is written or printed; None for text on the terminal."""
    if in_folder:
        return kind or "csv"
    if output is None:
        if kind == "xlsx":
            raise misuse(N_("an .xlsx workbook cannot be printed; name a file with --output"))
        if kind == "csv" and name == ALL:
            raise misuse(N_("CSV holds one register; name a folder with --output, or name one register"))
        return kind
    ending = output.suffix.lower()
    if ending not in _ENDINGS:
        raise misuse(OF_ENDING_OR_FOLDER if name == ALL else OF_ENDING, file=output, endings=Items(_ENDINGS, "or"))
    if kind is not None and ending != f".{kind}":
        raise misuse(
            N_("{file} does not end in .{kind}; leave out --format, or change the ending"), file=output, kind=kind
        )
    if ending == ".csv" and name == ALL:
        raise misuse(N_("CSV holds one register; name a folder in place of {file}, or use .xlsx"), file=output)
    return ending[1:]


def _write(
    tables: Mapping[str, Table],
    output: Path | None,
    kind: str,
    lang: str,
    *,
    in_folder: bool,
    inputs: Iterable[str],
) -> None:
    """Print the registers, or write them to one file, or one by one to a folder: all of them or none."""
    from palveluketju.documents.register_files import register_bytes
    from palveluketju.output import write_file, write_folder

    if output is None:
        click.echo(register_bytes([*tables.values()], kind, lang), nl=False)
        return
    if not in_folder:
        write_file(output, register_bytes([*tables.values()], kind, lang), inputs=inputs)
        return
    files = {f"{name}.{kind}": register_bytes([table], kind, lang) for name, table in tables.items()}
    write_folder(output, files, inputs=inputs)
