"""Pages of the open code: a facilitator chooses and opens it, the network sees it, who answers reads why."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.models import Program
from networks.models import Network
from questionnaires.surveys.actions import cancel_survey, confirm_roster
from questionnaires.surveys.models import CodeKeeper, SlipSheet, Survey, SurveyMode, SurveyState
from questionnaires.surveys.posters import draw_pdf, poster_of
from questionnaires.surveys.same_phone import mark_name
from tests.factories import CycleFactory, make_coordinator, make_person
from tests.surveys import (
    OpenSurvey,
    demo_version,
    make_draft,
    make_network,
    make_notice,
    make_open_survey,
    submit,
)

OPEN_CODE: dict[str, Any] = {"mode": SurveyMode.OPEN_CODE, "code_keeper": CodeKeeper.FACILITATOR}


@pytest.fixture
def network(inside: Program) -> Network:
    return make_network(14, name="Red Marga Marga")


@pytest.fixture
def coordinator(inside: Program, network: Network) -> User:
    return make_coordinator(inside, network)


@pytest.fixture
def facilitator(inside: Program) -> User:
    return make_person(inside, RoleCode.FACILITATOR)


@pytest.fixture
def made(inside: Program, network: Network) -> OpenSurvey:
    return make_open_survey(inside, network=network, **OPEN_CODE)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode().split("<main", 1)[1]))


def plan(**fields: str) -> dict[str, str]:
    now = timezone.localtime()
    return {
        "version": str(demo_version().pk),
        "mode": "open_code",
        "opens_at": f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "closes_at": f"{now + timedelta(days=9):%Y-%m-%dT%H:%M}",
        **fields,
    }


@pytest.mark.django_db
def test_only_a_facilitator_may_choose_it(
    network: Network, coordinator: User, facilitator: User, inside: Program
) -> None:
    make_notice(inside)
    CycleFactory.create(network=network)
    url = f"/demo/redes/{network.pk}/ciclos/2026/cuestionario/"

    refused = client_of(coordinator).post(url, plan())
    chosen = client_of(facilitator).post(url, plan())

    assert refused.status_code == 422
    assert 'value="open_code"' not in refused.content.decode()
    assert chosen.status_code == 302
    survey = Survey.objects.get(network=network)
    assert (survey.mode, survey.code_keeper, survey.state) == ("open_code", "facilitator", "draft")


@pytest.mark.django_db
def test_only_a_facilitator_opens_it(
    network: Network, coordinator: User, facilitator: User, inside: Program
) -> None:
    draft = make_draft(inside, network=network, **OPEN_CODE)
    confirm_roster(draft, by=facilitator)
    url = f"/demo/aplicaciones/{draft.pk}/abrir/"

    page = words_of(client_of(coordinator).get(f"/demo/aplicaciones/{draft.pk}/"))
    refused = client_of(coordinator).post(url)
    opened = client_of(facilitator).post(url)

    assert "quien abre es el equipo facilitador" in page
    assert (refused.status_code, opened.status_code) == (403, 302)
    assert Survey.objects.get(pk=draft.pk).state == SurveyState.OPEN


@pytest.mark.django_db
def test_the_team_sees_the_code_its_limits_and_a_message_to_send(made: OpenSurvey, coordinator: User) -> None:
    response = client_of(coordinator).get(f"/demo/aplicaciones/{made.survey.pk}/")

    words = words_of(response)
    assert made.codes[0] in words
    assert "también más de una vez" in words
    assert "al menos 10 respuestas" in words
    assert "Corregir el número de personas" not in words
    assert f"/r/{made.codes[0]}/" in response.context["poster"].message


@pytest.mark.django_db
def test_the_slide_exists_while_the_survey_is_open(made: OpenSurvey, coordinator: User) -> None:
    client = client_of(coordinator)
    url = f"/demo/aplicaciones/{made.survey.pk}/codigo/"

    assert made.codes[0] in words_of(client.get(url))
    cancel_survey(made.survey, reason="Cambió la fecha.", by=made.facilitator)
    assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_there_is_no_slide_of_slips(inside: Program, network: Network, coordinator: User) -> None:
    slip_survey = make_open_survey(inside, network=network).survey

    assert client_of(coordinator).get(f"/demo/aplicaciones/{slip_survey.pk}/codigo/").status_code == 404


@pytest.mark.django_db
def test_the_poster_is_drawn_once_and_taken_as_often_as_needed(
    made: OpenSurvey, coordinator: User, inside: Program
) -> None:
    poster = poster_of(Survey.objects.select_related("network", "program", "questionnaire").get())
    assert poster is not None
    sheet = SlipSheet.objects.create(survey=made.survey, pdf=draw_pdf(poster), slips=1)
    url = f"/demo/aplicaciones/{made.survey.pk}/cupones/{sheet.pk}/"

    first = client_of(coordinator).post(url)
    second = client_of(coordinator).post(url)

    assert first.content.startswith(b"%PDF") and first.content == second.content
    assert first["Content-Disposition"] == f'attachment; filename="codigo-{made.survey.pk}.pdf"'


@pytest.mark.django_db
def test_the_page_of_who_answers_says_that_the_code_is_everybodys(made: OpenSurvey) -> None:
    words = words_of(Client().get(f"/r/{made.codes[0]}/"))

    assert "El código es el mismo para toda la red" in words
    assert "podría responder más de una vez" in words
    assert "al menos 10 respuestas" in words
    assert "se borra en el momento en que envías" not in words


@pytest.mark.django_db
def test_a_phone_that_answered_is_asked_whether_it_is_another_person(made: OpenSurvey) -> None:
    phone, code = Client(), made.codes[0]

    sent = submit(made.survey, code, client=phone)
    again = phone.get(f"/r/{code}/")
    another = phone.get(f"/r/{code}/?otra=1")

    mark = sent.cookies[mark_name(made.survey.pk)]
    assert (mark.value, mark["path"]) == ("1", "/r/")
    assert str(made.survey.pk) not in mark.key
    assert "¿Es otra persona?" in words_of(again)
    assert b"data-lar-answer" in another.content
    assert submit(made.survey, code, 2, client=phone).status_code == 201
    assert b"data-lar-answer" in Client().get(f"/r/{code}/").content
    assert b"data-lar-answer" in phone.get(f"/r/{code}/?tableta=1").content


@pytest.mark.django_db
def test_slips_leave_no_mark(inside: Program) -> None:
    made = make_open_survey(inside)

    sent = submit(made.survey, made.codes[0])

    assert sent.status_code == 201
    assert not sent.cookies


@pytest.mark.django_db
def test_wrong_codes_are_slowed_though_the_right_one_lives(made: OpenSurvey) -> None:
    guesser = Client(REMOTE_ADDR="203.0.113.9")
    for _try in range(60):
        guesser.get("/r/ZZZZZZ/")

    assert guesser.get(f"/r/{made.codes[0]}/").status_code == 429
    assert submit(made.survey, made.codes[0], client=guesser).status_code == 429
    assert Client(REMOTE_ADDR="198.51.100.7").get(f"/r/{made.codes[0]}/").status_code == 200
