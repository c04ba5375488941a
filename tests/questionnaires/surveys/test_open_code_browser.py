"""An open code on a phone that two people share, with JavaScript and without; its slide; an import."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.actions import ImportPlan, confirm_roster, prepare_import
from questionnaires.surveys.models import CodeKeeper, SlipSheet, Submission, Survey, SurveyMode, SurveyState
from questionnaires.surveys.posters import draw_pdf, poster_of
from questionnaires.surveys.versions import answer_shape
from tests.browsers import IN_BROWSER, PHONE, SHOTS, fits, look, open_page, sized, violations
from tests.factories import CycleFactory, make_coordinator, make_person
from tests.surveys import OpenSurvey, demo_version, make_draft, make_network, make_notice, make_open_survey

WIDTHS = (360, 768, 1440)

pytestmark = IN_BROWSER


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    with program_context(program):
        return make_open_survey(
            program,
            network=make_network(14, name="Red Marga Marga"),
            mode=SurveyMode.OPEN_CODE,
            code_keeper=CodeKeeper.FACILITATOR,
        )


def check(page: Page, name: str) -> None:
    """No violation, nothing wider than the screen at any width."""
    assert violations(page) == [], name
    for width in WIDTHS:
        page.set_viewport_size(sized(width))
        assert fits(page), (name, width)
        look(page, f"{name}-{width}")


def answer(page: Page) -> None:
    for item in page.locator("fieldset.item").all():
        item.get_by_text("De acuerdo", exact=True).click()
    page.get_by_role("button", name="Enviar mis respuestas").click()
    expect(page.get_by_role("heading", name="Recibimos tus respuestas")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_two_people_answer_from_one_phone(
    browser: Browser, live_server: LiveServer, made: OpenSurvey, javascript: bool
) -> None:
    context = browser.new_context(viewport=PHONE, locale="es-CL", java_script_enabled=javascript)
    page = context.new_page()
    address = f"{live_server.url}/r/{made.codes[0]}/"
    page.goto(address)
    expect(page.get_by_text("El código es el mismo para toda la red")).to_be_visible()
    answer(page)

    page.goto(address)
    expect(page.get_by_role("heading", name="¿Es otra persona?")).to_be_visible()
    if javascript:
        check(page, "answered-here")
    page.get_by_role("link", name="Soy otra persona").click()
    answer(page)

    assert [cookie["path"] for cookie in context.cookies()] == ["/r/"]
    with program_context(made.survey.program_id):
        assert Submission.objects.filter(survey=made.survey).count() == 2


def test_a_phone_that_others_use_keeps_no_mark(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    context = browser.new_context(viewport=PHONE, locale="es-CL")
    page = context.new_page()
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    page.locator(".shared-phone input").check()
    answer(page)

    assert context.cookies() == []


def test_the_team_shows_the_code(
    browser: Browser, live_server: LiveServer, program: Program, made: OpenSurvey
) -> None:
    with program_context(program):
        coordinator = make_coordinator(program, made.survey.network)
        facilitator = make_person(program, RoleCode.FACILITATOR)
        poster = poster_of(Survey.objects.select_related("network", "program", "questionnaire").get())
        assert poster is not None
        SlipSheet.objects.create(survey=made.survey, pdf=draw_pdf(poster), slips=1)
    if SHOTS:
        (Path(SHOTS) / "poster.pdf").write_bytes(draw_pdf(poster))
    page = open_page(browser, live_server, coordinator)

    page.goto(f"{live_server.url}/demo/aplicaciones/{made.survey.pk}/")
    check(page, "survey-open-code")
    page.get_by_role("link", name="Proyectar el código").click()
    expect(page.get_by_text(made.codes[0])).to_be_visible()
    check(page, "slide")
    page = open_page(browser, live_server, facilitator)
    page.goto(f"{live_server.url}/demo/aplicaciones/{made.survey.pk}/")
    page.get_by_text("Cambiar el código").first.click()
    check(page, "survey-open-code-facilitator")


def test_a_facilitator_reads_what_each_mode_assures(
    browser: Browser, live_server: LiveServer, program: Program
) -> None:
    with program_context(program):
        make_notice(program)
        network = make_network(14, name="Red Aconcagua")
        CycleFactory.create(network=network)
        demo_version()
        draft = make_draft(program, mode=SurveyMode.OPEN_CODE, code_keeper=CodeKeeper.FACILITATOR)
        facilitator = make_person(program, RoleCode.FACILITATOR)
    page = open_page(browser, live_server, facilitator)

    page.goto(f"{live_server.url}/demo/redes/{network.pk}/ciclos/2026/cuestionario/")
    page.get_by_text("Qué asegura y qué no asegura cada modo").click()
    expect(page.get_by_text("Lo elige, lo confirma y lo abre solo el equipo facilitador")).to_be_visible()
    check(page, "prepare")
    page.goto(f"{live_server.url}/demo/aplicaciones/{draft.pk}/")
    check(page, "survey-open-code-draft")
    with program_context(program):
        confirm_roster(draft, by=facilitator)
    page.reload()
    expect(page.get_by_role("button", name="Abrir el cuestionario")).to_be_visible()


def test_an_administrator_imports_a_file(
    browser: Browser, live_server: LiveServer, program: Program, tmp_path: Path
) -> None:
    with program_context(program):
        make_notice(program)
        administrator = make_person(program, RoleCode.ADMINISTRATOR)
        now = timezone.now()
        plan = ImportPlan(
            demo_version(), 12, "nómina de la red, marzo", now - timedelta(days=60), now - timedelta(days=40)
        )
        cycle = CycleFactory.create(network=make_network(14, name="Red Choapa"))
        survey = prepare_import(cycle, plan=plan, by=administrator)
        codes = answer_shape(survey.version_id).codes
    rows = [[1 + (person + item) % 5 for item in range(len(codes))] for person in range(9)]
    good, bad = tmp_path / "respuestas.csv", tmp_path / "mal.csv"
    good.write_text("\n".join([";".join(codes), *(";".join(map(str, row)) for row in rows)]))
    bad.write_text(good.read_text().replace("\n1;", "\n9;").replace("\n3;", "\nNA;"))
    page = open_page(browser, live_server, administrator)

    page.goto(f"{live_server.url}/demo/aplicaciones/importar/")
    check(page, "import-start")
    page.get_by_role("link", name="Cargar el archivo").click()
    check(page, "import-load")
    page.get_by_label("Archivo con las respuestas").set_input_files(bad)
    page.get_by_role("button", name="Leer el archivo").click()
    expect(page.get_by_text("9 no está en la escala").first).to_be_visible()
    check(page, "import-errors")
    page.get_by_label("Archivo con las respuestas").set_input_files(good)
    page.get_by_role("button", name="Leer el archivo").click()
    expect(page.get_by_role("heading", name="Lo que se leyó")).to_be_visible()
    check(page, "import-review")
    page.get_by_role("button", name="Importar y sellar").click()

    expect(page.get_by_text("Se importaron 9 respuestas")).to_be_visible()
    with program_context(program):
        assert Survey.objects.get(pk=survey.pk).state != SurveyState.DRAFT
