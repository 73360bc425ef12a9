"""Commands that are imported when they are run."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from inspect import cleandoc
from typing import Any

import click

from palveluketju.commands.speaking import language, spoken


class Later(click.Command):
    """The name of a command and the first sentence of its help; its module is imported once it has to do something.

    The list of the commands, and what completes their names, need no more than this.
    """

    def __init__(self, name: str, module: str, in_short: str) -> None:
        super().__init__(name, help=in_short)
        self._module = module

    def imported(self) -> click.Command:
        """The command itself, in English."""
        command: click.Command = getattr(import_module(f"palveluketju.commands.{self._module}"), self.name or "")
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """That of the command itself, which speaks the language of messages."""
        return spoken(self.imported(), language()).make_context(info_name, args, parent, **extra)


def texts_of(command: click.Command, under: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a command's help, and of the commands in it, each with the command that it is of."""
    name = f"{under} {command.name}".strip()
    texts = [cleandoc(command.help or ""), command.options_metavar]
    texts += [param.metavar for param in command.params]
    texts += [param.help for param in command.params if isinstance(param, click.Option)]
    if isinstance(command, click.Group):
        texts.append(command.subcommand_metavar)
    yield from ((name, text) for text in texts if text)
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from texts_of(one.imported() if isinstance(one, Later) else one, name)
