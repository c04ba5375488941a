"""From an idea to an agreement with its bar, and from a workshop that ended to the logbook."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.workshop.actions import end_workshop, reveal_step
from questionnaires.workshop.models import Contribution
from questionnaires.workshop.script import Kind
from questionnaires.workshop.voting import contribute
from tests.questionnaires.workshop.world import Room, make_room

pytestmark = pytest.mark.django_db

IDEA = "Observar «una» clase & conversarla"


@pytest.fixture
def room(program: Program) -> Room:
    with program_context(program):
        made = make_room(program)
        ideas = made.go(Kind.IDEAS)
        contribute(program.pk, ideas.pk, text=IDEA)
        contribute(program.pk, ideas.pk, text="Leer juntas")
        one, other = Contribution.objects.filter(step=ideas)
        made.votes(made.go(Kind.DOTS), *[[one.pk]] * 2, *[[other.pk]] * 4)
        reveal_step(made.workshop, by=made.leader)
        made.go(Kind.AGREEMENTS)
        return made


def ask(room: Room, address: str) -> str:
    client = Client()
    client.force_login(room.leader)
    response = client.get(address)
    assert response.status_code == 200, address
    return html.unescape(response.content.decode())


def test_an_idea_goes_over_to_its_agreement_with_the_bar_as_evidence(program: Program, room: Room) -> None:
    remote = ask(room, f"/demo/taller/{room.workshop.pk}/control/")
    links = [urlsplit(one) for one in re.findall(r'href="([^"]*texto=[^"]*)"', remote)]
    texts = [parse_qs(one.query)["texto"][0] for one in links]
    page = ask(room, links[1].geturl())

    assert texts == ["Leer juntas", IDEA]
    assert f">\n{IDEA}</textarea>" in page
    assert "Propósito nuclear" in page
    with program_context(program):
        node = room.step(Kind.IDEAS).node
    assert parse_qs(links[1].query)["codigo"] == [node]
    assert f'value="{room.workshop.activity_id}" selected' in page


def test_the_logbook_has_the_register_of_the_workshop_prepared(program: Program, room: Room) -> None:
    with program_context(program):
        end_workshop(room.workshop, by=room.leader)
    call_command("load_logbook_template")
    desk = ask(room, f"/demo/taller/{room.workshop.pk}/")
    link = re.search(r'href="([^"]+)">Dejar el registro en la bitácora', desk)

    assert link is not None
    assert "Evaluar cómo estuvo la socialización" in desk
    assert "Proyectar el próximo año" in desk
    section = ask(room, link.group(1))
    assert "TALLER DE SOCIALIZACIÓN DE RESULTADOS" in section
    assert "– Leer juntas (4)" in section
    assert "Lo que escuchamos y no queremos olvidar" in section
