"""The commitment on its page, at home and on the network's page; the network as it was on a date."""

from __future__ import annotations

from datetime import date

import pytest

from lar.accounts.models import User
from lar.tenancy.actors import load_actor
from lar.tenancy.context import program_context
from networks.actions.people import hand_over
from networks.models import Coordination, NetworkSchool
from networks.models.school import SchoolSostenedor, Sostenedor
from networks.queries.on_a_date import network_on
from tests.factories import AuthorityFactory, NetworkSchoolFactory, RosterSeatFactory
from tests.networks.pages.conftest import Cast

pytestmark = pytest.mark.django_db


def page(cast: Cast, who: str, path: str, **query: str) -> str:
    answer = cast.get(who, path, **query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def body(**changes: str) -> dict[str, str]:
    plain = {"on": "2026-03-02", "commitment": "Una sesión al mes.", "backed_on": "2026-03-02", "backing": ""}
    return {**plain, **changes}


def test_the_team_is_asked_until_it_is_written(cast: Cast) -> None:
    path = f"redes/{cast.network.pk}/compromiso/"
    assert "Escriban el compromiso del equipo" in page(cast, "coordinator", "")

    done = cast.post("coordinator", path, body(backed_by=str(cast.people["authority"].pk)), follow=True)

    assert "El compromiso de dos años quedó escrito." in done.content.decode()
    assert cast.people["authority"].name in done.content.decode()
    assert "Escriban el compromiso del equipo" not in page(cast, "coordinator", "")
    assert "con el respaldo de" in page(cast, "coordinator", f"redes/{cast.network.pk}/")


def test_what_was_typed_comes_back_with_the_reason(cast: Cast) -> None:
    answer = cast.post("coordinator", f"redes/{cast.network.pk}/compromiso/", body())

    assert answer.status_code == 422
    assert "Di quién respalda" in answer.content.decode()
    assert "Una sesión al mes." in answer.content.decode()


def test_follow_up_begins_when_the_network_left(cast: Cast) -> None:
    path = f"redes/{cast.network.pk}/compromiso/"
    assert "Agregar una nota" not in page(cast, "facilitator", path)
    cast.post("facilitator", f"redes/{cast.network.pk}/salida/", {"on": "2026-05-01", "reason": "Terminó."})

    cast.post("facilitator", f"{path}seguimiento/", {"on": "2026-05-04", "text": "Se siguen reuniendo."})

    assert "Se siguen reuniendo." in page(cast, "coordinator", path)
    assert "Agregar una nota" not in page(cast, "coordinator", path)


def run_by(cast: Cast, row: NetworkSchool, name: str, since: date, until: date | None) -> None:
    sostenedor = Sostenedor.objects.create(rut=name[:12], name=name)
    SchoolSostenedor.objects.create(
        school=row.school, sostenedor=sostenedor, valid_from=since, valid_to=until
    )


@pytest.fixture
def moved(cast: Cast) -> NetworkSchool:
    """A school that passed to a SLEP in 2026, is in two networks, in a network whose team changed."""
    with program_context(cast.program):
        row = NetworkSchoolFactory.create(network=cast.network)
        RosterSeatFactory.create(network_school=row, seats=7)
        NetworkSchoolFactory.create(network=cast.neighbour, school=row.school)
        run_by(cast, row, "Municipalidad de Itata", date(2020, 1, 1), date(2026, 1, 1))
        run_by(cast, row, "SLEP Itata", date(2026, 1, 1), None)
        coordination = Coordination.objects.get(network=cast.network)
        hand_over(coordination, email="nora@ejemplo.cl", name="Nora Paz", on=date(2026, 1, 1), by=None)
    return row


def test_a_network_is_shown_as_it_was(cast: Cast, moved: NetworkSchool) -> None:
    path = f"redes/{cast.network.pk}/"
    before = page(cast, "facilitator", path, al="2025-05-04")
    now = page(cast, "facilitator", path, al="2026-05-04")

    assert ("Municipalidad de Itata" in before, "Inés Coordina" in before) == (True, True)
    assert ("Municipalidad de Itata" in now, "Nora Paz" in now) == (False, True)
    assert "Inés Coordina" not in now
    assert "7 personas" in before
    assert "Red Ñuble" in before


def test_a_coordinator_does_not_learn_of_other_networks(cast: Cast, moved: NetworkSchool) -> None:
    with program_context(cast.program):
        nora = User.objects.get(email="nora@ejemplo.cl")
    cast.people["nora"] = nora

    text = page(cast, "nora", f"redes/{cast.network.pk}/", al="2025-05-04")

    assert moved.school.name in text
    assert "Red Ñuble" not in text


def test_before_it_took_part_the_page_says_so(cast: Cast) -> None:
    text = page(cast, "facilitator", f"redes/{cast.network.pk}/", al="2020-01-01")

    assert "Ese día la red no participaba en el programa." in text


def test_a_day_that_is_none_says_so(cast: Cast) -> None:
    answer = cast.get("facilitator", f"redes/{cast.network.pk}/", al="ayer")

    assert answer.status_code == 422
    assert "fecha" in answer.content.decode()


@pytest.mark.parametrize("many", [1, 3, 50])
def test_it_asks_the_same_of_the_database(cast: Cast, many: int, django_assert_num_queries: object) -> None:
    with program_context(cast.program):
        NetworkSchoolFactory.create_batch(many, network=cast.network)
        AuthorityFactory.create_batch(many, territory=cast.territory)
        actor = load_actor(cast.people["facilitator"].pk, cast.program.pk, date(2026, 5, 4))

        with django_assert_num_queries(7):  # type: ignore[operator]
            assert len(network_on(cast.network, date(2026, 5, 4), actor).schools) == many
