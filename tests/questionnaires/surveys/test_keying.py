"""Papers: keyed twice, tied to nobody, and gone when they are answers or the survey is sealed."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.utils import timezone

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.files import DEMO, read_instrument
from questionnaires.instruments.formats import ItemKind
from questionnaires.instruments.special import DONT_KNOW, NO_ANSWER, NOT_APPLICABLE
from questionnaires.surveys import guessing, sealing
from questionnaires.surveys.actions import (
    cancel_survey,
    close_survey,
    give_paper_links,
    redraw_slips,
    seal_survey,
)
from questionnaires.surveys.anonymity import prove
from questionnaires.surveys.counts import answer_band, has_answers
from questionnaires.surveys.keying import decrypt, encrypt
from questionnaires.surveys.models import AccessCode, PaperKeying, Response, Submission, Survey, SurveyMode
from questionnaires.surveys.paper_keys import Keys, read_link
from questionnaires.surveys.paper_page import paper_html
from questionnaires.surveys.queries.paper import keying_urls, some_wait
from tests.factories import CoordinationFactory, make_person
from tests.surveys import ITEMS, OpenSurvey, answers_of, make_network, make_open_survey, submit

FIVE = Keys(5, (NOT_APPLICABLE, DONT_KNOW))
TEN = Keys(10, (NOT_APPLICABLE,))


@pytest.fixture
def made(inside: Program) -> OpenSurvey:
    made = make_open_survey(inside)
    give_paper_links(made.survey, by=made.facilitator)
    made.survey.refresh_from_db()
    return made


def links(survey: Survey) -> tuple[str, str]:
    urls = keying_urls(survey)
    assert urls is not None
    first, second = (url.split("//", 1)[1].split("/", 1)[1] for url in urls)
    return f"/{first}", f"/{second}"


def paper(survey: Survey, code: str, key: str | int = 4, **changed: str | int) -> dict[str, str]:
    """What a typist sends: one key for every question, but for those in ``changed``."""
    keys = {item: str(key) for item in answers_of(survey, 1)}
    return {"code": code, "end": "1", **keys, **{item: str(value) for item, value in changed.items()}}


def type_in(url: str, body: dict[str, str], client: Client | None = None) -> Any:
    return (client or Client()).post(url, body)


def client_key_of(page: Any) -> str:
    found = re.search(r'name="client_key" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


# --- Keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "typed", "value"),
    [
        (FIVE, "1", 1),
        (FIVE, " 5 ", 5),
        (FIVE, "7", NOT_APPLICABLE),
        (FIVE, "n", NOT_APPLICABLE),
        (FIVE, "8", DONT_KNOW),
        (FIVE, "S", DONT_KNOW),
        (FIVE, "9", NO_ANSWER),
        (FIVE, "b", NO_ANSWER),
        (FIVE, "6", None),
        (FIVE, "0", None),
        (FIVE, "", None),
        (FIVE, "44", None),
        (FIVE, "-7", None),
        (FIVE, "x", None),
        (FIVE, "４", None),
        (TEN, "7", 7),
        (TEN, "10", 10),
        (TEN, "N", NOT_APPLICABLE),
        (TEN, "S", None),
        (TEN, "B", NO_ANSWER),
        (Keys(6, ()), "7", None),
    ],
)
def test_what_a_key_means(keys: Keys, typed: str, value: int | None) -> None:
    assert keys.read(typed) == value


@pytest.mark.parametrize("keys", [FIVE, TEN, Keys(2, ()), Keys(6, (DONT_KNOW,))])
def test_every_key_of_the_legend_means_its_value(keys: Keys) -> None:
    assert [keys.read(key) for key, _value in keys.legend()] == [value for _key, value in keys.legend()]
    assert [keys.key_of(value) for _key, value in keys.legend()] == [key for key, _value in keys.legend()]


@pytest.mark.parametrize("token", ["", "x", "1-2-3.x", "1-2.x", "a-b-1.x", "1-2-1-4.x", "-1-2-1.x", "9" * 60])
def test_what_is_no_link_is_not_read_as_one(token: str) -> None:
    assert read_link(token) is None


# --- Twice ----------------------------------------------------------------------------------------


def test_a_paper_keyed_twice_alike_is_an_answer(made: OpenSurvey) -> None:
    first, second = links(made.survey)
    code = made.codes[0]

    once = type_in(first, paper(made.survey, code.lower(), 4, pn_02=7, pn_03=8, pn_04=9))
    assert (once.status_code, once["Location"]) == (303, f"{first}?listo")
    assert not has_answers(made.survey.pk)
    assert some_wait(made.survey)

    twice = type_in(second, paper(made.survey, code, 4, pn_02="N", pn_03="S", pn_04="B"))
    assert twice.status_code == 303
    assert has_answers(made.survey.pk)
    assert not some_wait(made.survey)
    assert AccessCode.objects.filter(survey=made.survey).count() == len(made.codes) - 1


def test_the_first_time_alone_is_no_answer(made: OpenSurvey) -> None:
    first, _second = links(made.survey)

    for code in made.codes[:6]:
        assert type_in(first, paper(made.survey, code)).status_code == 303

    assert answer_band(made.survey.pk) == 0
    assert not has_answers(made.survey.pk)
    assert PaperKeying.objects.count() == 6


def test_keying_it_again_on_the_first_link_replaces_it(made: OpenSurvey) -> None:
    first, second = links(made.survey)
    code = made.codes[0]

    type_in(first, paper(made.survey, code, 1))
    type_in(first, paper(made.survey, code, 2))

    assert PaperKeying.objects.count() == 1
    assert type_in(second, paper(made.survey, code, 2)).status_code == 303
    assert has_answers(made.survey.pk)


def test_the_second_time_needs_a_first(made: OpenSurvey) -> None:
    _first, second = links(made.survey)

    page = type_in(second, paper(made.survey, made.codes[0], 4, pn_05=2))

    assert page.status_code == 422
    assert "le falta la primera digitación" in page.content.decode()
    assert 'id="pn_05" name="pn_05" maxlength="2" inputmode="numeric"' in page.content.decode()
    assert not has_answers(made.survey.pk)


def test_what_differs_is_looked_at_again_and_decided(made: OpenSurvey) -> None:
    first, second = links(made.survey)
    code = made.codes[0]
    type_in(first, paper(made.survey, code, 4, pn_02=2))

    page = type_in(second, paper(made.survey, code, 4, pn_03=9))
    text = page.content.decode()
    assert page.status_code == 200
    assert "En 2 preguntas las dos veces no coinciden" in text
    assert "La primera vez: 2 (En desacuerdo). Ahora: 4 (De acuerdo)." in text
    assert "La primera vez: 4 (De acuerdo). Ahora: 9 (Sin marcar)." in text
    assert not has_answers(made.survey.pk)

    again = paper(made.survey, code, 4, pn_03=9, final_pn_02=2)
    half = type_in(second, again)
    assert "Queda 1 pregunta por decidir" in half.content.decode()
    assert 'name="final_pn_02" value="2"' in half.content.decode()
    assert not has_answers(made.survey.pk)

    done = type_in(second, {**again, "final_pn_03": "4"})
    assert done.status_code == 303
    assert has_answers(made.survey.pk)


def test_what_is_decided_counts_only_where_they_differ(made: OpenSurvey) -> None:
    """A «final» for an item on which both agree changes nothing: nobody overrules two alike."""
    first, second = links(made.survey)
    type_in(first, paper(made.survey, made.codes[0], 4))

    assert type_in(second, paper(made.survey, made.codes[0], 4, final_pn_01=1)).status_code == 303
    assert has_answers(made.survey.pk)


def test_nothing_typed_is_lost_when_something_is_wrong(made: OpenSurvey) -> None:
    first, _second = links(made.survey)

    page = type_in(first, {**paper(made.survey, made.codes[0], 3, pn_02="6", pn_03=""), "code": "ABC"})
    text = page.content.decode()

    assert page.status_code == 422
    assert "son seis letras, sin números ni vocales" in text
    assert "Falta la tecla, o no es una de las que sirven:" in text
    assert '<a class="to-correct" href="#pn_02">pregunta 2</a>' in text
    assert 'href="#pn_03">pregunta 3</a>' in text
    assert "pregunta 4</a>" not in text
    assert text.count('value="3"') == ITEMS - 2
    assert 'value="6" aria-invalid="true"' in text
    assert 'value="ABC" aria-invalid="true"' in text
    assert not PaperKeying.objects.exists()


def test_a_page_that_was_cut_keeps_nothing_and_comes_back(made: OpenSurvey) -> None:
    first, _second = links(made.survey)
    body = paper(made.survey, made.codes[0], 3)
    del body["end"]

    page = type_in(first, body)

    assert page.status_code == 503
    assert "La conexión se cortó" in page.content.decode()
    assert page.content.decode().count('value="3"') == ITEMS
    assert not PaperKeying.objects.exists()


def test_pressing_the_button_twice_is_one_answer(made: OpenSurvey) -> None:
    first, second = links(made.survey)
    code = made.codes[0]
    type_in(first, paper(made.survey, code))
    body = {**paper(made.survey, code), "client_key": client_key_of(Client().get(second))}

    assert [type_in(second, body).status_code for _press in range(2)] == [303, 303]
    assert Submission.objects.count() == 1


def test_a_code_works_once_on_paper_or_on_a_phone(made: OpenSurvey) -> None:
    first, second = links(made.survey)
    on_paper, on_phone = made.codes[:2]
    for code in (on_paper, on_phone):
        type_in(first, paper(made.survey, code))
    assert type_in(second, paper(made.survey, on_paper)).status_code == 303

    assert submit(made.survey, on_paper).status_code == 404
    assert submit(made.survey, on_phone).status_code == 201
    late = type_in(second, paper(made.survey, on_phone))

    assert "ya se usó: por este papel o desde un teléfono" in late.content.decode()
    assert not PaperKeying.objects.exists()


def test_a_networks_own_questions_are_keyed_with_the_others(inside: Program) -> None:
    made = make_open_survey(inside, own_items=["¿Nos sirve juntarnos los jueves?"])
    give_paper_links(made.survey, by=made.facilitator)
    made.survey.refresh_from_db()
    first, second = links(made.survey)
    code = made.codes[0]
    whole = {**paper(made.survey, code), "red.1": "5"}

    assert type_in(first, paper(made.survey, code)).status_code == 422
    assert type_in(first, whole).status_code == 303
    differs = type_in(second, {**whole, "red.1": "3"})
    assert "¿Nos sirve juntarnos los jueves?" in differs.content.decode()
    assert "En 1 pregunta las dos veces no coinciden" in differs.content.decode()

    assert type_in(second, {**whole, "red.1": "3", "final_red.1": "5"}).status_code == 303
    assert has_answers(made.survey.pk)
    assert "¿Nos sirve juntarnos los jueves?" in paper_html(made.survey.version, made.survey)
    assert "¿Nos sirve juntarnos los jueves?" not in paper_html(made.survey.version)


def test_own_words_are_typed_once_and_never_wait(inside: Program) -> None:
    content = read_instrument(DEMO)
    first_item = replace(content.items[0], kind=ItemKind.OPEN)
    open_content = replace(content, code="con-abierta", items=(first_item, *content.items[1:]))
    version = publish_version(load_instrument(open_content, by=None), by=None)
    made = make_open_survey(inside, version=version)
    give_paper_links(made.survey, by=made.facilitator)
    made.survey.refresh_from_db()
    first, second = links(made.survey)
    rows = {item.code: "4" for item in content.items[1:]}
    body = {"code": made.codes[0], "end": "1", **rows}

    assert "<textarea" not in Client().get(first).content.decode()
    assert type_in(first, {**body, "pn_01": "Que se escuche"}).status_code == 303
    assert {len(bytes(one.answers)) for one in PaperKeying.objects.order_by("pk")} == {12 + ITEMS - 1 + 16}
    too_long = type_in(second, {**body, "pn_01": "x" * 601})
    assert too_long.status_code == 422
    assert "x" * 601 in too_long.content.decode()
    assert "Pregunta 1: caben 600 letras" in too_long.content.decode()

    assert type_in(second, {**body, "pn_01": "Que se escuche"}).status_code == 303
    assert has_answers(made.survey.pk)


# --- Links ----------------------------------------------------------------------------------------


def test_each_link_is_for_one_time(made: OpenSurvey) -> None:
    first, second = links(made.survey)

    assert "Primera digitación" in Client().get(first).content.decode()
    assert "Segunda digitación" in Client().get(second).content.decode()
    forged = first.replace("-1.", "-2.")
    assert forged != first
    assert Client().get(forged).status_code == 404


def test_new_links_end_the_old_ones(made: OpenSurvey) -> None:
    first, _second = links(made.survey)
    give_paper_links(made.survey, by=made.facilitator)
    made.survey.refresh_from_db()

    assert type_in(first, paper(made.survey, made.codes[0])).status_code == 404
    assert Client().get(links(made.survey)[0]).status_code == 200


def test_a_link_keys_the_papers_of_its_network_only(made: OpenSurvey, inside: Program) -> None:
    other = make_open_survey(inside)
    first, _second = links(made.survey)

    page = type_in(first, paper(made.survey, other.codes[0]))

    assert page.status_code == 422
    assert "es de otra red" in page.content.decode()
    assert not PaperKeying.objects.exists()


def test_guessing_codes_by_a_link_is_slowed(made: OpenSurvey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "WINDOWS", ((300, 2), (86_400, 400)))
    first, _second = links(made.survey)
    client = Client(REMOTE_ADDR="203.0.113.7")

    statuses = [type_in(first, paper(made.survey, f"BBBBB{letter}"), client).status_code for letter in "BCD"]

    assert statuses == [422, 422, 429]
    assert type_in(first, paper(made.survey, made.codes[0]), client).status_code == 429


def test_after_the_hour_a_paper_is_not_kept(made: OpenSurvey) -> None:
    first, second = links(made.survey)
    type_in(first, paper(made.survey, made.codes[0]))

    with time_machine.travel(made.survey.closes_at + timedelta(seconds=1), tick=False):
        pages = [type_in(url, paper(made.survey, made.codes[0])) for url in (first, second)]

    assert [page.status_code for page in pages] == [410, 410]
    assert not has_answers(made.survey.pk)


def test_before_its_hour_no_paper_is_keyed(inside: Program) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    made = make_open_survey(inside, opens_at=tomorrow, closes_at=tomorrow + timedelta(days=5))
    give_paper_links(made.survey, by=made.facilitator)
    made.survey.refresh_from_db()

    page = type_in(links(made.survey)[0], paper(made.survey, made.codes[0]))

    assert "todavía no se abre" in page.content.decode()
    assert not PaperKeying.objects.exists()


def test_beside_an_address_no_paper_is_keyed(inside: Program) -> None:
    emails = [f"persona{number}@ejemplo.cl" for number in range(6)]
    mailed = make_open_survey(inside, mode=SurveyMode.EMAIL, code_keeper="system", emails=emails)

    with pytest.raises(NotAllowedNow, match="con cupones impresos"):
        give_paper_links(mailed.survey, by=mailed.facilitator)


def test_whoever_coordinates_gives_no_links_whatever_else_she_is(inside: Program) -> None:
    network = make_network(14)
    made = make_open_survey(inside, network=network)
    both = make_person(inside, RoleCode.FACILITATOR)
    CoordinationFactory.create(network=network, user=both)

    with pytest.raises(NotAllowedNow, match="Coordinas esta red"):
        give_paper_links(made.survey, by=both)


# --- Traces ---------------------------------------------------------------------------------------


def test_keying_leaves_no_event_no_job_no_log_line_and_no_cookie(
    made: OpenSurvey, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = links(made.survey)
    code = made.codes[0]
    before = (Event.objects.count(), Job.objects.count())

    with caplog.at_level(logging.DEBUG):
        replies = [type_in(first, paper(made.survey, code)), type_in(second, paper(made.survey, code, 4))]

    assert (Event.objects.count(), Job.objects.count()) == before
    assert all(reply.cookies == {} and reply["Cache-Control"] == "no-store, private" for reply in replies)
    written = [r.getMessage() for r in caplog.records if r.name != "django.db.backends"]
    assert code not in "\n".join(written)


def test_what_waits_tells_nothing_without_the_paper(made: OpenSurvey) -> None:
    first, _second = links(made.survey)
    type_in(first, paper(made.survey, made.codes[0], 4))
    type_in(first, paper(made.survey, made.codes[1], 4))

    kept = [bytes(one.answers) for one in PaperKeying.objects.order_by("pk")]

    assert kept[0] != kept[1]
    assert {len(one) for one in kept} == {12 + ITEMS + 16}
    assert {field.name for field in PaperKeying._meta.concrete_fields} == {
        *("id", "program", "survey", "code", "answers")
    }


def test_what_waits_opens_with_its_code_only() -> None:
    answers = [1, 5, NOT_APPLICABLE, DONT_KNOW, NO_ANSWER, 10]
    kept = encrypt("BCDFGH", 7, answers)

    assert decrypt("BCDFGH", 7, kept) == answers
    assert decrypt("BCDFGJ", 7, kept) is None
    assert decrypt("BCDFGH", 8, kept) is None


def test_new_slips_and_calling_off_take_what_waits_with_them(made: OpenSurvey, inside: Program) -> None:
    other = make_open_survey(inside)
    give_paper_links(other.survey, by=other.facilitator)
    other.survey.refresh_from_db()
    for one in (made, other):
        type_in(links(one.survey)[0], paper(one.survey, one.codes[0]))
    assert PaperKeying.objects.count() == 2

    redraw_slips(made.survey, by=made.facilitator)
    cancel_survey(other.survey, reason="No corresponde.", by=other.facilitator)

    assert not PaperKeying.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_sealing_keeps_the_answers_of_papers_and_nothing_of_their_keying(program: Program) -> None:
    with program_context(program):
        made = make_open_survey(program)
        survey = give_paper_links(made.survey, by=made.facilitator)
    first, second = links(survey)
    with program_context(program):
        keyed = [paper(survey, code, 4, pn_02=7, pn_03=8, pn_04=9) for code in made.codes[:5]]
        pending = paper(survey, made.codes[5], 1)
    for body in [*keyed, pending]:
        assert type_in(first, body).status_code == 303
    for body in keyed:
        assert type_in(second, {**body, "pn_05": "5"}).status_code == 200
        assert type_in(second, {**body, "pn_05": "5", "final_pn_05": "5"}).status_code == 303

    finish(program, survey)

    with program_context(program):
        answers = list(Response.objects.filter(survey=survey).values_list("answers", flat=True))
        assert not PaperKeying.objects.exists()
    assert answers == [[4, NOT_APPLICABLE, DONT_KNOW, NO_ANSWER, 5, *[4] * (ITEMS - 5)]] * 5
    assert [finding for check in prove(connections["owner"]) for finding in check.findings] == []


def finish(program: Program, survey: Survey) -> None:
    """Close and seal, as beat and its jobs would."""
    with program_context(program):
        survey.refresh_from_db()
        seal_survey(close_survey(survey, on=survey.closes_at, by=None))
    sealing.vacuum_answer_path(sealing.transaction_that_sealed(survey.pk) or 0)
    sealing.mark_sealed(survey.pk)
