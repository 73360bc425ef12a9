"""Other readers of YAML open what this project writes, shows and accepts, and read the same in it."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from chain_files import CHAINS, EXAMPLES
from documents import blocks
from palveluketju.model import Chain
from palveluketju.source import parse_source
from palveluketju.source.writing import write_yaml
from strategies import chains

pytestmark = pytest.mark.quick

FILES = sorted(path for folder in (CHAINS, EXAMPLES) for path in folder.rglob("*.y*ml"))


def with_pyyaml(text: str) -> None:
    """The loader of PyYAML that is written in Python, with the values typed as it types them."""
    yaml.load(text, Loader=yaml.SafeLoader)


def with_ruamel(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of values that it types, and says it would write otherwise
        YAML(typ="rt", pure=True).load(text)


READERS = pytest.mark.parametrize("read", [with_pyyaml, with_ruamel], ids=lambda read: str(read.__name__))


@READERS
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CHAINS.parent)))
def test_a_file_of_the_project_opens(path: Path, read: Callable[[str], None]) -> None:
    read(path.read_text(encoding="utf-8"))


@READERS
@pytest.mark.parametrize("block", list(blocks("yaml")), ids=str)
def test_an_example_of_the_documentation_opens(block: Any, read: Callable[[str], None]) -> None:
    read(block.text)


def test_they_are_what_they_should_be() -> None:
    """The project's own files, and a reader that refuses what libyaml takes."""
    assert len(FILES) > 15
    assert len(list(blocks("yaml"))) > 30
    with pytest.raises(yaml.YAMLError):
        with_pyyaml("a: {open: Kuka?}\n")
    with pytest.raises(YAMLError):
        with_ruamel("a:\t|#\n")
    assert yaml.load("a: {open: Kuka?}\n", Loader=yaml.CSafeLoader) == {"a": {"open": "Kuka?"}}


@given(chains())
def test_a_chain_written_out_opens(chain: Chain) -> None:
    text = chain.to_yaml()
    assert [finding.code for finding in parse_source(text).findings if finding.code == "PK012"] == []
    with_pyyaml(text)
    with_ruamel(text)


SIGNS = [
    *"ab?:,#-'\"!&*|>%@`~=<.[]{}\\/ 10x_ä\n\t",
    " ",
    "? ",
    "- ",
    ": ",
    " #",
    ", ",
    "?}",
    "2026-02-30",
    "<<",
    "0x_",
    "\xa0",
]
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=6).map("".join)
DATA = st.dictionaries(
    TEXTS.filter(str.strip),
    st.recursive(
        TEXTS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(str.strip), inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@given(DATA)
@settings(max_examples=400)
def test_whatever_is_written_opens(data: dict[str, Any]) -> None:
    text = write_yaml(data)
    if {finding.code for finding in parse_source(text).findings} <= {"PK012"}:  # '<<' as a key is refused by us too
        assert not parse_source(text).findings
        with_pyyaml(text)
        with_ruamel(text)


@st.composite
def written_by_hand(draw: st.DrawFn) -> str:
    """A file of a few lines with texts as they come, unquoted, within braces and brackets, over lines."""
    one, two = draw(TEXTS), draw(TEXTS)
    shapes = (
        "a: {{b: {one}, c: {two}}}\nd: 1\n",
        "a: [{one}, {two}]\nd: 1\n",
        "a: {one}\nb: {two}\n",
        "{one}: {two}\nb: x\n",
        "a:\n  - {one}\n  - {two}\n",
        "a: {{{one}: x, {two}: y}}\n",
        'a: "{one}"{two}\nb: |{two}\n  {one}\n',
    )
    return draw(st.sampled_from(shapes)).format(one=one, two=two)


def plain(node: Any) -> Any:
    """What PyYAML composes, as plain strings."""
    if isinstance(node, yaml.MappingNode):
        return {plain(key) or "": plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    text = unicodedata.normalize("NFC", node.value)
    return text if node.style else text or None


@given(written_by_hand())
@settings(max_examples=3000)
def test_what_is_read_without_a_finding_means_the_same_to_others(text: str) -> None:
    source = parse_source(text)
    if source.data and not source.findings:
        with_pyyaml(text)
        assert plain(yaml.compose(text, Loader=yaml.SafeLoader)) == source.data


@READERS
@pytest.mark.parametrize("text", ["1", "1234567890", "2..", "18..64", "2027-01", "2027-12", "2027-02-28", "1000-10-10"])
def test_what_is_taken_for_right_unasked_opens(text: str, read: Callable[[str], None]) -> None:
    for file in (f"a: {text}\n", f"a: [{text}]\n", f"a: {{b: {text}}}\n", f"{text}: a\n"):
        assert parse_source(file).findings == ()
        read(file)
