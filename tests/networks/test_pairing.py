"""Two networks are a pair when both teams say yes, until one of them ends it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.pairing import agree_to_pairing, end_pairing, propose_pairing
from networks.errors import NotAllowedNow
from networks.models import Network, Pairing
from tests.factories import CycleFactory, make_coordinator, make_person

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)


def two_networks() -> tuple[Network, Network]:
    guide = CycleFactory.create(network__name="Red Guía", programme_year=2).network
    return guide, CycleFactory.create(network__name="Red Nueva").network


def test_it_begins_with_the_second_yes_and_ends_without_being_deleted(inside: Program) -> None:
    guide, guided = two_networks()
    person = make_coordinator(inside, guide, name="Guía")
    pairing = propose_pairing(guide, guided=guided, on=MAY, by=person)
    with pytest.raises(NotAllowedNow):
        propose_pairing(guide, guided=guided, on=MAY, by=person)

    agree_to_pairing(pairing, network=guide, on=MAY, by=person)
    assert Pairing.objects.partners_of({guide.pk}, JULY) == set()
    agree_to_pairing(pairing, network=guided, on=JUNE, by=person)
    assert Pairing.objects.partners_of({guide.pk}, MAY) == set()
    assert Pairing.objects.partners_of({guide.pk}, JUNE) == {guided.pk}
    assert Pairing.objects.partners_of({guided.pk}, JUNE) == {guide.pk}

    end_pairing(pairing, network=guided, on=JULY, by=person)
    assert Pairing.objects.partners_of({guide.pk}, JULY) == set()
    assert Pairing.objects.partners_of({guide.pk}, JUNE) == {guided.pk}
    with pytest.raises(NotAllowedNow):
        agree_to_pairing(pairing, network=guided, on=JULY, by=person)


@time_machine.travel("2026-05-04 12:00:00-04:00", tick=False)
def test_it_is_proposed_to_the_other_year_and_accepted_in_each_networks_page(program: Program) -> None:
    with program_context(program):
        guide, guided = two_networks()
        CycleFactory.create(network__name="Otra de segundo", programme_year=2)
        people = {
            "facilitator": make_person(program, RoleCode.FACILITATOR, name="Fabiola"),
            "guide": make_coordinator(program, guide, name="Guía"),
            "guided": make_coordinator(program, guided, name="Nueva"),
        }
    clients = {who: Client() for who in people}
    for who, client in clients.items():
        client.force_login(people[who])
    there, here = f"/demo/redes/{guided.pk}/hermanadas/", f"/demo/redes/{guide.pk}/hermanadas/"

    offered = clients["facilitator"].get(here).content.decode()
    answer = clients["facilitator"].post(here, {"other": guided.pk})
    with program_context(program):
        key = Pairing.objects.get().pk
    first = clients["guide"].post(f"{here}{key}/aceptar/", follow=True).content.decode()
    second = clients["guided"].post(f"{there}{key}/aceptar/", follow=True).content.decode()

    assert "Red Nueva" in offered
    assert "Otra de segundo" not in offered
    assert answer.status_code == 302
    assert "Falta que acepte el equipo de la otra red" in first
    assert "quedaron hermanadas" in second
    assert clients["guided"].post(f"{there}{key}/terminar/").status_code == 302
