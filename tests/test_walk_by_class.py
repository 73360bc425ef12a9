"""The places of a walk by the class of their value, and the values of a sentence."""

from __future__ import annotations

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
