"""The first page: what to do, what is late, and what others changed since the reader's last visit."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lar.accounts.models import User
from lar.audit.actions import record
from lar.model.steps import Step
from lar.tenancy.context import program_context
from networks.actions.cycle import set_step, write_analysis
from networks.models import HomeVisit, Network
from networks.queries.changes import changes_since
from networks.registries import change_words
from tests.factories import CycleFactory, NetworkFactory
from tests.networks.pages.conftest import TODAY, Cast

pytestmark = pytest.mark.django_db

SINCE = "Qué cambió desde tu última visita"


def words(cast: Cast, who: str) -> str:
    return str(cast.get(who).content.decode())


def write(cast: Cast, who: str) -> None:
    with program_context(cast.program):
        write_analysis(cast.cycle, text="Otra mirada.", on=TODAY, by=cast.people[who])


def test_the_first_visit_has_no_before(cast: Cast) -> None:
    assert SINCE not in words(cast, "coordinator")


def test_a_second_visit_tells_what_others_did_and_keeps_it_in_sight_for_an_hour(cast: Cast) -> None:
    words(cast, "facilitator")
    with time_machine.travel("2026-05-05 12:00:00-04:00", tick=False) as clock:
        write(cast, "coordinator")
        clock.shift(timedelta(hours=1))

        first, again = words(cast, "facilitator"), words(cast, "facilitator")

        assert "El equipo escribió su análisis de la red" in first
        assert "Inés Coordina" in first
        assert "El equipo escribió su análisis de la red" in again

        clock.shift(timedelta(days=2))
        assert "Nadie más ha movido nada desde entonces." in words(cast, "facilitator")


def test_nobody_is_told_what_she_did_herself(cast: Cast) -> None:
    words(cast, "coordinator")
    with time_machine.travel("2026-05-06 12:00:00-04:00", tick=False):
        write(cast, "coordinator")

        assert "El equipo escribió su análisis" not in words(cast, "coordinator")


def test_a_neighbour_is_not_told_of_a_network_that_she_does_not_see(cast: Cast) -> None:
    words(cast, "neighbour")
    with time_machine.travel("2026-05-06 12:00:00-04:00", tick=False):
        write(cast, "coordinator")

        assert "El equipo escribió su análisis" not in words(cast, "neighbour")


def test_each_person_and_programme_has_one_visit(cast: Cast) -> None:
    for _ in range(2):
        words(cast, "coordinator")
        words(cast, "administrator")

    with program_context(cast.program):
        visitors = set(HomeVisit.objects.values_list("person", flat=True))
        assert visitors == {cast.people["coordinator"].pk, cast.people["administrator"].pk}


def test_what_happens_often_is_one_line_and_keeps_a_name_only_when_it_is_one(cast: Cast) -> None:
    with program_context(cast.program):
        for who, step in (("coordinator", Step.IMPLEMENTATION), ("neighbour", Step.LEARNING)):
            set_step(cast.cycle, step=step, by=cast.people[who])
        reader: User = cast.people["facilitator"]
        found = changes_since([cast.network], timezone.now() - timedelta(days=1), reader=reader.pk)

    assert [(str(one.words), one.times, one.who) for one in found] == [("El trabajo pasó a otro paso", 2, "")]


@pytest.mark.parametrize("action", ["survey.team_answered", "cycle.levers_proposed", "survey.reminded"])
def test_what_only_some_may_know_is_never_told(cast: Cast, action: str) -> None:
    with program_context(cast.program):
        record(action, by=cast.people["coordinator"], network_id=cast.network.pk)
        found = changes_since([cast.network], timezone.now() - timedelta(days=1), reader=0)

    assert action not in change_words()
    assert found == []


def test_the_programme_sees_first_what_is_late_anywhere(cast: Cast) -> None:
    page = words(cast, "facilitator")

    assert "Redes con algo atrasado" in page
    assert "Red Ñuble" in page
    assert "El ciclo 2026 no ha comenzado." in page


@pytest.mark.parametrize("who", ["facilitator", "administrator"])
def test_the_programme_home_asks_as_many_questions_for_3_networks_as_for_50(cast: Cast, who: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            assert cast.get(who).status_code == 200
        return len(questions)

    counts = []
    with time_machine.travel("2026-05-08 12:00:00-04:00", tick=False):
        cast.get(who)
        for total in (2, 3, 50):
            with program_context(cast.program):
                for _ in range(total - Network.objects.count()):
                    cycle = CycleFactory.create(network=NetworkFactory.create())
                    set_step(cycle, step=Step.LEARNING, by=cast.people["coordinator"])
            counts.append(asked())

    assert len(set(counts)) == 1, counts
