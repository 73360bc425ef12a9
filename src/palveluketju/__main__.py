"""``python -P -m palveluketju``: the same as the command ``palveluketju``.

Without ``-P`` Python looks for modules in the current folder first, so a checkout could bring its own ``yaml.py``.
"""

from palveluketju.cli import command

if __name__ == "__main__":
    command()
