"""Chains and reports as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from chain_files import FILES
from palveluketju import compile_chain, load_chain
from palveluketju.graph import compile_workspace
from palveluketju.loading import load_chain_text
from palveluketju.reporting.chain import chain_text
from palveluketju.reporting.tables import register_text
from palveluketju.terms import LANGUAGES

pytestmark = pytest.mark.quick

WHOLE = """
palveluketju: 1
id: nuoren-tuki
name: {fi: Nuoren tuki, sv: Stöd för unga}
called: care-and-service-chain
status: agreed
dated: 2026-03-01
organiser: alue
target-group: {name: Nuoret, age: 13..29, include: Masentunut nuori, exclude: Hoitosuhde on jo}
note: Ketjun oma huomautus
goals: {odotus: {text: Apu tulee ajoissa, target: {fi: alle 14 vrk, sv: under 14 dygn}}}
order: path
levels:
  arvio: {name: Arvio, kind: phase, note: Kaikille, critical: [{service: arvio, for: [youth, parent], optional: true}]}
  hoito:
    name: Hoito
    kind: phase
    services: [{one-of: [ryhma, yksilo], chosen-by: client}, {open: Muu hoito?}]
    carries: arvio
  seuranta: {name: Seuranta, kind: phase, services: {not-applicable: Hoidosta palataan kouluun}}
bars: {ohjaus: {name: Ohjaus, spans: [arvio, hoito], services: {open: Mitkä?}}}
entries:
  koulu: {name: Koulu, kind: referral, to: arvio, criteria: Huoli on otettu puheeksi, handover: {document: Lomake}}
  muu: {to: {open: Minne?}}
moves:
  arvio -> hoito:
    criteria: Oireet jatkuvat
    handover: {responsible: {organisation: alue, role: hoitaja}, information: Arvio, within: 7 vrk}
exits: {aikuiset: {name: Aikuisten palvelut, from: seuranta, chain: aikuisten-ketju, at-age: 18..}}
coordination: {worker: {role: Omahoitaja}, plan: Yhteinen suunnitelma, team: alue}
organisations: {alue: {name: Alue, sector: wellbeing-services-county}}
services:
  arvio: {name: Tilanteen arvio, tier: basic, organiser: alue}
  ryhma: {name: Ryhmä, organiser: alue}
  yksilo: {name: Yksilötapaamiset, organiser: alue}
"""

SHOWN = """
Nuoren tuki
nuoren-tuki · hoito- ja palveluketju · hyväksytty · 1.3.2026
Järjestäjä: Alue
Kohderyhmä: Nuoret; 13–29 vuotta; Masentunut nuori
   ei kuulu kohderyhmään: Hoitosuhde on jo
Lisätieto: Ketjun oma huomautus

Tavoitteet
  - Apu tulee ajoissa (alle 14 vrk)

1. Arvio [vaihe]
   lisätieto: Kaikille
   Kriittiset palvelut
   - Tilanteen arvio (nuorelle tai vanhemmalle, tarvittaessa) [Alue]

2. Hoito [vaihe]
   Muut palvelut
   - yksi seuraavista asiakkaan valinnan mukaan:
     - Ryhmä [Alue]
     - Yksilötapaamiset [Alue]
   - ratkaisematta: Muu hoito?
   + Tason 1 palvelut jatkuvat

3. Seuranta [vaihe]
   Muut palvelut: ei koske: Hoidosta palataan kouluun

Usealle tasolle yhteistä
  = Ohjaus [Arvio, Hoito; ratkaisematta: Mitkä?]

Tulo ketjuun
  > Koulu (lähete tai ohjaus) -> Arvio – Huoli on otettu puheeksi; asiakirja: Lomake
  > muu -> ratkaisematta: Minne?

Poistuminen ketjusta
  < Seuranta -> Aikuisten palvelut [aikuisten-ketju, vähintään 18 vuotta]

Siirtymät
  Arvio -> Hoito (eteenpäin) – Oireet jatkuvat; vastuutaho: hoitaja, Alue; siirtyvä tieto: Arvio; aikaraja: 7 vrk

Koordinointi
  nimetty työntekijä: Omahoitaja
  yhteinen suunnitelma: Yhteinen suunnitelma
  tiimi: Alue
"""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_chain_is_shown_in_every_language(file: Path, lang: str) -> None:
    lines = list(chain_text(compile_chain(load_chain(file)), lang=lang))
    assert len(lines) > 15
    assert all(line.isprintable() for line in lines)


def test_nothing_that_a_chain_says_is_lost() -> None:
    shown = "\n".join(chain_text(compile_chain(load_chain_text(WHOLE)), lang="fi"))
    assert shown.startswith(SHOWN.strip())
    assert "Mennessä" not in shown


def test_paragraphs_of_a_text_follow_each_other_on_a_terminal() -> None:
    chain = load_chain_text(
        'palveluketju: 1\nid: x\nname: X\nnote: "Yksi.\\n\\nKaksi."\nlevels: {a: {name: A}}\n'
        'goals: {g: {text: "Tavoite.\\n\\nToinen kappale."}}\n'
    )
    shown = "\n".join(chain_text(compile_chain(chain)))
    assert "Lisätieto: Yksi. Kaksi." in shown or "Note: Yksi. Kaksi." in shown
    assert "- Tavoite. Toinen kappale." in shown
    assert "\\n" not in shown
    goals = "\n".join(register_text("goals", compile_workspace([compile_chain(chain)])))
    assert "\\n" not in goals
