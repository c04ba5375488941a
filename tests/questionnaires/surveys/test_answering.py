"""Answering: no account, once, and nothing kept but the answer."""

from __future__ import annotations

import gzip
import logging
import re
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lar.audit.models import Event
from lar.jobs.models import Job
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys import guessing
from questionnaires.surveys.codes import ticket_of
from questionnaires.surveys.models import AccessCode
from questionnaires.surveys.phone_script import script_text, script_url
from questionnaires.surveys.rules import ALPHABET, is_code, normalize_code
from tests.surveys import OpenSurvey, make_draft, make_open_survey, submit

STATIC = Path(__file__).resolve().parents[3] / "static" / "lar"
SERVICE_WORKER = STATIC.parents[1] / "templates" / "surveys" / "public" / "sw.js"


@pytest.fixture
def made(inside: Program) -> OpenSurvey:
    return make_open_survey(inside)


# --- Codes ----------------------------------------------------------------------------------------


def test_codes_have_no_letter_that_looks_like_another() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 20
    assert not set(ALPHABET) & set("AEIOUL01")


@pytest.mark.parametrize("typed", ["bcd fgh", "BCD-FGH", " bcdfgh ", "b.c.d.f.g.h"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert normalize_code(typed) == "BCDFGH"
    assert is_code(normalize_code(typed))


def test_typing_a_code_leads_to_its_questionnaire(made: OpenSurvey) -> None:
    response = Client().post("/r/", {"code": made.codes[0].lower()})

    assert response.status_code == 303
    assert response["Location"] == f"/r/{made.codes[0]}/"


def test_what_cannot_be_a_code_is_said_at_once() -> None:
    response = Client().post("/r/", {"code": "ABC123"})

    assert response.status_code == 422
    assert "son seis letras" in response.content.decode()


@pytest.mark.django_db
def test_an_unknown_code_says_what_to_do() -> None:
    response = Client().get("/r/BCDFGH/")

    assert response.status_code == 404
    assert "ya se haya usado" in response.content.decode()


# --- The page ---------------------------------------------------------------------------------------


def page_of(made: OpenSurvey, code: str = "") -> str:
    response = Client().get(f"/r/{code or made.codes[0]}/")
    assert response.status_code == 200
    return response.content.decode()


def test_each_item_is_one_radio_group(made: OpenSurvey) -> None:
    page = page_of(made)

    assert page.count("<fieldset") == 45
    assert page.count('type="radio"') == 45 * 7
    assert "Pregunta 3 de 45" in page
    assert "no es el instrumento validado" in page


def test_before_the_first_item_people_read_who_sees_what(made: OpenSurvey) -> None:
    before = page_of(made).split("<fieldset", 1)[0]

    assert "Los resultados por dimensión, solo si la coordinación los comparte" in before
    assert "Autoridad local" in before
    assert "repartió el equipo facilitador" in before
    assert "Quien tenga cupones sin usar podría responder con ellos" in before
    assert "Si una sola persona piensa distinto" in before
    assert "leer filas sin nombre" in before
    assert "/privacidad/demo/1/" in before


def test_the_page_sets_no_cookie_and_is_kept_by_nobody(made: OpenSurvey) -> None:
    response = Client().get(f"/r/{made.codes[0]}/")

    assert response.cookies == {}
    assert response["Cache-Control"] == "no-store, private"


def fonts_of_the_form() -> list[str]:
    return re.findall(r'url\("(fonts/[^"]+)"\)', (STATIC / "answer.css").read_text(encoding="utf-8"))


def first_load(page: str) -> int:
    """Bytes that a phone receives before it can answer: the page, its style, its script and its letters."""
    return (
        len(gzip.compress(page.encode()))
        + len(gzip.compress((STATIC / "answer.css").read_bytes()))
        + len(gzip.compress(script_text().encode()))
        + sum((STATIC / name).stat().st_size for name in fonts_of_the_form())
    )


def test_the_first_load_is_small(made: OpenSurvey) -> None:
    page = page_of(made)
    linked = re.findall(r'(?:src|href)="(/(?:static|r)/[^"]+\.(?:css|js))"', page)

    assert sorted(linked) == [script_url(), "/static/lar/answer.css"]
    assert 1 + len(linked) + len(fonts_of_the_form()) <= 4
    assert first_load(page) <= 90_000
    assert len(script_text()) + SERVICE_WORKER.stat().st_size <= 25_000
    assert (STATIC / "answer.css").stat().st_size <= 8_192


def test_two_people_get_different_keys_for_their_sending(made: OpenSurvey) -> None:
    keys = [re.search(r'name="client_key" value="([^"]+)"', page_of(made, code)) for code in made.codes[:2]]

    assert len({key[1] for key in keys if key}) == 2


def test_before_its_hour_the_page_says_when(inside: Program) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    made = make_open_survey(inside, opens_at=tomorrow, closes_at=tomorrow + timedelta(days=5))

    assert "Todavía no se abre" in page_of(made)


# --- Cost and traces -----------------------------------------------------------------------------------


def test_an_answer_takes_four_messages_to_the_server(made: OpenSurvey) -> None:
    submit(made.survey, made.codes[0])
    with CaptureQueriesContext(connections["default"]) as queries:
        response = submit_bare(made)

    control = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    statements = [q["sql"] for q in queries if not q["sql"].startswith(control)]
    assert response.status_code == 201
    # Programme in; lock, then the survey with the wrong-code counters; key, code with its door and
    # address, and answer; programme out, because the test has a transaction around it.
    assert len(statements) == 4, statements


def submit_bare(made: OpenSurvey) -> Any:
    """Send with nothing but the request itself asking the database."""
    body = {
        "ticket": ticket_of(made.survey.program_id, made.survey.pk, made.survey.version_id),
        "client_key": str(uuid.uuid4()),
        "pn_01": "4",
    }
    return Client().post(f"/r/{made.codes[1]}/", body)


def test_answering_leaves_no_event_no_job_and_no_log_line(
    made: OpenSurvey, caplog: pytest.LogCaptureFixture
) -> None:
    before = (Event.objects.count(), Job.objects.count())
    code = made.codes[0]

    with caplog.at_level(logging.DEBUG):
        page_of(made, code)
        submit(made.survey, code)
        submit(made.survey, code)

    assert (Event.objects.count(), Job.objects.count()) == before
    assert code not in "\n".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )


def test_the_application_cannot_read_an_answer_of_an_open_survey(made: OpenSurvey) -> None:
    submit(made.survey, made.codes[0])
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM questionnaires_response")

        assert cursor.fetchone() == (0,)


# --- Guessing ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_many_wrong_codes_close_the_door_for_that_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "WINDOWS", ((300, 3), (86_400, 400)))
    client = Client(REMOTE_ADDR="203.0.113.7")
    statuses = [client.get(f"/r/BBBBB{letter}/").status_code for letter in "BCDF"]

    assert statuses == [404, 404, 404, 429]
    assert Client(REMOTE_ADDR="203.0.113.99").get("/r/BBBBBB/").status_code == 429
    assert Client(REMOTE_ADDR="203.0.114.7").get("/r/BBBBBB/").status_code == 404


def test_a_connection_that_tried_too_many_opens_nothing_with_a_right_code(
    made: OpenSurvey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guessing, "WINDOWS", ((300, 1), (86_400, 400)))
    guesser = Client(REMOTE_ADDR="198.51.100.7")
    assert guesser.get("/r/BBBBBB/").status_code == 404

    assert guesser.get(f"/r/{made.codes[0]}/").status_code == 429
    assert submit(made.survey, made.codes[0], client=guesser).status_code == 429
    assert submit(made.survey, made.codes[0], client=Client(REMOTE_ADDR="203.0.113.9")).status_code == 201


def test_a_whole_school_behind_one_connection_answers_undisturbed(inside: Program) -> None:
    made = make_open_survey(inside, people=100)
    mistyped = [Client().get(f"/r/BCDFG{letter}/").status_code for letter in ALPHABET]

    assert set(mistyped) <= {404}
    assert {submit(made.survey, code).status_code for code in made.codes} == {201}


# --- Before opening, and the notice ------------------------------------------------------------------


def test_a_draft_has_no_codes(inside: Program) -> None:
    draft = make_draft(inside)

    assert not AccessCode.objects.filter(survey=draft).exists()
    assert draft.codes_made == 0


@pytest.mark.django_db(transaction=True)
def test_the_privacy_notice_is_public(program: Program) -> None:
    with program_context(program):
        make_draft(program)
    response = Client().get("/privacidad/demo/")

    assert response.status_code == 200
    assert "se conservan 60 meses" in response.content.decode()
    assert response.cookies == {}
    assert Client().get("/privacidad/no-existe/").status_code == 404
    assert Client().get("/privacidad/demo/7/").status_code == 404


def test_nobody_answers_after_the_hour_even_while_the_closing_is_late(inside: Program) -> None:
    made = make_open_survey(inside, closes_at=timezone.now() + timedelta(minutes=5))

    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        sent = submit(made.survey, made.codes[0])
        page = Client().get(f"/r/{made.codes[0]}/")

    assert (sent.status_code, page.status_code) == (410, 410)
    assert submit(made.survey, made.codes[0]).status_code == 201
