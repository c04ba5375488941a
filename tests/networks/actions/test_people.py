"""Who works in the programme: roles begin and end on days, and nobody is left without someone in charge."""

from __future__ import annotations

from datetime import date

import pytest

from lar.accounts.models import User
from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.models import Membership, Program
from networks.actions.authorities import add_authority, remove_authority
from networks.actions.people import (
    add_coordinator,
    create_territory,
    end_membership,
    invite_person,
    remove_coordinator,
)
from networks.errors import NotAllowedNow
from networks.models import Authority, Coordination, TerritoryKind
from networks.reach import network_reach
from tests.factories import NetworkFactory, TerritoryFactory, UserFactory, make_coordinator, make_person

MARCH, MAY, JULY = date(2026, 3, 2), date(2026, 5, 4), date(2026, 7, 6)

pytestmark = pytest.mark.django_db


def test_a_new_person_gets_an_account_without_password_and_a_mail(inside: Program) -> None:
    membership = invite_person(
        email="Nora@Ejemplo.cl", name="Nora", role=RoleCode.FACILITATOR, on=MAY, by=None
    )

    person = User.objects.get()
    assert (person.email, person.has_usable_password()) == ("nora@ejemplo.cl", False)
    assert (membership.role, membership.valid_from) == ("facilitator", MAY)
    assert Job.objects.get().args == {"membership_id": membership.pk}
    assert Event.objects.get().action == "person.invited"


def test_somebody_known_keeps_her_name_and_is_not_invited_twice(inside: Program) -> None:
    known = UserFactory.create(email="nora@ejemplo.cl", name="Nora Paz")
    invite_person(email="NORA@ejemplo.cl", name="Otra", role=RoleCode.FACILITATOR, on=MAY, by=None)

    with pytest.raises(NotAllowedNow) as caught:
        invite_person(email="nora@ejemplo.cl", name="", role=RoleCode.FACILITATOR, on=MAY, by=None)

    known.refresh_from_db()
    assert known.name == "Nora Paz"
    assert caught.value.field == "email"
    assert Job.objects.count() == 1


def test_a_deactivated_account_is_not_brought_back_by_an_invitation(inside: Program) -> None:
    UserFactory.create(email="nora@ejemplo.cl", is_active=False)

    with pytest.raises(NotAllowedNow):
        invite_person(email="nora@ejemplo.cl", name="", role=RoleCode.FACILITATOR, on=MAY, by=None)

    assert not Membership.objects.exists()


@pytest.mark.parametrize("role", [RoleCode.COORDINATOR, RoleCode.AUTHORITY])
def test_roles_of_a_network_are_not_given_in_the_programme(inside: Program, role: RoleCode) -> None:
    with pytest.raises(NotAllowedNow) as caught:
        invite_person(email="nora@ejemplo.cl", name="Nora", role=role, on=MAY, by=None)

    assert caught.value.field == "role"


def test_the_last_administrator_stays(inside: Program) -> None:
    make_person(inside, RoleCode.ADMINISTRATOR)
    make_person(inside, RoleCode.ADMINISTRATOR)
    first, second = Membership.objects.order_by("pk")

    end_membership(first, on=MAY, by=None)
    with pytest.raises(NotAllowedNow):
        end_membership(second, on=MAY, by=None)

    first.refresh_from_db()
    assert first.valid_to == MAY
    assert Membership.objects.get(pk=second.pk).valid_to is None


def test_a_coordinator_joins_and_reaches_her_network_from_that_day(inside: Program) -> None:
    network = NetworkFactory.create()

    row = add_coordinator(network, email="ines@ejemplo.cl", name="Inés", on=MAY, by=None)

    assert network_reach(row.user_id, MARCH).network_roles == {}
    assert network_reach(row.user_id, MAY).network_roles == {network.pk: frozenset({RoleCode.COORDINATOR})}
    assert Membership.objects.get().role == "coordinator"
    assert Event.objects.get().action == "team.joined"


def test_a_team_has_five_at_most(inside: Program) -> None:
    network = NetworkFactory.create()
    for number in range(5):
        add_coordinator(network, email=f"c{number}@ejemplo.cl", name=f"C{number}", on=MAY, by=None)

    with pytest.raises(NotAllowedNow, match="cinco"):
        add_coordinator(network, email="c5@ejemplo.cl", name="C5", on=MAY, by=None)

    assert Coordination.objects.count() == 5
    assert not User.objects.filter(email="c5@ejemplo.cl").exists()


def test_nobody_joins_a_team_twice(inside: Program) -> None:
    network = NetworkFactory.create()
    add_coordinator(network, email="c@ejemplo.cl", name="C", on=MARCH, by=None)

    with pytest.raises(NotAllowedNow):
        add_coordinator(network, email="C@ejemplo.cl", name="C", on=MAY, by=None)


def test_leaving_one_of_two_networks_keeps_the_role(inside: Program) -> None:
    one, other = NetworkFactory.create(), NetworkFactory.create()
    person = make_coordinator(inside, one)
    make_coordinator(inside, one)
    second = add_coordinator(other, email=person.email, name="", on=MAY, by=None)
    make_coordinator(inside, other)

    remove_coordinator(one.coordinations.get(user=person), on=MAY, by=None)
    assert Membership.objects.get(user=person).valid_to is None

    remove_coordinator(second, on=JULY, by=None)
    assert Membership.objects.get(user=person).valid_to == JULY


def test_the_last_of_a_team_stays_until_the_network_leaves(inside: Program) -> None:
    network = NetworkFactory.create()
    make_coordinator(inside, network)
    row = network.coordinations.get()

    with pytest.raises(NotAllowedNow, match="sin coordinación"):
        remove_coordinator(row, on=MAY, by=None)
    network.left_on = MARCH
    network.save()
    row.network.refresh_from_db()
    remove_coordinator(row, on=MAY, by=None)

    assert Coordination.objects.get().valid_to == MAY


def test_ending_a_coordinator_in_the_programme_ends_her_teams(inside: Program) -> None:
    network = NetworkFactory.create()
    person = make_coordinator(inside, network)
    make_coordinator(inside, network)

    end_membership(Membership.objects.get(user=person), on=MAY, by=None)

    assert network.coordinations.get(user=person).valid_to == MAY
    assert Event.objects.get().action == "person.ended"


def test_an_authority_reads_for_a_territory_until_she_no_longer_does(inside: Program) -> None:
    territory = TerritoryFactory.create()
    row = add_authority(territory, email="slep@ejemplo.cl", name="Eva", on=MARCH, by=None)

    assert network_reach(row.user_id, MAY).territories == {territory.pk}
    with pytest.raises(NotAllowedNow):
        add_authority(territory, email="slep@ejemplo.cl", name="Eva", on=MAY, by=None)
    remove_authority(row, on=JULY, by=None)

    assert Authority.objects.get().valid_to == JULY
    assert Membership.objects.get().valid_to == JULY


def test_two_territories_do_not_share_a_name(inside: Program) -> None:
    create_territory(name="SLEP Itata", kind=TerritoryKind.SLEP, by=None)

    with pytest.raises(NotAllowedNow) as caught:
        create_territory(name=" SLEP  Itata", kind=TerritoryKind.SLEP, by=None)

    assert caught.value.field == "name"
