"""How a team decides at the beginning of a year and what it leaves at its end."""

from __future__ import annotations

from datetime import date

import pytest

from lar.accounts.models import User
from lar.audit.models import Event
from lar.tenancy.models import Program
from networks.actions.closing import project_next_year, review_socialization
from networks.actions.proposals import propose_levers
from networks.errors import NotAllowedNow
from networks.models import Cycle, Projection, SocializationReview
from networks.queries.closing import cycle_before, own_proposal, proposals_of, year_end
from networks.registries import step_evidence
from tests.factories import CoordinationFactory, CycleFactory, NetworkFactory

MAY, NOVEMBER = date(2026, 5, 4), date(2026, 11, 20)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(inside: Program) -> Cycle:
    return CycleFactory.create(network=NetworkFactory.create(cohort=2025), year=2026)


def teammate(cycle: Cycle, name: str, **changes: date) -> User:
    row = CoordinationFactory.create(network=cycle.network, user__name=name, **changes)
    return row.user


def names(cycle: Cycle) -> dict[str, list[str]]:
    return {one.node: one.names for one in proposals_of(cycle, MAY)}


def test_each_person_of_the_team_proposes_and_may_change_her_mind(cycle: Cycle) -> None:
    ines, ana = teammate(cycle, "Inés"), teammate(cycle, "Ana")
    propose_levers(cycle, nodes=["PN", "CP"], on=MAY, by=ines)
    propose_levers(cycle, nodes=["CP"], on=MAY, by=ana)

    assert names(cycle) == {"PN": ["Inés"], "LR": [], "CP": ["Ana", "Inés"], "CC": []}

    propose_levers(cycle, nodes=["CC"], on=MAY, by=ines)

    assert names(cycle) == {"PN": [], "LR": [], "CP": ["Ana"], "CC": ["Inés"]}
    assert own_proposal(cycle, ines.pk) == ["CC"]
    assert Event.objects.filter(action="cycle.levers_proposed", by=ines).count() == 2
    assert list(cycle.levers.all()) == []


@pytest.mark.parametrize("nodes", [[], ["PN", "CP", "CC"], ["KP"], ["PN", "PN"]])
def test_a_proposal_is_one_or_two_levers(cycle: Cycle, nodes: list[str]) -> None:
    person = teammate(cycle, "Inés")

    with pytest.raises(NotAllowedNow) as caught:
        propose_levers(cycle, nodes=nodes, on=MAY, by=person)

    assert caught.value.field == "nodes"
    assert own_proposal(cycle, person.pk) == []


def test_the_proposal_of_who_left_the_team_no_longer_counts(cycle: Cycle) -> None:
    gone = teammate(cycle, "Rosa", valid_from=date(2025, 3, 1), valid_to=date(2026, 4, 1))
    propose_levers(cycle, nodes=["PN"], on=MAY, by=gone)

    assert not any(names(cycle).values())


def test_the_end_of_a_year_is_written_and_written_again(cycle: Cycle) -> None:
    person = teammate(cycle, "Inés")

    for hard in ("El tiempo.", "Hablar del desacuerdo."):
        review_socialization(cycle, worked="Leer juntas.", hard=hard, differently="", on=NOVEMBER, by=person)
        project_next_year(
            cycle, keep="Las sesiones.", strategies="Observarse.", needs="", on=NOVEMBER, by=person
        )

    end = year_end(cycle)
    assert end.review is not None and end.review.hard == "Hablar del desacuerdo."
    assert (SocializationReview.objects.count(), Projection.objects.count()) == (1, 1)
    assert [event.details["again"] for event in Event.objects.filter(action="cycle.projected")] == [
        True,
        False,
    ]


def test_the_third_step_lists_what_the_team_wrote_and_what_it_has_not(cycle: Cycle) -> None:
    person = teammate(cycle, "Inés")
    before = {str(one.label): one.done for one in step_evidence(cycle) if one.step == 3}
    review_socialization(cycle, worked="Leer.", hard="El tiempo.", differently="", on=NOVEMBER, by=person)
    after = {str(one.label): one.done for one in step_evidence(cycle) if one.step == 3}

    assert before == {"Evaluación de la socialización": False, "Proyección del equipo": False}
    assert after == {"Evaluación de la socialización": True, "Proyección del equipo": False}


def test_the_year_before_is_the_last_one_that_was_lived(cycle: Cycle) -> None:
    assert cycle_before(cycle) is None

    CycleFactory.create(network=cycle.network, year=2023)
    last = CycleFactory.create(network=cycle.network, year=2025)
    CycleFactory.create(year=2025)

    assert cycle_before(cycle) == last
