"""The commands that tell what can be found."""

from __future__ import annotations

import click

from palveluketju import findings
from palveluketju.commands.pages import pages
from palveluketju.commands.speaking import lang_option, language, misuse
from palveluketju.findings.groups import group_of
from palveluketju.findings.translations import N_, translated
from palveluketju.terms.words import term


@click.command()
@lang_option
def checks(lang: str | None) -> int:
    """List all rules: code, severity, group, name and title."""
    spoken = lang or language()
    every = [page for page in pages() if not page.found_by]
    severities = {severity.label: term(severity.label, spoken) for severity in findings.Severity}
    weights = max(map(len, severities.values()))
    width = max(len(page.name) for page in every)
    groups = max(len(group_of(page.code).name) for page in every)
    for page in every:
        known = f"{page.code}  {severities[page.severity]:<{weights}}  {group_of(page.code).name:<{groups}}"
        click.echo(f"{known}  {page.name:<{width}}  {translated(page.title, spoken)}")
    return 0


@click.command()
@click.argument("check", metavar="CODE|NAME")
@lang_option
def explain(check: str, lang: str | None) -> int:
    """Explain a rule: what it finds, why it matters and how to fix it."""
    spoken = lang or language()
    every = pages()
    page = next((page for page in every if page.is_called(check)), None)
    if page is None:
        known = (word for page in every if not page.found_by for word in (page.code, page.name))
        raise misuse(findings.unknown_id("check", check, known).message)
    title, why, mend = (translated(text, spoken) for text in (page.title, page.why, page.mend))
    if page.found_by:
        retired = findings.Message(
            N_(
                "{code} {name} (retired)\n\n{title}\n\nNow found by {now}.\nWhy: {why}\nMend: write {now} where"
                " {code} is accepted."
            ),
            code=page.code,
            name=page.name,
            title=title,
            now=findings.Items(page.found_by, "or"),
            why=why,
        )
        click.echo(retired.text(spoken))
        return 0
    click.echo(f"{page.code} {page.name} ({term(page.severity, spoken)})\n\n{title}\n")
    click.echo(translated(N_("Why: {why}\nMend: {mend}"), spoken).format(why=why, mend=mend))
    return 0
