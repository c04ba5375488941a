"""A network applies two questionnaires in one cycle: each by its name, each once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lar.accounts.models import User
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from networks.models import Network
from networks.registries import step_evidence
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.files import DEMO_CAPITAL, read_instrument
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys.actions import change_draft, prepare_survey
from questionnaires.surveys.contributions import rows_of_surveys
from questionnaires.surveys.models import Survey, SurveyState
from questionnaires.surveys.queries.cycle import versions_to_apply
from questionnaires.surveys.queries.state import latest_surveys
from tests.factories import make_coordinator
from tests.surveys import OpenSurvey, make_open_survey, make_plan

CAPITAL = "Cuestionario de demostración sobre el capital profesional"


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    with program_context(program):
        return make_open_survey(program)


@pytest.fixture
def capital(program: Program) -> QuestionnaireVersion:
    with program_context(program):
        return publish_version(load_instrument(read_instrument(DEMO_CAPITAL), by=None), by=None)


@pytest.fixture
def coordinator(program: Program, made: OpenSurvey) -> User:
    with program_context(program):
        return make_coordinator(program, made.survey.network)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def prepare_url(made: OpenSurvey) -> str:
    survey = made.survey
    return f"/demo/redes/{survey.network_id}/ciclos/2026/cuestionario/"


def prepare_capital(made: OpenSurvey, capital: QuestionnaireVersion) -> Survey:
    return prepare_survey(made.survey.cycle, plan=make_plan(version=capital), by=None)


def test_with_one_questionnaire_preparing_leads_to_what_there_is(made: OpenSurvey, coordinator: User) -> None:
    response = client_of(coordinator).get(prepare_url(made))

    assert response["Location"] == f"/demo/aplicaciones/{made.survey.pk}/"


def test_the_other_one_can_be_prepared(
    made: OpenSurvey, capital: QuestionnaireVersion, coordinator: User
) -> None:
    client = client_of(coordinator)

    survey_page = words_of(client.get(f"/demo/aplicaciones/{made.survey.pk}/"))
    page = words_of(client.get(prepare_url(made)))

    assert prepare_url(made) in survey_page
    assert f'<option value="{capital.pk}"' in page
    assert f'<option value="{made.survey.version_id}"' not in page
    assert "En este ciclo ya está" in page
    assert f"/demo/cuestionarios/{capital.pk}/ensayo/?personas=" in page


def test_neither_is_prepared_twice(inside: Program, made: OpenSurvey, capital: QuestionnaireVersion) -> None:
    draft = prepare_capital(made, capital)

    with pytest.raises(NotAllowedNow, match="ya tiene este cuestionario"):
        prepare_capital(made, capital)
    with pytest.raises(NotAllowedNow, match="ya tiene este cuestionario"):
        change_draft(draft, plan=make_plan(version=made.survey.version), by=None)

    assert not versions_to_apply(made.survey.cycle).exists()
    assert list(versions_to_apply(made.survey.cycle, but=draft)) == [capital]


def test_a_cancelled_one_can_be_prepared_again(
    inside: Program, made: OpenSurvey, capital: QuestionnaireVersion
) -> None:
    draft = prepare_capital(made, capital)

    Survey.objects.filter(pk=draft.pk).update(state=SurveyState.CANCELLED)

    assert list(versions_to_apply(made.survey.cycle)) == [capital]


def test_each_is_called_by_its_name(
    program: Program, made: OpenSurvey, capital: QuestionnaireVersion, coordinator: User
) -> None:
    with program_context(program):
        alone = [evidence.label for evidence in step_evidence(made.survey.cycle)]
        prepare_capital(made, capital)
        both = [str(evidence.label) for evidence in step_evidence(made.survey.cycle)]

    home = words_of(client_of(coordinator).get("/demo/"))

    assert not any(CAPITAL in str(label) for label in alone)
    assert f"Cuestionario en preparación: {CAPITAL}" in both
    assert any("Cuestionario abierto a la red: " in label for label in both)
    assert "Acompañar el cuestionario abierto" in home


def test_lists_speak_of_the_one_that_presses(
    inside: Program, made: OpenSurvey, capital: QuestionnaireVersion, coordinator: User
) -> None:
    prepare_capital(made, capital)
    network = Network.objects.select_related("program").get(pk=made.survey.network.pk)
    actor = client_of(coordinator).get("/demo/").wsgi_request.actor  # type: ignore[attr-defined]

    row = rows_of_surveys([network], actor)[network.pk]

    title = made.survey.version.questionnaire.title
    assert row.state_label == f"{title}: aplicación abierta"
    assert row.band == "menos de 5"
    assert [survey.state for survey in latest_surveys([network])[network.pk]] == ["open", "draft"]
