"""The command that explains a rule."""

from __future__ import annotations

import click

from palveluketju.commands.speaking import lang_option, language, misuse
from palveluketju.findings import N_, Items, Message, UnknownId, translated
from palveluketju.terms import term


@click.command()
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
