"""What the application's role could have done to a survey, had only the actions kept it from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.actions import close_survey, correct_roster_n
from questionnaires.surveys.models import RosterCorrection, Survey, SurveyMode, SurveyState
from tests.factories import make_coordinator, make_person
from tests.surveys import OpenSurvey, make_draft, make_open_survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(inside: Program) -> Iterator[OpenSurvey]:
    yield make_open_survey(inside)


def refused(survey: Survey, **values: Any) -> bool:
    """Whether the database refuses to write ``values`` into a survey."""
    try:
        with transaction.atomic():
            Survey.objects.filter(pk=survey.pk).update(**values)
    except DatabaseError:
        return True
    return False


def correction(survey: Survey, previous: int, corrected: int, by: Any) -> None:
    RosterCorrection.objects.create(
        survey=survey, previous=previous, corrected=corrected, reason="Se fueron.", by=by
    )


def settle() -> None:
    """Look now at what is looked at when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_only_the_programmes_own_people_confirm(inside: Program) -> None:
    draft = make_draft(inside)
    coordinator = make_coordinator(inside, draft.network)

    assert refused(draft, roster_confirmed_by=coordinator)
    for role in (RoleCode.FACILITATOR, RoleCode.ADMINISTRATOR):
        assert not refused(draft, roster_confirmed_by=make_person(inside, role))


def test_a_facilitator_of_another_programme_confirms_nothing(inside: Program, other_program: Program) -> None:
    draft = make_draft(inside)

    assert refused(draft, roster_confirmed_by=make_person(other_program, RoleCode.FACILITATOR))


def test_n_does_not_change_without_its_correction(made: OpenSurvey) -> None:
    assert refused(made.survey, roster_n=13)


def test_a_correction_serves_once(made: OpenSurvey) -> None:
    correct_roster_n(made.survey, n=15, reason="Llegó una.", by=made.facilitator)
    correct_roster_n(made.survey, n=14, reason="Se fue.", by=made.facilitator)
    settle()

    # The first of the two says 14 → 15, and was already used.
    assert refused(made.survey, roster_n=15)
    assert [(c.previous, c.corrected) for c in made.survey.corrections.order_by("pk")] == [(14, 15), (15, 14)]


@pytest.mark.parametrize(("previous", "corrected"), [(13, 12), (14, 14)])
def test_a_correction_starts_at_the_n_in_force(made: OpenSurvey, previous: int, corrected: int) -> None:
    with pytest.raises(DatabaseError, match="starts at the N in force"):
        correction(made.survey, previous, corrected, made.facilitator)


def test_one_correction_at_a_time(made: OpenSurvey) -> None:
    correction(made.survey, 14, 15, made.facilitator)

    with pytest.raises(DatabaseError, match="starts at the N in force"), transaction.atomic():
        correction(made.survey, 14, 16, made.facilitator)
    assert not refused(made.survey, roster_n=15)


def test_a_correction_that_was_not_made_is_not_written_down(made: OpenSurvey) -> None:
    with pytest.raises(DatabaseError, match="was not made"), transaction.atomic():
        correction(made.survey, 14, 15, made.facilitator)
        settle()


@pytest.mark.parametrize(
    ("mode", "keeper"),
    [
        (SurveyMode.EMAIL, "team"),
        (SurveyMode.EMAIL, "facilitator"),
        (SurveyMode.SLIPS, "system"),
        (SurveyMode.OPEN_CODE, "team"),
        (SurveyMode.IMPORTED, "facilitator"),
    ],
)
def test_a_mode_has_its_own_keepers(inside: Program, mode: SurveyMode, keeper: str) -> None:
    assert refused(make_draft(inside), mode=mode, code_keeper=keeper)


def test_a_survey_does_not_say_that_it_closed_before_its_date(made: OpenSurvey) -> None:
    closed = {"state": SurveyState.CLOSED}

    assert refused(made.survey, **closed)
    assert refused(made.survey, **closed, closed_at=F("opens_at"))
    assert refused(made.survey, **closed, closed_at=F("closes_at") - timedelta(seconds=1))
    # Nor by moving both at once.
    early = F("closes_at") + timedelta(days=1)
    assert refused(made.survey, **closed, closes_at=early, closed_at=early)
    assert not refused(made.survey, **closed, closed_at=F("closes_at"))


def test_when_it_closed_is_said_once_and_by_closing(made: OpenSurvey) -> None:
    assert refused(made.survey, closed_at=F("closes_at"))
    survey = Survey.objects.get(pk=made.survey.pk)
    for _move in range(3):
        survey = close_survey(survey, on=survey.closes_at)

    assert survey.state == SurveyState.CLOSED
    assert refused(survey, closed_at=F("closed_at") + timedelta(days=1))
    assert refused(survey, closed_at=None)


def test_the_minimum_is_only_raised(inside: Program) -> None:
    Program.objects.filter(pk=inside.pk).update(min_group=8)

    with pytest.raises(DatabaseError, match="only raised"), transaction.atomic():
        Program.objects.filter(pk=inside.pk).update(min_group=7)
    with program_context(inside):
        assert Program.objects.get(pk=inside.pk).min_group == 8
