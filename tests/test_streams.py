"""Files that are looked at one by one: the same findings as of all together, and little that is kept."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import pytest

from command_line import ROOT, run
from palveluketju.checking import Located, WorkspaceReport, check_stream, check_workspace, elsewhere, leaves
from palveluketju.checking.packing import Packing
from palveluketju.checks import CHECKS, WORKSPACE_CHECKS
from palveluketju.graph import Asked, ChainGraph, compile_chain
from palveluketju.graph.remembering import Recalled, Window, remembered
from palveluketju.loading import load_chain_text, load_workspace, scopes, streaming
from palveluketju.loading.joining import Stock
from palveluketju.loading.streaming import Hidden, stream_of
from palveluketju.terms import LANGUAGES
from small_chains import CATALOGUE, CHAIN

CASES = ROOT / "tests" / "cases"
VARIANT = "palveluketju: 1\nid: variant\nname: V\nvariant-of: k0\nlevels: {a: {note: Other}}\n"


def folder_of(where: Path, count: int) -> Path:
    (where / "sub").mkdir()
    (where / "catalogue.yaml").write_text(CATALOGUE)
    (where / "sub" / "a-variant.yaml").write_text(VARIANT)
    for number in range(count):
        text = CHAIN.format(name=f"k{number}", to=f"k{number + 1}")
        (where / f"k{number}.yaml").write_text(text)
    (where / "twice.yaml").write_text(CHAIN.format(name="k0", to="k1"))
    (where / "wrong.yaml").write_text(CHAIN.format(name="k9", to="k1") + "unknown: key\n")
    return where


def told(report: WorkspaceReport) -> list[object]:
    return [
        (file.name, file.source.lines, file.source.chain_id, file.is_chain, *_told(one))
        for file in report.files
        for one in (*file.findings, *file.accepted)
    ]


def _told(one: Located) -> tuple[object, ...]:
    said = [one.finding.message_in(lang) for lang in LANGUAGES]
    return one.finding.code, one.position, one.related, one.known_by, one.acceptance, *said


def test_files_one_by_one_have_the_findings_of_all_together(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 3)
    stream = stream_of([folder])
    assert stream is not None
    one_by_one, together = check_stream(stream), check_workspace(load_workspace([folder]))
    assert told(one_by_one) == told(together)
    assert replace(one_by_one, files=()) == replace(together, files=())
    codes = {one.finding.code for file in one_by_one.files for one in file.findings}
    assert "PK501" in codes
    assert {file.name for file in stream.files} == {file.name for file in load_workspace([folder]).files}


@pytest.mark.parametrize("code", [rule.code for rule in WORKSPACE_CHECKS])
def test_what_is_remembered_is_enough_for_every_check_of_all_together(code: str) -> None:
    stream = stream_of([CASES / code])
    assert stream is not None
    one_by_one = check_stream(stream, CHECKS)
    assert not one_by_one.crashes
    assert told(one_by_one) == told(check_workspace(load_workspace([CASES / code])))


def test_while_files_are_looked_at_one_chain_is_whole(tmp_path: Path) -> None:
    whole: list[int] = []

    def asked_of(_: str) -> Asked:
        graphs = [one for one in gc.get_objects() if type(one) is ChainGraph and "_ways" in vars(one)]
        whole.append(len(graphs))
        return Asked()

    gc.collect()
    before = len([one for one in gc.get_objects() if type(one) is ChainGraph and "_ways" in vars(one)])
    stream = stream_of([folder_of(tmp_path, 6)])
    assert stream is not None
    check_stream(stream, asked_of=asked_of)
    assert max(whole) <= before + 1


def test_what_is_not_remembered_of_a_chain_cannot_be_asked() -> None:
    graph = compile_chain(load_chain_text(CHAIN.format(name="c", to="d") + "services: {neuvola: {name: N}}\n"))
    kept = Recalled(remembered(graph), graph.asked, graph.day, graph.today, Window(1))
    assert [offer.service.id for offer in kept.offers()] == [offer.service.id for offer in graph.offers()]
    for question in (
        lambda: kept.moves(),
        lambda: kept.unknown_references(),
        lambda: kept.chain.moves,
        lambda: kept.level("a").note,
        lambda: kept.offers()[0].use.producers,
        lambda: kept.entries(),
    ):
        with pytest.raises(AttributeError):
            question()


def test_only_the_last_graphs_that_were_asked_hold_what_they_found_out() -> None:
    window = Window(most=2)
    texts = [CHAIN.format(name=f"c{number}", to="d") for number in range(5)]
    whole = [compile_chain(load_chain_text(text + "services: {neuvola: {name: N}}\n")) for text in texts]
    kept = [Recalled(remembered(graph), graph.asked, graph.day, graph.today, window) for graph in whole]
    for _ in range(2):
        for graph, other in zip(kept, whole, strict=True):
            assert [(one.service, one.where) for one in graph.offers()] == [
                (one.service, one.where) for one in other.offers()
            ]
            assert (graph.levels(), graph.services()) == (other.levels(), other.services())
            assert graph.is_service("neuvola")
            assert sum(len(vars(one)) > len(vars(_not_asked(whole[0], window))) for one in kept) <= 2


def _not_asked(graph: ChainGraph, window: Window) -> Recalled:
    return Recalled(remembered(graph), graph.asked, graph.day, graph.today, window)


def test_what_is_found_in_very_many_files_is_told_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folders = [[folder_of(tmp_path, 3)], [ROOT / "chains"]]
    whole = [check_workspace(load_workspace(folder)) for folder in folders]
    packed: list[bytes | None] = []
    pack = Packing.packed_if_plain

    def noted(packing: Packing, value: object) -> bytes | None:
        packed.append(pack(packing, value))
        return packed[-1]

    for module in (leaves, elsewhere, streaming):
        monkeypatch.setattr(module, "VERY_MANY", 2)
    monkeypatch.setattr(Packing, "packed_if_plain", noted)
    for folder, together in zip(folders, whole, strict=True):
        stream = stream_of(folder)
        assert stream is not None
        report = check_stream(stream)
        assert told(report) == told(together)
        records = [[*one.decisions, *one.not_known] for one in report.files]
        assert records == [[*one.decisions, *one.not_known] for one in together.files]
    assert len(packed) > 20
    assert all(packed)


def test_what_was_looked_up_in_catalogues_can_be_forgotten(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for county in "abc":
        (tmp_path / county).mkdir()
        folder_of(tmp_path / county, 2)
    whole = told(check_workspace(load_workspace([tmp_path])))
    forgotten: list[Stock] = []
    forget = Stock.forget

    def noted(stock: Stock) -> None:
        forgotten.append(stock)
        forget(stock)

    monkeypatch.setattr(Stock, "forget", noted)
    monkeypatch.setattr(scopes, "_RECENT", 1)
    stream = stream_of([tmp_path])
    assert stream is not None
    assert told(check_stream(stream)) == whole
    assert len(forgotten) >= 2


def test_a_catalogue_that_hides_is_read_with_all_others(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2)
    (folder / "zz.yaml").write_text('"palveluketju\\u002dcatalogue": 1\nservices: {x: {name: X}}\nsegments: {}\n')
    stream = stream_of([folder])
    assert stream is not None
    with pytest.raises(Hidden):
        check_stream(stream)
    assert run("check", str(folder)).returncode == 1
