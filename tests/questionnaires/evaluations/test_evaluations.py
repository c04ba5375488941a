"""A workshop is evaluated by those who were there, and nothing of it enters what networks answer."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from questionnaires.instruments.queries import WORKSHOP_EVALUATION_CODE, published_versions
from questionnaires.results.models import Release, Report
from questionnaires.results.programme.counting import small_networks
from questionnaires.results.programme.making import released_year
from questionnaires.results.queries.releases import scale_releases
from questionnaires.results.queries.yearly import years_with_results
from questionnaires.surveys.actions import open_evaluation
from questionnaires.surveys.anonymity import prove
from questionnaires.surveys.doors import live_open_code
from questionnaires.surveys.evaluations import ensure_evaluation_version, evaluation_of
from questionnaires.surveys.models import Response, RosterLine, Survey, SurveyState, YearClosing
from questionnaires.surveys.queries.standing import open_surveys
from tests.factories import CycleFactory, make_coordinator, make_person
from tests.questionnaires.evaluations.world import Workshop, answer_and_seal, make_evaluation, make_workshop
from tests.surveys import make_network

TWELVE = [[4, 5, 4, 3]] * 6 + [[5, 4, 2, 4]] * 4 + [[2, 2, 1, 2]] * 2


def get(person: User, workshop: Workshop) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(f"/demo/actividades/{workshop.activity.pk}/evaluacion/")


@pytest.mark.django_db
def test_one_act_opens_it_and_the_room_sees_the_code(program: Program) -> None:
    with program_context(program):
        workshop = make_workshop(program)
    client = Client()
    client.force_login(workshop.facilitator)
    place = f"/demo/actividades/{workshop.activity.pk}/"
    assert "Evaluar este taller" in client.get(place).content.decode()

    shown = client.post(f"{place}evaluacion/", {"people": "20", "lasts": "30"}, follow=True).content.decode()

    with program_context(program):
        survey = evaluation_of(workshop.activity)
        assert survey is not None
        code = live_open_code(survey)
        events = Event.objects.filter(action="evaluation.opened").count()
    assert events == 1
    assert code in shown
    form = Client().get(f"/r/{code}/").content.decode()
    assert workshop.activity.title in form
    assert form.count("<fieldset") == 4
    assert "Si su red participó, los resultados en conjunto" in form
    assert "quienes integran" not in form


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"people": "4", "lasts": "30"}, "Hacen falta 5 respuestas"),
        ({"people": "muchas", "lasts": "30"}, "número"),
        ({"people": "20", "lasts": "siempre"}, "Escoja una opción válida"),
    ],
)
def test_what_is_wrong_is_said_and_opens_nothing(
    program: Program, sent: dict[str, str], sentence: str
) -> None:
    with program_context(program):
        workshop = make_workshop(program)
    client = Client()
    client.force_login(workshop.facilitator)

    response = client.post(f"/demo/actividades/{workshop.activity.pk}/evaluacion/", sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert f'value="{sent["people"]}"' in response.content.decode()
    with program_context(program):
        assert evaluation_of(workshop.activity) is None


@pytest.mark.django_db
def test_neither_twice_nor_before_it_began_nor_of_a_meeting(program: Program) -> None:
    with program_context(program):
        workshop, meeting = make_workshop(program), make_workshop(program, kind="authority_meeting")
        make_evaluation(workshop)
        with pytest.raises(NotAllowedNow, match="ya se evaluó"):
            make_evaluation(workshop)
        with pytest.raises(NotAllowedNow, match="Se evalúan los talleres"):
            make_evaluation(meeting)
        later = make_workshop(program)
        later.activity.starts_at += timedelta(days=3)
        later.activity.ends_at += timedelta(days=3)
        later.activity.save()
        with pytest.raises(NotAllowedNow, match="Todavía no comienza"):
            make_evaluation(later)
        with pytest.raises(NotAllowedNow, match="de aquí a una semana"):
            open_evaluation(
                make_workshop(program, kind="network_session", networks=1).activity,
                version=ensure_evaluation_version(by=None),
                people=20,
                closes_at=timezone.now() + timedelta(days=8),
                by=workshop.facilitator,
            )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "network_id = (SELECT min(id) FROM networks_network)",
        "activity_id = NULL",
        "mode = 'email', code_keeper = 'system'",
        "activity_id = (SELECT max(id) FROM networks_activity)",
        "version_id = version_id, opens_at = opens_at + interval '1 hour'",
    ],
)
def test_the_database_keeps_it_an_evaluation_of_its_activity(program: Program, change: str) -> None:
    with program_context(program):
        survey = make_evaluation(make_workshop(program))
        make_workshop(program)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE questionnaires_survey SET {change} WHERE id = {survey.pk}")


@pytest.mark.django_db
def test_the_database_opens_none_of_a_meeting_or_with_a_cycle(program: Program) -> None:
    with program_context(program):
        version = ensure_evaluation_version(by=None)
        meeting = make_workshop(program, kind="authority_meeting")
        now = timezone.now()
        draft = Survey(
            activity=meeting.activity,
            version=version,
            questionnaire_id=version.questionnaire_id,
            mode="open_code",
            code_keeper="facilitator",
            opens_at=now,
            closes_at=now + timedelta(hours=1),
            roster_n=20,
        )
        draft.save()
        with pytest.raises(IntegrityError, match="only a published version opens"), transaction.atomic():
            Survey.every.filter(pk=draft.pk).update(
                state="open",
                roster_confirmed_by=meeting.facilitator,
                opened_by=meeting.facilitator,
                notice=1,
            )
        draft.cycle = CycleFactory.create(network=meeting.networks[0])
        with pytest.raises(IntegrityError, match="survey_of_a_network_or_an_activity"), transaction.atomic():
            draft.save()


@pytest.mark.django_db
def test_lists_of_networks_do_not_know_it(program: Program) -> None:
    with program_context(program):
        workshop = make_workshop(program)
        survey = make_evaluation(workshop)
        assert not Survey.objects.filter(pk=survey.pk).exists()
        assert survey.pk not in {one.survey.pk for one in open_surveys(timezone.localdate())}
        codes = [version.questionnaire.code for version in published_versions()]
        assert WORKSHOP_EVALUATION_CODE not in codes
        assert not RosterLine.objects.filter(survey=survey).exists()
    client = Client()
    client.force_login(workshop.facilitator)
    assert client.get(f"/demo/aplicaciones/{survey.pk}/").status_code == 404


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_it_is_sealed_released_and_read_by_those_who_took_part_only(program: Program) -> None:
    with program_context(program):
        workshop = make_workshop(program)
        survey = make_evaluation(workshop)
        coordinator = make_coordinator(program, workshop.networks[1])
        stranger = make_coordinator(program, make_network(5, name="Red ajena"))
        administrator = make_person(program, RoleCode.ADMINISTRATOR)

    sealed = answer_and_seal(program, survey, TWELVE)

    assert sealed.state == SurveyState.RELEASED
    page = get(coordinator, workshop).content.decode()
    for item in ("me sirve para mi red", "me escucharon", "tiempos y las actividades", "algo concreto"):
        assert item in page
    assert "10 de 12" in page
    assert "no es un instrumento validado" in page
    assert get(stranger, workshop).status_code == 404
    assert get(administrator, workshop).status_code == 403
    assert [finding for check in prove(connections["owner"]) for finding in check.findings] == []
    with program_context(program):
        _nothing_of_it_among_networks(survey, coordinator)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_with_too_few_there_is_nothing_and_it_is_no_small_network(program: Program) -> None:
    with program_context(program):
        workshops = [make_workshop(program) for _place in range(3)]
        surveys = [make_evaluation(workshop) for workshop in workshops]

    sealed = [answer_and_seal(program, survey, TWELVE[:6]) for survey in surveys]

    assert {one.state for one in sealed} == {SurveyState.TOO_FEW}
    assert "así que no hay resultados" in get(workshops[0].facilitator, workshops[0]).content.decode()
    with program_context(program):
        assert not Release.objects.filter(survey__activity__isnull=False).exists()
        assert not Response.objects.filter(survey__in=surveys).exists()
        version = surveys[0].version
        year = timezone.localdate().year
        YearClosing.objects.create(
            version=version, year=year, number=1, closes_at=timezone.now() + timedelta(seconds=0.3)
        )
        time.sleep(0.4)
        # Eighteen people of three workshops: as networks they would be more than enough for the cell.
        assert small_networks(version, year) is None


def _nothing_of_it_among_networks(survey: Survey, coordinator: User) -> None:
    """Every way by which results of networks are listed or added up, asked for this version and year."""
    release = Release.objects.get(survey=survey)
    year = timezone.localdate().year
    assert not scale_releases().filter(pk=release.pk).exists()
    assert years_with_results() == []
    assert not Report.objects.filter(release=release).exists()
    assert released_year(survey.version, year, until=timezone.now() + timedelta(days=1)).surveys == ()
    assert not Survey.objects.filter(version=survey.version_id).exists()
    client = Client()
    client.force_login(coordinator)
    assert client.get(f"/demo/resultados/{release.pk}/").status_code == 404
    assert client.get(f"/demo/resultados/{release.pk}/datos/csv/").status_code == 404
    assert client.get(f"/demo/aplicaciones/{survey.pk}/").status_code == 404
