"""The yearly cycle: its year in the programme, its steps, its levers, and the purpose of the network."""

from __future__ import annotations

from datetime import date

import pytest

from lar.audit.models import Event
from lar.model.dimensions import FocusReason
from lar.model.steps import Step
from lar.tenancy.models import Program
from networks import rules
from networks.actions.cycle import Lever, choose_levers, set_step, start_cycle, write_analysis
from networks.actions.purpose import write_purpose
from networks.errors import NotAllowedNow
from networks.models import Cycle, LeverChoice, Purpose
from tests.factories import CycleFactory, NetworkFactory, UserFactory

MAY, JULY = date(2026, 5, 4), date(2026, 7, 6)

pytestmark = pytest.mark.django_db


def lever(node: str, explanation: str = "Lo conversamos.") -> Lever:
    return Lever(node, FocusReason.STRATEGIC_INTEREST, explanation)


@pytest.mark.parametrize(
    ("cohort", "year", "left_on", "expected"),
    [
        (2025, 2025, None, 1),
        (2025, 2026, None, 2),
        (2025, 2027, None, 3),
        (2025, 2030, None, 3),
        (2025, 2026, date(2025, 12, 20), 3),
        (2025, 2026, date(2026, 12, 20), 2),
    ],
)
def test_the_year_in_the_programme(cohort: int, year: int, left_on: date | None, expected: int) -> None:
    assert rules.programme_year_of(cohort, year, left_on) == expected


def test_a_cycle_starts_once_a_year_and_not_before_the_cohort(inside: Program) -> None:
    network = NetworkFactory.create(cohort=2025)

    cycle = start_cycle(network, year=2026, by=None)

    assert (cycle.programme_year, cycle.step) == (2, 1)
    assert Event.objects.get().action == "cycle.started"
    for year in (2026, 2024):
        with pytest.raises(NotAllowedNow) as caught:
            start_cycle(network, year=year, by=None)
        assert caught.value.field == "year"


def test_steps_go_forwards_and_back(inside: Program) -> None:
    cycle = CycleFactory.create()

    set_step(cycle, step=Step.LEARNING, by=None)
    set_step(cycle, step=Step.PREPARATION, by=None)

    assert Cycle.objects.get().step == 1
    moves = Event.objects.order_by("id").values_list("details__before", "details__now")
    assert list(moves) == [(1, 3), (3, 1)]


def test_the_analysis_is_kept_out_of_the_record(inside: Program) -> None:
    cycle = CycleFactory.create()

    write_analysis(cycle, text=" Nos juntamos poco. ", on=MAY, by=None)

    cycle.refresh_from_db()
    assert (cycle.analysis, cycle.analysis_on) == ("Nos juntamos poco.", MAY)
    assert Event.objects.get().details == {"length": 18}


def test_choosing_again_replaces_the_choice(inside: Program) -> None:
    cycle, by = CycleFactory.create(), UserFactory.create()
    choose_levers(cycle, levers=[lever("PN")], on=MAY, by=by)

    choose_levers(cycle, levers=[lever("CC"), lever("CP")], on=JULY, by=by)

    chosen = LeverChoice.objects.order_by("node").values_list("node", "chosen_on", "chosen_by")
    assert list(chosen) == [("CC", JULY, by.pk), ("CP", JULY, by.pk)]
    last = Event.objects.order_by("-id").first()
    assert last is not None
    assert last.details["levers"] == {"CP": "strategic_interest", "CC": "strategic_interest"}


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ([], "al menos una"),
        (["PN", "LR", "CP"], "una o dos"),
        (["PN", "PN"], "dos veces"),
        (["KP"], "efecto"),
    ],
)
def test_what_cannot_be_chosen(inside: Program, nodes: list[str], words: str) -> None:
    cycle, by = CycleFactory.create(), UserFactory.create()
    choose_levers(cycle, levers=[lever("PN")], on=MAY, by=by)

    with pytest.raises(NotAllowedNow, match=words):
        choose_levers(cycle, levers=[lever(node) for node in nodes], on=JULY, by=by)

    assert LeverChoice.objects.get().node == "PN"


def test_a_lever_without_its_reason_is_refused(inside: Program) -> None:
    with pytest.raises(NotAllowedNow) as caught:
        choose_levers(CycleFactory.create(), levers=[lever("PN", "  ")], on=MAY, by=UserFactory.create())

    assert caught.value.field == "explanation"


def test_the_purpose_has_versions(inside: Program) -> None:
    network, by = NetworkFactory.create(), UserFactory.create()

    first = write_purpose(network, text="Leer mejor.", agreed_with="", next_review=None, on=MAY, by=by)
    second = write_purpose(
        network,
        text="Leer y escribir.",
        agreed_with="12 integrantes",
        next_review=date(2027, 5, 3),
        on=JULY,
        by=by,
    )

    assert (first.number, second.number) == (1, 2)
    assert list(Purpose.objects.values_list("text", flat=True)) == ["Leer y escribir.", "Leer mejor."]
    assert Event.objects.count() == 2


def test_the_review_of_a_purpose_comes_after_it(inside: Program) -> None:
    with pytest.raises(NotAllowedNow) as caught:
        write_purpose(
            NetworkFactory.create(),
            text="x",
            agreed_with="",
            next_review=MAY,
            on=MAY,
            by=UserFactory.create(),
        )

    assert caught.value.field == "next_review"
