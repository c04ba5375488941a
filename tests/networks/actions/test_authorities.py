"""Access of authorities: a year, confirmed each year, and nothing after its end."""

from __future__ import annotations

from datetime import date

import pytest

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.actors import load_actor
from lar.tenancy.models import Membership, Program
from networks import people_mail
from networks.actions.authorities import add_authority, confirm_authority, remove_authority
from networks.errors import NotAllowedNow
from networks.models import Authority
from networks.queries.access import AccessState, accesses, two_hats
from tests.factories import (
    AuthorityFactory,
    CoordinationFactory,
    NetworkFactory,
    NetworkTerritoryFactory,
    TerritoryFactory,
    UserFactory,
    make_person,
)

MARCH, SOON, AFTER = date(2026, 3, 2), date(2027, 2, 1), date(2027, 3, 2)

pytestmark = pytest.mark.django_db


def add(on: date = MARCH) -> Authority:
    return add_authority(TerritoryFactory.create(), email="eva@ejemplo.cl", name="Eva", on=on, by=None)


def test_access_lasts_a_year_and_ends_by_itself(inside: Program) -> None:
    row = add()
    NetworkTerritoryFactory.create(territory=row.territory)

    last_day, after = (load_actor(row.user_id, inside.pk, day) for day in (date(2027, 3, 1), AFTER))

    assert row.valid_to == AFTER
    assert (last_day.is_insider, after.is_insider) == (True, False)


def test_confirming_in_time_leaves_no_gap(inside: Program) -> None:
    row = add()

    new = confirm_authority(row, on=SOON, by=None)

    row.refresh_from_db()
    assert (row.valid_to, new.valid_from, new.valid_to) == (AFTER, AFTER, date(2028, 3, 2))
    assert load_actor(row.user_id, inside.pk, AFTER).is_insider
    assert [event.action for event in Event.objects.order_by("pk")] == [
        "authority.added",
        "authority.confirmed",
    ]


def test_an_expired_access_is_confirmed_from_that_day(inside: Program) -> None:
    row = add()

    new = confirm_authority(row, on=date(2027, 5, 1), by=None)

    assert new.valid_from == date(2027, 5, 1)
    assert not load_actor(row.user_id, inside.pk, date(2027, 4, 30)).is_insider


@pytest.mark.parametrize("day", [date(2026, 6, 1), date(2026, 12, 31)])
def test_it_is_too_early_to_confirm(inside: Program, day: date) -> None:
    with pytest.raises(NotAllowedNow, match="Todavía falta"):
        confirm_authority(add(), on=day, by=None)


def test_two_clicks_give_one_year(inside: Program) -> None:
    row = add()
    confirm_authority(row, on=SOON, by=None)

    with pytest.raises(NotAllowedNow, match="ya estaba confirmado"):
        confirm_authority(row, on=SOON, by=None)

    assert Authority.objects.count() == 2


def test_what_somebody_ended_is_not_confirmed_nor_listed(inside: Program) -> None:
    row = add()
    remove_authority(row, on=date(2026, 9, 1), by=None)
    row.refresh_from_db()

    with pytest.raises(NotAllowedNow, match="a propósito"):
        confirm_authority(row, on=date(2026, 9, 2), by=None)

    assert accesses(date(2026, 9, 2)) == []
    assert Membership.objects.get().valid_to == date(2026, 9, 1)


def test_ending_it_takes_the_confirmed_year_away_too(inside: Program) -> None:
    row = add()
    confirm_authority(row, on=SOON, by=None)

    remove_authority(row, on=date(2027, 2, 10), by=None)

    assert Authority.objects.get().valid_to == date(2027, 2, 10)
    assert not load_actor(row.user_id, inside.pk, AFTER).is_insider


def test_a_deactivated_account_is_not_confirmed(inside: Program) -> None:
    row = add()
    row.user.is_active = False
    row.user.save()

    with pytest.raises(NotAllowedNow, match="desactivada"):
        confirm_authority(row, on=SOON, by=None)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 12, 31), AccessState.IN_FORCE),
        (date(2027, 1, 1), AccessState.ENDS_SOON),
        (date(2027, 3, 1), AccessState.ENDS_SOON),
        (AFTER, AccessState.EXPIRED),
    ],
)
def test_the_list_says_how_each_access_is(inside: Program, day: date, state: AccessState) -> None:
    add()

    assert [access.state for access in accesses(day)] == [state]


def test_a_mail_is_asked_for_thirty_days_before(inside: Program) -> None:
    administrator = make_person(inside, RoleCode.ADMINISTRATOR, email="admin@ejemplo.cl")
    row = add()

    job = Job.objects.get(kind="networks.people.access_ends")
    letters = people_mail.access_ends(authority_id=row.pk)

    assert job.run_after.date() == date(2027, 1, 31)
    assert [letter.to for letter in letters] == [["eva@ejemplo.cl"], [administrator.email]]
    assert "02-03-2027" in letters[0].body
    assert "/territorios/autoridades/" in letters[1].body
    confirm_authority(row, on=SOON, by=None)
    assert people_mail.access_ends(authority_id=row.pk) == []


def test_who_coordinates_and_is_the_authority_is_named(inside: Program) -> None:
    network, other = NetworkFactory.create_batch(2)
    row = NetworkTerritoryFactory.create(network=network)
    NetworkTerritoryFactory.create(network=other)
    both, coordinator = UserFactory.create_batch(2)
    AuthorityFactory.create(territory=row.territory, user=both)
    CoordinationFactory.create(network=network, user=both)
    CoordinationFactory.create(network=other, user=both)
    CoordinationFactory.create(network=network, user=coordinator)

    found = two_hats([network, other], MARCH)

    assert [(one.person, one.network, one.territories) for one in found] == [
        (both, network, (row.territory.name,))
    ]
    assert two_hats([network, other], date(2024, 1, 1)) == []


@pytest.mark.parametrize("many", [1, 3, 50])
def test_the_list_asks_the_same_of_the_database(
    inside: Program, many: int, django_assert_num_queries: object
) -> None:
    AuthorityFactory.create_batch(many)
    NetworkFactory.create_batch(2)

    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(accesses(MARCH)) == many
