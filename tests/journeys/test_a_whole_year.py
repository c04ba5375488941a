"""A network's whole year through the product's pages, in every role: who invites, leads, answers, reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.jobs.models import Job, JobState
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Network, School
from questionnaires.surveys.models import Survey
from questionnaires.surveys.tasks import close_due
from tests.browsers import IN_BROWSER, PHONE, check, open_page, sign_in
from tests.factories import SchoolFactory, make_person
from tests.journeys.people import Traveller
from tests.surveys import demo_version, make_notice, submit

pytestmark = IN_BROWSER

AUTHORITY, COORDINATOR, SUCCESSOR = "autoridad@slep.cl", "ines@slep.cl", "rosa@slep.cl"
PEOPLE = [f"integrante{number}@escuela.cl" for number in range(1, 8)]


@contextmanager
def day(when: str) -> Iterator[None]:
    """Ten in the morning of a day of the story; time goes on from there."""
    with time_machine.travel(f"{when} 10:00:00-03:00", tick=True):
        yield


def work(program: Program) -> None:
    """Do in this process what workers would by now."""
    for _round in range(6):
        with program_context(program):
            due = list(
                Job.objects.filter(
                    program=program, state=JobState.WAITING, run_after__lte=timezone.now()
                ).order_by("created_at")
            )
        for job in due:
            run_here(job)
        if not due:
            return


@pytest.fixture
def schools(program: Program) -> list[School]:
    with program_context(program):
        make_notice(program)
        demo_version()
    return [
        SchoolFactory.create(rbd=91_001 + n, name=name)
        for n, name in enumerate(("Escuela Norte", "Escuela Sur"))
    ]


@pytest.fixture
def administrator(program: Program) -> User:
    return make_person(program, RoleCode.ADMINISTRATOR, name="Teresa Administra")


@pytest.fixture
def facilitator(program: Program) -> User:
    return make_person(program, RoleCode.FACILITATOR, name="Daniela Facilita")


@pytest.mark.usefixtures("nobody_listens")
def test_a_whole_year_in_every_role(
    browser: Browser,
    live_server: LiveServer,
    program: Program,
    schools: list[School],
    administrator: User,
    facilitator: User,
) -> None:
    teresa = Traveller.of(browser, live_server, administrator)
    daniela = Traveller.of(browser, live_server, facilitator)
    with day("2026-03-09"):
        network = invited_by_spreadsheet(teresa, program, schools)
        here = f"/demo/redes/{network.pk}/"
        backed_by_its_authority(daniela, here)
    ines = Traveller.of(browser, live_server, User.objects.get(email=COORDINATOR))
    ricardo = Traveller.of(browser, live_server, User.objects.get(email=AUTHORITY))
    with day("2026-03-23"):
        prepared_by_its_team(ines, here)
        invited_to_a_session(ines, here)
    with day("2026-04-01"):
        held_with_minutes(ines, here)
    with day("2026-08-10"):
        survey = opened_after_the_roster_was_confirmed(ines, daniela, here, program)
    with day("2026-08-11"):
        work(program)
        answered_with_codes(browser, live_server, survey)
        looked_at_by_the_team(ines, survey)
    with day("2026-08-26"):
        close_due()
        work(program)
        shared_rung_by_rung(ines, survey, program)
        read_by_a_member(browser, live_server)
        read_by_the_authority(ricardo, program)
    with day("2026-10-08"):
        talked_over(ines, here)
    with day("2026-11-26"):
        ended_and_begun_again(ines, here)
        accompanied(daniela, here)
    with day("2027-01-11"):
        renewed_and_handed_over(teresa, ricardo, here)
        work(program)
        rosa = Traveller.of(browser, live_server, User.objects.get(email=SUCCESSOR))
        continued_by_who_follows(rosa, ines)
    for traveller in (teresa, daniela, ines, ricardo, rosa):
        traveller.page.context.close()


def invited_by_spreadsheet(teresa: Traveller, program: Program, schools: list[School]) -> Network:
    """The administrator makes the territory and the network, and invites people with a spreadsheet."""
    teresa.comes_back("/demo/territorios/nuevo/")
    teresa.writes(Nombre="SLEP Bahía Clara")
    teresa.marks("SLEP")
    teresa.presses("Crear el territorio")
    teresa.opens("/demo/redes/nueva/")
    teresa.writes(**{"Nombre de la red": "Red Marga Marga"})
    teresa.page.get_by_role("radio").first.check()
    teresa.page.get_by_label("Territorio").select_option(label="SLEP Bahía Clara")
    teresa.presses("Agregar la red")
    teresa.reads("Red Marga Marga")
    with program_context(program):
        network = Network.objects.get()
    rbd = "|".join(str(school.rbd) for school in schools)
    sheet = (
        "nombre;correo;rol;redes o territorios;desde;rbd\n"
        f"Inés Coordina;{COORDINATOR};coordinación;Red Marga Marga;09-03-2026;{rbd}\n"
        f"Ricardo Autoridad;{AUTHORITY};autoridad;SLEP Bahía Clara;09-03-2026;\n"
    )
    teresa.opens("/demo/personas/planilla/")
    teresa.page.get_by_label("Planilla").set_input_files(
        {"name": "personas.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
    )
    teresa.presses("Leer la planilla")
    teresa.reads("Qué haría cada fila", "Inés Coordina", "Ricardo Autoridad")
    teresa.presses("Aplicar la planilla")
    expect(teresa.page.get_by_role("button", name="Aplicar la planilla")).to_have_count(0)
    work(program)
    assert {message.to[0] for message in mail.outbox} == {COORDINATOR, AUTHORITY}
    return network


def backed_by_its_authority(daniela: Traveller, here: str) -> None:
    """The facilitator writes down what the team commits to, and the authority who backs it."""
    daniela.comes_back(f"{here}compromiso/")
    daniela.writes(**{"A qué se compromete el equipo": "Una sesión al mes y el cuestionario de agosto."})
    daniela.page.get_by_label("Autoridad que respalda").select_option(index=1)
    daniela.presses("Guardar el compromiso")
    daniela.reads("Ricardo Autoridad")


def prepared_by_its_team(ines: Traveller, here: str) -> None:
    """Step 1 from the home: the cycle, the roster, the analysis, the purpose, a proposal and the levers."""
    ines.comes_back()
    ines.reads("Comenzar")
    ines.opens(f"{here}ciclos/nuevo/")
    ines.presses("Comenzar")
    ines.reads("Ciclo 2026")
    ines.opens(f"{here}padron/")
    for box in ines.page.locator("input[name$='-teacher']").all():
        box.fill("5")
    ines.presses("Guardar el padrón")
    ines.opens(f"{here}ciclos/2026/analisis/")
    ines.writes(**{"Nuestro análisis": "Nos juntamos seguido y planificamos solas."})
    ines.presses("Guardar")
    ines.opens(f"{here}proposito/")
    ines.writes(Propósito="Que cada estudiante lea con gusto.", **{"Acordado con": "La sesión de marzo"})
    ines.presses("Guardar esta versión")
    ines.opens(f"{here}ciclos/2026/dimensiones/")
    ines.page.get_by_label("Colaboración profunda", exact=True).first.check()
    ines.presses("Guardar mi propuesta")
    choice = ines.page.locator("#eleccion")
    choice.locator("input[name=node_1][value=CP]").check()
    choice.locator("input[name=reason_1]").first.check()
    choice.get_by_label("Por qué").first.fill("Pocas veces miramos clases en conjunto.")
    ines.presses("Guardar la elección")
    ines.reads("Este año la red trabaja en Colaboración profunda")


def invited_to_a_session(ines: Traveller, here: str) -> None:
    """She plans a session of the network from the list of kinds, and sends the invitations."""
    ines.opens(f"{here}actividades/nueva/?tipo=network_session")
    ines.writes(Título="Primera sesión", Día="2026-03-31", Tabla="Leer el propósito.")
    ines.marks("Indagación")
    ines.presses("Guardar")
    ines.reads("Primera sesión", "Planificada")


def held_with_minutes(ines: Traveller, here: str) -> None:
    """The day after, the home reminds her of the minutes; she writes who came and what was said."""
    ines.comes_back()
    ines.reads("Primera sesión")
    ines.opens(f"{here}actividades/")
    ines.follows("Primera sesión")
    ines.follows("Escribir cómo estuvo")
    for box in ines.page.locator("input[name$='-teacher']").all():
        box.fill("4")
    ines.writes(Acta="Leímos el propósito por grupos.")
    ines.presses("Guardar")
    ines.reads("Realizada", "Leímos el propósito por grupos.")


def opened_after_the_roster_was_confirmed(
    ines: Traveller, daniela: Traveller, here: str, program: Program
) -> Survey:
    """She prepares it with seven addresses; the facilitator confirms the list; then it opens."""
    ines.comes_back(f"{here}ciclos/2026/cuestionario/")
    ines.writes(**{"Correos de las personas convocadas": "\n".join(PEOPLE)})
    ines.presses("Guardar la preparación")
    with program_context(program):
        survey = Survey.objects.get()
    daniela.comes_back()
    daniela.reads("Confirma el padrón del cuestionario: Red Marga Marga")
    daniela.follows("Confirmar: Confirma el padrón")
    daniela.presses("Confirmo este padrón")
    ines.page.reload()
    ines.presses("Abrir el cuestionario")
    ines.reads("se puede responder desde el martes 11 de agosto, 08:00")
    expect(ines.page.locator("main")).not_to_contain_text("Tal vez faltan respuestas")
    return survey


def answered_with_codes(browser: Browser, live_server: LiveServer, survey: Survey) -> None:
    """One member answers on her phone with the code of her mail; five others do as she did."""
    letters = [message for message in mail.outbox if message.to[0] in PEOPLE]
    assert len(letters) == len(PEOPLE)
    codes = [re.findall(r"/r/([A-Z]{6})", str(letter.body))[0] for letter in letters]
    page = open_page(browser, live_server, None, PHONE)
    page.goto("/r/")
    page.get_by_label("Código").fill(codes[0])
    page.get_by_role("button", name="Abrir el cuestionario").click()
    for item in page.locator("fieldset.item").all():
        item.get_by_text("De acuerdo", exact=True).click()
    page.get_by_role("button", name="Enviar mis respuestas").click()
    expect(page.get_by_role("heading", name="Recibimos tus respuestas")).to_be_visible()
    page.context.close()
    for code in codes[1:6]:
        assert submit(survey, code).status_code == 201


def looked_at_by_the_team(ines: Traveller, survey: Survey) -> None:
    """She sees a band and no more; she says what she expects, and answers apart with her name."""
    here = f"/demo/aplicaciones/{survey.pk}/"
    ines.comes_back(here)
    ines.reads("5–9")
    ines.follows("Decir qué espero")
    for row in ines.page.locator(".tenths-row").all():
        row.locator("input[value='6']").check(force=True)
    ines.presses("Guardar lo que espero")
    ines.opens(f"{here}mirada/")
    for item in ines.page.locator("fieldset.item").all():
        item.get_by_text("Muy de acuerdo", exact=True).click()
    ines.presses("Guardar mi mirada")


def shared_rung_by_rung(ines: Traveller, survey: Survey, program: Program) -> None:
    """The results came by themselves: mirror, contrast, and each rung opened by her."""
    ines.comes_back()
    ines.reads("resultados")
    with program_context(program):
        release = survey.releases.get()
    results = f"/demo/resultados/{release.pk}/"
    ines.opens(results)
    ines.reads("6 de 10", "Colaboración profunda")
    ines.opens(f"{results}espejo/")
    ines.reads("Colaboración profunda")
    ines.opens(f"{results}mirada-del-equipo/")
    ines.reads("Colaboración profunda")
    ines.opens(results)
    ines.follows("Compartir con integrantes")
    ines.presses("Sí, compartir con integrantes")
    ines.follows("Compartir con la autoridad")
    ines.presses("Sí, compartir con la autoridad")


def read_by_a_member(browser: Browser, live_server: LiveServer) -> None:
    """The link of her mail opens the results on her phone, without an account."""
    letter = next(message for message in mail.outbox if message.to[0] == PEOPLE[0])
    path = re.findall(r"https?://[^/\s]+(/leer/\S+)", str(letter.body))[0]
    page = open_page(browser, live_server, None, PHONE)
    page.goto(path)
    expect(page.locator("main")).to_contain_text("Colaboración profunda")
    check(page, "journey-reading")
    page.context.close()


def read_by_the_authority(ricardo: Traveller, program: Program) -> None:
    """He sees what is new since he came, reads by dimension and takes the two pages home."""
    ricardo.comes_back()
    ricardo.reads("Red Marga Marga")
    ricardo.looks("journey-authority")
    ricardo.follows("Resultados 2026")
    ricardo.reads("Colaboración profunda")
    ricardo.follows("Informe en PDF, dos páginas")
    ricardo.presses("Preparar el PDF")
    work(program)
    ricardo.page.reload()
    with ricardo.page.expect_download() as waiting:
        ricardo.follows("Descargar el PDF")
    assert waiting.value.path().read_bytes().startswith(b"%PDF")


def talked_over(ines: Traveller, here: str) -> None:
    """A session about the results leaves an agreement; the team evaluates how it went."""
    ines.comes_back(f"{here}actividades/nueva/?tipo=network_session")
    ines.writes(Título="Conversar los resultados", Día="2026-10-08", Comienza="08:00", Termina="09:30")
    ines.marks("Socialización de resultados")
    ines.presses("Guardar")
    ines.follows("Escribir cómo estuvo")
    ines.writes(Acta="Predijimos antes de mirar.")
    ines.presses("Guardar")
    ines.opens(f"{here}acuerdos/nuevo/")
    ines.writes(
        **{
            "Qué acordamos": "Observar una clase en otra escuela.",
            "Quién se encarga": "Las jefaturas de UTP",
            "Para cuándo": "2026-11-20",
            "Cómo lo sabremos": "Cada visita deja media página.",
            "Cuándo lo revisaremos": "2026-11-25",
        }
    )
    ines.page.get_by_label("En qué actividad se acordó").select_option(index=1)
    ines.presses("Guardar el acuerdo")
    ines.reads("Observar una clase en otra escuela.")
    ines.opens(f"{here}ciclos/2026/evaluacion/")
    ines.writes(**{"Qué funcionó": "La predicción.", "Qué costó": "El tiempo."})
    ines.presses("Guardar")
    ines.reads("La predicción.")


def ended_and_begun_again(ines: Traveller, here: str) -> None:
    """What was agreed is reviewed from the home; the projection seeds next year's cycle, two clicks away."""
    ines.comes_back()
    ines.reads("Revisen un acuerdo", "Proyecten el próximo año")
    ines.looks("journey-coordinator")
    ines.opens(f"{here}acuerdos/")
    ines.follows("Observar una clase en otra escuela.")
    ines.marks("Se cumplió")
    ines.writes(**{"Porque…": "hubo reemplazos."})
    ines.presses("Guardar la revisión")
    ines.reads("hubo reemplazos.")
    ines.opens(f"{here}ciclos/2026/proyeccion/")
    ines.writes(
        **{
            "Qué quieren seguir haciendo": "Las visitas.",
            "Qué estrategias quieren probar el próximo año": "Observarnos de a dos.",
        }
    )
    ines.presses("Guardar")
    ines.follows("Comenzar el próximo ciclo")
    ines.presses("Comenzar")
    ines.reads("Ciclo 2027", "segundo año", "Observarnos de a dos.")


def accompanied(daniela: Traveller, here: str) -> None:
    """The facilitator sees what changed while she was away, and goes with the network all the year."""
    daniela.comes_back()
    daniela.reads("Red Marga Marga")
    daniela.looks("journey-facilitator")
    daniela.opens(f"{here}actividades/")
    daniela.follows("Planificar")
    daniela.follows("Tutoría entre sesiones")
    daniela.writes(Título="Tutoría de cierre", Día="2026-11-26", Comienza="08:00", Termina="09:00")
    daniela.presses("Guardar")
    daniela.follows("Escribir cómo estuvo")
    daniela.writes(Acta="El equipo llega seguro al segundo año.")
    daniela.presses("Guardar")
    daniela.reads("El equipo llega seguro al segundo año.")


def renewed_and_handed_over(teresa: Traveller, ricardo: Traveller, here: str) -> None:
    """In January the administrator renews the authority's year, and records who follows a coordinator."""
    teresa.comes_back()
    teresa.reads("El acceso de Ricardo Autoridad está por vencer")
    teresa.looks("journey-administrator")
    teresa.follows("Confirmar: El acceso de Ricardo")
    teresa.presses("Confirmar por un año")
    teresa.reads("Ninguno por confirmar.")
    teresa.opens(f"{here}equipo/")
    teresa.follows("Registrar quién toma su lugar")
    teresa.writes(**{"Correo electrónico": SUCCESSOR, "Nombre y apellido": "Rosa Sigue"})
    teresa.presses("Registrar el relevo")
    teresa.reads("Rosa Sigue")
    ricardo.comes_back()
    ricardo.reads("Resultados 2026")


def continued_by_who_follows(rosa: Traveller, ines: Traveller) -> None:
    """Who arrives finds the year where it was left; who left reads nothing of it any more."""
    rosa.comes_back()
    rosa.reads("Red Marga Marga", "Ciclo 2027")
    sign_in(ines.page.context, ines.live_server, ines.user)
    gone = ines.page.goto("/demo/")
    assert gone is not None
    assert gone.status in {403, 404}
