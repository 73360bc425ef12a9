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


def command() -> "NoReturn":
    """Run the command line as a program, and end it with its exit code.

    All that it wrote is written by then, and what others want done at the end of Python is done. To take apart what it
    made, object by object, would take a tenth of the time of checking one chain; the system takes it back whole. Where
    somebody traces or profiles the program, or a thread is at work, it ends as any other.
    """
    code = main()
    threading = sys.modules.get("threading")
    if sys.gettrace() or sys.getprofile() or (threading is not None and threading.active_count() > 1):
        sys.exit(code)
    import atexit
    import os

    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        sys.exit(code)  # Python tells of it as of any other program
    os._exit(code)


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
    from palveluketju.haste import hasten

    hasten()
    from palveluketju.process import run

    return run(given, written)
