"""A workshop of fewer people than an open code needs: a slip for each, and calling an evaluation off."""

from __future__ import annotations

import pytest
from django.test import Client

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.activities import hold_activity
from networks.activity_plan import Outcome
from networks.errors import NotAllowedNow
from networks.models import Activity, ActivityDocument
from networks.printed import activity_html
from networks.queries.activities import with_networks
from questionnaires.surveys.evaluations import evaluation_of, mode_for
from questionnaires.surveys.models import AccessCode, SlipSheet, Survey, SurveyMode, SurveyState
from tests.factories import make_coordinator, make_person
from tests.questionnaires.evaluations.world import Workshop, answer_and_seal, make_evaluation, make_workshop

SEVEN = [[5, 5, 4, 4]] * 5 + [[2, 3, 1, 2]] * 2


def as_user(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_number_of_people_says_how_they_answer() -> None:
    assert [mode_for(people, 5) for people in (5, 9, 10)] == ["slips", "slips", "open_code"]
    assert mode_for(12, 12) == SurveyMode.OPEN_CODE
    with pytest.raises(NotAllowedNow, match="Hacen falta 12"):
        mode_for(11, 12)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_small_room_gets_a_slip_for_each_and_reads_how_many_answered(program: Program) -> None:
    with program_context(program):
        workshop = make_workshop(program)
    client = as_user(workshop.facilitator)
    place = f"/demo/actividades/{workshop.activity.pk}/evaluacion/"

    waiting = client.post(place, {"people": "8", "lasts": "1440"}, follow=True).content.decode()
    with program_context(program):
        survey = evaluation_of(workshop.activity)
        assert survey is not None
        job = Job.objects.get(kind="questionnaires.surveys.draw_slips")
    assert "imprime y reparte los cupones" in waiting
    assert "se está dibujando" in waiting
    assert client.get(f"{place}codigo/").status_code == 404
    run_here(job)
    with program_context(program):
        sheet = SlipSheet.objects.get(survey=survey)
    assert "Hay 8 cupones" in client.get(place).content.decode()
    taken = client.post(f"{place}cupones/{sheet.pk}/")
    assert taken.headers["Content-Type"] == "application/pdf"
    assert "ya se descargó" in client.get(place).content.decode()

    answer_and_seal(program, survey, SEVEN)
    page = client.get(place).content.decode()
    assert "7 de 8" in page
    assert "El código era el mismo" not in page
    _check_minutes(program, workshop)


def _check_minutes(program: Program, workshop: Workshop) -> None:
    """They are printed with what was said for those who read results, and without it for the others."""
    printed = f"/demo/actividades/{workshop.activity.pk}/imprimir/"
    with program_context(program):
        administrator = make_person(program, RoleCode.ADMINISTRATOR)
        coordinator = make_coordinator(program, workshop.networks[0])
        held = hold_activity(
            workshop.activity, outcome=Outcome("Conversamos."), on=workshop.activity.day, by=None
        )
        held = with_networks(Activity.objects.filter(pk=held.pk)).get()
        plain, evaluated = (
            activity_html(held, document)
            for document in (ActivityDocument.MINUTES, ActivityDocument.EVALUATED)
        )
    assert "7 de 8" in evaluated
    assert "me sirve para mi red" in evaluated
    assert "7 de 8" not in plain
    assert "me sirve para mi red" not in plain
    people = (workshop.facilitator, coordinator, administrator)
    assert [as_user(one).get(f"{printed}evaluada/").status_code for one in people] == [200, 200, 403]
    assert [as_user(one).get(f"{printed}acta/").status_code for one in people] == [200, 200, 200]


@pytest.mark.django_db
def test_it_is_called_off_while_nobody_has_answered_and_opened_anew(program: Program) -> None:
    with program_context(program):
        workshop = make_workshop(program)
        first = make_evaluation(workshop)
    client = as_user(workshop.facilitator)
    place = f"/demo/actividades/{workshop.activity.pk}/evaluacion/"

    assert client.get(f"/demo/actividades/{workshop.activity.pk}/imprimir/evaluada/").status_code == 404
    refused = client.post(f"{place}anular/", {"reason": ""})
    page = client.post(f"{place}anular/", {"reason": "Éramos quince"}, follow=True).content.decode()

    assert refused.status_code == 422
    assert "quedó anulada" in page
    assert "Abrir la evaluación" in page
    with program_context(program):
        assert Survey.every.get(pk=first.pk).state == SurveyState.CANCELLED
        assert not AccessCode.objects.exists()
        assert make_evaluation(workshop, people=15).pk != first.pk
