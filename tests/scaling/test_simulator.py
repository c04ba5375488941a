"""What more networks would need: by hand for a small programme, and against the year that followed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.activities import hold_activity
from networks.activity_plan import Outcome
from networks.models import Network
from scaling.queries.measured import measured
from scaling.simulator import NOTHING, Assumptions, Hours, Measured, check, people_needed, simulate
from tests.factories import CycleFactory, NetworkFactory, make_person
from tests.networks.activities.world import make_activity

# Two networks in their first year: two hours of tutoring each in April and four in May; a workshop of three
# hours in April.
YEAR = Measured(2025, {1: Hours.of({4: 2, 5: 4})}, {1: 2}, Hours.of({4: 3}))


def test_each_network_takes_its_tutoring_and_a_room_is_shared() -> None:
    """By hand, April: 10 × 2 = 20 of tutoring; 10 networks are 2 rooms of 8, 2 × 3 h × 2 people = 12;
    as much again to prepare: 64 hours, two people with 40 each. May: 40 + 0 + 40 = 80, two."""
    needs = simulate(YEAR, {1: 10}, Assumptions(preparation=1, together=8, hosts=2, available=40))

    april, may = needs[3], needs[4]
    assert (april.own, april.gathered, april.preparation, april.people) == (20, 12, 32, 2)
    assert (may.total, may.people) == (80, 2)
    assert sum(need.total for need in needs) == 144
    assert people_needed(needs) == 2


def test_a_year_of_the_programme_that_was_never_measured_takes_what_networks_took() -> None:
    assert YEAR.of_one(2) == YEAR.of_one(1)
    assert simulate(YEAR, {2: 1}, Assumptions(preparation=0, hosts=1))[4].total == 4


def test_several_years_of_the_programme_weigh_by_their_networks() -> None:
    """Three networks with 2 h and one with 6 h take (3 × 2 + 6) / 4 = 3 h on average."""
    mixed = Measured(2025, {1: Hours.of({4: 2}), 2: Hours.of({4: 6})}, {1: 3, 2: 1}, NOTHING)

    assert mixed.of_one(3).total == 3
    assert mixed.of_one(2).total == 6


def test_nothing_measured_predicts_nothing() -> None:
    empty = Measured(2025, {}, {}, NOTHING)

    assert people_needed(simulate(empty, {1: 5}, Assumptions())) == 0
    assert check(empty, YEAR, 12) is None


def test_the_check_looks_at_whole_months_only() -> None:
    """April of the next year: 4 networks × 2 h + 3 h of workshop = 11 predicted; 4 × 2,5 + 3 = 13 held."""
    after = Measured(2026, {1: Hours.of({4: 2.5, 5: 9})}, {1: 4}, Hours.of({4: 3}))

    found = check(YEAR, after, 4)

    assert found is not None
    assert (found.predicted, found.held) == (11, 13)
    assert found.error == pytest.approx(2 / 13)


@pytest.mark.parametrize("wrong", [(1.0,) * 11, (-1.0,) + (0.0,) * 11])
def test_hours_are_twelve_and_not_negative(wrong: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="twelve months"):
        Hours(wrong)


def hold(*networks: Network, **values: Any) -> None:
    activity = make_activity(*networks, **values)
    hold_activity(activity, outcome=Outcome("Se hizo."), on=activity.day, by=None)


@pytest.fixture
def lived(program: Program) -> Program:
    """A year of two networks: 2 h of tutoring for each, a workshop, a tutoring that was not held."""
    with time_machine.travel("2026-09-15 12:00:00-03:00", tick=False), program_context(program):
        first, second = NetworkFactory.create(), NetworkFactory.create()
        for network in (first, second):
            CycleFactory.create(network=network, year=2025)
            CycleFactory.create(network=network, year=2026, programme_year=2)
        hold(first, kind="tutoring", day="2025-04-10")
        hold(second, kind="tutoring", day="2025-05-08", hours=None)
        hold(first, second, kind="training_workshop", day="2025-04-24")
        make_activity(second, kind="tutoring", day="2025-06-05")
        hold(first, kind="tutoring", day="2026-04-09")
    return program


def test_hours_come_from_what_was_held(lived: Program) -> None:
    """May's meeting has no hours written: 15:00 to 17:00 are two, and there are two networks."""
    with program_context(lived):
        found = measured(2025)

    assert found.networks == {1: 2}
    assert found.own[1] == Hours.of({4: 1, 5: 1})
    assert found.gathered == Hours.of({4: 2})


def test_the_page_calculates_and_says_how_far_it_would_have_been(client: Client, lived: Program) -> None:
    with time_machine.travel("2026-09-15 12:00:00-03:00", tick=False):
        client.force_login(make_person(lived, RoleCode.FACILITATOR))
        text = client.get("/demo/tablero/simulador/").content.decode()
        again = client.get("/demo/tablero/simulador/?primero=x&segundo=0&seguimiento=0")

    assert "Medido en 2025 con 2 redes." in text
    # Until August: 2 × 2 h of tutoring + 2 h of workshop, against the 2 h held.
    assert "se habrían previsto 6 horas" in text
    assert "una diferencia de 200 %" in text
    assert again.status_code == 422
    assert "Introduzca un número entero" in again.content.decode()


def test_without_hours_it_says_so(client: Client, program: Program) -> None:
    client.force_login(make_person(program, RoleCode.FACILITATOR))

    assert "Todavía no hay horas que medir" in client.get("/demo/tablero/simulador/").content.decode()


def test_the_year_is_of_the_clock_in_chile(lived: Program) -> None:
    """The last evening of December is already January in Greenwich."""
    with program_context(lived):
        network = Network.objects.order_by("pk").first()
        assert network is not None
        with time_machine.travel("2026-09-15 12:00:00-03:00", tick=False):
            make_late = make_activity(network, kind="tutoring", day="2025-12-31", title="Tarde")
            hold_activity(make_late, outcome=Outcome("Se hizo."), on=date(2025, 12, 31), by=None)
        assert measured(2025).own[1].by_month[11] == 1
        assert measured(2026).own[2].by_month[0] == 0
