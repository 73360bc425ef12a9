"""The command that writes a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from palveluketju.commands.chains import config_of, workspace_of
from palveluketju.commands.speaking import OF_ENDING, examples, lang_option, misuse, progress, say
from palveluketju.findings import N_, CannotRun, Items, Message

if TYPE_CHECKING:
    pass

ENDINGS: Final = (".html", ".md", ".docx", ".xlsx", ".pptx", ".pdf")


@click.command(
    epilog=examples(
        "palveluketju report chains/ --lang fi -o report.docx",
        "palveluketju report chains/uusimaa -o report.html",
    )
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"File to write; the ending sets the format: {' '.join(ENDINGS)}.",
)
@lang_option
def report(paths: tuple[str, ...], output: Path, lang: str | None) -> int:
    """Write a report of all chains in files or folders: pictures, tables, registers, findings, sources.

    PATH can also be the id of a chain. A folder of the same name is taken if it holds chain files; otherwise write
    ./NAME.
    """
    from palveluketju.config import theme_of
    from palveluketju.documents.whole import report as written
    from palveluketju.output import write_file

    kind = output.suffix.lower()
    if kind not in ENDINGS:
        raise misuse(OF_ENDING, file=output, endings=Items(ENDINGS, "or"))
    config = config_of(paths)
    language = lang or config.lang
    workspace, found, code, read = workspace_of(paths, config, checked=True)
    if not workspace.graphs or found is None:
        raise CannotRun(N_("there is no chain to report on"))
    look, hard_to_read = theme_of(config)
    for sentence in hard_to_read:
        say(Message(N_("warning: {warning}"), warning=sentence))
    whole = written(workspace, found, lang=language, theme=look)
    data = whole.as_bytes(kind, drawing=progress, tell=say)
    write_file(output, data, inputs=config.read(*read))
    return code
