"""Open surveys that stand still: seen by the band on fixed days; a facilitator writes to their teams."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job, JobState
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from networks.models import Coordination
from questionnaires.surveys.actions import write_to_teams
from questionnaires.surveys.models import BandMark, Survey, SurveyState, TeamMessage
from questionnaires.surveys.queries.standing import open_surveys
from questionnaires.surveys.standstill import DAYS, look_at_bands
from tests.factories import make_coordinator, make_person
from tests.surveys import OpenSurvey, make_closed_survey, make_network, make_open_survey, submit

DAY = date(2026, 5, 4)
PAGE = "/demo/aplicaciones/en-curso/"


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    with program_context(program):
        made = make_open_survey(program, network=make_network(14, name="Red Itata"))
        make_coordinator(program, made.survey.network, name="Inés Soto", email="ines@ejemplo.cl")
        return made


@pytest.fixture
def facilitator(program: Program) -> User:
    with program_context(program):
        return make_person(program, RoleCode.FACILITATOR, name="Rosa Díaz", email="rosa@ejemplo.cl")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def answer(made: OpenSurvey, people: int, *, after: int = 0) -> None:
    for code in made.codes[after : after + people]:
        assert submit(made.survey, code, 4).status_code == 201


def is_still(survey: Survey) -> bool:
    [row] = open_surveys(DAY, only=[survey.pk])
    return row.stands_still


def stand_still(survey: Survey) -> None:
    look_at_bands(DAY)
    look_at_bands(DAY + timedelta(days=DAYS))
    assert is_still(survey)


# --- What is seen ---------------------------------------------------------------------------------


def test_the_same_band_some_days_later_stands_still(inside: Program, made: OpenSurvey) -> None:
    look_at_bands(DAY)
    first = is_still(made.survey)
    look_at_bands(DAY + timedelta(days=DAYS))

    assert (first, is_still(made.survey)) == (False, True)


def test_answers_inside_a_band_change_nothing_that_is_seen(program: Program, made: OpenSurvey) -> None:
    """Were it otherwise, whoever looks each day would count the answers."""
    with program_context(program):
        look_at_bands(DAY)
    answer(made, 4)
    with program_context(program):
        look_at_bands(DAY + timedelta(days=DAYS))

        assert is_still(made.survey)


def test_a_band_that_moved_does_not_stand_still(program: Program, made: OpenSurvey) -> None:
    with program_context(program):
        look_at_bands(DAY)
    answer(made, 5)
    with program_context(program):
        look_at_bands(DAY + timedelta(days=DAYS))
        moved = is_still(made.survey)
        look_at_bands(DAY + timedelta(days=2 * DAYS))

        assert (moved, is_still(made.survey)) == (False, True)


def test_one_that_moved_since_the_last_look_is_not_said_to_stand_still(
    program: Program, made: OpenSurvey
) -> None:
    with program_context(program):
        stand_still(made.survey)
    answer(made, 5)

    with program_context(program):
        assert not is_still(made.survey)
        assert BandMark.objects.get().band == 0, "an answer wrote nothing"


def test_nothing_is_looked_at_between_two_days(inside: Program, made: OpenSurvey) -> None:
    looked = [look_at_bands(DAY + timedelta(days=days)) for days in range(DAYS + 1)]

    assert looked == [1, *([0] * (DAYS - 1)), 1]


def test_what_was_seen_is_gone_when_it_closes(inside: Program) -> None:
    opened = make_open_survey(inside)
    look_at_bands(DAY)
    closed = make_closed_survey(inside, [])
    BandMark.objects.create(survey=closed, band=5, looked_on=DAY)

    look_at_bands(DAY)

    assert [mark.survey_id for mark in BandMark.objects.all()] == [opened.survey.pk]


# --- What is written ------------------------------------------------------------------------------


def test_the_mail_goes_to_those_who_coordinate(inside: Program, made: OpenSurvey, facilitator: User) -> None:
    make_coordinator(inside, made.survey.network, name="Luis Rey", email="luis@ejemplo.cl")

    write_to_teams([made.survey.pk], text="¿Les ayudo con los cupones?\nUn abrazo.", by=facilitator)
    for job in Job.objects.filter(kind="questionnaires.surveys.write_to_coordinator"):
        run_here(job)

    assert sorted(message.to[0] for message in mail.outbox) == ["ines@ejemplo.cl", "luis@ejemplo.cl"]
    first = mail.outbox[0]
    assert first.reply_to == ["rosa@ejemplo.cl"]
    assert first.subject == "El cuestionario de Red Itata sigue abierto"
    assert "Rosa Díaz, del equipo facilitador" in first.body
    assert "¿Les ayudo con los cupones?\nUn abrazo." in first.body
    assert f"/demo/aplicaciones/{made.survey.pk}/" in first.body
    assert "menos de 5" not in first.body
    event = Event.objects.get(action="survey.teams_written_to")
    assert (event.by_id, event.details) == (facilitator.pk, {"surveys": [made.survey.pk]})


def test_jobs_name_nobody_and_hold_no_words(inside: Program, made: OpenSurvey, facilitator: User) -> None:
    write_to_teams([made.survey.pk], text="Un secreto", by=facilitator)

    job = Job.objects.get(kind="questionnaires.surveys.write_to_coordinator")

    assert set(job.args) == {"message_id", "coordination_id"}
    assert "secreto" not in str(vars(job))


def test_whoever_left_the_team_or_a_survey_that_closed_gets_nothing(
    inside: Program, made: OpenSurvey, facilitator: User
) -> None:
    write_to_teams([made.survey.pk], text="¿Cómo va?", by=facilitator)
    Coordination.objects.update(valid_to=timezone.localdate(made.survey.opens_at))

    run_here(Job.objects.get(kind="questionnaires.surveys.write_to_coordinator"))

    assert mail.outbox == []
    assert Job.objects.get(kind="questionnaires.surveys.write_to_coordinator").state == JobState.DONE


def test_once_a_day(inside: Program, made: OpenSurvey, facilitator: User) -> None:
    write_to_teams([made.survey.pk], text="Uno", by=facilitator)

    with pytest.raises(NotAllowedNow, match="Red Itata: ya se le escribió hoy"):
        write_to_teams([made.survey.pk], text="Dos", by=facilitator)

    assert TeamMessage.objects.count() == 1


def test_all_or_nothing(inside: Program, made: OpenSurvey, facilitator: User) -> None:
    alone = make_open_survey(inside, network=make_network(9, name="Red Sola"))

    with pytest.raises(NotAllowedNow, match="Red Sola: nadie coordina"):
        write_to_teams([made.survey.pk, alone.survey.pk], text="Hola", by=facilitator)

    assert not TeamMessage.objects.exists()


@pytest.mark.parametrize(("text", "words"), [("  ", "Escribe el mensaje"), ("Hola", "ya no está abierto")])
def test_what_stands_against_it_is_said(
    inside: Program, made: OpenSurvey, facilitator: User, text: str, words: str
) -> None:
    Survey.objects.filter(pk=made.survey.pk).update(state=SurveyState.CANCELLED)

    with pytest.raises(NotAllowedNow, match=words):
        write_to_teams([made.survey.pk], text=text, by=facilitator)


# --- The page -------------------------------------------------------------------------------------


def test_from_the_list_to_the_mail(program: Program, made: OpenSurvey, facilitator: User) -> None:
    with program_context(program):
        stand_still(made.survey)
    client, key = client_of(facilitator), str(made.survey.pk)
    sent = {"surveys": [key], "text": "¿Les ayudo?\nRosa"}

    page = words_of(client.get(PAGE))
    preview = client.post(PAGE, sent)
    edit = client.post(PAGE, {**sent, "step": "edit"})
    nothing_yet = len(mail.outbox), Job.objects.count()
    done = client.post(PAGE, {**sent, "step": "send"}, follow=True)

    assert "Sin moverse" in page
    assert "Inés Soto" in page
    assert "Así lo leerá Inés Soto" in words_of(preview)
    assert "Lo recibirá 1 persona" in words_of(preview)
    assert "¿Les ayudo?\nRosa" in edit.content.decode()
    assert nothing_yet == (0, 0)
    assert "El correo sale ahora hacia quienes coordinan 1 red." in words_of(done)
    with program_context(program):
        assert TeamMessage.objects.get().by == facilitator


def test_those_that_stand_still_are_marked(program: Program, made: OpenSurvey, facilitator: User) -> None:
    with program_context(program):
        make_coordinator(program, make_open_survey(program).survey.network)
        look_at_bands(DAY)
        BandMark.objects.filter(survey=made.survey).update(stands_still=True)

    page = client_of(facilitator).get(PAGE).content.decode()

    assert page.count('type="checkbox"') == 2
    assert page.count("checked") == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": "Hola"}, "Elige al menos una red"),
        ({"surveys": ["0"], "text": "Hola"}, "ya no tiene abierto su cuestionario"),
        ({}, "requerido"),
    ],
)
def test_bad_input_is_said_at_its_field(
    made: OpenSurvey, facilitator: User, data: dict[str, Any], words: str
) -> None:
    response = client_of(facilitator).post(PAGE, data)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_the_list_takes_the_same_queries_for_one_and_for_three(
    inside: Program, made: OpenSurvey, django_assert_num_queries: Any
) -> None:
    others = [make_open_survey(inside).survey.pk for _ in range(2)]

    for keys in ([made.survey.pk], [made.survey.pk, *others]):
        with django_assert_num_queries(5):
            assert len(open_surveys(DAY, only=keys)) == len(keys)


def test_a_coordinator_does_not_write_to_teams(program: Program, made: OpenSurvey) -> None:
    with program_context(program):
        coordinator = make_coordinator(program, made.survey.network)

    assert client_of(coordinator).get(PAGE).status_code == 403
