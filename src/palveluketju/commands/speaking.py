"""In which language the command line speaks: help, errors and messages; and how it says them."""

from __future__ import annotations

import copy
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

import click

from palveluketju.commands.ending import COULD_NOT_RUN
from palveluketju.findings.translations import N_, NN_, translated
from palveluketju.terms.languages import LANGUAGES

if TYPE_CHECKING:
    from palveluketju.findings import Message, Template

_T = TypeVar("_T")
_S = TypeVar("_S", covariant=True)
DRAWING: Final = N_("drawing")
CHECKING: Final = N_("checking")
_SETTING: Final = N_("setting page {page}")
PATIENCE: Final = 2.0
"""How many seconds pass before it is shown how far something is."""
OF_ENDING_OR_FOLDER: Final = N_("the ending of {file} sets the format; use {endings}, or name a folder")
OF_ENDING: Final = N_("the ending of {file} sets the format; use {endings}")
EXAMPLES: Final = N_("Examples:")
VARIABLE: Final = "PALVELUKETJU_LANG"
"""The environment variable that asks for a language where no option does."""
_SPOKEN: ContextVar[str] = ContextVar("spoken", default="en")


def _asked(context: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The language of the command, else that of the command that it is of, else that of the environment."""
    above = context.parent.params.get("lang") if context.parent else None
    return value or above or param.type_cast_value(context, os.environ.get(VARIABLE) or None)


def examples(*lines: str) -> str:
    """The examples under the help of a command."""
    return "\b\n" + EXAMPLES + "".join(f"\n  {line}" for line in lines)


def choice(words: Iterable[str]) -> click.Choice[str]:
    """One of some words, in capital letters or small."""
    return click.Choice(tuple(words), case_sensitive=False)


lang_option = click.option(
    "--lang",
    type=choice(LANGUAGES),
    callback=_asked,
    help="Language of everything that is written (default: PALVELUKETJU_LANG, else 'lang' in palveluketju.toml, else"
    " the chain's own for pictures and tables, and English for messages).",
)


class OutputName(click.Path):
    """The name of a file or a folder to write, as it is typed: a slash at its end tells that it is a folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name, but for what would stand for this folder, or make one that is called ``-``."""
        if value in ("", "-"):
            self.fail(translated(_NO_NAME, language()), param, ctx)
        return super().convert(value, param, ctx)


_NO_NAME: Final = N_("name a file or a folder; without this option the output is printed")


def asked_language(arguments: Sequence[str]) -> str:
    """The language of messages that a command line asks for: ``--lang``, the variable, the configuration, or English.

    It is needed before anything is parsed, since parsing can fail. The locale is never asked: the same command gives
    the same text on every machine.
    """
    named: list[str] = []
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            named += arguments[place + 1 : place + 2]
        elif argument.startswith("--lang="):
            named.append(argument.removeprefix("--lang="))
    wished = (*reversed(named), os.environ.get(VARIABLE))
    known = (one.casefold() for one in wished if one and one.casefold() in LANGUAGES)
    return next(known, None) or _configured_language() or "en"


def _configured_language() -> str | None:
    from palveluketju.config.language import language_in

    return language_in(os.curdir)


def speak(lang: str) -> None:
    """Say everything from here on in a language."""
    _SPOKEN.set(lang)


def language() -> str:
    """The language of messages."""
    return _SPOKEN.get()


def say(message: Message) -> int:
    """Tell why nothing could be done; also where there is nobody to tell."""
    from palveluketju.display import safe

    if sys.stderr is not None:
        click.echo(f"palveluketju: {safe(message.text(language()))}", err=True)
    return COULD_NOT_RUN


def misuse(template: Template | Message, /, **values: object) -> click.UsageError:
    """The error of a command line that asks for what there is not, or for two things that exclude each other."""
    from palveluketju.findings import Message

    message = template if isinstance(template, Message) else Message(template, **values)
    return click.UsageError(message.text(language()))


def spoken(command: click.Command, lang: str) -> click.Command:
    """A command with its help in a language."""
    said = copy.copy(command)
    said._help_option = None  # click keeps the option that it makes, with its help in the language of the first time
    said.help = translated(cleandoc(command.help or ""), lang)
    said.epilog = (command.epilog or "").replace(EXAMPLES, translated(EXAMPLES, lang))
    said.options_metavar = translated(command.options_metavar or "", lang)
    said.params = [_spoken(param, lang) for param in command.params]
    if isinstance(said, click.Group) and isinstance(command, click.Group):
        said.subcommand_metavar = translated(command.subcommand_metavar, lang)
        said.commands = {name: spoken(one, lang) for name, one in command.commands.items()}
    return said


def _spoken(param: click.Parameter, lang: str) -> click.Parameter:
    said = copy.copy(param)
    if said.metavar:
        said.metavar = translated(said.metavar, lang)
    if isinstance(said, click.Option) and said.help:
        said.help = translated(said.help, lang)
    return said


OF_CLICK: Final = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such option {name!r}."),
    N_("No such option: {name}"),
    N_("No such command {name!r}."),
    NN_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    NN_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    NN_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    NN_("{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}."),
    N_("Option {name!r} does not take a value."),
    NN_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
)
"""What click says when it is called with these commands; it asks for translations by itself."""


class Countable(Protocol[_S]):
    """Things of which it is known how many there are."""

    def __len__(self) -> int:
        """How many there are."""

    def __iter__(self) -> Iterator[_S]:
        """Each of them."""


def progress(things: Countable[_T], doing: str = DRAWING, *, now: Callable[[], float] = time.monotonic) -> Iterator[_T]:
    """Things that are gone through one by one; a terminal shows after two seconds how many of them are done."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from things
        return
    begun, label = now(), translated(doing, language())
    with ExitStack() as stack:
        shown = None
        for count, one in enumerate(things, start=1):
            yield one
            if shown is not None:
                shown.update(1)
            elif now() - begun >= PATIENCE:
                bar: Any = click.progressbar(length=len(things), label=label, file=sys.stderr)
                shown = stack.enter_context(bar)
                shown.update(count)


@contextmanager
def counting_pages(*, now: Callable[[], float] = time.monotonic) -> Iterator[Callable[[int], object]]:
    """What tells a terminal which page is being set, from two seconds on; how many there will be is not known."""
    begun, is_shown = now(), False

    def tell(page: int) -> None:
        nonlocal is_shown
        if sys.stderr is not None and sys.stderr.isatty() and now() - begun >= PATIENCE:
            is_shown = True
            click.echo("\r" + translated(_SETTING, language()).format(page=page), nl=False, err=True)

    try:
        yield tell
    finally:
        if is_shown:
            click.echo(err=True)
