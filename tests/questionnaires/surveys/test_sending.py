"""Sending an answer: once, whole, and with nothing left of its code. The owner reads what was kept."""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import F
from django.test import Client

from lar.tenancy.context import program_context
from lar.tenancy.models import Door, Program
from questionnaires.surveys.codes import receipt_of, ticket_of
from questionnaires.surveys.locks import lock_alone
from questionnaires.surveys.models import AccessCode, Invitation, Submission, Survey, SurveyMode
from tests.surveys import OpenSurvey, answers_of, make_open_survey, submit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    """An open survey that was committed."""
    with program_context(program):
        return make_open_survey(program)


def stored() -> list[list[int]]:
    """Read every answer as the owner: the application can't before sealing."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT answers FROM questionnaires_response ORDER BY id")
        return [answers for (answers,) in cursor.fetchall()]


def codes_left(survey: Survey) -> int:
    with program_context(survey.program_id):
        return AccessCode.objects.filter(survey=survey).count()


def close(survey: Survey) -> None:
    Survey.objects.filter(pk=survey.pk).update(state="closed", closed_at=F("closes_at"))


def test_an_answer_is_kept_and_its_code_is_gone(made: OpenSurvey) -> None:
    code = made.codes[0]
    values = [5, -7, -8, -9, *[3] * 41]

    response = submit(made.survey, code, values)

    assert response.status_code == 201
    assert stored() == [values]
    assert codes_left(made.survey) == 13
    assert Door.objects.filter(kind="code").count() == 13
    assert Client().get(f"/r/{code}/").status_code == 404


def test_the_receipt_is_not_the_code_and_names_the_reading_link(made: OpenSurvey) -> None:
    key = uuid.uuid4()

    page = submit(made.survey, made.codes[0], client_key=key).content.decode()

    assert receipt_of(key) in page
    assert re.fullmatch(r"[B-Z]{3}-\d{3}", receipt_of(key))
    assert "/leer/" in page
    assert "¿Te equivocaste en algo?" in page
    assert made.codes[0] not in page


def test_sending_twice_counts_once(made: OpenSurvey) -> None:
    key = uuid.uuid4()
    first = submit(made.survey, made.codes[0], 4, client_key=key)

    again = submit(made.survey, made.codes[0], 4, client_key=key)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.content == first.content
    assert len(stored()) == 1


def test_the_same_key_with_other_answers_is_refused(made: OpenSurvey) -> None:
    key = uuid.uuid4()
    submit(made.survey, made.codes[0], 4, client_key=key)

    again = submit(made.survey, made.codes[0], 2, client_key=key)
    with_another_code = submit(made.survey, made.codes[1], 2, client_key=key)

    assert (again.status_code, with_another_code.status_code) == (409, 409)
    assert len(stored()) == 1
    assert codes_left(made.survey) == 13


def test_a_used_code_opens_nothing_and_leaves_nothing(made: OpenSurvey) -> None:
    submit(made.survey, made.codes[0])

    again = submit(made.survey, made.codes[0])

    with program_context(made.survey.program_id):
        assert Submission.objects.count() == 1
    assert again.status_code == 404
    assert len(stored()) == 1


def test_a_code_of_another_survey_is_refused(made: OpenSurvey, program: Program) -> None:
    with program_context(program):
        other = make_open_survey(program)

    assert submit(made.survey, other.codes[0]).status_code == 404
    assert stored() == []
    assert codes_left(other.survey) == 14


def test_a_ticket_that_is_not_ours_is_refused(made: OpenSurvey) -> None:
    body = {"ticket": "1-1-1.forged", "client_key": str(uuid.uuid4())}

    response = Client().post(f"/r/{made.codes[0]}/", body)

    assert response.status_code == 422
    assert stored() == []


def test_a_value_that_is_no_option_comes_back_with_its_question(made: OpenSurvey) -> None:
    response = submit(made.survey, made.codes[0], [9, *[4] * 44])
    page = response.content.decode()

    assert response.status_code == 422
    assert 'class="item item-error" id="pn_01"' in page
    assert page.count(" checked") == 44
    assert stored() == []
    assert codes_left(made.survey) == 14


def test_a_late_phone_is_told_that_it_closed(made: OpenSurvey, program: Program) -> None:
    key = uuid.uuid4()
    submit(made.survey, made.codes[0], client_key=key)
    with program_context(program):
        close(made.survey)

    late = submit(made.survey, made.codes[1])
    replay = submit(made.survey, made.codes[0], client_key=key)

    assert late.status_code == 410
    assert "ya se cerró" in late.content.decode()
    assert replay.status_code == 200
    assert len(stored()) == 1


def test_the_same_sending_as_json(made: OpenSurvey) -> None:
    key = uuid.uuid4()
    body = {
        "ticket": ticket_of(made.survey.program_id, made.survey.pk, made.survey.version_id),
        "client_key": str(key),
    }
    with program_context(made.survey.program_id):
        answers = answers_of(made.survey, 3)

    def send(code: str, **changes: Any) -> Any:
        return Client().post(
            f"/r/{code}/",
            json.dumps({**body, "answers": answers, **changes}),
            content_type="application/json",
            headers={"Accept": "application/json"},
        )

    first = send(made.codes[0])
    wrong = send(made.codes[1], client_key=str(uuid.uuid4()), answers={"pn_01": "8"})
    unknown = send("BBBBBB", client_key=str(uuid.uuid4()))

    assert (first.status_code, first.json()) == (201, {"receipt": receipt_of(key)})
    assert send(made.codes[0]).status_code == 200
    assert (wrong.status_code, wrong.json()["fields"]) == (422, ["pn_01"])
    assert (unknown.status_code, unknown.json()["error"]) == (404, "unknown_code")


def test_an_invitation_goes_with_its_code(program: Program) -> None:
    addresses = ["a@ejemplo.cl", "b@ejemplo.cl"]
    with program_context(program):
        made = make_open_survey(program, mode=SurveyMode.EMAIL, code_keeper="system", emails=addresses)

    assert submit(made.survey, made.codes[0]).status_code == 201
    with program_context(program):
        assert list(Invitation.objects.values_list("email", flat=True)) == ["b@ejemplo.cl"]


# --- At the same moment -----------------------------------------------------------------------------


def at_once(send: Callable[[], Any], times: int) -> list[int]:
    """Send from several threads that start together; return the statuses, smallest first."""
    start = threading.Barrier(times)
    statuses: list[int] = []

    def run() -> None:
        start.wait()
        try:
            statuses.append(send().status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(statuses)


def test_two_people_with_one_code_count_once(made: OpenSurvey) -> None:
    body = _body(made)

    statuses = at_once(
        lambda: Client().post(f"/r/{made.codes[0]}/", {**body, "client_key": str(uuid.uuid4())}), 4
    )

    assert statuses == [201, 404, 404, 404]
    assert len(stored()) == 1


def test_one_sending_that_arrives_four_times_at_once_counts_once(made: OpenSurvey) -> None:
    body = {**_body(made), "client_key": str(uuid.uuid4())}

    statuses = at_once(lambda: Client().post(f"/r/{made.codes[0]}/", body), 4)

    assert statuses == [200, 200, 200, 201]
    assert len(stored()) == 1


def test_an_answer_waits_for_the_closing_and_is_told(made: OpenSurvey, program: Program) -> None:
    """Closing holds the survey alone: an answer that comes meanwhile is refused, not lost."""
    body = {**_body(made), "client_key": str(uuid.uuid4())}
    statuses: list[int] = []

    def late() -> None:
        try:
            statuses.append(Client().post(f"/r/{made.codes[0]}/", body).status_code)
        finally:
            connection.close()

    thread = threading.Thread(target=late)
    with program_context(program):
        lock_alone(made.survey.pk)
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive()
        close(made.survey)
    thread.join(timeout=10)

    assert statuses == [410]
    assert stored() == []


def _body(made: OpenSurvey) -> dict[str, str]:
    return {
        "ticket": ticket_of(made.survey.program_id, made.survey.pk, made.survey.version_id),
        "pn_01": "4",
    }
