"""The team's pages: bands and never numbers, slips for whoever hands them out, others refused."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.models import Program
from networks.models import Network
from questionnaires.surveys.contributions import rows_of_surveys
from questionnaires.surveys.models import SlipSheet, Survey, TeamAnswer
from questionnaires.surveys.queries.roster import plan_fingerprint
from tests.factories import CycleFactory, make_coordinator, make_person
from tests.surveys import (
    OpenSurvey,
    answers_of,
    demo_version,
    make_draft,
    make_network,
    make_notice,
    make_open_survey,
    submit,
)


@pytest.fixture
def network(inside: Program) -> Network:
    return make_network(14, name="Red Marga Marga")


@pytest.fixture
def coordinator(inside: Program, network: Network) -> User:
    return make_coordinator(inside, network)


@pytest.fixture
def made(inside: Program, network: Network) -> OpenSurvey:
    return make_open_survey(inside, network=network, code_keeper="team")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words_of(response: object) -> str:
    """Return the page's text without its markup."""
    content = response.content.decode()  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.split("<main", 1)[1]))


@pytest.mark.parametrize(
    ("answers", "band"), [(0, "menos de 5"), (4, "menos de 5"), (6, "5–9"), (11, "10–14")]
)
def test_an_open_survey_shows_a_band_and_nothing_finer(
    made: OpenSurvey, coordinator: User, answers: int, band: str
) -> None:
    client = client_of(coordinator)
    for code in made.codes[:answers]:
        submit(made.survey, code)
    inside_the_band = words_of(client.get(f"/demo/aplicaciones/{made.survey.pk}/"))
    if answers in {6, 11}:
        submit(made.survey, made.codes[answers])

    again = words_of(client.get(f"/demo/aplicaciones/{made.survey.pk}/"))

    assert band in again
    # One answer more in the same band changes nothing on the page.
    assert again == inside_the_band


def test_preparing_a_questionnaire_from_the_cycle(
    inside: Program, network: Network, coordinator: User
) -> None:
    CycleFactory.create(network=network)
    make_notice(inside)
    version = demo_version()
    address = f"/demo/redes/{network.pk}/ciclos/2026/cuestionario/"
    opens = timezone.localtime() + timedelta(days=1)
    values = {
        "version": version.pk,
        "mode": "slips",
        "code_keeper": "team",
        "emails": "",
        "opens_at": f"{opens:%Y-%m-%dT%H:%M}",
        "closes_at": f"{opens + timedelta(days=7):%Y-%m-%dT%H:%M}",
    }
    client = client_of(coordinator)

    page = client.get(address)
    wrong = client.post(address, {**values, "closes_at": values["opens_at"]})
    right = client.post(address, values)

    survey = Survey.objects.get()
    assert (page.status_code, wrong.status_code, right.status_code) == (200, 422, 302)
    assert right["Location"] == f"/demo/aplicaciones/{survey.pk}/"
    assert survey.opens_at == opens.replace(second=0, microsecond=0)


def test_the_facilitator_confirms_and_the_team_opens(
    inside: Program, network: Network, coordinator: User
) -> None:
    draft = make_draft(inside, network=network)
    facilitator = make_person(inside, RoleCode.FACILITATOR)
    place = f"/demo/aplicaciones/{draft.pk}"

    refused = client_of(coordinator).post(f"{place}/confirmar/")
    too_early = client_of(coordinator).post(f"{place}/abrir/")
    stale = client_of(facilitator).post(f"{place}/confirmar/", {"shown": "0" * 64})
    client_of(facilitator).post(f"{place}/confirmar/", {"shown": plan_fingerprint(draft)})
    client_of(coordinator).post(f"{place}/abrir/")

    draft.refresh_from_db()
    assert refused.status_code == 403
    assert any("confirme el padrón" in str(word) for word in get_messages(too_early.wsgi_request))
    assert any("revísala otra vez" in str(word) for word in get_messages(stale.wsgi_request))
    assert draft.state == "open"


def test_slips_are_for_whoever_hands_them_out(inside: Program, network: Network, coordinator: User) -> None:
    made = make_open_survey(inside, network=network, code_keeper="facilitator")
    sheet = SlipSheet.objects.create(survey=made.survey, pdf=b"%PDF-1", slips=14)
    address = f"/demo/aplicaciones/{made.survey.pk}/cupones/{sheet.pk}/"

    assert client_of(coordinator).post(address).status_code == 403
    assert "Descargar la hoja" not in words_of(
        client_of(coordinator).get(f"/demo/aplicaciones/{made.survey.pk}/")
    )
    taken = client_of(made.facilitator).post(address)
    assert (taken.status_code, taken.content, taken["Content-Type"]) == (200, b"%PDF-1", "application/pdf")
    assert client_of(made.facilitator).post(address).status_code == 404
    assert not SlipSheet.objects.exists()


def test_another_networks_team_finds_nothing(inside: Program, made: OpenSurvey) -> None:
    neighbour = make_coordinator(inside, make_network(5))
    client = client_of(neighbour)

    for address in ("", "mirada/", "preparacion/"):
        assert client.get(f"/demo/aplicaciones/{made.survey.pk}/{address}").status_code == 404
    assert client.get("/demo/aplicaciones/abrir/").status_code == 403


def test_coordinators_answer_apart_and_are_told_so(made: OpenSurvey, coordinator: User) -> None:
    client = client_of(coordinator)
    address = f"/demo/aplicaciones/{made.survey.pk}/mirada/"
    page = words_of(client.get(address))

    wrong = client.post(address, {**answers_of(made.survey, 4), "pn_01": "9"})
    right = client.post(address, answers_of(made.survey, 4))

    assert "Esto no es anónimo" in page
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert TeamAnswer.objects.get().answers == [4] * 45


def test_the_preview_shows_what_a_high_score_means(made: OpenSurvey, coordinator: User) -> None:
    client = client_of(coordinator)
    address = f"/demo/cuestionarios/{made.survey.version_id}/vista-previa/"

    plain = client.get(address).content.decode()
    explained = client.get(f"{address}?significados").content.decode()

    assert plain.count("<fieldset") == explained.count("<fieldset") == 45
    assert explained.count("Un puntaje alto indica") == 45
    assert "Un puntaje alto indica" not in plain


def test_rows_of_networks_take_the_same_queries_for_one_and_for_three(
    inside: Program, django_assert_num_queries: object
) -> None:
    networks = [make_open_survey(inside).survey.network for _ in range(3)]
    facilitator = client_of(make_person(inside, RoleCode.FACILITATOR))
    actor = facilitator.get("/demo/cuestionarios/").wsgi_request.actor  # type: ignore[attr-defined]
    networks = list(Network.objects.select_related("program").filter(pk__in=[n.pk for n in networks]))

    for some in (networks[:1], networks):
        with django_assert_num_queries(2):  # type: ignore[operator]
            rows = rows_of_surveys(some, actor)
        assert {row.band for row in rows.values()} == {"menos de 5"}
