"""Where every start begins: the version is told before anything is imported, all else is :mod:`palveluketju.process`.

Python itself starts in a fraction of the time that click takes.
"""

import sys

from palveluketju import __version__


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
    from palveluketju.process import run

    return run(given)
