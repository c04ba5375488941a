"""From the end of a year to the beginning of the next one, as a team lives it on its pages."""

from __future__ import annotations

import pytest

from lar.tenancy.context import program_context
from networks.actions.proposals import propose_levers
from networks.models import Cycle, LeverChoice, LeverProposal
from tests.factories import make_coordinator
from tests.networks.pages.conftest import TODAY, Cast

pytestmark = pytest.mark.django_db

REVIEW = {
    "worked": "Leer los resultados juntas.",
    "hard": "El tiempo.",
    "differently": "",
    "on": "2026-11-20",
}
PROJECTION = {
    "keep": "Las sesiones mensuales.",
    "strategies": "Observarse de a dos.",
    "needs": "Horas.",
    "on": "2026-11-20",
}


def cycle_path(cast: Cast, *more: str, year: int = 2026) -> str:
    return "/".join([f"redes/{cast.network.pk}/ciclos/{year}", *more]) + "/"


def test_the_projection_opens_the_next_year_which_begins_in_two_clicks(cast: Cast) -> None:
    cast.post("coordinator", cycle_path(cast, "evaluacion"), REVIEW)
    cast.post("coordinator", cycle_path(cast, "proyeccion"), PROJECTION)
    ended = cast.get("coordinator", cycle_path(cast)).content.decode()

    assert "Comenzar el próximo ciclo" in ended
    assert "Observarse de a dos." in ended

    first_click = cast.get("coordinator", f"redes/{cast.network.pk}/ciclos/nuevo/")
    proposed = first_click.context["form"]["year"].value()
    cast.post("coordinator", f"redes/{cast.network.pk}/ciclos/nuevo/", {"year": str(proposed)})

    assert proposed == 2027
    with program_context(cast.program):
        begun = Cycle.objects.get(network=cast.network, year=2027)
    for path in ("", "analisis", "dimensiones"):
        page = cast.get("coordinator", cycle_path(cast, *filter(None, [path]), year=begun.year))
        assert "Observarse de a dos." in page.content.decode(), path


def test_what_the_team_wrote_is_read_by_the_facilitator_who_changes_nothing(cast: Cast) -> None:
    cast.post("coordinator", cycle_path(cast, "proyeccion"), PROJECTION)

    page = cast.get("facilitator", cycle_path(cast)).content.decode()

    assert "Las sesiones mensuales." in page
    assert "Cambiar la proyección" not in page


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    page = cast.post("coordinator", cycle_path(cast, "proyeccion"), {**PROJECTION, "strategies": " "})

    assert page.status_code == 422
    words = page.content.decode()
    assert "Escribe al menos una estrategia." in words
    assert "Las sesiones mensuales." in words


def test_the_team_sees_who_proposes_what_before_it_chooses(cast: Cast) -> None:
    with program_context(cast.program):
        other = make_coordinator(cast.program, cast.network, name="Rosa Acompaña")
        propose_levers(cast.cycle, nodes=["CC"], on=TODAY, by=other)

    home = cast.get("coordinator").content.decode()
    assert "Marca qué dimensión propones" in home

    cast.post("coordinator", cycle_path(cast, "propuesta"), {"nodes": "CP"})
    page = cast.get("coordinator", cycle_path(cast, "dimensiones")).content.decode()

    assert "Rosa Acompaña" in page and "Inés Coordina" in page
    assert "Marca qué dimensión propones" not in cast.get("coordinator").content.decode()
    with program_context(cast.program):
        assert (LeverProposal.objects.count(), LeverChoice.objects.count()) == (2, 0)


def test_the_third_step_asks_for_both_forms_until_they_are_written(cast: Cast) -> None:
    cast.post("coordinator", cycle_path(cast, "paso"), {"step": "3"})
    before = cast.get("coordinator").content.decode()
    cast.post("coordinator", cycle_path(cast, "evaluacion"), REVIEW)
    cast.post("coordinator", cycle_path(cast, "proyeccion"), PROJECTION)
    after = cast.get("coordinator").content.decode()

    for title in ("Evalúen el taller de socialización", "Proyecten el próximo año"):
        assert title in before
        assert title not in after


def test_a_second_year_speaks_of_going_on_without_the_programme(cast: Cast) -> None:
    with program_context(cast.program):
        Cycle.objects.filter(pk=cast.cycle.pk).update(programme_year=2)

    page = cast.get("coordinator", cycle_path(cast, "proyeccion")).content.decode()

    assert "Qué necesita la red para seguir por su cuenta" in page
