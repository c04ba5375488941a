"""Networks: entering, changing, leaving; their schools, territories and roster, all dated."""

from __future__ import annotations

from datetime import date

import pytest

from lar.audit.models import Event
from lar.tenancy.models import Program
from networks.actions.networks import (
    add_school,
    assign_territory,
    create_network,
    edit_network,
    end_participation,
    remove_school,
    unassign_territory,
)
from networks.actions.roster import set_roster
from networks.errors import NotAllowedNow
from networks.models import Network, NetworkSchool, NetworkTerritory, RosterSeat
from tests.factories import (
    NetworkFactory,
    NetworkSchoolFactory,
    SchoolFactory,
    TerritoryFactory,
    UserFactory,
)

MARCH, MAY, JULY = date(2026, 3, 2), date(2026, 5, 4), date(2026, 7, 6)

pytestmark = pytest.mark.django_db


def the_event() -> Event:
    return Event.objects.get()


def test_a_network_enters_with_its_territory(inside: Program) -> None:
    by, territory = UserFactory.create(), TerritoryFactory.create()

    network = create_network(
        name="  Red   Itata ", kind="rme", cohort=2026, on=MARCH, territory=territory, by=by
    )

    network.refresh_from_db()
    assert (network.name, network.enrolled_on, network.left_on) == ("Red Itata", MARCH, None)
    assert NetworkTerritory.objects.get().valid_from == MARCH
    event = the_event()
    assert (event.action, event.network_id, event.by_id) == ("network.created", network.pk, by.pk)


def test_two_networks_do_not_share_a_name(inside: Program) -> None:
    NetworkFactory.create(name="Red Itata")

    with pytest.raises(NotAllowedNow) as caught:
        create_network(name="Red Itata", kind="rme", cohort=2026, on=MARCH, by=None)

    assert caught.value.field == "name"
    assert not Event.objects.exists()


def test_a_cohort_far_from_the_day_of_entering_is_a_slip(inside: Program) -> None:
    with pytest.raises(NotAllowedNow) as caught:
        create_network(name="Red Itata", kind="rme", cohort=2016, on=MARCH, by=None)

    assert caught.value.field == "cohort"


def test_editing_keeps_its_own_name(inside: Program) -> None:
    network = NetworkFactory.create(name="Red Itata")

    edit_network(network, name="Red Itata", kind="slep", cohort=2025, time_zone="Pacific/Easter", by=None)

    network.refresh_from_db()
    assert (network.kind, network.time_zone) == ("slep", "Pacific/Easter")
    assert the_event().action == "network.edited"


def test_leaving_is_recorded_once_with_its_reason(inside: Program) -> None:
    network = NetworkFactory.create()

    end_participation(network, reason="Cumplió sus dos años.", on=MAY, by=None)

    assert Network.objects.get().left_on == MAY
    assert the_event().action == "network.left"
    with pytest.raises(NotAllowedNow):
        end_participation(network, reason="Otra vez", on=JULY, by=None)


def test_leaving_before_entering_is_refused(inside: Program) -> None:
    with pytest.raises(NotAllowedNow) as caught:
        end_participation(NetworkFactory.create(), reason="x", on=date(2024, 1, 1), by=None)

    assert caught.value.field == "on"


def test_a_school_joins_once_and_leaves_with_its_places(inside: Program) -> None:
    network, school = NetworkFactory.create(), SchoolFactory.create()
    row = add_school(network, school=school, on=MARCH, by=None)
    set_roster(network, seats={row.pk: {"head": 1, "teacher": 2}}, on=MARCH, by=None)

    with pytest.raises(NotAllowedNow):
        add_school(network, school=school, on=MAY, by=None)
    remove_school(row, on=MAY, by=None)

    assert NetworkSchool.objects.get().valid_to == MAY
    assert set(RosterSeat.objects.values_list("valid_to", flat=True)) == {MAY}
    actions = list(Event.objects.order_by("id").values_list("action", flat=True))
    assert actions == ["network.school_added", "roster.set", "network.school_removed"]


def test_a_school_added_by_mistake_the_same_day_leaves_no_row(inside: Program) -> None:
    row = add_school(NetworkFactory.create(), school=SchoolFactory.create(), on=MAY, by=None)

    remove_school(row, on=MAY, by=None)

    assert not NetworkSchool.objects.exists()
    assert Event.objects.count() == 2


def test_the_roster_dates_only_what_changes(inside: Program) -> None:
    school = NetworkSchoolFactory.create()
    network = school.network
    set_roster(network, seats={school.pk: {"head": 1, "utp": 1, "teacher": 3}}, on=MARCH, by=None)

    total = set_roster(
        network, seats={school.pk: {"head": 1, "utp": 0, "teacher": 4, "other": 0}}, on=MAY, by=None
    )

    assert total == 5
    seats = RosterSeat.objects.order_by("role", "valid_from")
    assert [(s.role, s.seats, s.valid_from, s.valid_to) for s in seats] == [
        ("head", 1, MARCH, None),
        ("teacher", 3, MARCH, MAY),
        ("teacher", 4, MAY, None),
        ("utp", 1, MARCH, MAY),
    ]
    assert list(Event.objects.values_list("details__changed", flat=True)) == [2, 3]


@pytest.mark.parametrize("seats", [-1, 31])
def test_a_number_out_of_range_names_its_field(inside: Program, seats: int) -> None:
    school = NetworkSchoolFactory.create()

    with pytest.raises(NotAllowedNow) as caught:
        set_roster(school.network, seats={school.pk: {"head": seats}}, on=MAY, by=None)

    assert caught.value.field == f"seats-{school.pk}-head"


def test_a_school_of_another_network_is_refused(inside: Program) -> None:
    foreign = NetworkSchoolFactory.create()

    with pytest.raises(NotAllowedNow):
        set_roster(NetworkFactory.create(), seats={foreign.pk: {"head": 1}}, on=MAY, by=None)

    assert not RosterSeat.objects.exists()


def test_the_roster_is_not_rewritten_backwards(inside: Program) -> None:
    school = NetworkSchoolFactory.create()
    set_roster(school.network, seats={school.pk: {"head": 1}}, on=MAY, by=None)

    with pytest.raises(NotAllowedNow) as caught:
        set_roster(school.network, seats={school.pk: {"head": 2}}, on=MARCH, by=None)

    assert caught.value.field == "on"


def test_a_territory_is_assigned_once_and_left_on_a_day(inside: Program) -> None:
    network, territory = NetworkFactory.create(), TerritoryFactory.create()
    row = assign_territory(network, territory=territory, on=MARCH, by=None)

    with pytest.raises(NotAllowedNow):
        assign_territory(network, territory=territory, on=MAY, by=None)
    unassign_territory(row, on=JULY, by=None)

    assert NetworkTerritory.objects.get().valid_to == JULY
    assert Event.objects.count() == 2
