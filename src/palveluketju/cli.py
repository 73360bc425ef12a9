"""Where every start begins: the version is told before anything is imported, all else is :mod:`palveluketju.process`.

Python itself starts in a fraction of the time that click takes. A check that is told again needs no click either.
"""

import sys

from palveluketju import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from palveluketju.cache.runs import Written

CHECK = "check"
"""The command of which it is kept what it wrote."""
MANY = 50_000
"""How many new objects there are before Python looks for garbage among them; 700 elsewhere."""


def command() -> "NoReturn":
    """Run the command line as a program, and end it with its exit code.

    All that it wrote is written by then. To take apart what it made, object by object, would take a tenth of the time
    of checking one chain; the system takes it back whole. Whoever traces or profiles the program writes at its end.
    """
    code = main()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        sys.exit(code)  # Python tells of it as of any other program
    if sys.gettrace() is None and sys.getprofile() is None:
        import os

        os._exit(code)
    sys.exit(code)


def main(arguments: "list[str] | None" = None) -> int:
    """Run the command line and return the exit code; nothing but an exit code leaves it."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given == ["--version"] and sys.stdout is not None:
        try:
            sys.stdout.write(f"palveluketju {__version__}\n")
            sys.stdout.flush()
            return 0
        except OSError:
            pass  # whoever tells all else that cannot be written tells it of this as well
    if CHECK not in given:
        return _run(given)
    from palveluketju.cache.runs import kept_run

    try:
        with kept_run(given) as written:
            if written is not None:
                from palveluketju.cache.again import told_again

                code = told_again(written)
                if code is not None:
                    return code
            return _run(given, written)
    except KeyboardInterrupt:
        return 130


def _run(given: "list[str]", written: "Written | None" = None) -> int:
    _hasten()
    from palveluketju.process import run

    return run(given, written)


def _hasten() -> None:
    """What a process of this command does without: it makes much that it keeps, and has no plugins of pydantic's."""
    import gc
    import os

    gc.set_threshold(MANY, 20, 20)
    # To look for plugins, pydantic reads what every installed distribution says of itself.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
