"""Rule: nothing about who answers is written anywhere but in an unused invitation, and that goes too.

Reason: one line with an address and a code beside a time undoes every promise of DOMAIN 7.
Usual mistake: a log line «to find out why it failed», an id in a job's arguments, an e-mail in an event.
"""

from __future__ import annotations

import io
import logging
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.conf import settings
from django.core import mail
from django.db import connections
from django.test import Client

from lar.jobs.models import Job
from lar.jobs.registry import kinds
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.actions import close_survey, seal_survey
from questionnaires.surveys.codes import receipt_of
from questionnaires.surveys.models import Survey, SurveyMode
from tests.surveys import OpenSurvey, make_open_survey, submit

# What is published stays in the broker, so that it can be searched.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("nobody_listens")]

ADDRESS = "203.0.113.77"
BROWSER = "Canario/7.7"
PEOPLE = [f"canario.{number}@ejemplo-canario.cl" for number in range(6)]
MISTYPED = "CANAR1"

# Where an address and its code wait until the code is used, and until then only.
WAITING_ROOM = "questionnaires_invitation"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the product writes to its log, in production's format and level."""
    kinds()  # importing the tasks sets Django up once more, its log included
    console = next(h for h in logging.getLogger().handlers if h.get_name() == "console")
    assert isinstance(console, logging.StreamHandler)
    written = io.StringIO()
    before = console.setStream(written)
    yield written
    if before is not None:
        console.setStream(before)


@pytest.fixture
def phone() -> Client:
    return Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER, HTTP_X_FORWARDED_FOR=ADDRESS)


def invite(program: Program) -> OpenSurvey:
    with program_context(program):
        made = make_open_survey(program, mode=SurveyMode.EMAIL, code_keeper="system", emails=PEOPLE)
        job = Job.objects.get(key=f"send-codes:{made.survey.pk}")
    run_here(job)
    assert len(mail.outbox) == len(PEOPLE)
    return made


def answer_as_people_do(program: Program, made: OpenSurvey, phone: Client) -> list[uuid.UUID]:
    """Type codes well and badly, send, send again, try a used code, leave something out."""
    phone.get("/r/")
    phone.post("/r/", {"code": MISTYPED})
    phone.get(f"/r/{MISTYPED}/")
    keys = []
    for code in made.codes[:5]:
        keys.append(uuid.uuid4())
        phone.post("/r/", {"code": f"{code[:3]}-{code[3:]}".lower()})
        assert phone.get(f"/r/{code}/").status_code == 200
        with program_context(program):
            assert submit(made.survey, code, client_key=keys[-1], client=phone).status_code == 201
            assert submit(made.survey, code, client_key=keys[-1], client=phone).status_code == 200
        assert phone.get(f"/r/{code}/").status_code == 404
    with program_context(program):
        assert submit(made.survey, made.codes[5], 9, client=phone).status_code == 422
    return keys


def secrets(made: OpenSurvey, keys: list[uuid.UUID]) -> list[str]:
    """Every value that leads to a person or joins her to her answer."""
    receipts = [receipt_of(key) for key in keys]
    return [ADDRESS, BROWSER, MISTYPED, *PEOPLE, *made.codes, *receipts]


def found_in(text: str, canaries: list[str]) -> list[str]:
    return [canary for canary in canaries if canary in text]


def in_the_database(canaries: list[str]) -> set[str]:
    """The tables in whose rows, read as text, any of them stands."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        held = set()
        for table in tables:
            quoted = connections["owner"].ops.quote_name(table)
            cursor.execute(
                f"SELECT count(*) FROM {quoted} t, unnest(%s::text[]) c WHERE strpos(t::text, c) > 0",
                [canaries],
            )
            if cursor.fetchone()[0]:
                held.add(table)
    return held


def in_the_broker() -> str:
    """Everything that Valkey holds for this worker, as text."""
    server = redis.Redis.from_url(settings.REDIS_URL)
    parts: list[str] = []
    for key in server.scan_iter():
        kind = bytes(server.type(key)).decode()  # type: ignore[arg-type]
        value: Any = {
            "string": lambda key=key: server.get(key),
            "list": lambda key=key: server.lrange(key, 0, -1),
            "hash": lambda key=key: server.hgetall(key),
            "set": lambda key=key: server.smembers(key),
            "zset": lambda key=key: server.zrange(key, 0, -1),
        }[kind]()
        parts.append(f"{key!r} {value!r}")
    server.close()
    return "\n".join(parts)


def test_answering_leaves_no_trace_of_who_answered(program: Program, phone: Client, log: io.StringIO) -> None:
    made = invite(program)

    keys = answer_as_people_do(program, made, phone)
    canaries = secrets(made, keys)

    assert log.getvalue()
    assert found_in(log.getvalue(), canaries) == []
    assert found_in(in_the_broker(), canaries) == []
    assert in_the_database(canaries) == {WAITING_ROOM}
    # Of those who answered nothing is left even there.
    assert in_the_database([*PEOPLE[:5], *made.codes[:5]]) == set()


def test_after_sealing_not_even_an_unused_code_is_left(
    program: Program, phone: Client, log: io.StringIO
) -> None:
    made = invite(program)
    keys = answer_as_people_do(program, made, phone)
    canaries = [*secrets(made, keys), *(str(key) for key in keys)]

    with program_context(program):
        survey = Survey.objects.get(pk=made.survey.pk)
        seal_survey(close_survey(survey, on=survey.closes_at, by=None))

    assert in_the_database(canaries) == set()
    assert found_in(log.getvalue() + in_the_broker(), canaries) == []


def test_the_search_finds_what_is_there(program: Program, log: io.StringIO) -> None:
    """Hiding is only shown by a search that finds."""
    with program_context(program):
        make_open_survey(program, mode=SurveyMode.EMAIL, code_keeper="system", emails=PEOPLE)
    logging.getLogger("lar").warning("from %s", ADDRESS)

    assert in_the_database(PEOPLE) == {WAITING_ROOM}
    assert found_in(log.getvalue(), [ADDRESS]) == [ADDRESS]
