"""Ensayo general: the whole report from answers that nobody gave, marked everywhere, kept nowhere."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from pdfua.validator import Validator

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.disclosure import Scale
from lar.documents import DrawingError, apart
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.files import DEMO, DEMO_CAPITAL, read_instrument
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.results.rehearsal import MAX_PEOPLE, SIZES, people_of
from questionnaires.results.rehearsal.answers import Beside, Question, invented_counts
from tests.factories import make_coordinator, make_person
from tests.surveys import make_network

CAPITAL = read_instrument(DEMO_CAPITAL)


@pytest.fixture
def client(program: Program) -> Client:
    with program_context(program):
        return signed_in(make_person(program, RoleCode.FACILITATOR))


@pytest.fixture
def draft(program: Program) -> QuestionnaireVersion:
    with program_context(program):
        return load_instrument(CAPITAL, by=None)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(program: Program, version: QuestionnaireVersion, rest: str = "") -> str:
    return f"/{program.slug}/cuestionarios/{version.pk}/ensayo/{rest}"


def rows_everywhere(program: Program) -> dict[str, int]:
    """How many rows each of our tables shows to the programme, but those of being signed in."""
    with program_context(program), connection.cursor() as cursor:
        counted = {}
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table != "django_session":
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                counted[table] = cursor.fetchone()[0]
    return counted


def texts_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def words(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_one_click_gives_the_whole_report_of_a_draft(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    front = client.get(f"/{program.slug}/cuestionarios/{draft.pk}/").content.decode()

    page = client.get(url(program, draft))

    assert url(program, draft) in front
    told = words(page)
    assert "Respondieron 14 de 18 personas" in told
    assert all(node.label in told for node in CAPITAL.nodes if node.code.startswith("KP"))


@pytest.mark.parametrize("rest", ["", "?personas=33", "dimension/KP_H/", "dimension/KP/?personas=9"])
def test_every_screen_says_that_it_is_a_rehearsal(
    client: Client, program: Program, draft: QuestionnaireVersion, rest: str
) -> None:
    page = client.get(url(program, draft, rest))

    html = page.content.decode()
    assert page.status_code == 200
    assert re.search(r"<title>\s*ENSAYO", html)
    assert '<div class="rehearsal-mark">' in html
    assert "ENSAYO: esto no es un resultado" in words(page)
    assert "Huella" not in html


def test_screens_and_paper_tell_the_same(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    first, second = client.get(url(program, draft)), client.get(url(program, draft))

    pdf = client.post(url(program, draft, "pdf/"), {"personas": "18"}).content

    sentence = re.search(r"Capital humano: en \d+ afirmaciones, [^:]+", words(first))
    assert sentence is not None
    assert sentence.group() in words(second)
    paper = "".join(" ".join(texts_of(pdf)).split())
    assert "".join(sentence.group().split()) in paper


def test_every_page_on_paper_is_marked_and_none_can_be_checked(
    client: Client, program: Program, draft: QuestionnaireVersion, tmp_path: Path
) -> None:
    response = client.post(url(program, draft, "pdf/"), {"personas": "18"})

    assert response["Content-Disposition"].startswith('attachment; filename="ENSAYO-')
    texts = texts_of(response.content)
    assert len(texts) > 5
    assert all("ENSAYO" in text for text in texts)
    assert "Nadie respondió lo que aquí se lee." in texts[0]
    whole = " ".join(texts)
    assert "/v/" not in whole
    assert "Huella" not in whole
    path = tmp_path / "ensayo.pdf"
    path.write_bytes(response.content)
    assert not Validator().validate(str(path)).findings


def test_the_mark_is_drawn_over_every_page(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    pdf = client.post(url(program, draft, "pdf/"), {"personas": "18"}).content

    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        for page in document:
            picture = page.render(scale=0.5).to_pil().convert("RGB")
            reddish = sum(
                count
                for count, (red, green, blue) in picture.getcolors(maxcolors=1 << 24)
                if red - green > 12 and red - blue > 18 and red > 200
            )
            assert reddish > picture.width * picture.height * 0.03


def test_nothing_of_it_is_kept(client: Client, program: Program, draft: QuestionnaireVersion) -> None:
    """Only that somebody took the PDF: one event, without a figure."""
    client.get(url(program, draft))
    before = rows_everywhere(program)

    for rest in ("", "?personas=9", "dimension/KP_H/"):
        assert client.get(url(program, draft, rest)).status_code == 200
    read = rows_everywhere(program)
    assert client.post(url(program, draft, "pdf/"), {"personas": "9"}).status_code == 200

    assert before["questionnaires_item"] > 0, "what is counted can be seen"
    assert read == before
    assert rows_everywhere(program) == {**before, "audit_event": before["audit_event"] + 1}
    with program_context(program):
        event = Event.objects.latest("pk")
    assert (event.action, event.subject, event.details) == ("instrument.rehearsed", str(draft.pk), {})


def test_the_numbers_pass_the_same_gate(client: Client, program: Program) -> None:
    with program_context(program):
        version = load_instrument(read_instrument(DEMO), by=None)

    told = words(client.get(url(program, version, "?personas=18")))
    whole = words(client.get(url(program, version, "?personas=33")))

    assert "Reservadas" in told
    assert "Casi unánimes" in told
    assert "En bloques" in told
    assert "Reservadas" in whole


def test_a_programme_that_asks_for_more_answers_gets_a_larger_network(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    Program.objects.filter(pk=program.pk).update(min_group=12)

    told = words(client.get(url(program, draft, "?personas=9")))

    assert "Respondieron 12 de 12 personas" in told


@pytest.mark.parametrize(
    ("typed", "people"),
    [("18", 18), ("2", 5), ("9999", MAX_PEOPLE), ("muchas", 18), ("", 18), ("-4", 5), ("１４", 14)],
)
def test_the_number_of_people_is_one_that_fits(typed: str, people: int) -> None:
    assert people_of(typed, least=5) == people


def test_a_coordinator_rehearses_what_is_published_only(
    program: Program, draft: QuestionnaireVersion
) -> None:
    with program_context(program):
        client = signed_in(make_coordinator(program, make_network(3)))

    before = client.get(url(program, draft)).status_code
    with program_context(program):
        publish_version(draft, by=None)
    after = client.get(url(program, draft)).status_code

    assert (before, after) == (404, 200)


def test_a_second_drawing_waits_its_turn(
    client: Client, program: Program, draft: QuestionnaireVersion
) -> None:
    with apart._one_at_a_time:
        response = client.post(url(program, draft, "pdf/"), {"personas": "9"}, follow=True)

    assert "Se está dibujando otro ensayo" in words(response)


def test_a_page_that_takes_too_long_is_given_up() -> None:
    page = "<p>" + "<table><tr><td>uno</td></tr></table>" * 60_000

    with pytest.raises(DrawingError):
        apart.render_apart(page, title="Larga", seconds=1)

    assert apart.render_apart("<p>Corta</p>", title="Corta").startswith(b"%PDF")


def test_the_one_who_draws_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def keep(*args: Any, **kwargs: Any) -> Any:
        asked.update(kwargs)
        return real(*args, **kwargs)

    real = subprocess.run
    monkeypatch.setenv("LAR_SECRET_KEY", "secreto")
    monkeypatch.setattr(subprocess, "run", keep)

    apart.render_apart("<p>Hola</p>", title="Hola")

    assert not {"LAR_SECRET_KEY", "DATABASE_URL", "DATABASE_OWNER_URL"} & asked["env"].keys()


SCALES = (
    Scale.of(("No", "Sí"), agreement=1),
    Scale.of(tuple("abc"), agreement=1),
    Scale.of(tuple("abcdef"), agreement=3),
    Scale.of(tuple("abcdefghij"), agreement=5),
)


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: str(scale.points))
@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("beside", [Beside(True, True), Beside(False, True), Beside(False, False)])
def test_any_scale_gives_every_kind_of_item(scale: Scale, people: int, beside: Beside) -> None:
    questions = [Question(f"q{place}", "A", f"Frase {place}", place % 3 == 0) for place in range(12)]

    counts = invented_counts(questions, scale, beside, respondents=people, roster=people, seed="uno")
    again = invented_counts(questions, scale, beside, respondents=people, roster=people, seed="uno")

    assert counts == again
    assert any(item.valid < 5 for item in counts.items)
    assert any(max(item.counts[-scale.points // 2 :]) > item.valid / 3 for item in counts.items)
    if not beside.not_applicable:
        assert not any(item.not_applicable for item in counts.items)
    if not beside.dont_know:
        assert not any(item.dont_know for item in counts.items)
