"""The command that lists what can be found."""

from __future__ import annotations

import click

from palveluketju.commands.speaking import lang_option, language
from palveluketju.findings import Severity, translated
from palveluketju.terms import term


@click.command()
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
