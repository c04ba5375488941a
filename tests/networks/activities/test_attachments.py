"""Files on activities, strategies and agreements: who reads them, what is refused, what goes for good."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import CaptureQueriesContext

from lar.audit.models import Event
from lar.files.inspection import look_at
from lar.files.kinds import MAX_BYTES
from lar.files.models import FileBytes, StoredFile
from lar.tenancy.context import program_context
from networks.actions.activities import hold_activity
from networks.actions.agreements import write_agreement
from networks.actions.attachments import attach_file
from networks.actions.strategies import write_strategy
from networks.activity_plan import Outcome
from networks.models import Activity, Attachment
from tests.lar.files.samples import photo
from tests.networks.activities.world import make_activity
from tests.networks.pages.conftest import Cast

TODAY = date(2026, 5, 4)


def text(response: Any) -> str:
    return str(response.content.decode())


def sent(name: str, data: bytes, use: str = "material", **more: str) -> dict[str, Any]:
    return {"use": use, "pupils": "on", "file": SimpleUploadedFile(name, data), **more}


@pytest.fixture
def session(cast: Cast) -> Activity:
    with program_context(cast.program):
        return make_activity(cast.network)


def test_a_photo_is_uploaded_seen_saved_and_taken_down(cast: Cast, session: Activity) -> None:
    page = f"actividades/{session.pk}/"
    shown = text(
        cast.post("coordinator", f"{page}archivos/", sent("Señal 1.png", photo(), "photo"), follow=True)
    )
    with program_context(cast.program):
        key = Attachment.objects.get().pk
    file = cast.get("coordinator", f"archivos/{key}/")
    small = cast.get("coordinator", f"archivos/{key}/", vista="1")
    gone = text(cast.post("coordinator", f"archivos/{key}/quitar/", follow=True))

    assert "Señal 1.jpg" in shown and f"archivos/{key}/?vista=1" in shown
    assert (file.headers["Content-Type"], small.headers["Content-Type"]) == ("image/jpeg", "image/webp")
    assert "sandbox" in file.headers["Content-Security-Policy"] and b"Carla" not in file.content
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["Cache-Control"] == "private, no-store"
    assert "Señal 1" not in gone
    assert cast.get("coordinator", f"archivos/{key}/").status_code == 404
    with program_context(cast.program):
        assert not FileBytes.objects.exists() and StoredFile.objects.get().removed_by is not None
        acts = list(Event.objects.filter(subject=str(key)).order_by("pk").values_list("action", flat=True))
        assert acts == ["attachment.added", "attachment.removed"]


def test_who_may_not_write_only_reads(cast: Cast, session: Activity) -> None:
    page = f"actividades/{session.pk}/"
    cast.post("coordinator", f"{page}archivos/", sent("pauta.txt", b"Pauta."))
    with program_context(cast.program):
        key = Attachment.objects.get().pk

    shown = text(cast.get("facilitator", page))
    assert "pauta.txt" in shown and "Subir un archivo" not in shown and "Quitar" not in shown
    asked = {who: cast.get(who, f"archivos/{key}/").status_code for who in cast.people}
    assert asked == {
        "administrator": 200,
        "facilitator": 200,
        "coordinator": 200,
        "neighbour": 404,
        "authority": 403,
        "stranger": 404,
    }


def test_what_hangs_on_private_notes_is_as_private_as_they_are(cast: Cast) -> None:
    with program_context(cast.program):
        tutoring = make_activity(
            cast.network,
            kind="tutoring",
            day="2026-05-02",
            invites_authorities=True,
            notes_visibility="private",
        )
        held = hold_activity(tutoring, outcome=Outcome("Lo que cuesta."), on=TODAY, by=None)
        keys = {
            use: attach_file(held, upload=look_at(use.encode(), f"{use}.txt"), use=use, by=None).pk
            for use in ("minutes", "photo", "material")
        }
    page = f"actividades/{held.pk}/"

    for use, key in keys.items():
        asked = [cast.get(who, f"archivos/{key}/").status_code for who in ("coordinator", "authority")]
        assert asked == [200, 200 if use == "material" else 403], use
        assert (f"{use}.txt" in text(cast.get("authority", page))) is (use == "material")
        assert f"{use}.txt" in text(cast.get("facilitator", page))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (sent("foto.png", b"<html><script>1</script>"), "Guárdalo como PDF"),
        (sent("largo.pdf", b"%PDF-" + b"a" * MAX_BYTES), "Pesa más de 10 MB"),
        ({"use": "material", "pupils": "on"}, "Elige un archivo."),
        (sent("a.txt", b"hola", pupils=""), "marca esta casilla"),
        (sent("a.txt", b"hola", use="virus"), "Revisa lo siguiente"),
    ],
)
def test_what_is_refused_is_said_at_its_field(
    cast: Cast, session: Activity, data: dict[str, Any], words: str
) -> None:
    response = cast.post("coordinator", f"actividades/{session.pk}/archivos/", data)

    assert (response.status_code, words in text(response)) == (422, True)
    with program_context(cast.program):
        assert not StoredFile.objects.exists()


def test_a_form_that_is_far_too_long_is_not_read(cast: Cast, session: Activity) -> None:
    path = f"/demo/actividades/{session.pk}/archivos/"
    response = cast.client("coordinator").post(
        path, b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH=str(900_000_000)
    )

    assert response.status_code == 413
    assert "Pesa demasiado" in text(response)


def test_the_same_file_hangs_once_and_a_full_programme_says_so(
    cast: Cast, session: Activity, settings: Any
) -> None:
    path = f"actividades/{session.pk}/archivos/"
    cast.post("coordinator", path, sent("a.txt", b"hola"))
    again = cast.post("coordinator", path, sent("b.txt", b"hola"))
    settings.FILES_MAX_BYTES = 0

    assert "ya está subido" in text(again)
    assert "no queda espacio" in text(cast.get("coordinator", path))
    assert "no queda espacio" in text(cast.post("coordinator", path, sent("c.txt", b"chao")))


def test_strategies_and_agreements_take_evidence_of_their_team(cast: Cast) -> None:
    with program_context(cast.program):
        team = cast.people["coordinator"]
        strategy = write_strategy(cast.network, node="PN", title="Leer", what="Leer.", on=TODAY, by=team)
        agreement = write_agreement(
            cast.network,
            text="Observar una clase.",
            due=TODAY,
            how_known="Hay un acta.",
            owner_words="UTP",
            review_on=date(2026, 6, 4),
            on=TODAY,
            by=team,
        )
    for page in (f"estrategias/{strategy.pk}/", f"acuerdos/{agreement.pk}/"):
        root = f"redes/{cast.network.pk}/{page}"
        shown = cast.post("coordinator", f"{root}archivos/", sent("pauta.txt", b"P", "evidence"), follow=True)
        assert "pauta.txt" in text(shown)
        assert "pauta.txt" in text(cast.get("facilitator", root))
        assert cast.get("facilitator", f"{root}archivos/").status_code == 403
        assert cast.get("neighbour", f"{root}archivos/").status_code == 404


def test_a_page_with_many_files_asks_no_more_than_one_with_one(cast: Cast, session: Activity) -> None:
    from django.db import connection

    def ask() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert cast.get("coordinator", f"actividades/{session.pk}/").status_code == 200
        return len(queries)

    counts = []
    for number in (1, 2, 3, 4):
        with program_context(cast.program):
            attach_file(
                session, upload=look_at(b"x" * number, "x.txt"), use="material", by=cast.people["coordinator"]
            )
        counts.append(ask())

    assert counts[1] == counts[-1]
