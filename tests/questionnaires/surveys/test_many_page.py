"""The page that opens many networks confirms the numbers that it showed, and no others."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Network, RosterSeat
from tests.factories import CycleFactory, make_person
from tests.surveys import demo_version, make_network, make_notice

pytestmark = pytest.mark.django_db

PAGE = "/{}/aplicaciones/abrir/"
YEAR = timezone.localdate().year


@pytest.fixture
def network(program: Program) -> Network:
    with program_context(program):
        make_notice(program)
        network = make_network(14, name="Red de la Costa")
        CycleFactory.create(network=network, year=YEAR)
        return network


@pytest.fixture
def facilitator(program: Program) -> Client:
    with program_context(program):
        client = Client()
        client.force_login(make_person(program, RoleCode.FACILITATOR))
    return client


def body(program: Program, network: Network, page: str) -> dict[str, Any]:
    """What the browser sends from ``page`` with its network ticked."""
    found = re.search(r'name="shown" value="([^"]+)"', page)
    assert found is not None
    with program_context(program):
        version = demo_version()
    now = timezone.localtime()
    return {
        "version": version.pk,
        "code_keeper": "facilitator",
        "opens_at": f"{now:%Y-%m-%dT%H:%M}",
        "closes_at": f"{now + timedelta(days=3):%Y-%m-%dT%H:%M}",
        "networks": [network.pk],
        "shown": found[1],
        "confirmed": "on",
    }


def batches(program: Program) -> list[Job]:
    with program_context(program):
        return list(Job.objects.filter(kind="questionnaires.surveys.open_many"))


def test_the_job_carries_the_numbers_that_the_page_showed(
    program: Program, network: Network, facilitator: Client
) -> None:
    address = PAGE.format(program.slug)
    page = facilitator.get(address).content.decode()

    response = facilitator.post(address, body(program, network, page))

    assert response.status_code == 302
    (batch,) = batches(program)
    assert (batch.args["network_ids"], batch.args["shown"]) == ([network.pk], [14])


def test_a_number_that_changed_is_shown_again_before_it_is_confirmed(
    program: Program, network: Network, facilitator: Client
) -> None:
    address = PAGE.format(program.slug)
    sent = body(program, network, facilitator.get(address).content.decode())
    with program_context(program):
        RosterSeat.objects.filter(network_school__network=network).update(seats=15)

    response = facilitator.post(address, sent)
    again = response.content.decode()

    assert response.status_code == 422
    assert "Red de la Costa: la página mostraba 14 y ahora son 15. Revísalo y confirma otra vez." in again
    assert "Red de la Costa · 15 personas" in again
    assert batches(program) == []
    # Confirmed again, with the number of today that the same page now shows.
    assert facilitator.post(address, body(program, network, again)).status_code == 302
    assert batches(program)[0].args["shown"] == [15]


@pytest.mark.parametrize("shown", ["", "inventado", '{"1": 14}'])
def test_numbers_that_no_page_of_ours_wrote_confirm_nothing(
    program: Program, network: Network, facilitator: Client, shown: str
) -> None:
    address = PAGE.format(program.slug)
    sent = body(program, network, facilitator.get(address).content.decode())

    response = facilitator.post(address, {**sent, "shown": shown})

    assert response.status_code == 422
    assert "Red de la Costa: vuelve a revisar cuántas personas convoca." in response.content.decode()
    assert batches(program) == []
