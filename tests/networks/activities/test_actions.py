"""Planning, holding and calling off; what each kind keeps; who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.models import Program
from networks.actions.activities import (
    cancel_activity,
    edit_activity,
    hold_activity,
    invite_to_activity,
    plan_activity,
)
from networks.actions.networks import remove_school
from networks.activity_fields import step_of
from networks.activity_plan import Outcome
from networks.errors import NotAllowedNow
from networks.models import Activity, ActivityStatus, PersonAttendance, SchoolAttendance
from tests.factories import (
    NetworkFactory,
    NetworkTerritoryFactory,
    TerritoryFactory,
    make_authority,
    make_coordinator,
    make_person,
)
from tests.networks.activities.world import at, make_activity, make_plan, make_seats

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 12)


def last_event() -> Event:
    return Event.objects.order_by("-pk")[0]


def test_a_session_is_planned_in_its_networks_own_hours(inside: Program) -> None:
    network = NetworkFactory.create(time_zone="Pacific/Easter")

    activity = make_activity(network, title="  Sesión de mayo ")

    assert (activity.title, activity.time_zone, activity.status) == (
        "Sesión de mayo",
        "Pacific/Easter",
        "planned",
    )
    assert f"{activity.starts_on_the_wall:%H:%M}" == "13:00"
    assert (last_event().action, last_event().network_id) == ("activity.planned", network.pk)


def test_a_workshop_gathers_several_networks_and_a_session_one(inside: Program) -> None:
    networks = NetworkFactory.create_batch(2)

    workshop = make_activity(*networks, kind="training_workshop")
    with pytest.raises(NotAllowedNow) as refused:
        make_activity(*networks)

    assert workshop.networks.count() == 2
    assert last_event().network_id is None
    assert refused.value.field == "networks"


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("network_session", {"session_purpose": "inquiry", "open_to_visits": True}),
        ("training_workshop", {"topics": "Amigo crítico", "wellbeing": "Pausa"}),
        ("tutoring", {"invites_authorities": True, "notes_visibility": "private"}),
        ("authority_meeting", {"invites_authorities": True}),
        ("joint_authorities", {"invites_authorities": True, "topics": "Amigo crítico"}),
        ("dissemination", {"invites_authorities": True, "topics": "Amigo crítico"}),
        ("between_sessions", {"own_work": "reading"}),
    ],
)
def test_a_kind_keeps_what_is_its_own_and_nothing_else(
    inside: Program, kind: str, kept: dict[str, object]
) -> None:
    everything: dict[str, Any] = {
        "session_purpose": "inquiry",
        "own_work": "reading",
        "open_to_visits": True,
        "topics": "Amigo crítico",
        "wellbeing": "Pausa",
        "invites_authorities": True,
        "notes_visibility": "private",
    }
    nothing = {name: type(value)() for name, value in everything.items()} | {"notes_visibility": "shared"}

    activity = plan_activity(replace(make_plan(NetworkFactory.create(), kind=kind), **everything), by=None)

    assert {name: getattr(activity, name) for name in everything} == nothing | kept


def test_hours_the_wrong_way_round_are_refused_beside_their_field(inside: Program) -> None:
    with pytest.raises(NotAllowedNow) as refused:
        make_activity(NetworkFactory.create(), ends_at=at("2026-05-12", "14:00"))

    assert refused.value.field == "ends"
    assert not Activity.objects.exists()


def test_only_a_facilitator_observes_and_only_a_session(inside: Program) -> None:
    network = NetworkFactory.create()
    teacher, facilitator = make_coordinator(inside, network), make_person(inside, RoleCode.FACILITATOR)

    with pytest.raises(NotAllowedNow) as refused:
        make_activity(network, observer=teacher)

    assert refused.value.field == "observer"
    assert make_activity(network, observer=facilitator).observer == facilitator
    assert make_activity(network, kind="tutoring", observer=facilitator).observer is None


@time_machine.travel("2026-05-04 12:00:00-04:00", tick=False)
def test_one_visits_only_a_session_that_another_network_offers(inside: Program) -> None:
    mine, theirs = NetworkFactory.create(), NetworkFactory.create()
    offered, closed = make_activity(theirs, open_to_visits=True), make_activity(theirs)
    own = make_activity(mine, open_to_visits=True)

    visit = make_activity(mine, kind="between_sessions", own_work="visit", visited=offered)
    for session in (closed, own):
        with pytest.raises(NotAllowedNow) as refused:
            make_activity(mine, kind="between_sessions", own_work="visit", visited=session)
        assert refused.value.field == "visited"

    assert visit.visited == offered
    assert make_activity(mine, kind="between_sessions", visited=offered).visited is None


def test_a_session_is_held_with_counts_by_school_and_role(inside: Program) -> None:
    network = NetworkFactory.create()
    row, _seat = make_seats(network)
    coordinators = [make_coordinator(inside, network) for _n in range(2)]
    activity = make_activity(network)
    outcome = Outcome(
        "Acordamos leer.",
        Decimal("1.5"),
        {(row.pk, "head"): 1, (row.pk, "teacher"): 2, (row.pk, "utp"): 0},
        frozenset({coordinators[0].pk}),
    )

    held = hold_activity(activity, outcome=outcome, on=DAY, by=coordinators[0])

    assert (held.status, held.minutes, held.minutes_by, held.hours) == (
        "held",
        "Acordamos leer.",
        coordinators[0],
        Decimal("1.5"),
    )
    came = SchoolAttendance.objects.order_by("role").values_list("role", "present", "expected")
    assert list(came) == [("head", 1, 1), ("teacher", 2, 3)]
    present = PersonAttendance.objects.order_by("user_id").values_list("user_id", "present")
    assert list(present) == [(coordinators[0].pk, True), (coordinators[1].pk, False)]
    assert last_event().details["came"] == 4


def test_minutes_written_again_replace_and_keep_whoever_wrote_last(inside: Program) -> None:
    network = NetworkFactory.create()
    first, second = make_coordinator(inside, network), make_coordinator(inside, network)
    activity = hold_activity(make_activity(network), outcome=Outcome("Uno."), on=DAY, by=first)

    same = hold_activity(activity, outcome=Outcome("Uno."), on=date(2026, 5, 20), by=second)
    other = hold_activity(activity, outcome=Outcome("Dos."), on=date(2026, 5, 21), by=second)

    assert (same.minutes_by, same.minutes_on) == (first, DAY)
    assert (other.minutes_by, other.minutes_on, other.minutes) == (second, date(2026, 5, 21), "Dos.")


def test_nothing_is_held_before_its_day_nor_with_schools_of_others(inside: Program) -> None:
    network = NetworkFactory.create()
    foreign, _seat = make_seats(NetworkFactory.create())
    activity = make_activity(network)

    with pytest.raises(NotAllowedNow, match="Todavía no llega"):
        hold_activity(activity, outcome=Outcome(), on=date(2026, 5, 11), by=None)
    with pytest.raises(NotAllowedNow, match="no era de la red"):
        hold_activity(activity, outcome=Outcome(schools={(foreign.pk, "head"): 1}), on=DAY, by=None)

    assert Activity.objects.get().status == ActivityStatus.PLANNED
    assert not SchoolAttendance.objects.exists()


def test_a_school_that_never_was_in_the_network_takes_its_attendance_along(inside: Program) -> None:
    network = NetworkFactory.create()
    row, _seat = make_seats(network)
    hold_activity(make_activity(network), outcome=Outcome(schools={(row.pk, "head"): 1}), on=DAY, by=None)

    remove_school(row, on=row.valid_from, by=None)

    assert not SchoolAttendance.objects.exists()


def test_what_is_done_on_ones_own_keeps_no_list(inside: Program) -> None:
    network = NetworkFactory.create()
    person = make_coordinator(inside, network)
    activity = make_activity(network, kind="between_sessions")

    hold_activity(activity, outcome=Outcome(people=frozenset({person.pk})), on=DAY, by=person)

    assert not PersonAttendance.objects.exists()
    with pytest.raises(NotAllowedNow):
        invite_to_activity(make_activity(network, kind="between_sessions"), by=person)


def test_calling_off_says_why_and_happens_once(inside: Program) -> None:
    activity = make_activity(NetworkFactory.create())

    with pytest.raises(NotAllowedNow) as refused:
        cancel_activity(activity, reason="  ", by=None)
    cancelled = cancel_activity(activity, reason="Paro de transporte.", by=None)
    with pytest.raises(NotAllowedNow):
        cancel_activity(activity, reason="Otra vez.", by=None)
    with pytest.raises(NotAllowedNow):
        hold_activity(activity, outcome=Outcome(), on=DAY, by=None)

    assert refused.value.field == "reason"
    assert (cancelled.status, cancelled.cancel_reason) == ("cancelled", "Paro de transporte.")


def test_the_invited_are_told_of_what_moves_and_of_nothing_else(inside: Program) -> None:
    network = NetworkFactory.create()
    territory = TerritoryFactory.create()
    NetworkTerritoryFactory.create(network=network, territory=territory)
    people = {make_coordinator(inside, network).pk, make_authority(inside, territory).pk}
    activity = make_activity(network, kind="authority_meeting")

    edit_activity(activity, plan=make_plan(network, kind="authority_meeting", place="Otra"), by=None)
    assert not Job.objects.exists()
    assert invite_to_activity(activity, by=None) == 2
    edit_activity(
        activity, plan=make_plan(network, kind="authority_meeting", place="Otra", agenda="Más."), by=None
    )
    assert Job.objects.count() == 2
    edit_activity(activity, plan=make_plan(network, kind="authority_meeting", day="2026-05-19"), by=None)
    assert Job.objects.count() == 4
    cancel_activity(activity, reason="No se pudo.", by=None)

    assert Job.objects.count() == 6
    assert {job.args["user_id"] for job in Job.objects.all()} == people


def test_nobody_to_invite_is_said(inside: Program) -> None:
    with pytest.raises(NotAllowedNow, match="nadie coordina"):
        invite_to_activity(make_activity(NetworkFactory.create()), by=None)

    assert Activity.objects.get().invited_at is None


def test_a_held_activity_is_not_changed_and_its_kind_never(inside: Program) -> None:
    network = NetworkFactory.create()
    session = make_activity(network)
    edited = edit_activity(
        session, plan=make_plan(network, kind="tutoring", session_purpose="inquiry"), by=None
    )
    hold_activity(session, outcome=Outcome(), on=DAY, by=None)

    with pytest.raises(NotAllowedNow, match="se escribe en su acta"):
        edit_activity(session, plan=make_plan(network), by=None)

    assert edited.kind == "network_session"


@pytest.mark.parametrize(
    ("purpose", "year", "step"),
    [
        ("inquiry", 1, 2),
        ("inquiry", 2, 1),
        ("implementation", 1, 2),
        ("implementation", 2, 2),
        ("socialization", 1, 3),
        ("socialization", 3, 3),
        ("", 1, None),
    ],
)
def test_the_step_that_a_session_gives_evidence_of(purpose: str, year: int, step: int | None) -> None:
    assert step_of(purpose, year) == step
