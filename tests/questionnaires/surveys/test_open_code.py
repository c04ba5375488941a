"""One code for a whole network: whoever has it answers, and nobody is told a rate of it."""

from __future__ import annotations

import uuid
from typing import Any

import pypdfium2
import pytest
from django.db import DatabaseError, connection

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Door, Program
from networks.errors import NotAllowedNow
from questionnaires.results.actions import publish_release
from questionnaires.results.queries import report_of
from questionnaires.results.readers import read_release
from questionnaires.results.reports import document_of
from questionnaires.surveys.actions import change_open_code, confirm_roster, correct_roster_n, open_survey
from questionnaires.surveys.codes import new_codes
from questionnaires.surveys.doors import live_open_code, store_codes
from questionnaires.surveys.models import (
    AccessCode,
    CodeKeeper,
    SlipSheet,
    Submission,
    Survey,
    SurveyMode,
    SurveyState,
)
from tests.factories import make_person
from tests.surveys import OpenSurvey, make_draft, make_open_survey, make_sealed_survey, submit

OPEN_CODE: dict[str, Any] = {"mode": SurveyMode.OPEN_CODE, "code_keeper": CodeKeeper.FACILITATOR}


@pytest.fixture
def opened(program: Program) -> OpenSurvey:
    with program_context(program):
        return make_open_survey(program, **OPEN_CODE)


@pytest.mark.django_db
def test_one_code_serves_everybody_until_the_closing(program: Program, opened: OpenSurvey) -> None:
    assert len(set(opened.codes)) == 1

    statuses = [submit(opened.survey, opened.codes[0], value).status_code for value in (1, 2, 3, 4, 5)]

    assert statuses == [201] * 5
    with program_context(program):
        assert AccessCode.objects.filter(survey=opened.survey).count() == 1
        assert Submission.objects.filter(survey=opened.survey).count() == 5


@pytest.mark.django_db
def test_a_replay_by_its_key_changes_nothing_and_other_content_is_refused(opened: OpenSurvey) -> None:
    code, key = opened.codes[0], uuid.uuid4()
    first = submit(opened.survey, code, 4, client_key=key, accept="application/json")

    again = submit(opened.survey, code, 4, client_key=key, accept="application/json")
    other = submit(opened.survey, code, 2, client_key=key, accept="application/json")

    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 409)
    assert again.json()["receipt"] == first.json()["receipt"]
    with program_context(opened.survey.program_id):
        assert Submission.objects.filter(survey=opened.survey).count() == 1


@pytest.mark.django_db
def test_a_code_of_another_survey_opens_none_of_this(program: Program, opened: OpenSurvey) -> None:
    with program_context(program):
        another = make_open_survey(program, **OPEN_CODE)

    assert submit(opened.survey, another.codes[0]).status_code == 404
    with program_context(program):
        assert not Submission.objects.filter(survey=opened.survey).exists()


@pytest.mark.django_db
def test_the_code_is_kept_nowhere_in_clear(program: Program, opened: OpenSurvey) -> None:
    code = opened.codes[0]
    found = []
    with connection.cursor() as cursor, program_context(program):
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT count(*) FROM {name} row WHERE row::text LIKE %s", [f"%{code}%"])
            found += [table] if cursor.fetchone()[0] else []

    assert found == []


@pytest.mark.django_db
def test_the_database_keeps_one_code_per_network(program: Program, opened: OpenSurvey) -> None:
    with (
        pytest.raises(DatabaseError, match="one open code per network"),
        program_context(program),
    ):
        store_codes(opened.survey, new_codes(1))


@pytest.mark.django_db
def test_the_mode_is_frozen_at_opening(program: Program, opened: OpenSurvey) -> None:
    with pytest.raises(DatabaseError, match="frozen at opening"), program_context(program):
        Survey.objects.filter(pk=opened.survey.pk).update(mode=SurveyMode.SLIPS)


@pytest.mark.django_db
def test_a_changed_code_works_and_the_old_one_does_not(program: Program, opened: OpenSurvey) -> None:
    old = opened.codes[0]
    submit(opened.survey, old)
    with program_context(program):
        changed = change_open_code(opened.survey, by=opened.facilitator)
        new = live_open_code(changed)
        again = change_open_code(changed, by=opened.facilitator)
        newest = live_open_code(again)

    assert len({old, new, newest}) == 3
    assert submit(opened.survey, old).status_code == 404
    assert submit(opened.survey, new).status_code == 404
    assert submit(opened.survey, newest).status_code == 201
    with program_context(program):
        now = Survey.objects.get(pk=opened.survey.pk)
        assert (now.codes_made, now.codes_replaced) == (3, 2)
        assert Event.objects.filter(action="survey.open_code_changed").count() == 2
        assert Job.objects.filter(kind="questionnaires.surveys.draw_slips", key__contains=":c").count() == 2


@pytest.mark.django_db
def test_only_surveys_of_one_code_change_it(program: Program) -> None:
    with program_context(program):
        slips = make_open_survey(program)

        with pytest.raises(NotAllowedNow, match="no usa ese modo"):
            change_open_code(slips.survey, by=slips.facilitator)


@pytest.mark.django_db
def test_there_is_no_n_to_correct(program: Program, opened: OpenSurvey) -> None:
    with program_context(program), pytest.raises(NotAllowedNow, match="código abierto"):
        correct_roster_n(opened.survey, n=9, reason="Sobraban.", by=opened.facilitator)


@pytest.mark.django_db
def test_a_team_does_not_hand_out_an_open_code(program: Program) -> None:
    with program_context(program), pytest.raises(NotAllowedNow, match="equipo facilitador"):
        make_draft(program, mode=SurveyMode.OPEN_CODE, code_keeper=CodeKeeper.TEAM)


@pytest.mark.django_db(transaction=True)
def test_nine_answers_are_too_few_and_nothing_of_the_code_is_left(program: Program) -> None:
    survey = make_sealed_survey(program, [4] * 9, **OPEN_CODE)

    assert survey.state == SurveyState.TOO_FEW
    with program_context(program):
        assert not AccessCode.objects.filter(survey=survey).exists()
        assert live_open_code(survey) == ""
    assert not Door.objects.filter(program=program, kind__in=["code", "open_code"]).exists()


@pytest.mark.django_db(transaction=True)
def test_ten_answers_are_released_without_rate_or_bounds(program: Program) -> None:
    survey = make_sealed_survey(program, [5] * 6 + [1] * 4, people=14, **OPEN_CODE)

    with program_context(program):
        release = publish_release(survey)
        assert release is not None
        released = read_release(release.payload)
        document = document_of(report_of(release, "network"))
    assert (released.network.respondents, released.network.roster) == (10, None)
    assert released.circumstances.asked_by_role == ()
    assert (document.respondents.rate, document.respondents.asked) == ("", "")
    assert "código abierto" in document.respondents.codes
    assert "más de una vez" in document.respondents.codes
    pages = document.dimensions
    assert {page.bounds for page in pages} | {page.bounds_sentence for page in pages} == {""}
    assert {item.bounds for page in pages for item in page.items} == {""}


@pytest.mark.django_db(transaction=True)
def test_the_job_draws_the_poster_of_the_code_that_works_now(program: Program) -> None:
    with program_context(program):
        draft = make_draft(program, **OPEN_CODE)
        facilitator = make_person(program, RoleCode.FACILITATOR)
        confirm_roster(draft, by=facilitator)
        opened = open_survey(draft, by=facilitator)
        first = Job.objects.get(key=f"slips:{opened.pk}:0")
    run_here(first)
    with program_context(program):
        drawn = SlipSheet.objects.get(survey=opened)
        change_open_code(opened, by=facilitator)
        assert not SlipSheet.objects.filter(survey=opened).exists()
        second = Job.objects.get(key=f"slips:{opened.pk}:c1")
    run_here(second)

    with program_context(program):
        again = SlipSheet.objects.get(survey=opened)
        assert again.pk != drawn.pk
        assert AccessCode.objects.filter(survey=opened).count() == 1
        assert live_open_code(opened) in text_of(bytes(again.pdf))
        assert live_open_code(opened) not in text_of(bytes(drawn.pdf))


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)
