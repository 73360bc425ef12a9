"""The command line as a process: streams, signals and exit codes.

Exit codes: 0 nothing at or above the weight that fails, 1 findings, 2 could not run, 3 our own mistake.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import click

from palveluketju import findings
from palveluketju.commands import COULD_NOT_RUN, FOUND, OUR_MISTAKE, Found, palveluketju
from palveluketju.commands.speaking import asked_language, say, speak, spoken
from palveluketju.findings.translations import N_, speaking

if TYPE_CHECKING:
    from palveluketju.cache.runs import Written

COMPLETE = "_PALVELUKETJU_COMPLETE"
"""The variable by which a shell asks for the script that completes, or for what a line can go on with."""


def run(given: list[str], written: Written | None = None) -> int:
    """Run the command line and return the exit code; nothing but an exit code leaves it.

    What the same run has ``written`` before, and would again, is only written.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _end_quietly)
    lang = asked_language(given)
    speak(lang)
    try:
        with speaking(lang):
            code = _run(given, lang, written)
        if sys.stdout is not None:
            sys.stdout.flush()
        elif code in (0, FOUND):
            return say(findings.Message(N_("cannot write the result: the standard output is closed")))
        return code
    except BrokenPipeError:
        _forget_stdout()
        return 128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else FOUND
    except (KeyboardInterrupt, click.Abort):
        say(findings.Message(N_("interrupted")))
        return 130
    except OSError as error:
        _forget_stdout()
        return say(findings.Message(N_("cannot write the result: {reason}"), reason=findings.reason_of(error)))


def _run(arguments: list[str], lang: str, written: Written | None) -> int:
    try:
        if written is not None:
            from palveluketju.commands.written import write

            return write(written)
        # Not click's own main: it would end the program at a closed pipe with a code of its own.
        command = spoken(palveluketju, lang)
        completing = os.environ.get(COMPLETE)
        if completing:
            from click.shell_completion import shell_complete

            return shell_complete(command, {}, "palveluketju", COMPLETE, completing)
        with command.make_context("palveluketju", arguments) as context:
            return int(command.invoke(context) or 0)
    except Found:
        return FOUND
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return COULD_NOT_RUN
    except findings.CannotRun as error:
        return say(error.message)
    except (OSError, KeyboardInterrupt, click.Abort):
        raise
    except MemoryError:
        return say(findings.Message(N_("there is not enough memory; check fewer files at a time")))
    except Exception:
        import traceback

        traceback.print_exc()
        say(
            findings.Message(
                N_("this is an error in palveluketju, not in your files; please report it with the lines above")
            )
        )
        return OUR_MISTAKE


def _forget_stdout() -> None:
    """Keep the interpreter from writing to a closed pipe once more while it ends."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    if sys.stdout is not None:
        os.dup2(devnull, sys.stdout.fileno())


def _end_quietly(number: int, _: Any) -> None:
    raise SystemExit(128 + number)
