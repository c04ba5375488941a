"""Espejo against every state of a survey: before opening and after sealing nothing can be written."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client

from lar.statistics import Expected
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from questionnaires.surveys.actions import expect_results
from questionnaires.surveys.models import Expectation, Survey, SurveyState
from tests.factories import make_coordinator
from tests.surveys import OpenSurvey, make_network, make_open_survey

pytestmark = pytest.mark.django_db(transaction=True)

WRITABLE = {SurveyState.OPEN, SurveyState.CLOSED, SurveyState.SEALING}
REFUSED = set(SurveyState) - WRITABLE


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    with program_context(program):
        return make_open_survey(program, network=make_network(14, name="Red Itata"))


def put_in_state(survey: Survey, state: str) -> None:
    """Put a survey in a state as its owner: some are reached by sealing only."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE questionnaires_survey SET state = %s WHERE id = %s", [state, survey.pk])


def agreed(survey: Survey) -> list[int]:
    return list(Expectation.objects.filter(survey=survey).values_list("agree", flat=True))


def test_the_action_follows_the_state(program: Program, made: OpenSurvey) -> None:
    written: dict[str, list[int]] = {}
    for state in SurveyState:
        put_in_state(made.survey, state)
        with program_context(program), suppress(NotAllowedNow):
            expect_results(made.survey, expected={"PN": Expected(len(written))}, by=made.facilitator)
            written[state] = agreed(made.survey)

    assert set(written) == WRITABLE


@pytest.mark.parametrize("state", sorted(REFUSED))
def test_the_database_refuses_whoever_asks(program: Program, made: OpenSurvey, state: str) -> None:
    """The application's own role, around the action."""
    with program_context(program):
        expect_results(made.survey, expected={"PN": Expected(7)}, by=made.facilitator)
    put_in_state(made.survey, state)
    new = {"survey": made.survey, "user": made.facilitator, "node": "KP", "agree": 5}

    with program_context(program):
        found = Expectation.objects.filter(survey=made.survey)
        for write in (lambda: Expectation.objects.create(**new), lambda: found.update(agree=8), found.delete):
            with pytest.raises(IntegrityError, match="between opening and results"), transaction.atomic():
                write()

        assert agreed(made.survey) == [7]


def test_an_expectation_does_not_move_to_another_survey(program: Program, made: OpenSurvey) -> None:
    with program_context(program):
        expect_results(made.survey, expected={"PN": Expected(7)}, by=made.facilitator)
        other = make_open_survey(program, network=make_network(9, name="Red Marga Marga"))
    put_in_state(other.survey, "sealed")

    with program_context(program):
        mine = Expectation.objects.filter(survey=made.survey)
        with pytest.raises(IntegrityError, match="between opening and results"), transaction.atomic():
            mine.update(survey=other.survey)

        assert agreed(made.survey) == [7]


def test_the_clock_decides_nothing(program: Program, made: OpenSurvey) -> None:
    """Its closing hour is over and nobody closed it: what nobody can know yet may still be expected."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "UPDATE questionnaires_survey SET opens_at = now() - interval '9 days', "
            "closes_at = now() - interval '1 day' WHERE id = %s",
            [made.survey.pk],
        )

    with program_context(program):
        expect_results(made.survey, expected={"PN": Expected(7)}, by=made.facilitator)

        assert agreed(made.survey) == [7]


def test_the_page_says_why_and_keeps_nothing(program: Program, made: OpenSurvey) -> None:
    with program_context(program):
        coordinator = make_coordinator(program, made.survey.network)
    put_in_state(made.survey, "sealed")
    client = Client()
    client.force_login(coordinator)
    address = f"/demo/aplicaciones/{made.survey.pk}/espejo/"

    shown = client.get(address).content.decode()
    sent = client.post(address, {"agree_PN": "7"})

    assert "lo que alguien ya podría saber no se puede adivinar" in shown
    assert "Guardar lo que espero" not in shown
    assert sent.status_code == 422
    with program_context(program):
        assert agreed(made.survey) == []
