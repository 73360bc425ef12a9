"""The commands: check, show, draw, report, and what can be found. Each returns its exit code."""

from __future__ import annotations

import os

import click

from palveluketju import __version__
from palveluketju.commands.ending import COULD_NOT_RUN, FOUND, OUR_MISTAKE, Found
from palveluketju.commands.later import Later
from palveluketju.commands.speaking import choice, lang_option
from palveluketju.findings.translations import N_

__all__ = ["COULD_NOT_RUN", "FOUND", "OUR_MISTAKE", "Found", "palveluketju"]

_COLOURS = {"always": True, "never": False}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option(
    "--color",
    type=choice(("auto", "always", "never")),
    default="auto",
    help="When the terminal is coloured (default: auto, which heeds NO_COLOR and FORCE_COLOR).",
)
@lang_option
@click.pass_context
def palveluketju(context: click.Context, lang: str | None, color: str) -> None:  # noqa: ARG001  # commands ask for it
    """Check, show and draw health and social care service chains (palveluketju) written in YAML.

    Exit codes: 0 no findings at or above --fail-on, 1 findings (with --fail-on-unknown also anything not known), 2 the
    command could not run, 3 internal error.
    """
    context.color = _COLOURS.get(color, _asked_of_terminal())


def _asked_of_terminal() -> bool | None:
    """Whether the environment asks for colours; None where it does not say. NO_COLOR comes before FORCE_COLOR."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return True if os.environ.get("FORCE_COLOR") not in (None, "", "0") else None


for command in (
    Later(
        "check",
        "checking",
        N_("Check chain files, or folders of them (default: chains/, or the paths in palveluketju.toml)."),
    ),
    Later("checks", "rules", N_("List all rules: code, severity, group, name and title.")),
    Later("explain", "rules", N_("Explain a rule: what it finds, why it matters and how to fix it.")),
    Later("show", "showing", N_("Show a chain as text: levels, critical services and registers.")),
    Later(
        "draw",
        "drawing",
        N_("Draw a chain, or a whole folder with the views matrix, workspace, steering, strategy and work."),
    ),
    Later(
        "report",
        "report",
        N_("Write a report of all chains in files or folders."),
    ),
):
    palveluketju.add_command(command)
