"""The commands: check, show, draw, report, and what can be found. Each returns its exit code."""

from __future__ import annotations

import os

import click

from palveluketju.commands.chains import FOUND, OUR_MISTAKE, Found
from palveluketju.commands.checking import check
from palveluketju.commands.drawing import draw
from palveluketju.commands.report import report
from palveluketju.commands.rules import checks, explain
from palveluketju.commands.showing import show
from palveluketju.commands.speaking import COULD_NOT_RUN, choice, lang_option

__all__ = ["COULD_NOT_RUN", "FOUND", "OUR_MISTAKE", "Found", "palveluketju"]

_COLOURS = {"always": True, "never": False}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="palveluketju", message="%(prog)s %(version)s")
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


for command in (check, checks, explain, show, draw, report):
    palveluketju.add_command(command)
