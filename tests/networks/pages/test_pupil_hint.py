"""A pupil's name in a box asks once before it is kept, and nothing that was typed is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

from lar.tenancy.context import program_context
from networks.models import Activity, Agreement
from tests.networks.activities.world import make_activity
from tests.networks.pages.conftest import Cast


def text(response: Any) -> str:
    return str(response.content.decode())


def test_minutes_that_name_a_pupil_come_back_once_with_everything_typed(cast: Cast) -> None:
    with program_context(cast.program):
        session = make_activity(cast.network, day="2026-05-03")
    path = f"actividades/{session.pk}/acta/"
    body = {
        "on": "2026-05-04",
        "hours": "1,5",
        "minutes": "La alumna Camila Soto leyó.",
        "pupils_ok": "False",
    }

    asked = cast.post("coordinator", path, body)
    kept = cast.post("coordinator", path, body | {"pupils_ok": "on"})

    page = text(asked)
    assert asked.status_code == 422
    assert "«Camila Soto»" in page and "La alumna Camila Soto leyó.</textarea>" in page and "1,5" in page
    assert 'type="checkbox" name="pupils_ok"' in page
    assert kept.status_code == 302
    with program_context(cast.program):
        assert Activity.objects.get().minutes == "La alumna Camila Soto leyó."


def test_a_page_says_nothing_of_it_before_and_ordinary_words_pass(cast: Cast) -> None:
    path = f"redes/{cast.network.pk}/acuerdos/nuevo/"
    shown = text(cast.get("coordinator", path))
    body = {
        "text": "Observar a los estudiantes de Tercero Básico.",
        "owner_words": "Jefas de UTP",
        "due": "2026-06-01",
        "how_known": "Hay un acta.",
        "review_on": "2026-06-01",
        "on": "2026-05-04",
        "pupils_ok": "False",
    }
    named = cast.post("coordinator", path, body | {"how_known": "El alumno Martín lee solo."})
    assert 'type="hidden" name="pupils_ok"' in shown
    assert named.status_code == 422 and "«Martín»" in text(named)
    assert cast.post("coordinator", path, body).status_code == 302
    with program_context(cast.program):
        assert Agreement.objects.get().agreed_on == date(2026, 5, 4)
