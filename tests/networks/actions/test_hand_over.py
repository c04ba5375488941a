"""Who leaves a team, who takes her place, and what stays written for ever."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.actors import load_actor
from lar.tenancy.models import Membership, Program
from networks import people_mail
from networks.actions.people import add_coordinator, hand_over, remove_coordinator
from networks.errors import NotAllowedNow
from networks.models import Coordination, NetworkSchool
from tests.factories import NetworkFactory, NetworkSchoolFactory, UserFactory, make_coordinator

MARCH, MAY, JUNE = date(2026, 3, 2), date(2026, 5, 4), date(2026, 6, 1)

pytestmark = pytest.mark.django_db


def test_one_period_ends_and_the_other_begins_the_same_day(inside: Program) -> None:
    network = NetworkFactory.create()
    leaver = make_coordinator(inside, network, name="Inés")
    row = network.coordinations.get()

    new = hand_over(row, email="nora@ejemplo.cl", name="Nora", on=MAY, by=None)

    assert list(network.coordinations.order_by("pk").values_list("user__name", "valid_from", "valid_to")) == [
        ("Inés", date(2025, 3, 1), MAY),
        ("Nora", MAY, None),
    ]
    assert Membership.objects.get(user=leaver).valid_to == MAY
    assert Membership.objects.get(user=new.user).valid_from == MAY
    assert Event.objects.get().action == "team.handed_over"
    for person, day, holds in ((leaver, date(2026, 5, 3), True), (leaver, MAY, False), (new.user, MAY, True)):
        actor = load_actor(person.pk, inside.pk, day)
        assert (network.pk in actor.network_roles) is holds


def test_both_are_told_by_mail(inside: Program) -> None:
    network = NetworkFactory.create(name="Red Itata")
    make_coordinator(inside, network, name="Inés", email="ines@ejemplo.cl")
    row = network.coordinations.get()

    hand_over(row, email="nora@ejemplo.cl", name="Nora", on=MAY, by=None)

    for job in Job.objects.filter(kind="networks.people.handed_over").order_by("created_at"):
        letter = people_mail.hand_over(**job.args)
        assert letter is not None
        letter.send()
    assert {one.to[0] for one in mail.outbox} == {"ines@ejemplo.cl", "nora@ejemplo.cl"}
    words = {one.to[0]: str(one.body) for one in mail.outbox}
    assert "coordinas la red «Red Itata», en lugar de Inés" in words["nora@ejemplo.cl"]
    assert "Nora coordina la red «Red Itata» en tu lugar" in words["ines@ejemplo.cl"]
    assert "04-05-2026" in words["ines@ejemplo.cl"]


def test_the_last_one_of_a_team_can_be_replaced_and_a_team_of_five_stays_five(inside: Program) -> None:
    network = NetworkFactory.create()
    for _person in range(5):
        make_coordinator(inside, network)

    hand_over(network.coordinations.all()[0], email="nora@ejemplo.cl", name="Nora", on=MAY, by=None)

    assert network.coordinations.filter(valid_to=None).count() == 5


@pytest.mark.parametrize(
    ("email", "on", "field"),
    [
        ("INES@ejemplo.cl", MAY, "email"),
        ("otra@ejemplo.cl", MAY, "email"),
        ("nora@ejemplo.cl", date(2025, 3, 1), "on"),
    ],
)
def test_it_is_refused_beside_its_field(inside: Program, email: str, on: date, field: str) -> None:
    network = NetworkFactory.create()
    leaver = make_coordinator(inside, network, email="ines@ejemplo.cl")
    make_coordinator(inside, network, email="otra@ejemplo.cl")

    with pytest.raises(NotAllowedNow) as caught:
        hand_over(network.coordinations.get(user=leaver), email=email, name="Nora", on=on, by=None)

    assert caught.value.field == field
    assert network.coordinations.filter(valid_to=None).count() == 2


def test_a_person_has_different_roles_in_different_networks_and_periods(inside: Program) -> None:
    first, second = NetworkFactory.create_batch(2)
    make_coordinator(inside, first)
    make_coordinator(inside, second)
    person = UserFactory.create(email="nora@ejemplo.cl")
    add_coordinator(first, email=person.email, name="", on=MARCH, by=None)
    remove_coordinator(first.coordinations.get(user=person), on=MAY, by=None)
    add_coordinator(second, email=person.email, name="", on=MAY, by=None)
    add_coordinator(first, email=person.email, name="", on=JUNE, by=None)

    held = [set(load_actor(person.pk, inside.pk, day).network_roles) for day in (MARCH, MAY, JUNE)]

    assert held == [{first.pk}, {second.pk}, {first.pk, second.pk}]
    assert Membership.objects.filter(user=person, role=RoleCode.COORDINATOR).count() == 2


def test_what_already_happened_is_not_undone(inside: Program) -> None:
    network = NetworkFactory.create()
    make_coordinator(inside, network)
    make_coordinator(inside, network)

    with pytest.raises(NotAllowedNow):
        remove_coordinator(network.coordinations.all()[0], on=date(2025, 2, 1), by=None)

    assert Coordination.objects.filter(valid_to=None).count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"valid_from": MARCH},
        {"valid_to": None},
        {"valid_to": JUNE},
    ],
)
def test_the_database_keeps_an_ended_period_as_it_was(inside: Program, change: dict[str, date]) -> None:
    network = NetworkFactory.create()
    make_coordinator(inside, network)
    Coordination.objects.update(valid_to=MAY)
    NetworkSchoolFactory.create(network=network)
    NetworkSchool.objects.update(valid_to=MAY)

    for model in (Coordination, NetworkSchool):
        with pytest.raises(DatabaseError, match=r"period|opened again"), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(DatabaseError, match="what ended stays"), transaction.atomic():
            model.objects.all()._raw_delete(using="default")
        assert model.objects.get().valid_to == MAY


def test_nobody_takes_the_place_of_another_in_a_row(inside: Program) -> None:
    network = NetworkFactory.create()
    make_coordinator(inside, network)
    other = UserFactory.create()

    with pytest.raises(DatabaseError, match="period"), transaction.atomic():
        Coordination.objects.update(user=other)
