"""The command that checks."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

import click

from palveluketju import findings
from palveluketju.cache.runs import NO_CACHE, Written, keep
from palveluketju.commands.ending import COULD_NOT_RUN, FOUND, OUR_MISTAKE
from palveluketju.commands.speaking import (
    CHECKING,
    choice,
    examples,
    lang_option,
    language,
    misuse,
    progress,
    say,
)
from palveluketju.commands.written import SUMMARY, write
from palveluketju.findings.severities import FAIL_ON
from palveluketju.findings.translations import N_, NN_

if TYPE_CHECKING:
    from pathlib import Path

    from palveluketju.checking.elsewhere import Files, Looked
    from palveluketju.findings import Severity
    from palveluketju.projects import Project, Together
    from palveluketju.reporting.formats import Telling

STDIN: Final = "-"
MOST_TEXT: Final = 8 << 20


@click.command(
    epilog=examples(
        "palveluketju check",
        "palveluketju check chains/ --fail-on warning --format sarif=check.sarif",
        "palveluketju check --since origin/main --format github",
        "palveluketju check --baseline known.json --write-baseline",
    )
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="Format of the report: text, json, sarif, github, gitlab, junit or markdown (default: PALVELUKETJU_FORMAT,"
    " else text). With =FILE the report is also written to a file; this can be repeated.",
)
@click.option("--fail-on", type=choice(FAIL_ON), help="Lowest severity that makes the check fail (default: error).")
@click.option("--fail-on-unknown", is_flag=True, help="Also fail when something is marked as not known.")
@click.option(
    "--since",
    metavar="REV",
    help="Report only what concerns files that have changed since a git revision, such as HEAD or origin/main.",
)
@click.option("--baseline", metavar="FILE", help="File of findings that were there before and do not count.")
@click.option("--write-baseline", is_flag=True, help="Write what is found to the file of --baseline; never adds to it.")
@click.option("--force", is_flag=True, help="With --write-baseline, also add to the file.")
@click.option("--prune", is_flag=True, help="Remove entries of the baseline that match no finding.")
@click.option("--skip-foreign", is_flag=True, help="Pass over named files that are of another format, as hooks need.")
@click.option("--stdin-name", metavar="FILE", help="With - as PATH: the file that the text read from stdin is to be.")
@click.option("--no-excerpt", is_flag=True, help="Do not show lines of the files.")
@click.option("--timings", is_flag=True, help="Also tell how long each stage and each check took.")
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    metavar="N",
    help="Number of processes that check the files of folders; 0 for as many as there are cores (default: 1).",
)
@click.option("-v", "--verbose", is_flag=True, help="Also tell which configuration is used and what is passed over.")
@click.option("-q", "--quiet", is_flag=True, help="Tell only the findings.")
@click.option(
    "--date",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Day on which dated things are checked (default: 'date' in palveluketju.toml, else today; of dated duties,"
    " those without a last day).",
)
@click.option(NO_CACHE, "_no_cache", is_flag=True, help="Check anew what has not changed since it was last checked.")
@lang_option
def check(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    fail_on: str | None,
    fail_on_unknown: bool,
    since: str | None,
    baseline: str | None,
    write_baseline: bool,
    force: bool,
    prune: bool,
    skip_foreign: bool,
    stdin_name: str | None,
    no_excerpt: bool,
    timings: bool,
    jobs: int,
    verbose: bool,
    quiet: bool,
    today: datetime.datetime | None,
    _no_cache: bool,
    lang: str | None,
) -> int:
    """Check chain files, or folders of them (default: chains/, or the paths in palveluketju.toml).

    PATH can also be the id of a chain. A folder of the same name is taken if it holds chain files; otherwise write
    ./NAME. Where the configuration names paths, all of them are read, and the report is of PATH.
    """
    from palveluketju.checking import own
    from palveluketju.commands.chains import named_files
    from palveluketju.commands.formats import formats_asked
    from palveluketju.commands.known import Known
    from palveluketju.config import read_config
    from palveluketju.projects import checked_together, projects_of
    from palveluketju.reporting.formats import WITH_FINGERPRINTS, Telling
    from palveluketju.timing import RENDERING, Timings, counting, timed

    if verbose and quiet:
        raise misuse(N_("choose one of --verbose and --quiet"))
    kind, beside = formats_asked(formats)
    known = Known.asked(baseline, write=write_baseline, force=force, prune=prune)
    texts = _unsaved(paths, stdin_name)
    here = read_config()
    named = (name for path in paths for name in ([*texts] if path == STDIN else named_files([path], here)))
    projects = projects_of(named, here)
    if verbose:
        _tell_configurations(projects)
    day = today.date() if today else None
    spent = Timings()
    with counting(spent) if timings else nullcontext():
        together = checked_together(
            projects,
            today=day,
            since=since,
            skip_foreign=skip_foreign,
            texts=texts,
            going=_going,
            jobs=1 if timings else jobs,  # what another process takes is not counted
            with_fingerprints=baseline is not None or not WITH_FINGERPRINTS.isdisjoint((kind, *beside.values())),
        )
        if verbose:
            _tell_contracts(together)
        together = known.applied(together)
        limit = FAIL_ON[fail_on] if fail_on else projects[0].config.fail_on
        telling = Telling(lang or language(), together.root, limit, not no_excerpt, verbose, quiet)
        with timed(RENDERING):
            written = _written(together, kind, beside, telling)
            write(written)
    for line in spent.lines(language()):
        click.echo(line, err=True)
    code = _code(together, limit, is_given=fail_on is not None, on_unknown=fail_on_unknown)
    is_only_of_files = not (texts or since or write_baseline or prune or verbose or timings)
    if (
        code in (0, FOUND)
        and is_only_of_files
        and all(one.config.cache for one in projects)
        and own.own_checks().are_settled
    ):
        keep(written._replace(code=code))
    return code


def _going(files: Files) -> Iterator[Looked]:
    return progress(files, CHECKING)


def _code(together: Together, limit: Severity | None, *, is_given: bool, on_unknown: bool) -> int:
    """The exit code; what could not be read, and what failed, is told on the standard error."""
    for sentence in together.report.unread:
        say(sentence)
    for file, crash in together.report.crashes:
        say(crash.message(file))
    if together.report.crashes:
        return OUR_MISTAKE
    if together.report.unread:
        return COULD_NOT_RUN
    return FOUND if together.fails(limit, is_given=is_given, on_unknown=on_unknown) else 0


def _unsaved(paths: tuple[str, ...], name: str | None) -> dict[str, str]:
    """The text of the standard input, by the name of the file that it is to be."""
    if STDIN not in paths:
        if name is not None:
            raise misuse(N_("--stdin-name works only with - as PATH"))
        return {}
    if name is None:
        raise misuse(N_("text from the standard input needs --stdin-name with the file that it is to be"))
    if sys.stdin is None:
        raise findings.CannotRun(N_("the standard input is closed"))
    return {name: sys.stdin.buffer.read(MOST_TEXT + 1).decode("utf-8", "surrogateescape")}


def _tell_configurations(projects: Iterable[Project]) -> None:
    for project in projects:
        file = project.config.file
        used = findings.Message(N_("configuration: {file}"), file=file)
        say(used if file else findings.Message(N_("no configuration was found; the defaults are used")))


def _tell_contracts(together: Together) -> None:
    """What contracts cannot tell: a contract that finds nothing is kept only as far as the chains say."""
    for contract, found in together.outcomes:
        told = {"undecided": len(found.undecided), "unstated": len(found.unstated)}
        say(findings.Message(_CONTRACT, name=contract.name, count=len(found.breaches) + bool(found.missing), **told))


_CONTRACT: Final = NN_(
    "contract '{name}': {count} breach; undecided: {undecided}, not stated: {unstated}",
    "contract '{name}': {count} breaches; undecided: {undecided}, not stated: {unstated}",
)


def _written(together: Together, kind: str, beside: Mapping[Path, str], telling: Telling) -> Written:
    """The report in one format, which is printed, and in those of files."""
    from palveluketju.reporting import as_text
    from palveluketju.reporting.formats import FORMATS

    report = together.report
    if kind == "text":
        shown = {"with_excerpts": telling.with_excerpts, "verbose": telling.verbose, "quiet": telling.quiet}
        printed = "".join(f"{line}\n" for line in as_text(report, lang=telling.lang, **shown))
    else:
        printed = FORMATS[kind](report, telling)
    return Written(
        printed,
        click.get_current_context().color if kind == "text" else True,
        {str(file): FORMATS[name](report, telling) for file, name in beside.items()},
        together.read,
        FORMATS["markdown"](report, telling)
        if os.environ.get(SUMMARY) and "github" in (kind, *beside.values())
        else None,
    )
