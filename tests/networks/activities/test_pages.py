"""What each person finds on the pages of activities and in her calendar, and what she does not."""

from __future__ import annotations

import logging
import os
import uuid
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lar.jobs.models import Job
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.log_privacy import HidePublicAddresses
from lar.tenancy.models import Door, Membership
from networks.actions.activities import cancel_activity, hold_activity, invite_to_activity
from networks.actions.activity_files import ask_for_document, keep_document
from networks.actions.calendars import create_calendar_feed, revoke_calendar_feed
from networks.activity_contributions import activity_evidence
from networks.activity_plan import Outcome
from networks.calendar_links import calendar_token, feed_id_of
from networks.models import Activity, ActivityDocument, ActivityFile, CalendarFeed, Cycle
from networks.printed import activity_html
from tests.factories import NetworkFactory
from tests.networks.activities.world import at, make_activity, make_seats
from tests.networks.pages.conftest import Cast

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


SESSION = {
    "tipo": "network_session",
    "title": "Sesión de mayo",
    "session_purpose": "inquiry",
    "on": "2026-05-12",
    "starts": "15:00",
    "ends": "17:00",
    "modality": "in_person",
    "place": "Liceo Itata",
    "hours": "1,5",
    "agenda": "Mirar lo acordado.",
}


# --- Planning --------------------------------------------------------------------------------------


def test_a_coordinator_plans_a_session_and_finds_it_everywhere(cast: Cast) -> None:
    root = f"redes/{cast.network.pk}/actividades/"

    kinds = text(cast.get("coordinator", f"{root}nueva/"))
    response = cast.post("coordinator", f"{root}nueva/", SESSION, follow=True)

    assert "Sesión de red" in kinds
    assert "Taller sincrónico" not in kinds
    assert "Sesión de mayo" in text(response)
    assert "Liceo Itata" in text(response)
    for page in ("", root, "calendario/", f"redes/{cast.network.pk}/calendario/"):
        assert "Sesión de mayo" in text(cast.get("coordinator", page)), page
    assert "Sesión de mayo" not in text(cast.get("neighbour", "calendario/"))
    assert "Sesión de mayo" not in text(cast.get("authority", "calendario/"))


def test_what_was_typed_stays_beside_its_mistake(cast: Cast) -> None:
    wrong = SESSION | {"ends": "14:00", "title": "Título que no se pierde"}

    response = cast.post("coordinator", f"redes/{cast.network.pk}/actividades/nueva/", wrong)

    assert response.status_code == 422
    assert "Título que no se pierde" in text(response)
    assert "posterior a la de inicio" in text(response)


def test_a_facilitator_plans_a_workshop_for_several(cast: Cast) -> None:
    workshop: dict[str, Any] = {
        "tipo": "training_workshop",
        "networks": [str(cast.network.pk), str(cast.neighbour.pk)],
        "title": "Primer taller",
        "on": "2026-05-20",
        "starts": "10:00",
        "ends": "12:00",
        "modality": "online",
        "meeting_url": "https://ejemplo.cl/sala",
    }

    response = cast.post("facilitator", "actividades/nueva/", workshop, follow=True)

    assert "Primer taller" in text(response)
    page = text(cast.get("coordinator", response.request["PATH_INFO"].removeprefix("/demo/")))
    assert "Red Itata y otra red" in page
    assert "Ñuble" not in page
    assert cast.people["neighbour"].name not in page


def test_a_kind_of_others_is_not_planned_by_its_name(cast: Cast) -> None:
    body = SESSION | {"tipo": "tutoring"}

    page = cast.post("coordinator", f"redes/{cast.network.pk}/actividades/nueva/", body)

    assert "¿Qué vas a planificar?" in text(page)
    with program_context(cast.program):
        assert not Activity.objects.exists()


def test_a_visit_is_chosen_among_what_others_offer(cast: Cast) -> None:
    with program_context(cast.program):
        offered = make_activity(cast.neighbour, title="Sesión ofrecida", open_to_visits=True)
        make_activity(cast.neighbour, title="Sesión cerrada")
    path = f"redes/{cast.network.pk}/actividades/nueva/"
    visit = {"tipo": "between_sessions", "title": "Visita", "own_work": "visit", "on": "2026-05-12"}

    page = text(cast.get("coordinator", path, tipo="between_sessions"))
    without = cast.post("coordinator", path, visit)
    made = cast.post("coordinator", path, visit | {"visited": str(offered.pk)}, follow=True)

    assert "Red Ñuble: Sesión ofrecida" in page
    assert "Sesión cerrada" not in page
    assert "Elige qué sesión" in text(without)
    assert "Red Ñuble: Sesión ofrecida" in text(made)
    assert cast.get("coordinator", f"actividades/{offered.pk}/").status_code == 404
    assert "Red Itata" in text(cast.get("neighbour", f"actividades/{offered.pk}/"))


# --- What each may see -------------------------------------------------------------------------------


def test_private_notes_of_a_tutoring_stay_with_the_team_and_facilitators(cast: Cast) -> None:
    with program_context(cast.program):
        for visibility in ("private", "shared"):
            tutoring = make_activity(
                cast.network,
                kind="tutoring",
                day="2026-05-02",
                invites_authorities=True,
                notes_visibility=visibility,
            )
            held = hold_activity(tutoring, outcome=Outcome("Lo que cuesta."), on=date(2026, 5, 2), by=None)
            page = f"actividades/{held.pk}/"
            seen = {
                who: "Lo que cuesta." in text(cast.get(who, page))
                for who in ("facilitator", "coordinator", "administrator", "authority")
            }
            paper = {
                who: cast.get(who, f"{page}imprimir/acta/").status_code
                for who in ("authority", "coordinator")
            }
            shared = visibility == "shared"
            assert seen == {
                "facilitator": True,
                "coordinator": True,
                "administrator": shared,
                "authority": shared,
            }
            assert paper == {"authority": 200 if shared else 403, "coordinator": 200}


def test_an_authority_sees_what_invites_her_only(cast: Cast) -> None:
    with program_context(cast.program):
        meeting = make_activity(cast.network, kind="authority_meeting", title="Reunión de mayo")
        session = make_activity(cast.network, title="Sesión de mayo")
        other = make_activity(cast.neighbour, kind="authority_meeting", title="Reunión ajena")

    page = text(cast.get("authority", "calendario/"))

    assert "Reunión de mayo" in page
    assert "Sesión de mayo" not in page
    assert "Reunión ajena" not in page
    statuses = [
        cast.get("authority", f"actividades/{one.pk}/").status_code for one in (meeting, session, other)
    ]
    assert statuses == [200, 403, 404]


def test_attendance_and_minutes_are_written_on_one_page(cast: Cast) -> None:
    with program_context(cast.program):
        row, _seat = make_seats(cast.network)
        session = make_activity(
            cast.network, day="2026-05-04", starts_at=at("2026-05-04", "09:00"), title="Sesión de hoy"
        )
    path = f"actividades/{session.pk}/acta/"
    person = cast.people["coordinator"]
    body: dict[str, Any] = {
        "on": "2026-05-04",
        f"came-{row.pk}-head": "1",
        f"came-{row.pk}-teacher": "2",
        "people": [str(person.pk)],
        "minutes": "Acordamos leer.",
    }

    wrong = cast.post("coordinator", path, body | {f"came-{row.pk}-teacher": "31"})
    page = text(cast.post("coordinator", path, body, follow=True))

    assert wrong.status_code == 422
    assert "Escribe un número entre 0 y 30." in text(wrong)
    assert "Acordamos leer." in text(wrong)
    assert "3 de 4" in page
    assert "asistió" in page
    assert "Acordamos leer." in page


def test_what_was_called_off_tells_why(cast: Cast) -> None:
    with program_context(cast.program):
        session = make_activity(cast.network)
    path = f"actividades/{session.pk}/"

    without = text(cast.post("coordinator", f"{path}suspender/", {"reason": ""}, follow=True))
    page = text(cast.post("coordinator", f"{path}suspender/", {"reason": "Temporal."}, follow=True))

    assert "Cuenta por qué se suspende" in without
    assert "Se suspendió. Temporal." in page
    assert "Escribir cómo estuvo" not in page


# --- Things to do and evidence -----------------------------------------------------------------------


def test_home_asks_for_minutes_and_never_for_what_is_voluntary(cast: Cast) -> None:
    with program_context(cast.program):
        make_activity(cast.network, day="2026-04-28", title="Sesión de abril")
        make_activity(cast.network, day="2026-04-27", kind="between_sessions", title="Lectura de abril")
        make_activity(cast.network, day="2026-04-27", kind="tutoring", title="Tutoría de abril")
        make_activity(cast.network, day="2026-05-11", title="Sesión de mayo")
        make_activity(cast.network, day="2026-07-11", title="Sesión de julio")

    home = text(cast.get("coordinator"))
    network = text(cast.get("facilitator", f"redes/{cast.network.pk}/"))

    assert "Escribe el acta de «Sesión de abril»" in home
    assert "Lo que viene: «Sesión de mayo»" in home
    assert "Lectura de abril" not in home
    assert "Tutoría de abril" not in home
    assert "Sesión de julio" not in home
    assert "Escribe el acta de «Tutoría de abril»" in network
    assert "Escribe el acta de «Sesión de abril»" not in network


def test_held_sessions_are_evidence_of_their_step(cast: Cast) -> None:
    with program_context(cast.program):
        for purpose in ("inquiry", "socialization"):
            session = make_activity(
                cast.network, day="2026-05-02", session_purpose=purpose, title=f"Para {purpose}"
            )
            hold_activity(session, outcome=Outcome(), on=date(2026, 5, 2), by=None)
        make_activity(cast.network, day="2026-05-03", title="Solo planificada")
        cycle = Cycle.objects.select_related("program").get(pk=cast.cycle.pk)
        found = {str(one.label): one.step.value for one in activity_evidence(cycle)}

    assert found == {"Sesión de red: Para inquiry": 2, "Sesión de red: Para socialization": 3}
    assert "Sesión de red: Para inquiry" in text(
        cast.get("coordinator", f"redes/{cast.network.pk}/ciclos/2026/")
    )


# --- Calendars ---------------------------------------------------------------------------------------


def feed_path(cast: Cast, who: str) -> str:
    with program_context(cast.program):
        return f"/calendario/{calendar_token(create_calendar_feed(by=cast.people[who]).pk)}.ics"


def test_a_secret_address_reads_as_its_person(cast: Cast) -> None:
    with program_context(cast.program):
        make_activity(cast.network, title="Sesión propia", agenda="Tabla propia")
        held = make_activity(cast.network, day="2026-05-02", title="Sesión pasada")
        hold_activity(held, outcome=Outcome("Acta secreta."), on=date(2026, 5, 2), by=None)
        gone = make_activity(cast.network, title="Sesión suspendida")
        cancel_activity(gone, reason="Temporal.", by=None)
        make_activity(cast.neighbour, title="Sesión vecina")

    response = Client().get(feed_path(cast, "coordinator"))
    calendar = response.content.decode().replace("\r\n ", "")

    assert response.headers["Content-Type"].startswith("text/calendar")
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "SUMMARY:Sesión propia · Red Itata" in calendar
    assert "Tabla propia" in calendar
    assert calendar.count("STATUS:CANCELLED") == 1
    assert "Acta secreta" not in calendar
    assert "vecina" not in calendar
    assert "BEGIN:VEVENT" not in Client().get(feed_path(cast, "authority")).content.decode()


def test_a_closed_or_made_up_address_leads_nowhere(cast: Cast) -> None:
    path = feed_path(cast, "coordinator")
    changed = path[:14] + ("A" if path[14] != "A" else "B") + path[15:]
    assert Client().get(path).status_code == 200

    with program_context(cast.program):
        revoke_calendar_feed(CalendarFeed.objects.get(), by=cast.people["coordinator"])

    assert Client().get(path).status_code == 404
    assert Client().get(changed).status_code == 404
    assert Client().get("/calendario/hola.ics").status_code == 404
    assert not Door.objects.filter(kind="calendar").exists()


def test_whoever_leaves_the_programme_reads_nothing(cast: Cast) -> None:
    path = feed_path(cast, "coordinator")

    Membership.objects.filter(user=cast.people["coordinator"]).update(valid_to=date(2026, 5, 1))

    assert Client().get(path).status_code == 404


def test_no_log_keeps_the_address_of_a_calendar(cast: Cast) -> None:
    path = feed_path(cast, "coordinator")
    record = logging.LogRecord("granian", logging.INFO, "", 0, "GET %s HTTP/1.1", (path,), None)

    HidePublicAddresses().filter(record)

    assert record.getMessage() == "GET /calendario/… HTTP/1.1"


def test_the_token_has_one_spelling() -> None:
    feed = uuid.uuid4()
    token = calendar_token(feed)

    assert feed_id_of(token) == feed
    assert len(token) == 43
    assert [feed_id_of(wrong) for wrong in (token + "=", token[:-1], token.swapcase(), "ñ" * 43, "")] == [
        None
    ] * 5


def test_an_address_is_made_shown_and_closed_on_the_calendars_page(cast: Cast) -> None:
    before = text(cast.get("coordinator", "calendario/"))
    made = text(cast.post("coordinator", "calendario/enlace/", follow=True))
    closed = text(cast.post("coordinator", "calendario/enlace/", {"act": "revoke"}, follow=True))

    assert "Crear mi enlace" in before
    assert "http://testserver/calendario/" in made
    assert "Crear mi enlace" in closed
    assert cast.post("coordinator", "calendario/enlace/", {"act": "revoke"}).status_code == 404


def test_the_event_of_one_activity_is_downloaded(cast: Cast) -> None:
    with program_context(cast.program):
        session = make_activity(cast.network, title="Sesión de mayo")

    response = cast.get("coordinator", f"actividades/{session.pk}/actividad.ics")

    assert b"SUMMARY:Sesi\xc3\xb3n de mayo" in response.content
    assert b"DTSTART:20260512T190000Z" in response.content


@pytest.mark.parametrize("month", ["2026-13", "hola", "0001-01", "9999-12", ""])
def test_a_month_without_sense_is_this_one(cast: Cast, month: str) -> None:
    assert "mayo de 2026" in text(cast.get("coordinator", "calendario/", mes=month))


def test_the_months_are_those_of_the_place(cast: Cast) -> None:
    with program_context(cast.program):
        make_activity(cast.network, day="2026-06-30", title="Fin de junio")

    assert "Fin de junio" in text(cast.get("coordinator", "calendario/", mes="2026-06"))
    assert "Fin de junio" not in text(cast.get("coordinator", "calendario/", mes="2026-07"))
    assert "Fin de junio" not in text(cast.get("coordinator", "calendario/", mes="2026-06", tipo="tutoring"))


@pytest.mark.parametrize("page", ["calendario/", "redes/{}/actividades/", "redes/{}/calendario/", "feed"])
def test_lists_ask_as_much_for_one_as_for_fifty(cast: Cast, page: str) -> None:
    path = feed_path(cast, "facilitator") if page == "feed" else "/demo/" + page.format(cast.network.pk)
    client = cast.client("facilitator")
    counts = []
    for more in (1, 2, 47):
        with program_context(cast.program):
            others = NetworkFactory.create_batch(2) if more == 47 else []
            for _n in range(more):
                make_activity(cast.network, *others, kind="training_workshop")
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))

    assert len(set(counts)) == 1, counts


# --- Mail and paper ----------------------------------------------------------------------------------


def test_the_invitation_carries_the_event(cast: Cast) -> None:
    with program_context(cast.program):
        session = make_activity(cast.network, title="Sesión de mayo")
        invite_to_activity(session, by=cast.people["coordinator"])
        job = Job.objects.get()
    run_here(job)

    (message,) = mail.outbox
    name, content, kind = message.attachments[0]
    assert message.to == [cast.people["coordinator"].email]
    assert "Sesión de mayo" in message.body
    assert "martes 12 de mayo de 2026, de 15:00 a 17:00" in message.body
    assert (name, kind) == ("actividad.ics", "text/calendar")
    assert "SEQUENCE:1" in content


def test_paper_is_drawn_once_and_again_when_something_changed(cast: Cast) -> None:
    person = cast.people["coordinator"]
    with program_context(cast.program):
        session = make_activity(cast.network, day="2026-05-02")
        first = ask_for_document(session, document=ActivityDocument.AGENDA, by=person)
        again = ask_for_document(session, document=ActivityDocument.AGENDA, by=person)
        keep_document(session, document=ActivityDocument.AGENDA, revision=0, pdf=b"%PDF-uno", by=None)
        url = f"actividades/{session.pk}/imprimir/tabla.pdf"
        drawn = cast.get("coordinator", url)
        held = hold_activity(session, outcome=Outcome(), on=date(2026, 5, 2), by=None)
        outdated = cast.get("coordinator", url)
        other = ask_for_document(held, document=ActivityDocument.AGENDA, by=person)
        keep_document(held, document=ActivityDocument.AGENDA, revision=1, pdf=b"%PDF-dos", by=None)
        keep_document(held, document=ActivityDocument.AGENDA, revision=0, pdf=b"%PDF-tarde", by=None)

        assert (first.pk, Job.objects.count()) == (again.pk, 2)
    assert other.pk != first.pk
    assert drawn.content == b"%PDF-uno"
    assert outdated.status_code == 302
    with program_context(cast.program):
        assert bytes(ActivityFile.objects.get().pdf) == b"%PDF-dos"


def test_paper_of_several_networks_names_none(cast: Cast) -> None:
    with program_context(cast.program):
        workshop = make_activity(cast.network, cast.neighbour, kind="training_workshop", day="2026-05-02")
        everybody = frozenset(person.pk for person in cast.people.values())
        held = hold_activity(
            workshop, outcome=Outcome("Bien.", people=everybody), on=date(2026, 5, 2), by=None
        )
        page = activity_html(held, ActivityDocument.MINUTES)

    assert "2 redes" in page
    assert "asistieron: 2 de 2." in page
    for hidden in ("Itata", "Ñuble", *(person.name for person in cast.people.values())):
        assert hidden not in page


def test_the_minutes_are_drawn_by_their_job(cast: Cast) -> None:
    with program_context(cast.program):
        row, _seat = make_seats(cast.network)
        session = make_activity(cast.network, day="2026-05-02", title="Sesión de mayo", topics="x")
        outcome = Outcome(
            "Acordamos leer.\n\nY observar.",
            schools={(row.pk, "teacher"): 2},
            people=frozenset({cast.people["coordinator"].pk}),
        )
        held = hold_activity(session, outcome=outcome, on=date(2026, 5, 2), by=None)
        job = ask_for_document(held, document=ActivityDocument.MINUTES, by=cast.people["coordinator"])
    run_here(job)

    response = cast.get("coordinator", f"actividades/{held.pk}/imprimir/acta.pdf")
    with pikepdf.open(BytesIO(response.content)) as pdf:
        pages, title = len(pdf.pages), str(pdf.docinfo["/Title"])
    keep_to_look_at("acta.pdf", response.content)

    assert (pages, title) == (1, "Acta: Sesión de mayo")
    assert "Descargar el PDF" in text(cast.get("coordinator", f"actividades/{held.pk}/imprimir/acta/"))


def keep_to_look_at(name: str, content: bytes) -> None:
    """Leave the document in a folder when somebody asks for it."""
    if folder := os.environ.get("LAR_SHOTS"):
        (Path(folder) / name).write_bytes(content)
