"""A chain made or changed in Python becomes the text of a chain file."""

from __future__ import annotations

from palveluketju.model import FORMAT_VERSION, Chain
from palveluketju.model.walking import as_data
from palveluketju.source import write_yaml


def chain_as_yaml(chain: Chain) -> str:
    """The text of a chain file that reads back as the same chain; what was not given is left out.

    What the chain was read with from a catalogue, or as a variant from another chain, is written into it, so that the
    file stands by itself: keep it apart from that catalogue. Comments of the file that the chain was read from are not
    kept.
    """
    data = {key: value for key, value in as_data(chain).items() if key not in ("variant-of", "without")}
    return write_yaml({"palveluketju": FORMAT_VERSION, **data})
