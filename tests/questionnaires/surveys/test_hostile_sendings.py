"""Sendings that arrive damaged or too large, and connections that try codes for days."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.utils import timezone

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys import guessing
from questionnaires.surveys.codes import ticket_of
from questionnaires.surveys.models import AccessCode
from questionnaires.surveys.views.answer import MAX_BYTES
from tests.surveys import OpenSurvey, answers_of, make_open_survey

pytestmark = pytest.mark.django_db(transaction=True)

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> Iterator[None]:
    """The counters are in no model's table: nothing else empties them between tests that commit."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    with program_context(program):
        return make_open_survey(program)


def send(made: OpenSurvey, kind: str, *, key: uuid.UUID, arrives: float = 1.0, more: str = "") -> Any:
    """Send a whole answer of which only a share ``arrives`` before the connection ends."""
    survey = made.survey
    ticket = ticket_of(survey.program_id, survey.pk, survey.version_id)
    fields = {"ticket": ticket, "client_key": str(key), **answers_of(survey, 4), "more": more}
    body = (json.dumps(fields) if kind == JSON else urlencode(fields)).encode()
    came: Any = BytesIO(body[: int(len(body) * arrives)])
    return Client().generic("POST", f"/r/{made.codes[0]}/", body, kind, **{"wsgi.input": came})


def codes_left(made: OpenSurvey) -> int:
    with program_context(made.survey.program_id):
        return AccessCode.objects.filter(survey=made.survey).count()


@pytest.mark.parametrize("kind", [FORM, JSON])
def test_half_a_sending_is_no_answer(made: OpenSurvey, kind: str) -> None:
    key = uuid.uuid4()

    half = send(made, kind, key=key, arrives=0.8)
    before = codes_left(made)
    whole = send(made, kind, key=key)

    assert (half.status_code, half["Retry-After"], before) == (503, "5", 14)
    assert (whole.status_code, codes_left(made)) == (201, 13)


@pytest.mark.parametrize("kind", [FORM, JSON])
def test_what_is_too_large_is_not_even_read(made: OpenSurvey, kind: str) -> None:
    response = send(made, kind, key=uuid.uuid4(), arrives=0.0, more="x" * MAX_BYTES)

    assert response.status_code == 413
    assert codes_left(made) == 14


def try_code(address: str = "203.0.113.7") -> int:
    return int(Client(REMOTE_ADDR=address).get("/r/BBBBBB/").status_code)


def test_the_day_remembers_what_five_minutes_forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "WINDOWS", ((300, 3), (86_400, 5)))
    statuses = []
    with time_machine.travel(timezone.now()) as clock:
        for pause in (1, 1, 1, 400, 1, 1, 4000, 82_000):
            statuses.append(try_code())
            clock.shift(pause)
        statuses.append(try_code())

    assert statuses == [404, 404, 404, 429, 404, 404, 429, 429, 404]


def test_mistyping_now_and_then_never_closes_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "WINDOWS", ((300, 3), (86_400, 400)))
    statuses = set()
    with time_machine.travel(timezone.now()) as clock:
        for _ in range(10):
            statuses.add(try_code())
            clock.shift(140)

    assert statuses == {404}


def test_codes_tried_at_once_are_all_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "WINDOWS", ((300, 12), (86_400, 400)))

    def try_three() -> None:
        try:
            for _ in range(3):
                try_code()
        finally:
            connections.close_all()

    people = [threading.Thread(target=try_three) for _ in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert try_code() == 429
