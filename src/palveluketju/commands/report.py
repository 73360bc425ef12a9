"""The command that writes a report."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from palveluketju.commands.chains import config_of, workspace_before, workspace_of
from palveluketju.commands.speaking import OF_ENDING, counting_pages, examples, lang_option, misuse, progress, say
from palveluketju.findings import N_, CannotRun, Items, Message, unknown_id

ENDINGS: Final = (".html", ".md", ".docx", ".xlsx", ".pptx", ".pdf")


@click.command(
    epilog=examples(
        "palveluketju report chains/ --lang fi -o report.docx",
        "palveluketju report chains/uusimaa --edition full -o report.html",
        "palveluketju report chains/uusimaa --since v1.0 --with interface-services -o report.pdf",
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
@click.option(
    "--edition",
    type=click.Choice(("board", "full")),
    default="board",
    show_default=True,
    help="A summary for a steering group, of one page and two pages a chain, or everything.",
)
@click.option(
    "--with",
    "also",
    multiple=True,
    metavar="NAME",
    help="Register that the summary has too, such as interface-services; or sources, or glossary. Can be repeated.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Word file or presentation whose looks a .docx or .pptx file gets: styles, page, layouts.",
)
@click.option(
    "--since",
    metavar="OLD",
    help="Tell what has changed since an earlier version, which is a file, a folder or a git revision.",
)
@lang_option
def report(
    paths: tuple[str, ...],
    output: Path,
    edition: str,
    also: tuple[str, ...],
    template: Path | None,
    since: str | None,
    lang: str | None,
) -> int:
    """Write a report of all chains in files or folders.

    The edition 'board' is a summary for a steering group: what matters most, what is to be decided and what is not
    known, on one page; then each chain's picture, goals, gaps, borders and interfaces, on two. What does not fit is
    counted. The edition 'full' has the pictures, tables, registers, findings, sources and a glossary. An .xlsx file has
    the registers in both.

    PATH can also be the id of a chain. A folder of the same name is taken if it holds chain files; otherwise write
    ./NAME.
    """
    from palveluketju.config import theme_of
    from palveluketju.documents import check_takes_template
    from palveluketju.documents.board import PARTS
    from palveluketju.documents.document import Properties
    from palveluketju.documents.whole import report as written
    from palveluketju.graph.clock import today
    from palveluketju.output import write_files
    from palveluketju.paged import telling_pages
    from palveluketju.tables import REGISTERS, WORKSPACE_REGISTERS

    kind = output.suffix.lower()
    if kind not in ENDINGS:
        raise misuse(OF_ENDING, file=output, endings=Items(ENDINGS, "or"))
    config = config_of(paths)
    language = lang or config.lang
    if edition == "full" and (also or since):
        raise misuse(N_("{option} works only with --edition board"), option="--with" if also else "--since")
    if template is not None:
        check_takes_template(kind)
    names = (*REGISTERS, *WORKSPACE_REGISTERS, *PARTS)
    for name in also:
        if name not in names:
            raise misuse(unknown_id("register", name, names).message)
    workspace, found, code, read = workspace_of(paths, config, checked=True)
    if not workspace.graphs or found is None:
        raise CannotRun(N_("there is no chain to report on"))
    look, hard_to_read = theme_of(config)
    for sentence in hard_to_read:
        say(Message(N_("warning: {warning}"), warning=sentence))
    whole = written(
        workspace,
        found,
        lang=language,
        theme=look,
        edition=edition,
        also=also,
        before=None if since is None else workspace_before(since, paths, config).graph,
        template=template,
        properties=Properties(**config.report, day=config.date or today()),
    )
    with counting_pages() as tell_page, telling_pages(tell_page):
        files = whole.files(output, drawing=progress, tell=say)
    write_files(files, inputs=config.read(*read, *([str(template)] if template else [])))
    return code
