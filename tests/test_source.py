"""Reading: what YAML may be in a chain file, and what it costs."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import lines_executed
from palveluketju import CannotRun
from palveluketju.findings import Position
from palveluketju.source import laid_aside, likeness_of, others, parse_source, read_source, scalars
from palveluketju.source.composing import composed
from palveluketju.source.writing import write_yaml

pytestmark = pytest.mark.quick

LAUGHS = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))


def found(text: str) -> list[tuple[str, Position | None]]:
    return [(finding.code, finding.position) for finding in parse_source(text).findings]


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("[" * 60_000, "PK006", (1, 33)),
        ("{a: " * 15_000, "PK006", (1, 129)),
        ("".join(f"{'  ' * depth}a:\n" for depth in range(1_000)), "PK006", (33, 65)),
        (LAUGHS, "PK007", (1, 5)),
        ("a: " + "x" * 1_900_000, "PK005", (1, 4)),
        ("a: [" + "b, " * 201_000 + "]", "PK005", None),
    ],
    ids=["brackets", "braces", "indentation", "billion-laughs", "long-text", "many-values"],
)
def test_hostile_files_get_one_finding_with_little_work(text: str, code: str, position: tuple[int, int] | None) -> None:
    findings = found(text)
    assert lines_executed(parse_source, text) < 10 * len(text)
    assert [finding for finding, _ in findings] == [code]
    assert position is None or findings[0][1] == position


def test_a_latin_1_file_gets_one_located_finding(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes("palveluketju: 1\nname: Päivystys\n".encode("latin-1"))
    assert [(f.code, f.position) for f in read_source(file).findings] == [("PK001", (2, 8))]


def test_a_large_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    with file.open("wb") as big:
        big.truncate(1 << 34)  # 16 GiB, none of it on the disk
    assert [f.code for f in read_source(file).findings] == ["PK005"]


def test_pipes_devices_and_missing_files_cannot_be_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    for path in (pipe, loop, tmp_path / "none.yaml", tmp_path, Path("/dev/zero"), Path("/proc/self/mem")):
        with pytest.raises(CannotRun, match="cannot read"):
            read_source(path)


def test_every_scalar_stays_as_it_is_written() -> None:
    text = "a: 00100\nb: 12:30\non: no\nc: 1e3\nd: ~\ne:\nf: ''\ng: 2018-10-11\nh: 0x1F\n"
    assert parse_source(text).data == {
        "a": "00100",
        "b": "12:30",
        "on": "no",
        "c": "1e3",
        "d": "~",
        "e": None,
        "f": "",
        "g": "2018-10-11",
        "h": "0x1F",
    }


def test_positions_count_characters_and_lines_as_editors_do() -> None:
    source = parse_source("\ufeffä: ö\r\nlist:\r\n  - yksi\r\n  - {kaksi: 2}\r\n")
    assert source.position(None, ("ä",)) == (1, 4)
    assert source.placement.key_at(("list",)) == (2, 1)
    assert source.position(None, ("list", 0)) == (3, 5)
    assert source.placement.key_at(("list", 1, "kaksi")) == (4, 6)
    assert source.position(None, ("list", 1, "kaksi", "far", "away")) == (4, 13)
    assert source.position(None, ("list",)) == (2, 1)


def test_letters_in_two_spellings_are_one_key() -> None:
    assert [code for code, _ in found("pa\u0308: 1\npä: 2\n")] == ["PK008"]
    assert parse_source("pa\u0308: a\u0308\n").data == {"pä": "ä"}


def test_a_wrong_part_does_not_hide_the_next() -> None:
    text = 'a: *x\nb: &y 1\nc: !!int 3\nd: 1\nd: "\\e"\n<<: 2\n'
    assert [code for code, _ in found(text)] == ["PK007", "PK007", "PK008", "PK004", "PK007"]


plain = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=30)
datas = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain.filter(bool), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(plain.filter(bool), datas, max_size=5))
def test_what_is_written_reads_back(data: dict[str, object]) -> None:
    import unicodedata

    def normal(value: object) -> object:
        if isinstance(value, dict):
            return {normal(key): normal(item) for key, item in value.items()}
        return [normal(item) for item in value] if isinstance(value, list) else unicodedata.normalize("NFC", str(value))

    source = parse_source(write_yaml(data))
    harmless = [
        finding for finding in source.findings if finding.code not in ("PK004", "PK008", "PK009", "PK010", "PK011")
    ]
    assert not harmless
    if not source.findings and data:
        assert source.data == normal(data)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    from palveluketju.source.reading import _parse

    source = _parse(data, "x")
    assert all(finding.position and min(finding.position) >= 1 for finding in source.findings)


@pytest.mark.parametrize("text", ["# c\n? a\n", "a: # x\n? b\n", "? \n#", "a:\n  - # y\n"])
def test_an_empty_value_by_a_comment_is_no_crash(text: str) -> None:
    assert all(finding.position for finding in parse_source(text).findings)


def test_a_value_lost_to_a_hash_is_told() -> None:
    assert found("a: #3 tärkeää\nb: x #y\nc: x # z\nd: # z\n") == [("PK009", (1, 4)), ("PK009", (2, 6))]


@pytest.mark.parametrize(
    "line", ["# 131052-308T", "k{}: 1", "- ", "a{}: &x{} 1"], ids=["codes", "keys", "items", "anchors"]
)
def test_reading_takes_work_in_proportion(line: str) -> None:
    def work(count: int) -> int:
        lines = [line.replace("{}", str(number)) for number in range(count)]
        text = ("a:\n  " if line == "- " else "a: 1\n") + ("\n  " if line == "- " else "\n").join(lines) + "\n"
        scalars.IN_MOST_FILES.clear()
        return lines_executed(parse_source, text)

    assert work(2_000) < 4.2 * work(500)


@pytest.mark.parametrize("text", ["a: {b: [\n", "a: [\r\n", "a: {\n\n\n", "a: [b,\n  c\n", '"', "a: 'b\n\n"])
def test_a_trouble_at_the_end_is_shown_in_the_file(text: str) -> None:
    ((code, position),) = found(text)
    assert code == "PK002"
    assert position is not None
    assert position.line <= len(text.rstrip().split("\n"))


def test_what_is_not_kept_moves_no_place() -> None:
    text = "a: {b: 1, b: {c: 2}, d: 3, b: 4}\n? [x, {y: z}]\n: {q: [1]}\nlist: [*i, e, {f: 5}]\nalias: *j\nlast: [6]\n"
    source = parse_source(text)
    assert source.data == {"a": {"b": "1", "d": "3"}, "list": ["e", {"f": "5"}], "last": ["6"]}
    keys: list[tuple[str | int, ...]] = [("a",), ("a", "b"), ("a", "d"), ("list", 1, "f"), ("last",)]
    for path in keys:
        line, column = source.placement.key_at(path) or (0, 0)
        assert text.splitlines()[line - 1][column - 1 :].startswith(str(path[-1]))
    values: dict[tuple[str | int, ...], str] = {
        ("a", "d"): "3",
        ("list", 0): "e",
        ("list", 1, "f"): "5",
        ("last", 0): "6",
    }
    for path, value in values.items():
        line, column = source.position(None, path)
        assert text.splitlines()[line - 1][column - 1] == value
    twice = [finding for finding in source.findings if finding.code == "PK008"]
    assert [finding.position for finding in twice] == [(1, 11), (1, 28)]
    assert [finding.related[0].position for finding in twice] == [(1, 5), (1, 5)]


def test_a_comment_without_a_space_is_found_behind_any_blanks_and_not_in_quotation_marks() -> None:
    text = 'a: yksi \t #kaksi\nb:  #kolme\nc: "x #y"\nd: z # w\ne: p#q\n'
    assert [(code, tuple(at or ())) for code, at in found(text) if code == "PK009"] == [
        ("PK009", (1, 11)),
        ("PK009", (2, 5)),
    ]


def test_places_are_made_when_they_are_asked_for() -> None:
    source = parse_source("a: {b: 1}\n")
    assert "_top" not in vars(source.placement)
    assert source.position(None, ("a", "b")) == (1, 8)
    assert "_top" in vars(source.placement)


def test_a_plain_text_is_looked_at_once_however_often_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    look = others.is_doubtful

    def noted(text: str) -> bool:
        asked.append(text)
        return look(text)

    monkeypatch.setattr(scalars, "is_doubtful", noted)
    scalars.IN_MOST_FILES.clear()
    for _ in range(2):
        parse_source("list:\n" + "  - {name: sama, kind: muu}\n" * 100)
    assert sorted(asked) == ["kind", "list", "muu", "name", "sama"]


def test_that_marks_without_end_are_put_in_order_quickly() -> None:
    """Each spelling is the same text as Python's own, and sorted marks leave Python nothing to move."""
    marks = "\u0315\u0300\u0323\u0344\u0f73\u0f71"
    for text in ("Ha\u0308me " * 200, "a" + marks * 200, marks * 200 + "b" + marks, "\u0f73" * 600, "ä" * 600):
        assert composed(text) == unicodedata.normalize("NFC", text)
    few, many = (("a" + marks * count) for count in (500, 2000))
    assert lines_executed(composed, many) < 5 * lines_executed(composed, few)


def test_a_value_that_stood_before_takes_few_lines() -> None:
    """What most of a file is, in brackets and in blocks: a key and its value, and what is noted of both."""

    def work(line: str, count: int) -> int:
        return lines_executed(parse_source, "list:\n" + line * count)

    for line in ("  - {name: sama, kind: muu}\n", "  - name: sama\n    kind: muu\n"):
        assert work(line, 200) - work(line, 100) < 105 * 100


@pytest.mark.parametrize(
    "text", ["a: {b: [ä, {c: }]}\nd: 'e'\n", "x\n", "", "*a\n---\npalveluketju: 1\n", "[a]\n", '"\\\\"\n']
)
def test_what_is_laid_aside_is_taken_up_as_it_was(text: str) -> None:
    source = parse_source(text, name="x.yaml")
    other = parse_source("a: {b: [ä, {d: }]}\n", name="y.yaml")
    for like in (b"", likeness_of(source), likeness_of(other)):
        aside = laid_aside(source, like)
        assert aside.taken_up() == replace(source, findings=())
        assert (aside.text, aside.lines) == (source.text, source.lines)


def test_a_file_like_another_takes_less_room() -> None:
    text = (Path(__file__).parent / "everything.yaml").read_text(encoding="utf-8")
    source, other = parse_source(text), parse_source(text.replace("id: ", "id: x", 1))
    alone = laid_aside(other)
    beside = laid_aside(other, likeness_of(source))
    assert len(beside.packed) * 2 < len(alone.packed)
    assert beside.taken_up() == alone.taken_up()
    assert beside.text == alone.text


def test_a_place_is_looked_for_without_all_others() -> None:
    """What stands beside a path is passed over, and what is asked twice is remembered."""
    text = "first:\n" + "  - {name: sama, kind: muu}\n" * 500 + "last: {name: x}\n"
    source = parse_source(text)
    assert lines_executed(source.placement.key_at, ("last", "name")) < 15 * 500
    assert lines_executed(source.placement.key_at, ("last", "name")) < 50
    assert source.placement.key_at(("last", "name")) == (502, 8)
    assert source.placement.key_at(("first", 499, "kind")) == (501, 18)
