"""Espejo: written between opening and results, signed, for the team; afterwards nobody can write it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from lar.accounts.models import User
from lar.audit.models import Event
from lar.statistics import Expected
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from questionnaires.surveys.actions import expect_results, publish_mirror
from questionnaires.surveys.models import Expectation, Survey
from questionnaires.surveys.queries.expectations import measured_nodes, team_expectations
from tests.factories import make_coordinator
from tests.surveys import OpenSurvey, make_draft, make_network, make_open_survey

pytestmark = pytest.mark.django_db

SAID = {"PN": Expected(7, 1), "CP": Expected(4)}


def rows(survey: Survey) -> list[tuple[str, int, int | None]]:
    return sorted(Expectation.objects.filter(survey=survey).values_list("node", "agree", "against"))


@pytest.fixture
def made(inside: Program) -> OpenSurvey:
    return make_open_survey(inside, network=make_network(14, name="Red Itata"))


# --- The act ----------------------------------------------------------------------------------------


def test_it_is_kept_with_its_name_and_can_be_written_again(inside: Program, made: OpenSurvey) -> None:
    coordinator = make_coordinator(inside, made.survey.network)

    expect_results(made.survey, expected=SAID, by=coordinator)
    expect_results(made.survey, expected={"PN": Expected(9), "KP": Expected(0, 10)}, by=coordinator)

    assert rows(made.survey) == [("KP", 0, 10), ("PN", 9, None)]
    assert [person.name for person in team_expectations(made.survey)] == [str(coordinator)]
    assert Event.objects.filter(action="survey.results_expected", by=coordinator).count() == 2


def test_each_coordinator_has_her_own(inside: Program, made: OpenSurvey) -> None:
    one, other = (make_coordinator(inside, made.survey.network) for _ in range(2))

    expect_results(made.survey, expected={"PN": Expected(7)}, by=one)
    expect_results(made.survey, expected={"PN": Expected(3)}, by=other)

    assert [person.expected for person in team_expectations(made.survey)] == [
        {"PN": Expected(7)},
        {"PN": Expected(3)},
    ]


def test_the_five_dimensions_are_asked_and_the_container_is_not(made: OpenSurvey) -> None:
    assert [node.code for node in measured_nodes(made.survey)] == ["PN", "CP", "CC", "KP", "PR"]


@pytest.mark.parametrize("expected", [{}, {"LR": Expected(5)}, {"PN": Expected(5), "XX": Expected(5)}])
def test_nothing_or_something_not_measured_is_refused(
    made: OpenSurvey, expected: dict[str, Expected]
) -> None:
    with pytest.raises(NotAllowedNow):
        expect_results(made.survey, expected=expected, by=made.facilitator)

    assert rows(made.survey) == []


@pytest.mark.parametrize(("agree", "against"), [(11, None), (-1, None), (8, 3), (5, -1)])
def test_of_ten_people_there_are_ten_at_most(agree: int, against: int | None) -> None:
    with pytest.raises(ValueError, match="ten"):
        Expected(agree, against)


# --- When: the other states are in test_expectations_in_time.py ---------------------------------------


def test_nor_before_opening(inside: Program) -> None:
    draft = make_draft(inside)

    with pytest.raises(NotAllowedNow):
        expect_results(draft, expected=SAID, by=make_coordinator(inside, draft.network))


def test_the_database_counts_to_ten(made: OpenSurvey) -> None:
    with pytest.raises(IntegrityError, match="expectation_of_ten_people"), transaction.atomic():
        Expectation.objects.create(survey=made.survey, user=made.facilitator, node="PN", agree=6, against=5)


def test_letting_the_report_say_it_is_an_act_of_its_own(made: OpenSurvey) -> None:
    publish_mirror(made.survey, published=True, by=made.facilitator)

    assert Survey.objects.get(pk=made.survey.pk).team_publishes_mirror
    assert Event.objects.get(action="survey.mirror_published").details == {"published": True}


# --- The page ---------------------------------------------------------------------------------------


def page_of(survey: Survey) -> str:
    return f"/demo/aplicaciones/{survey.pk}/espejo/"


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def opened(program: Program) -> tuple[OpenSurvey, User]:
    with program_context(program):
        made = make_open_survey(program, network=make_network(14, name="Red Itata"))
        return made, make_coordinator(program, made.survey.network)


def test_a_coordinator_writes_and_finds_it_again(program: Program, opened: tuple[OpenSurvey, User]) -> None:
    made, coordinator = opened

    sent = as_(coordinator).post(page_of(made.survey), {"agree_PN": "7", "against_PN": "1", "agree_KP": "0"})
    page = as_(coordinator).get(page_of(made.survey)).content.decode()

    assert sent.status_code == 302
    with program_context(program):
        assert rows(made.survey) == [("KP", 0, None), ("PN", 7, 1)]
    assert 'name="agree_PN" value="7" id="id_agree_PN_8" checked' in page
    assert 'name="agree_CP" value="" id="id_agree_CP_0" checked' in page


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ({}, "Elige lo que esperas en al menos una dimensión."),
        ({"agree_PN": "8", "against_PN": "3"}, "Son más de 10 personas: 8 de acuerdo y 3 en desacuerdo."),
        ({"against_PN": "3"}, "Di también cuántas personas estarán de acuerdo."),
        ({"agree_PN": "11"}, "11"),
    ],
    ids=["nothing", "more than ten", "only against", "not a choice"],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(
    program: Program, opened: tuple[OpenSurvey, User], marks: dict[str, str], words: str
) -> None:
    made, coordinator = opened

    response = as_(coordinator).post(page_of(made.survey), {"agree_KP": "", **marks})

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    if marks.get("agree_PN") == "8":
        assert 'name="agree_PN" value="8" id="id_agree_PN_9" checked' in page
    with program_context(program):
        assert rows(made.survey) == []


def test_the_home_asks_until_it_is_written(program: Program, opened: tuple[OpenSurvey, User]) -> None:
    made, coordinator = opened
    home = "/demo/"

    before = as_(coordinator).get(home, follow=True).content.decode()
    as_(coordinator).post(page_of(made.survey), {"agree_PN": "7"})
    after = as_(coordinator).get(home, follow=True).content.decode()

    assert page_of(made.survey) in before
    assert page_of(made.survey) not in after
