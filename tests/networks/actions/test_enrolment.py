"""A commitment of two years with its backing, and what is written after a network left."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from lar.audit.models import Event
from lar.tenancy.models import Program
from networks.actions.enrolment import enrol_network, write_follow_up
from networks.actions.networks import end_participation
from networks.errors import NotAllowedNow
from networks.models import Enrolment, Network
from networks.queries.enrolment import authorities_of, enrolment_on
from tests.factories import AuthorityFactory, NetworkFactory, NetworkTerritoryFactory, UserFactory

MARCH, MAY = date(2026, 3, 2), date(2026, 5, 4)

pytestmark = pytest.mark.django_db


def commit(network: Network, **changes: Any) -> Enrolment:
    plain = {"commitment": "", "backed_by": None, "backing": "Oficio 45", "backed_on": MARCH, "on": MARCH}
    return enrol_network(network, **{**plain, **changes}, by=None)


def test_it_lasts_two_years(inside: Program) -> None:
    network = NetworkFactory.create()

    row = commit(network)

    assert row.ends_on == date(2028, 3, 2)
    assert enrolment_on(network, date(2028, 3, 1)) == row
    assert enrolment_on(network, date(2028, 3, 2)) is None
    assert Event.objects.get().action == "network.committed"


def test_an_authority_of_the_network_may_back_it(inside: Program) -> None:
    network = NetworkFactory.create()
    row = NetworkTerritoryFactory.create(network=network)
    eva = AuthorityFactory.create(territory=row.territory).user
    AuthorityFactory.create()

    made = commit(network, backed_by=eva, backing="")

    assert list(authorities_of(network, MARCH)) == [eva]
    assert made.backed_by == eva


def test_somebody_else_may_not(inside: Program) -> None:
    with pytest.raises(NotAllowedNow) as caught:
        commit(NetworkFactory.create(), backed_by=UserFactory.create())

    assert caught.value.field == "backed_by"


@pytest.mark.parametrize(
    ("changes", "field"), [({"backing": "  "}, "backing"), ({"on": date(2027, 1, 1)}, "on")]
)
def test_it_is_refused_beside_its_field(inside: Program, changes: dict[str, Any], field: str) -> None:
    network = NetworkFactory.create()
    if field == "on":
        commit(network)

    with pytest.raises(NotAllowedNow) as caught:
        commit(network, **changes)

    assert caught.value.field == field


def test_a_commitment_follows_another(inside: Program) -> None:
    network = NetworkFactory.create()
    first = commit(network)

    commit(network, on=first.ends_on)

    assert network.enrolments.count() == 2


def test_the_application_cannot_change_it(inside: Program) -> None:
    commit(NetworkFactory.create())

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Enrolment.objects.update(backing="otro")


def test_a_network_is_followed_up_once_it_left(inside: Program) -> None:
    network = NetworkFactory.create()
    with pytest.raises(NotAllowedNow):
        write_follow_up(network, text="Siguen.", on=MAY, by=None)
    end_participation(network, reason="Terminó.", on=MAY, by=None)

    note = write_follow_up(network, text=" Siguen solas. ", on=MAY, by=None)

    assert note.text == "Siguen solas."
    with pytest.raises(NotAllowedNow):
        write_follow_up(network, text="Antes.", on=MARCH, by=None)
    with pytest.raises(NotAllowedNow):
        commit(network, on=MAY)
