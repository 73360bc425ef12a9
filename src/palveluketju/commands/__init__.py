"""The commands: check, show, draw, report, and what can be found. Each returns its exit code."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import click

from palveluketju.commands.chains import FOUND, OUR_MISTAKE, Found, read_files
from palveluketju.commands.drawing import draw
from palveluketju.commands.report import report
from palveluketju.commands.showing import show
from palveluketju.commands.speaking import COULD_NOT_RUN, lang_option, language, misuse
from palveluketju.config import FAIL_ON, read_config
from palveluketju.findings import N_, Items, Message, Severity, UnknownId, translated
from palveluketju.terms import term

__all__ = ["COULD_NOT_RUN", "FOUND", "OUR_MISTAKE", "Found", "palveluketju"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="palveluketju", message="%(prog)s %(version)s")
@lang_option
@click.pass_context
def palveluketju(context: click.Context, lang: str | None) -> None:  # noqa: ARG001  # commands ask for it
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
    metavar="YYYY-MM-DD",
    help="Day on which dated things are checked (default: 'date' in palveluketju.toml, else today; of dated duties,"
    " those without a last day).",
)
@lang_option
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
    for line in as_text(found, lang=lang or language(), with_excerpts=not no_excerpt):
        click.echo(line)
    for file, crash in found.crashes:
        failed = Message(
            N_("internal error: check {code} {name} failed on {file}: {error}"),
            code=crash.check.code,
            name=crash.check.name,
            file=file,
            error=repr(crash.error),
        )
        click.echo(failed.text(lang or language()), err=True)
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
@lang_option
def checks(lang: str | None) -> int:
    """List all rules: code, severity, group, name and title."""
    from palveluketju.checking import RULES

    spoken = lang or language()
    severities = {severity: term(severity.label, spoken) for severity in Severity}
    weights = max(map(len, severities.values()))
    width = max(len(rule.name) for rule in RULES)
    groups = max(len(rule.group.name) for rule in RULES)
    for rule in RULES:
        known = f"{rule.code}  {severities[rule.severity]:<{weights}}  {rule.group.name:<{groups}}"
        click.echo(f"{known}  {rule.name:<{width}}  {translated(rule.title, spoken)}")
    return 0


@palveluketju.command()
@click.argument("check", metavar="CODE|NAME")
@lang_option
def explain(check: str, lang: str | None) -> int:
    """Explain a rule: what it finds, why it matters and how to fix it."""
    from palveluketju.checking import RETIRED_CHECKS, RULES

    spoken = lang or language()
    for retired in RETIRED_CHECKS:
        if check.lower() in (retired.code.lower(), retired.name):
            page = Message(
                N_(
                    "{code} {name} (retired)\n\n{title}\n\nNow found by {now}.\nWhy: {why}\nMend: write {now} where"
                    " {code} is accepted."
                ),
                code=retired.code,
                name=retired.name,
                title=translated(retired.title, spoken),
                now=Items(retired.found_by, "or"),
                why=translated(retired.why, spoken),
            )
            click.echo(page.text(spoken))
            return 0
    try:
        rule = RULES[check]
    except UnknownId as error:
        raise misuse(error.message) from None
    title, why, mend = (translated(text, spoken) for text in (rule.title, rule.why, rule.mend))
    click.echo(f"{rule.code} {rule.name} ({term(rule.severity.label, spoken)})\n\n{title}\n")
    click.echo(translated(N_("Why: {why}\nMend: {mend}"), spoken).format(why=why, mend=mend))
    return 0


palveluketju.add_command(show)
palveluketju.add_command(draw)
palveluketju.add_command(report)
