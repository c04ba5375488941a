"""Questions answered with one's own words: apart from the response, sealed, and never read before."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import DatabaseError, connections
from django.test import Client

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.editing import put_item
from questionnaires.instruments.files import DEMO_CAPITAL, read_instrument
from questionnaires.instruments.formats import ItemContent, ItemKind
from questionnaires.instruments.rules import MAX_OPEN, obstacles
from questionnaires.instruments.special import MAX_TEXT
from questionnaires.results.rehearsal import rehearse
from questionnaires.surveys.anonymity import prove
from questionnaires.surveys.models import OpenText
from questionnaires.surveys.versions import plain_text
from tests.texts import kept_texts as kept
from tests.texts import open_with_questions, seal, send, version_with_questions, write

pytestmark = pytest.mark.django_db(transaction=True)


def readable(program: Program) -> list[OpenText]:
    """What the application finds in the programme's context."""
    with program_context(program):
        return list(OpenText.objects.all())


def keys() -> set[uuid.UUID]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT id FROM questionnaires_opentext")
        return {key for (key,) in cursor.fetchall()}


# --- Publishing -----------------------------------------------------------------------------------------


def test_a_version_with_open_questions_is_published(program: Program) -> None:
    with program_context(program):
        assert version_with_questions().published_at is not None


def test_more_open_questions_than_a_phone_sends_are_refused() -> None:
    content = read_instrument(DEMO_CAPITAL)
    for number in range(MAX_OPEN + 1):
        item = ItemContent(f"abierta_{number}", "KP_D", f"¿Y {number}?", kind=ItemKind.OPEN)
        content = put_item(content, item=item)

    assert any("se admiten hasta 10" in sentence for sentence in obstacles(content))


def test_a_rehearsal_invents_no_words(program: Program) -> None:
    with program_context(program):
        report = rehearse(version_with_questions(), people="14", on=date(2026, 11, 3))

    assert report is not None
    assert report.voices.why_not.startswith("Un ensayo no inventa")


# --- The page -------------------------------------------------------------------------------------------


def test_the_page_asks_for_words_without_names_and_says_who_reads(program: Program) -> None:
    made = open_with_questions(program)

    page = Client().get(f"/r/{made.codes[0]}/").content.decode()

    assert page.count("<textarea") == 2
    assert page.count("No escribas nombres") == 2
    assert "recibe 8 textos o más" in page
    assert "se borran al cierre sin que nadie los lea" in page
    assert "qué texto llegó con qué respuesta" in page
    assert "21 preguntas de marcar y 2 para escribir, si quieres: unos diez minutos." in " ".join(
        page.split()
    )
    assert "además los textos que se escriban, mezclados" in page


def test_the_page_says_the_number_that_the_programme_asks_for(program: Program) -> None:
    Program.objects.filter(pk=program.pk).update(min_group=11)
    made = open_with_questions(program)

    assert "recibe 11 textos o más" in Client().get(f"/r/{made.codes[0]}/").content.decode()


# --- Sending --------------------------------------------------------------------------------------------


def test_words_are_kept_apart_and_blanks_are_not(program: Program) -> None:
    made = open_with_questions(program)

    response = send(made, made.codes[0], valoras="  Que nos\r\nescuchamos. \u200b", cambiarias="   ")

    assert response.status_code == 201
    assert kept() == [("valoras", "Que nos\nescuchamos.")]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT answers[1], answers[2] FROM questionnaires_response")
        assert cursor.fetchall() == [(4, -9)]


def test_a_text_that_is_too_long_comes_back_whole_with_its_sentence(program: Program) -> None:
    made = open_with_questions(program)
    long = "ñandú " * 110

    response = send(made, made.codes[0], valoras=long, cambiarias="Nada.")

    page = response.content.decode()
    assert response.status_code == 422
    assert "acórtalo a 600 letras o menos" in page
    assert long.strip() in page
    assert ">Nada.</textarea>" in page
    assert kept() == []


def test_the_longest_text_of_strange_letters_is_kept(program: Program) -> None:
    made = open_with_questions(program)
    words = ("=1+1 <b>ñ</b> 'x' 🙂 " * 60)[:MAX_TEXT].strip()

    assert send(made, made.codes[0], valoras=words).status_code == 201
    assert kept() == [("valoras", plain_text(words))]


def test_what_was_written_is_part_of_what_a_replay_repeats(program: Program) -> None:
    made, key = open_with_questions(program), uuid.uuid4()
    first = send(made, made.codes[0], key=key, valoras="La confianza.")

    again = send(made, made.codes[0], key=key, valoras="La confianza.\r\n")
    other = send(made, made.codes[0], key=key, valoras="Otra cosa.")
    without = send(made, made.codes[0], key=key)

    assert [response.status_code for response in (first, again, other, without)] == [201, 200, 409, 409]
    assert kept() == [("valoras", "La confianza.")]


def test_words_to_no_question_of_the_version_are_not_kept(program: Program) -> None:
    made = open_with_questions(program)

    assert send(made, made.codes[0], nombre="Rosa").status_code == 201
    assert kept() == []


# --- Before and after sealing -------------------------------------------------------------------------------


def test_nobody_reads_a_text_before_it_is_sealed(program: Program) -> None:
    made = open_with_questions(program)
    write(made, [{"valoras": f"Texto {n}."} for n in range(9)])

    assert len(kept()) == 9
    assert readable(program) == []


@pytest.mark.parametrize("statement", ["UPDATE {} SET text = 'otro'", "DELETE FROM {}"])
def test_the_application_neither_changes_nor_deletes_a_text(program: Program, statement: str) -> None:
    made = open_with_questions(program)
    write(made, [{"valoras": "Texto."}])

    with pytest.raises(DatabaseError, match="permission denied"), program_context(program):
        connections["default"].cursor().execute(statement.format("questionnaires_opentext"))


def test_sealing_keeps_eight_and_deletes_seven(program: Program) -> None:
    made = open_with_questions(program)
    texts = [{"valoras": f"Valoro {n}.", "cambiarias": f"Cambiaría {n}."} for n in range(7)]
    write(made, [*texts, {"valoras": "Valoro 7."}])
    before = keys()

    seal(made)

    assert sorted(row.text for row in readable(program)) == [f"Valoro {n}." for n in range(8)]
    assert len(keys()) == 8
    assert keys() & before == set()
    assert [finding for check in prove(connections["owner"]) for finding in check.findings] == []


def test_a_programme_that_asks_for_more_answers_asks_for_more_texts(program: Program) -> None:
    Program.objects.filter(pk=program.pk).update(min_group=9)
    made = open_with_questions(program)
    write(made, [*({"valoras": f"Valoro {n}."} for n in range(8)), {}])

    seal(made)

    assert kept() == []


def test_a_survey_under_its_minimum_keeps_no_text(program: Program) -> None:
    Program.objects.filter(pk=program.pk).update(min_group=12)
    made = open_with_questions(program)
    write(made, [{"valoras": f"Valoro {n}."} for n in range(11)])

    seal(made)

    assert kept() == []


def test_texts_of_a_survey_whose_voices_were_not_published_stay(program: Program) -> None:
    made = open_with_questions(program)
    write(made, [{"valoras": f"Valoro {n}."} for n in range(8)])
    survey = seal(made)

    with pytest.raises(DatabaseError, match="were not published"), program_context(program):
        connections["default"].cursor().execute("SELECT lar_discard_texts(%s)", [survey.pk])
    assert len(kept()) == 8


def test_another_programme_reads_no_sealed_text(program: Program, other_program: Program) -> None:
    made = open_with_questions(program)
    write(made, [{"valoras": f"Valoro {n}."} for n in range(8)])
    seal(made)

    assert readable(other_program) == []
    assert len(readable(program)) == 8
