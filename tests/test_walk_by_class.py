"""The places of a walk by the class of their value, and the values of a sentence."""

from __future__ import annotations

from pathlib import Path

from palveluketju import load_workspace
from palveluketju.findings import N_, Message
from palveluketju.model import Chain, Text
from palveluketju.model.values import Reference
from palveluketju.model.walking import walk

CHAIN = Chain.model_validate(
    {
        "id": "ketju",
        "name": "Ketju",
        "levels": {
            "kevyt": {"name": "Kevyt", "services": ["neuvola"]},
            "vahva": {"name": "Vahva", "services": ["neuvola", "koti"]},
        },
        "services": {"neuvola": {"name": "Neuvola"}, "koti": {"name": "Koti"}},
    }
)


def test_places_of_classes_are_those_of_the_walk_in_its_order() -> None:
    """Also of classes below them, and of several classes together."""
    places = walk(CHAIN)
    for kinds in ((Text,), (Reference,), (Text, Reference)):
        wanted = [place for place in places if isinstance(place.value, kinds)]
        assert wanted
        assert list(places.of(*kinds)) == wanted


def test_a_sentence_asks_only_values_that_it_has_a_place_for() -> None:
    """A value may be long to word; one that another sentence of the finding shows is not worded here."""

    class Counting:
        asked = 0

        def text(self, lang: str) -> str:
            self.asked += 1
            return lang

    here, elsewhere = Counting(), Counting()
    said = Message(N_("{here} and {here}"), here=here, elsewhere=elsewhere)
    assert said.text("fi") == "fi and fi"
    assert (here.asked, elsewhere.asked) == (1, 0)


def test_a_chain_joined_to_a_catalogue_is_gone_through_as_any_other(tmp_path: Path) -> None:
    """Its walk is put together of walks that were made before: of its own parts, and of those that it has in common."""
    (tmp_path / "catalogue.yaml").write_text(CATALOGUE)
    (tmp_path / "a.yaml").write_text(JOINED.format(id="a", more="services: {koti: {name: Koti}}"))
    (tmp_path / "b.yaml").write_text(JOINED.format(id="b", more=""))
    one, other = (file for file in load_workspace([tmp_path]).files if file.chain is not None)
    for file in (one, other):
        assert file.walk == walk(file.chain)
    assert {("services", "neuvola"), ("services", "neuvola", "organiser", 0)} <= {where for where, _ in one.walk or ()}
    shared = [{place.where: place for place in file.walk or ()}["services", "neuvola"] for file in (one, other)]
    assert shared[0] is shared[1]


CATALOGUE = """\
palveluketju-catalogue: 1
organisations: {hva: {name: Alue}, kaupunki: {name: Kaupunki}}
services:
  neuvola: {name: Neuvola, organiser: [hva]}
  koti: {name: Kotihoito}
interfaces:
  raja: {name: Raja, between: [hva, kaupunki], services: [neuvola, koti]}
"""
JOINED = """\
palveluketju: 1
id: {id}
name: Ketju
organiser: hva
owner: hva
partners: [kaupunki]
levels:
  kevyt: {{name: Kevyt, services: [neuvola]}}
{more}
"""
