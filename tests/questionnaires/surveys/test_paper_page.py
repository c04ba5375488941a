"""The questionnaire on paper: two pages, every question in its order, large enough to read, and tagged."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.contrib.messages import get_messages
from django.test import Client
from pdfua.validator import Validator

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.documents import render_pdf
from lar.jobs.models import Job
from lar.jobs.runner import run_here
from lar.tenancy.models import Program
from networks.models import Network
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.files import DEMO, DEMO_CAPITAL, read_instrument
from questionnaires.instruments.formats import ItemKind
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys.actions import give_paper_links, keep_paper
from questionnaires.surveys.answer_pages import _kept
from questionnaires.surveys.models import BlankPaper
from questionnaires.surveys.paper_page import fingerprint_of, paper_html, paper_title
from tests.factories import CoordinationFactory, make_coordinator, make_person
from tests.surveys import OpenSurvey, make_network, make_open_survey

# A folder to look at the pages in; nothing is written without it.
SHOTS = os.environ.get("LAR_SHOTS", "")
DEMOS = {"funcionamiento": (DEMO, 45), "capital": (DEMO_CAPITAL, 21)}
SMALLEST = 8.5  # points


def draw(version: QuestionnaireVersion, name: str) -> bytes:
    pdf = render_pdf(paper_html(version), title=paper_title(version))
    if SHOTS:
        (Path(SHOTS) / f"papel-{name}.pdf").write_bytes(pdf)
    return pdf


@pytest.mark.parametrize("name", DEMOS)
def test_a_demonstration_fits_two_pages_and_is_tagged(inside: Program, name: str, tmp_path: Any) -> None:
    source, _items = DEMOS[name]
    version = publish_version(load_instrument(read_instrument(source), by=None), by=None)
    path = tmp_path / "papel.pdf"
    path.write_bytes(draw(version, name))

    assert not Validator().validate(path).findings
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2


def test_the_paper_of_a_network_fits_two_pages_too(inside: Program) -> None:
    network = make_network(14, name="Red de Mejoramiento Escolar Cordillera y Valle del Itata")
    made = make_open_survey(inside, network=network, code_keeper="team")

    pdf = render_pdf(paper_html(made.survey.version, made.survey), title="En papel")
    if SHOTS:
        (Path(SHOTS) / "papel-red.pdf").write_bytes(pdf)

    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 2


def test_it_asks_what_the_screen_asks_in_its_order(inside: Program) -> None:
    made = make_open_survey(inside)
    version = QuestionnaireVersion.objects.select_related("questionnaire", "program").get(
        pk=made.survey.version_id
    )

    page = paper_html(version, made.survey)
    asked = re.findall(r'<th class="number" scope="row">(\d+)</th><td class="text">([^<]+)</td>', page)

    assert asked == [
        (str(number), text)
        for number, text in enumerate(version.items.order_by("position").values_list("text", flat=True), 1)
    ]
    assert page.count('<span class="mark">5</span>') == len(asked) + 1
    assert page.count('<span class="mark wide">NA</span>') == len(asked) + 1


def test_it_says_who_sees_it_whose_it_is_and_that_it_is_a_demonstration(inside: Program) -> None:
    made = make_open_survey(inside)
    version = made.survey.version

    page = paper_html(version, made.survey)

    assert made.survey.network.name in page
    assert "Instrumento de demostración; no es el instrumento validado" in page
    assert "Código de tu cupón" in page
    assert "Autoridad local" in page
    assert "nunca quienes la coordinan" in page
    assert "al menos 5" in page
    assert "Quien tenga cupones sin usar podría responder con ellos" in page
    assert "si una sola persona piensa distinto" in page
    assert inside.contact_email in page
    assert "/privacidad/demo/" in page
    assert "Los cupones los reparte el equipo facilitador" in page
    assert not any(code in page for code in made.codes)


def test_nothing_on_it_is_smaller_than_it_should_be(inside: Program) -> None:
    page = paper_html(make_open_survey(inside).survey.version)

    sizes = [float(size) for size in re.findall(r"(?:font-size:|font:(?: \d00)?) ([\d.]+)pt", page)]

    assert len(sizes) >= 8
    assert min(sizes) >= SMALLEST


def test_a_question_to_write_on_gets_lines(inside: Program) -> None:
    content = read_instrument(DEMO)
    first = replace(content.items[0], kind=ItemKind.OPEN)
    version = publish_version(
        load_instrument(replace(content, code="con-abierta", items=(first, *content.items[1:])), by=None),
        by=None,
    )

    page = paper_html(version)

    assert page.count("<i>&nbsp;</i>") == 4 + 6 + 6
    assert "usa letra imprenta" in page
    assert page.count('<span class="mark">1</span>') == 45


# --- The pages around it ----------------------------------------------------------------------------


@pytest.fixture
def network(inside: Program) -> Network:
    return make_network(14, name="Red Marga Marga")


@pytest.fixture
def made(inside: Program, network: Network) -> OpenSurvey:
    return make_open_survey(inside, network=network)


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_paper_is_drawn_once_and_taken(made: OpenSurvey) -> None:
    client = as_user(made.facilitator)
    url = f"/demo/aplicaciones/{made.survey.pk}/papel/"
    assert client.get(f"{url}pdf/").status_code == 302

    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 302
    job = Job.objects.get(kind="questionnaires.surveys.draw_paper")
    run_here(job)
    taken = client.get(f"{url}pdf/")

    assert "Descargar el PDF" in client.get(url).content.decode()
    assert taken["Content-Type"] == "application/pdf"
    assert taken.content.startswith(b"%PDF")
    assert BlankPaper.objects.count() == 1


def test_a_paper_whose_contact_changed_is_drawn_anew(made: OpenSurvey) -> None:
    client = as_user(made.facilitator)
    version = made.survey.version
    keep_paper(version, fingerprint=fingerprint_of(paper_html(version)), pdf=b"%PDF-1.7 antes", by=None)
    url = f"/demo/cuestionarios/{version.pk}/papel/"
    assert client.get(f"{url}pdf/").content == b"%PDF-1.7 antes"

    Program.objects.filter(pk=made.survey.program_id).update(contact_email="otra@ejemplo.cl")

    assert client.get(f"{url}pdf/").status_code == 302
    assert "Preparar el PDF" in client.get(url).content.decode()


def test_a_facilitator_gets_two_links_and_the_team_gets_none(
    inside: Program, network: Network, made: OpenSurvey
) -> None:
    url = f"/demo/aplicaciones/{made.survey.pk}/papel/"
    team = as_user(make_coordinator(inside, network))
    facilitator = as_user(made.facilitator)

    assert team.post(f"{url}enlaces/").status_code == 403
    assert facilitator.post(f"{url}enlaces/").status_code == 302

    links = set(re.findall(r"/r/papel/[\w.-]+/", facilitator.get(url).content.decode()))
    page = team.get(url).content.decode()
    assert len(links) == 2
    assert "/r/papel/" not in page
    assert "Pide a tu facilitador o facilitadora los dos enlaces" in page
    assert [Client().get(link).status_code for link in links] == [200, 200]


def test_a_facilitator_who_coordinates_the_network_sees_no_links(
    inside: Program, network: Network, made: OpenSurvey
) -> None:
    url = f"/demo/aplicaciones/{made.survey.pk}/papel/"
    as_user(made.facilitator).post(f"{url}enlaces/")
    both = make_person(inside, RoleCode.FACILITATOR)
    CoordinationFactory.create(network=network, user=both)

    refused = as_user(both).post(f"{url}enlaces/")
    page = as_user(both).get(url).content.decode()

    assert "Coordinas esta red" in str(next(iter(get_messages(refused.wsgi_request))))
    assert "/r/papel/" not in page


def test_who_answers_on_the_screen_reads_that_there_is_paper(made: OpenSurvey) -> None:
    before = Client().get(f"/r/{made.codes[0]}/").content.decode()

    give_paper_links(made.survey, by=made.facilitator)
    _kept.clear()
    after = Client().get(f"/r/{made.codes[0]}/").content.decode()

    assert "También se puede responder en papel" not in before
    assert "También se puede responder en papel" in after
