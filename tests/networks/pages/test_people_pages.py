"""The screens of people: the spreadsheet, the hand-over, the access of authorities."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lar.jobs.models import Job
from lar.tenancy.context import program_context
from networks.models import Authority, Coordination, PeopleImport
from networks.people_sheet import COLUMNS
from tests.factories import AuthorityFactory, make_coordinator
from tests.networks.pages.conftest import Cast

pytestmark = pytest.mark.django_db


def upload(cast: Cast, *lines: str) -> object:
    text = "\r\n".join([";".join(COLUMNS), *lines])
    sheet = SimpleUploadedFile("equipos.csv", text.encode())
    return cast.client("administrator").post("/demo/personas/planilla/", {"file": sheet}, follow=True)


def test_a_sheet_is_shown_before_it_is_applied(cast: Cast) -> None:
    page = upload(cast, "Nora Paz;nora@ejemplo.cl;Coordinación;Red Itata;;")
    with program_context(cast.program):
        planned = PeopleImport.objects.get()
        before = Coordination.objects.count()

    done = cast.post("administrator", f"personas/planilla/{planned.pk}/", follow=True)

    assert "Cuenta nueva" in page.content.decode()  # type: ignore[attr-defined]
    assert "La planilla quedó aplicada. Una fila cambió algo." in done.content.decode()
    with program_context(cast.program):
        assert Coordination.objects.count() == before + 1
    assert "Ya se aplicó" in cast.get("administrator", f"personas/planilla/{planned.pk}/").content.decode()


def test_a_sheet_with_errors_has_no_button(cast: Cast) -> None:
    page = upload(cast, "Nora Paz;nora@ejemplo.cl;jefa;Red Itata;;")

    text = page.content.decode()  # type: ignore[attr-defined]
    assert "«jefa» no es un rol" in text
    assert "Aplicar la planilla" not in text


def test_a_file_that_is_none_comes_back_with_its_reason(cast: Cast) -> None:
    page = cast.client("administrator").post(
        "/demo/personas/planilla/", {"file": SimpleUploadedFile("a.csv", b"uno;dos\r\n1;2")}
    )

    assert page.status_code == 422
    assert "Falta la columna «nombre»" in page.content.decode()


def test_a_long_sheet_goes_to_the_background(cast: Cast) -> None:
    lines = [f"Persona {n};p{n}@ejemplo.cl;Facilitación;;;" for n in range(51)]
    upload(cast, *lines)
    with program_context(cast.program):
        planned = PeopleImport.objects.get()

    page = cast.post("administrator", f"personas/planilla/{planned.pk}/", follow=True)

    with program_context(cast.program):
        assert Job.objects.get(kind="networks.people.apply").args["import_id"] == planned.pk
    assert "Planilla de personas" in page.content.decode()
    assert "Aplicar la planilla" not in page.content.decode()


def test_a_hand_over_is_one_form(cast: Cast) -> None:
    with program_context(cast.program):
        row = cast.network.coordinations.get()
    path = f"redes/{cast.network.pk}/equipo/{row.pk}/relevo/"

    page = cast.get("facilitator", path)
    sent = {"email": "nora@ejemplo.cl", "name": "Nora Paz", "on": "2026-05-04"}
    done = cast.post("facilitator", path, sent, follow=True)

    assert "Quién toma el lugar de Inés Coordina" in page.content.decode()
    assert "Nora Paz toma el lugar de Inés Coordina" in done.content.decode()
    assert cast.get("coordinator", f"redes/{cast.network.pk}/").status_code == 404


def test_an_expired_authority_has_no_access_until_confirmed(cast: Cast) -> None:
    with program_context(cast.program):
        row = Authority.objects.get()
        Authority.objects.update(valid_to=date(2026, 5, 4))
    assert cast.get("authority").status_code == 404

    page = cast.get("administrator", "territorios/autoridades/")
    done = cast.post(
        "administrator", f"territorios/{cast.territory.pk}/autoridades/{row.pk}/confirmar/", follow=True
    )

    assert "Venció: ya no lee" in page.content.decode()
    assert "por otro año" in done.content.decode()
    assert cast.get("authority").status_code == 302


def test_facilitators_see_who_expires_and_cannot_confirm(cast: Cast) -> None:
    page = cast.get("facilitator", "territorios/autoridades/")

    assert page.status_code == 200
    assert "Confirmar por un año" not in page.content.decode()


def test_who_wears_two_hats_is_told_and_so_are_facilitators(cast: Cast) -> None:
    with program_context(cast.program):
        AuthorityFactory.create(territory=cast.territory, user=cast.people["coordinator"])

    own = cast.get("coordinator", f"redes/{cast.network.pk}/").content.decode()
    theirs = cast.get("facilitator", f"redes/{cast.network.pk}/").content.decode()
    listed = cast.get("facilitator", "territorios/autoridades/").content.decode()

    assert "llevas los dos sombreros" in own
    assert "Inés Coordina coordina «Red Itata» y es autoridad en SLEP Itata" in theirs
    assert "Inés Coordina coordina «Red Itata»" in listed


def test_nobody_is_warned_without_two_hats(cast: Cast) -> None:
    with program_context(cast.program):
        make_coordinator(cast.program, cast.network)

    assert "sombreros" not in cast.get("coordinator", f"redes/{cast.network.pk}/").content.decode()
