"""Who steers whom: organisations in rows from the top, with the instruments and documents of each relation."""

from __future__ import annotations

from dataclasses import replace

from palveluketju.analyses import SteeringRelation, steering_relations
from palveluketju.drawing.content.legend import legend_of
from palveluketju.drawing.content.marks import unsettled_look
from palveluketju.drawing.content.overlay import Overlay
from palveluketju.drawing.content.workspace_overlay import LaidOnChains
from palveluketju.drawing.frame.sheets import workspace_sheet
from palveluketju.drawing.net.layered import Shown, Tie
from palveluketju.drawing.net.pages import node_bodies
from palveluketju.drawing.picture.pages import Paper
from palveluketju.drawing.picture.picture import Picture
from palveluketju.drawing.routing.depths import depths
from palveluketju.drawing.typesetting.items import Item
from palveluketju.graph import WorkspaceGraph
from palveluketju.model import Instrument, Shared, is_unsettled, listed
from palveluketju.telling import in_words
from palveluketju.terms import term, title
from palveluketju.wording import name_in


def steering_view(
    workspace: WorkspaceGraph,
    overlay: Overlay | None = None,
    *,
    page: Paper = "a4",
    lang: str = "en",
    description: tuple[str, ...] = (),
) -> Picture:
    """Every relation of steering as a connector from who steers down to who is steered, with what it steers by.

    What does not fit beside its connector stands as a numbered note under the picture. An organisation stands below
    all that steer it; where organisations steer each other in a circle, one connector of it goes up.
    """
    name, laid = title("steering", lang), LaidOnChains(workspace, overlay, lang)
    view = _Steering(steering_relations(workspace), laid, lang)
    legend = legend_of((tie.role for tie in view.ties), lang, {"forward": "steers another"})
    sheet = workspace_sheet(workspace, "steering", name, page, lang, description, legend, "no steering", laid)
    sheet = replace(sheet, under="")
    return sheet.picture(node_bodies(sheet, view.shown(), view.ties, down=True))


class _Steering:
    """The organisations of relations as boxes, and the relations as ties.

    Organisations of one id in different catalogues are the same when they are the same declaration.
    """

    def __init__(self, relations: tuple[SteeringRelation, ...], laid: LaidOnChains, lang: str) -> None:
        self._laid, self._lang = laid, lang
        self._names: dict[tuple[int, str], str] = {}
        self._found: dict[str, tuple[Shared, str]] = {}
        self.ties = [self._tie(relation) for relation in relations]
        self._over: dict[str, list[str]] = {name: [] for name in self._found}
        for tie in self.ties:
            self._over[tie.end].append(tie.start)

    def _name(self, shared: Shared, organisation: str) -> str:
        declared = shared.organisations.get(organisation)
        key = (id(shared if declared is None else declared), organisation)
        if key not in self._names:
            same = sum(other == organisation for _, other in self._names)
            self._names[key] = f"organisation:{organisation}" + (f"-{same + 1}" if same else "")
            self._found[self._names[key]] = (shared, organisation)
        return self._names[key]

    def _tie(self, relation: SteeringRelation) -> Tie:
        steering, lang = relation.steering, self._lang
        start, end = (self._name(relation.shared, who) for who in (relation.steers, relation.steered))
        instruments = ", ".join(_instrument(item, lang) for item in listed(steering.by))
        by_what = instruments or in_words(steering.by, lang) or f"{term('by what', lang)}: {term('not-stated', lang)}"
        documents = ", ".join(document.text(lang) for document in listed(steering.documents))
        documents = documents or in_words(steering.documents, lang)
        label = tuple(Item(text, italic=text == documents) for text in (by_what, documents) if text)
        said = "; ".join(words.text for words in label)
        ends = (name_in(relation.shared, "organisations", who, lang) for who in (relation.steers, relation.steered))
        told, found = f"{' – '.join(ends)}: {said}", self._laid.elements(steering)
        role = unsettled_look(steering.by)[0] if is_unsettled(steering.by) else "forward"
        return Tie(f"steering:{start}:{end}", start, end, role, label, told, found)

    def shown(self) -> list[Shown]:
        """The organisations, each a layer below the lowest that steers it."""
        layers = depths(self._over)
        return [
            Shown(name, self._words(*found), "organisation", layers[name], f"organisation:{found[1]}")
            for name, found in self._found.items()
        ]

    def _words(self, shared: Shared, organisation: str) -> tuple[Item, ...]:
        """An organisation's name, and what it is a part of, or its sector."""
        name = Item(name_in(shared, "organisations", organisation, self._lang), bold=True)
        declared = shared.organisations.get(organisation)
        if declared is None:
            return (name,)
        sectors = ", ".join(term(one.value, self._lang) for one in listed(declared.sector))
        under = name_in(shared, "organisations", str(declared.part_of), self._lang) if declared.part_of else ""
        said = Item(under or sectors, role="quiet")
        return name, said, *self._laid.elements(declared)


def _instrument(instrument: Instrument, lang: str) -> str:
    return term("information-steering" if instrument is Instrument.INFORMATION else instrument.value, lang)
