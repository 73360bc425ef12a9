"""Plain data becomes YAML text that ``source`` reads back as the same data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from palveluketju.source.library import yaml
from palveluketju.source.others import is_refused

WIDTH = 110


def write_yaml(data: Mapping[str, Any]) -> str:
    """The text of a mapping of strings, mappings and lists, in its own order; every scalar stays text.

    Other YAML readers can open it too.
    """
    text: str = yaml.emit(_stream(data), Dumper=yaml.CSafeDumper, allow_unicode=True, width=WIDTH)
    return text


def on_one_line(data: Mapping[str, Any]) -> str:
    """A mapping as it can stand within others, in braces and on one line."""
    text: str = yaml.emit(_stream(data, in_braces=True), Dumper=yaml.CSafeDumper, allow_unicode=True, width=-1)
    return text.strip()


def _stream(data: Mapping[str, Any], *, in_braces: bool = False) -> Iterator[yaml.Event]:
    yield yaml.StreamStartEvent()
    yield yaml.DocumentStartEvent(explicit=False)
    yield from _events(data, in_braces=in_braces)
    yield yaml.DocumentEndEvent(explicit=False)
    yield yaml.StreamEndEvent()


def _events(value: Any, *, in_braces: bool = False) -> Iterator[yaml.Event]:
    if isinstance(value, Mapping):
        yield yaml.MappingStartEvent(None, None, True, flow_style=in_braces)
        for key, item in value.items():
            yield from _events(key)
            yield from _events(item, in_braces=in_braces)
        yield yaml.MappingEndEvent()
    elif isinstance(value, Sequence) and not isinstance(value, str):
        flow_style = in_braces or all(isinstance(item, str) for item in value)
        yield yaml.SequenceStartEvent(None, None, True, flow_style=flow_style)
        for item in value:
            yield from _events(item, in_braces=in_braces)
        yield yaml.SequenceEndEvent()
    else:
        # An empty text must not be written as nothing: nothing means that the key has no value.
        style = '"' if value == "" or is_refused(str(value)) else None
        yield yaml.ScalarEvent(None, None, (True, True), str(value), style=style)
