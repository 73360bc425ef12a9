"""The commands: check, show, draw, report, and what can be found. Each returns its exit code."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import click

from palveluketju.commands.chains import (
    COULD_NOT_RUN,
    FOUND,
    LANG_HELP,
    OUR_MISTAKE,
    Found,
    read_files,
    say,
)
from palveluketju.commands.drawing import draw
from palveluketju.commands.report import report
from palveluketju.commands.showing import show
from palveluketju.config import FAIL_ON, read_config
from palveluketju.findings import UnknownId, joined
from palveluketju.terms import LANGUAGES

__all__ = ["COULD_NOT_RUN", "FOUND", "OUR_MISTAKE", "Found", "palveluketju", "say"]

_lang = click.option("--lang", type=click.Choice(LANGUAGES), help=LANG_HELP)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="palveluketju")
@click.pass_context
def palveluketju(context: click.Context) -> None:
    """Check, show and draw health and social care service chains (palveluketju) written in YAML.

    Exit codes: 0 no findings at or above --fail-on, 1 findings (with --fail-on-unknown also anything not known), 2 the
    command could not run, 3 internal error.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        context.color = False


@palveluketju.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--fail-on",
    type=click.Choice(tuple(FAIL_ON)),
    help="Lowest severity that makes the check fail (default: error).",
)
@click.option("--fail-on-unknown", is_flag=True, help="Also fail when something is marked as not known.")
@click.option("--no-excerpt", is_flag=True, help="Do not show lines of the files.")
@click.option(
    "--date",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day on which dated things are checked (default: 'date' in palveluketju.toml, else today; of dated duties,"
    " those without a last day).",
)
@_lang
def check(
    paths: tuple[str, ...],
    fail_on: str | None,
    fail_on_unknown: bool,
    no_excerpt: bool,
    today: datetime.datetime | None,
    lang: str | None,
) -> int:
    """Check chain files, or folders of them (default: chains/, or the paths in palveluketju.toml).

    PATH can also be the id of a chain. A folder of the same name is taken if it holds chain files; otherwise write
    ./NAME.
    """
    from palveluketju.checking import check_workspace
    from palveluketju.reporting import as_text

    config = read_config(Path())
    workspace = read_files(paths, config)
    day = today.date() if today else config.date
    found = check_workspace(workspace, today=day, languages=config.languages)
    for line in as_text(found, lang=lang or config.lang or "en", with_excerpts=not no_excerpt):
        click.echo(line)
    for file, crash in found.crashes:
        click.echo(
            f"internal error: check {crash.check.code} {crash.check.name} failed on {file}: {crash.error!r}",
            err=True,
        )
    if found.crashes:
        return OUR_MISTAKE
    if found.unread:
        return COULD_NOT_RUN
    worst = found.worst()
    limit = FAIL_ON[fail_on] if fail_on else config.fail_on
    if worst is not None and limit is not None and worst >= limit:
        return FOUND
    return FOUND if (fail_on_unknown or config.fail_on_unknown) and found.count_not_known() else 0


@palveluketju.command()
def checks() -> int:
    """List all rules: code, severity, group, name and title."""
    from palveluketju.checking import RULES

    width = max(len(rule.name) for rule in RULES)
    groups = max(len(rule.group.name) for rule in RULES)
    for rule in RULES:
        known = f"{rule.code}  {rule.severity.label:<7}  {rule.group.name:<{groups}}  {rule.name:<{width}}"
        click.echo(f"{known}  {rule.title}")
    return 0


@palveluketju.command()
@click.argument("check", metavar="CODE|NAME")
def explain(check: str) -> int:
    """Explain a rule: what it finds, why it matters and how to fix it."""
    from palveluketju.checking import RETIRED_CHECKS, RULES

    for retired in RETIRED_CHECKS:
        if check.lower() in (retired.code.lower(), retired.name):
            found = joined(retired.found_by, "or")
            click.echo(f"{retired.code} {retired.name} (retired)\n\n{retired.title}\n\nNow found by {found}.")
            click.echo(f"Why: {retired.why}\nMend: write {found} where {retired.code} is accepted.")
            return 0
    try:
        rule = RULES[check]
    except UnknownId as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"{rule.code} {rule.name} ({rule.severity.label})\n\n{rule.title}\n\nWhy: {rule.why}\nMend: {rule.mend}")
    return 0


palveluketju.add_command(show)
palveluketju.add_command(draw)
palveluketju.add_command(report)
