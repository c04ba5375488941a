"""What is late, from which day on, and for whom nothing is."""

from __future__ import annotations

from datetime import date

import pytest

from lar.tenancy.models import Program
from networks.lateness import Lack, late_sentences, missing_in
from networks.models import Network, ProgrammeYear, Purpose
from networks.queries.facts import facts_of
from tests.factories import (
    CycleFactory,
    NetworkFactory,
    RosterSeatFactory,
    UserFactory,
    make_coordinator,
)

pytestmark = pytest.mark.django_db


def lacks(network: Network, day: date) -> list[Lack]:
    return [missing.lack for missing in missing_in(facts_of([network], day)[network.pk], day)]


def late(network: Network, day: date) -> list[str]:
    return late_sentences(facts_of([network], day)[network.pk], day)


def test_a_new_network_lacks_everything_and_is_late_in_nothing_but_its_team(inside: Program) -> None:
    network = NetworkFactory.create(enrolled_on=date(2026, 4, 20), cohort=2026)

    assert lacks(network, date(2026, 4, 21)) == [Lack.TEAM, Lack.CYCLE, Lack.SCHOOLS, Lack.PURPOSE]
    assert late(network, date(2026, 4, 21)) == ["Nadie coordina la red."]


@pytest.mark.parametrize(
    ("day", "sentences"),
    [(date(2026, 3, 31), 0), (date(2026, 4, 1), 1), (date(2026, 5, 1), 2), (date(2026, 6, 1), 3)],
)
def test_each_thing_is_late_from_its_own_day(inside: Program, day: date, sentences: int) -> None:
    network = NetworkFactory.create()
    make_coordinator(inside, network)

    assert len(late(network, day)) == sentences


def test_levers_are_asked_of_a_year_that_began_and_not_in_follow_up(inside: Program) -> None:
    network, followed = NetworkFactory.create(), NetworkFactory.create()
    CycleFactory.create(network=network, year=2026)
    CycleFactory.create(network=followed, year=2026, programme_year=ProgrammeYear.FOLLOW_UP)

    assert Lack.LEVERS in lacks(network, date(2026, 5, 4))
    assert Lack.LEVERS not in lacks(followed, date(2026, 5, 4))


def test_a_cycle_of_last_year_is_not_this_year_s(inside: Program) -> None:
    network = NetworkFactory.create()
    CycleFactory.create(network=network, year=2025)

    facts = facts_of([network], date(2026, 5, 4))[network.pk]

    assert facts.cycle is not None
    assert Lack.CYCLE in lacks(network, date(2026, 5, 4))


def test_a_purpose_is_late_from_the_day_of_its_review(inside: Program) -> None:
    network = NetworkFactory.create()
    Purpose.objects.create(
        network=network,
        number=1,
        text="Leer.",
        valid_from=date(2026, 3, 2),
        next_review=date(2026, 4, 6),
        written_by=UserFactory.create(),
    )

    assert Lack.REVIEW not in lacks(network, date(2026, 4, 5))
    assert "El propósito se iba a revisar el 06-04-2026." in late(network, date(2026, 4, 7))


def test_a_network_that_left_owes_nothing(inside: Program) -> None:
    network = NetworkFactory.create(left_on=date(2025, 12, 20))
    make_coordinator(inside, network)

    assert lacks(network, date(2026, 6, 1)) == []


def test_places_count_only_while_their_school_takes_part(inside: Program) -> None:
    seat = RosterSeatFactory.create(seats=3)
    network = seat.network_school.network
    assert facts_of([network], date(2026, 5, 4))[network.pk].seats == 3

    seat.network_school.valid_to = date(2026, 5, 1)
    seat.network_school.save()

    assert facts_of([network], date(2026, 5, 4))[network.pk].seats == 0
