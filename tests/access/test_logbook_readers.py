"""Rule: an entry is read, and commented, by whom its team says; a card shows what its reader may see.

Reason: a result, an agreement or a comment inside the writing must not open a door that is closed outside.
Usual mistake: asking the writer's right when a card is made, and nobody's when it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
import time_machine
from django.test import Client

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from logbook.actions.cards import add_card
from logbook.actions.feedback import comment_on
from logbook.actions.writing import set_entry, start_entry
from logbook.models import CardKind, CommentKind, Entry, Readers
from logbook.queries.cards import Evidence
from networks.actions.agreements import write_agreement
from networks.actions.pairing import agree_to_pairing, propose_pairing
from networks.models import Network
from tests.factories import (
    CycleFactory,
    NetworkFactory,
    NetworkTerritoryFactory,
    TerritoryFactory,
    make_authority,
    make_coordinator,
    make_person,
)
from tests.networks.activities.world import make_activity
from tests.results import make_release
from tests.surveys import make_network

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 4)
WHO = ("administrator", "facilitator", "coordinator", "pair", "neighbour", "authority", "nobody")
RESULT, AGREED, MET, SAID = "Propósito nuclear", "Observar una clase.", "Sesión secreta", "Dicho en privado."
CLUES = (RESULT, AGREED, MET, SAID)


@dataclass
class Place:
    network: Network
    clients: dict[str, Client]
    entries: dict[Readers, Entry]
    blocks: dict[Readers, int] = field(default_factory=dict)

    def path(self, readers: Readers) -> str:
        return f"/demo/redes/{self.network.pk}/bitacora/entradas/{self.entries[readers].pk}/"

    def comment_path(self, readers: Readers) -> str:
        return f"/demo/redes/{self.network.pk}/bitacora/parrafos/{self.blocks[readers]}/comentar/"


def people_of(program: Program, network: Network, peer: Network) -> dict[str, User]:
    territory = TerritoryFactory.create(name="Territorio")
    NetworkTerritoryFactory.create(network=network, territory=territory)
    return {
        "administrator": make_person(program, RoleCode.ADMINISTRATOR, name="Administra"),
        "facilitator": make_person(program, RoleCode.FACILITATOR, name="Facilita"),
        "coordinator": make_coordinator(program, network, name="Coordina"),
        "pair": make_coordinator(program, peer, name="Hermana"),
        "neighbour": make_coordinator(program, NetworkFactory.create(name="Vecina"), name="Vecina"),
        "authority": make_authority(program, territory, name="Autoridad"),
    }


def evidence_of(program: Program, network: Network, author: User) -> list[Evidence]:
    """A result, an agreement, a session and a comment of an entry that the team keeps to itself."""
    release = make_release(program, network=network)
    cycle = network.cycles.get(year=2026)
    agreement = write_agreement(
        network,
        text=AGREED,
        owner_words="Jefaturas",
        due=date(2026, 6, 1),
        how_known="Hay un acta.",
        review_on=date(2026, 7, 1),
        on=MAY,
        by=author,
    )
    session = make_activity(network, day="2026-05-12", title=MET)
    private = start_entry(cycle, title="Nuestra", text="Solo del equipo.", on=MAY, by=author)
    set_entry(private, title="Nuestra", readers=Readers.TEAM, help_asked="", by=author)
    said = comment_on(private.blocks.get(), kind=CommentKind.SUPPORT, text=SAID, by=author)
    return [
        Evidence(CardKind.BAR, release.pk, RESULT, code="PN"),
        Evidence(CardKind.AGREEMENT, agreement.pk, AGREED),
        Evidence(CardKind.ACTIVITY, session.pk, MET),
        Evidence(CardKind.COMMENT, said.pk, "Coordina: Apoyo", SAID),
    ]


@pytest.fixture
def place(program: Program) -> Iterator[Place]:
    with time_machine.travel("2026-05-04 12:00:00-04:00", tick=False), program_context(program):
        network = make_network(14, name="Red de 14")
        peer = CycleFactory.create(network__name="Red hermana", programme_year=2).network
        people = people_of(program, network, peer)
        author = people["coordinator"]
        pairing = propose_pairing(peer, guided=network, on=MAY, by=people["facilitator"])
        agree_to_pairing(pairing, network=network, on=MAY, by=author)
        agree_to_pairing(pairing, network=peer, on=MAY, by=people["pair"])
        shown = evidence_of(program, network, author)
        cycle = network.cycles.get(year=2026)
        made = Place(network, {who: Client() for who in WHO}, {})
        for readers in Readers:
            entry = start_entry(cycle, title=f"Para {readers}", text="Fuimos.", on=MAY, by=author)
            set_entry(entry, title=entry.title, readers=readers, help_asked="", by=author)
            block = entry.blocks.get()
            for one in shown:
                add_card(block, evidence=one, on=MAY, by=author)
            made.entries[readers], made.blocks[readers] = entry, block.pk
        for who, person in people.items():
            made.clients[who].force_login(person)
    with time_machine.travel("2026-05-04 12:00:00-04:00", tick=False):
        yield made


READS = {
    Readers.TEAM: {"coordinator": 200, "facilitator": 404, "pair": 404},
    Readers.FACILITATOR: {"coordinator": 200, "facilitator": 200, "pair": 404},
    Readers.PEERS: {"coordinator": 200, "facilitator": 200, "pair": 200},
}
NEVER = {"administrator": 403, "neighbour": 404, "authority": 403, "nobody": 302}
# Which clues of the cards each reader finds; the others are reserved.
SEES = {"coordinator": {*CLUES}, "facilitator": {RESULT, AGREED, MET}, "pair": set()}


def test_who_reads_and_comments_each_entry_and_sees_each_card(place: Place) -> None:
    read, commented, seen, reserved = {}, {}, {}, {}
    for readers in Readers:
        for who, client in place.clients.items():
            answer = client.get(place.path(readers))
            read[readers, who] = answer.status_code
            body = {"kind": "apoyo", "text": "Bien."}
            commented[readers, who] = client.post(place.comment_path(readers), body).status_code
            if answer.status_code == 200:
                page = answer.content.decode()
                seen[readers, who] = {clue for clue in CLUES if clue in page}
                reserved[readers, who] = page.count("Evidencia reservada")

    expected = {
        (readers, who): code for readers in Readers for who, code in {**READS[readers], **NEVER}.items()
    }
    assert read == expected
    assert commented == {key: 302 if code == 200 else code for key, code in expected.items()}
    assert seen == {key: SEES[key[1]] for key in seen}
    assert reserved == {key: 4 - len(SEES[key[1]]) for key in seen}


def test_a_pair_reads_no_more_than_the_entry(place: Place) -> None:
    pair = place.clients["pair"]
    base = f"/demo/redes/{place.network.pk}/"

    paths = ["", "bitacora/2026/", f"bitacora/parrafos/{place.blocks[Readers.PEERS]}/", "acuerdos/"]

    assert [pair.get(base + path).status_code for path in paths] == [404] * 4
    assert pair.post(place.path(Readers.PEERS), {"act": "add"}).status_code == 403
