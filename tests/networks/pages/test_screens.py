"""What people find on the pages of networks and what their forms do; nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Membership, Program
from networks.models import (
    Cycle,
    LeverChoice,
    Network,
    NetworkSchool,
    NetworkTerritory,
    Purpose,
    RosterSeat,
    Territory,
)
from networks.registries import NetworkRowExtra
from tests.factories import (
    CoordinationFactory,
    CycleFactory,
    MembershipFactory,
    NetworkFactory,
    NetworkSchoolFactory,
    NetworkTerritoryFactory,
    RosterSeatFactory,
    SchoolFactory,
    UserFactory,
    make_authority,
    make_coordinator,
)
from tests.networks.pages.conftest import Cast

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


# --- Doors -----------------------------------------------------------------------------------------


def test_visitors_find_two_doors(client: Client) -> None:
    page = text(client.get("/"))

    assert 'href="/r/"' in page
    assert 'href="/entrar/"' in page


def test_somebody_with_one_programme_goes_straight_in(cast: Cast) -> None:
    response = cast.client("coordinator").get("/")

    assert (response.status_code, response.headers["Location"]) == (302, "/demo/")


def test_somebody_with_two_programmes_chooses(cast: Cast, other_program: Program) -> None:
    person = cast.people["coordinator"]
    MembershipFactory.create(program=other_program, user=person)

    page = text(cast.client("coordinator").get("/"))

    assert 'href="/demo/"' in page
    assert 'href="/otro/"' in page


def test_somebody_without_a_programme_is_told_so(cast: Cast) -> None:
    client = Client()
    client.force_login(UserFactory.create())

    assert "no está en ningún programa" in text(client.get("/"))


# --- Home and list ---------------------------------------------------------------------------------


def test_the_coordinator_is_told_what_to_do_with_its_reason(cast: Cast) -> None:
    page = text(cast.get("coordinator"))

    assert "Agrega los establecimientos de la red" in page
    assert "Elijan una o dos dimensiones para este año" in page
    assert "Coordinador/a</strong> de Red Itata" in page
    assert "Agrega a quienes coordinan" not in page


def test_what_is_done_is_no_longer_asked(cast: Cast) -> None:
    with program_context(cast.program):
        RosterSeatFactory.create(network_school__network=cast.network)

    page = text(cast.get("coordinator"))

    assert "Agrega los establecimientos" not in page
    assert "Completa el padrón" not in page


def test_a_coordinator_of_two_networks_sees_both(cast: Cast) -> None:
    with program_context(cast.program):
        CoordinationFactory.create(network=cast.neighbour, user=cast.people["coordinator"])

    page = text(cast.get("coordinator"))

    assert "Qué hacer ahora en Red Itata" in page
    assert "Qué hacer ahora en Red Ñuble" in page


def test_the_list_says_what_is_late_and_why(cast: Cast) -> None:
    page = text(cast.get("facilitator", "redes/"))

    assert "El ciclo 2026 no ha comenzado." in page
    assert "Faltan los establecimientos." in page
    assert "Paso 1 de 3" in page


def test_other_apps_speak_in_the_list(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def surveys(networks: Any, actor: Any) -> dict[int, NetworkRowExtra]:
        return {cast.network.pk: NetworkRowExtra("Cuestionario abierto", "Cierra mañana.", "5–9 respuestas")}

    monkeypatch.setattr("networks.registries._network_rows", [surveys])

    page = text(cast.get("facilitator", "redes/"))

    assert "Cuestionario abierto" in page
    assert "5–9 respuestas" in page
    assert page.index("Red Itata") < page.index("Red Ñuble")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"texto": "nuble"}, ["Red Ñuble"]),
        ({"texto": "ÑUB"}, ["Red Ñuble"]),
        ({"texto": "itáta"}, ["Red Itata"]),
        ({"cohorte": "2025"}, ["Red Itata", "Red Ñuble"]),
        ({"cohorte": "1990"}, ["Red Itata", "Red Ñuble"]),
        ({"tipo": "slep"}, ["Red Ñuble"]),
        ({"territorio": "T"}, ["Red Itata"]),
    ],
)
def test_filters_live_in_the_address(cast: Cast, query: dict[str, str], found: list[str]) -> None:
    with program_context(cast.program):
        Network.objects.filter(pk=cast.neighbour.pk).update(kind="slep")
    query = {name: str(cast.territory.pk) if value == "T" else value for name, value in query.items()}

    response = cast.get("facilitator", "redes/", **query)

    names = sorted(row.network.name for row in response.context["rows"])
    assert names == found


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def add_network(cast: Cast) -> None:
    with program_context(cast.program):
        network = NetworkFactory.create()
        RosterSeatFactory.create(network_school__network=network)
        CycleFactory.create(network=network)
        NetworkTerritoryFactory.create(network=network, territory=cast.territory)
        make_coordinator(cast.program, network)
        make_authority(cast.program, cast.territory)


# The session, the person, the programme, the actor and the number of notices take most of them.
@pytest.mark.parametrize(("path", "number"), [("redes/", 24), ("territorios/", 14), ("personas/", 15)])
def test_lists_ask_as_many_questions_for_two_networks_as_for_four(cast: Cast, path: str, number: int) -> None:
    client = cast.client("administrator")
    client.get(f"/demo/{path}")
    few = queries(client, f"/demo/{path}")
    add_network(cast)
    add_network(cast)

    assert (few, queries(client, f"/demo/{path}")) == (number, number)


# --- A network -------------------------------------------------------------------------------------


def test_a_facilitator_enrols_a_network(cast: Cast) -> None:
    data = {
        "name": "Red Laja",
        "kind": "microcentro",
        "cohort": "2026",
        "time_zone": "America/Santiago",
        "on": "2026-03-02",
        "territory": str(cast.territory.pk),
    }

    response = cast.post("facilitator", "redes/nueva/", data)

    with program_context(cast.program):
        network = Network.objects.get(name="Red Laja")
        assert NetworkTerritory.objects.filter(network=network, territory=cast.territory).exists()
    assert response.headers["Location"] == f"/demo/redes/{network.pk}/equipo/"


def test_a_refusal_of_the_domain_stands_beside_its_field_and_keeps_what_was_typed(cast: Cast) -> None:
    data = {
        "name": "Red Itata",
        "kind": "microcentro",
        "cohort": "2026",
        "time_zone": "Pacific/Easter",
        "on": "2026-03-02",
    }

    response = cast.post("facilitator", "redes/nueva/", data)

    page = text(response)
    assert response.status_code == 422
    assert 'href="#id_name"' in page
    assert "Ya existe una red con ese nombre" in page
    assert '<option value="Pacific/Easter" selected>' in page


def test_a_territory_of_another_programme_is_no_choice(cast: Cast, other_program: Program) -> None:
    with program_context(other_program):
        foreign = Territory.objects.create(name="SLEP ajeno", kind="slep")

    page = cast.get("facilitator", "redes/nueva/")
    refused = cast.post(
        "facilitator",
        f"redes/{cast.network.pk}/territorio/",
        {"territory": str(foreign.pk), "on": "2026-05-04"},
    )

    assert "SLEP ajeno" not in text(page)
    assert refused.status_code == 422


def test_leaving_is_shown_on_the_page(cast: Cast) -> None:
    data = {"on": "2026-05-04", "reason": "Terminó su segundo año."}

    response = cast.post("facilitator", f"redes/{cast.network.pk}/salida/", data, follow=True)

    assert "Terminó su segundo año." in text(response)


def test_the_network_page_shows_it_whole(cast: Cast) -> None:
    with program_context(cast.program):
        RosterSeatFactory.create(
            network_school__network=cast.network, network_school__school__name="Escuela Ñandú", seats=3
        )

    page = text(cast.get("facilitator", f"redes/{cast.network.pk}/"))

    for words in (
        "SLEP Itata",
        "Inés Coordina",
        "Escuela Ñandú",
        "1 establecimiento, 3 personas.",
        "Ciclo 2026",
    ):
        assert words in page


# --- Schools and roster ----------------------------------------------------------------------------


def test_a_school_is_found_by_words_without_accents_and_added(cast: Cast) -> None:
    school = SchoolFactory.create(name="Liceo Peñalolén Norte")
    SchoolFactory.create(name="Liceo Penco")
    path = f"redes/{cast.network.pk}/establecimientos/agregar/"

    found = cast.get("coordinator", path, q="PENALOLÉN quilpue")
    response = cast.post("coordinator", path, {"school": str(school.pk), "on": "2026-05-04", "q": "x"})

    assert [one.pk for one in found.context["search"].schools] == [school.pk]
    assert response.headers["Location"] == f"/demo/redes/{cast.network.pk}/padron/"
    with program_context(cast.program):
        assert NetworkSchool.objects.get().school_id == school.pk


@pytest.mark.parametrize(("asked", "warns"), [("10012", False), ("10012-9", False), ("10012-1", True)])
def test_a_wrong_check_digit_warns_and_does_not_refuse(cast: Cast, asked: str, warns: bool) -> None:
    SchoolFactory.create(rbd=10012, check_digit="9", name="Escuela Uno")

    page = text(cast.get("coordinator", f"redes/{cast.network.pk}/establecimientos/agregar/", q=asked))

    assert "Escuela Uno" in page
    assert ("Revisa que sea el que buscas" in page) is warns


def test_a_school_that_is_already_there_is_refused_with_the_search_kept(cast: Cast) -> None:
    with program_context(cast.program):
        school = NetworkSchoolFactory.create(network=cast.network, school__name="Escuela Dos").school
    path = f"redes/{cast.network.pk}/establecimientos/agregar/"

    response = cast.post(
        "coordinator", path, {"school": str(school.pk), "on": "2026-05-04", "q": "escuela dos"}
    )

    page = text(response)
    assert response.status_code == 422
    assert "Ese establecimiento ya está en la red." in page
    assert 'value="escuela dos"' in page


def test_the_roster_is_written_from_one_page(cast: Cast) -> None:
    with program_context(cast.program):
        one = NetworkSchoolFactory.create(network=cast.network)
        two = NetworkSchoolFactory.create(network=cast.network)
    data = {
        "on": "2026-05-04",
        f"seats-{one.pk}-head": "1",
        f"seats-{one.pk}-teacher": "4",
        f"seats-{two.pk}-utp": "1",
    }

    response = cast.post("coordinator", f"redes/{cast.network.pk}/padron/", data, follow=True)

    assert "El padrón quedó guardado: 6 personas." in text(response)
    with program_context(cast.program):
        assert sorted(RosterSeat.objects.values_list("seats", flat=True)) == [1, 1, 4]


def test_a_mistake_in_one_box_loses_none_of_the_others(cast: Cast) -> None:
    with program_context(cast.program):
        row = NetworkSchoolFactory.create(network=cast.network)
    data = {
        "on": "2026-05-04",
        f"seats-{row.pk}-head": "1",
        f"seats-{row.pk}-utp": "muchas",
        f"seats-{row.pk}-teacher": "99",
    }

    response = cast.post("coordinator", f"redes/{cast.network.pk}/padron/", data)

    page = text(response)
    assert response.status_code == 422
    assert "Lo que escribiste sigue aquí" in page
    for value in ('value="1"', 'value="muchas"', 'value="99"'):
        assert value in page
    with program_context(cast.program):
        assert not RosterSeat.objects.exists()


def test_a_school_is_removed_on_its_day(cast: Cast) -> None:
    with program_context(cast.program):
        row = NetworkSchoolFactory.create(network=cast.network)

    cast.post(
        "coordinator", f"redes/{cast.network.pk}/establecimientos/{row.pk}/quitar/", {"on": "2026-05-04"}
    )

    with program_context(cast.program):
        assert str(NetworkSchool.objects.get().valid_to) == "2026-05-04"


def test_rows_of_another_network_are_not_found(cast: Cast) -> None:
    with program_context(cast.program):
        row = NetworkSchoolFactory.create(network=cast.neighbour)

    path = f"redes/{cast.network.pk}/establecimientos/{row.pk}/quitar/"

    assert cast.post("coordinator", path, {"on": "2026-05-04"}).status_code == 404


# --- People ----------------------------------------------------------------------------------------


def test_a_facilitator_adds_to_the_team(cast: Cast) -> None:
    data = {"email": "nora@ejemplo.cl", "name": "Nora Paz", "on": "2026-05-04"}

    response = cast.post("facilitator", f"redes/{cast.network.pk}/equipo/", data, follow=True)

    assert "Nora Paz coordina la red." in text(response)


def test_the_last_coordinator_is_not_removed_and_the_page_says_why(cast: Cast) -> None:
    with program_context(cast.program):
        row = cast.network.coordinations.get()
    path = f"redes/{cast.network.pk}/equipo/{row.pk}/quitar/"

    response = cast.post("facilitator", path, {"on": "2026-05-04"}, follow=True)

    assert "quedaría sin coordinación" in text(response)


def test_the_administrator_sees_people_with_their_places(cast: Cast) -> None:
    page = text(cast.get("administrator", "personas/"))

    assert "Inés Coordina" in page
    assert "Red Itata" in page
    assert "SLEP Itata" in page


def test_the_administrator_invites_and_ends(cast: Cast) -> None:
    data = {"email": "nora@ejemplo.cl", "name": "Nora", "role": "facilitator", "on": "2026-05-01"}

    cast.post("administrator", "personas/invitar/", data)
    membership = Membership.objects.get(user__email="nora@ejemplo.cl")
    cast.post("administrator", f"personas/{membership.pk}/terminar/", {"on": "2026-05-04"})

    membership.refresh_from_db()
    assert (membership.role, str(membership.valid_to)) == (RoleCode.FACILITATOR, "2026-05-04")


def test_a_membership_of_another_programme_is_not_found(cast: Cast) -> None:
    foreign = Membership.objects.get(user=cast.people["stranger"])

    response = cast.post("administrator", f"personas/{foreign.pk}/terminar/", {"on": "2026-05-04"})

    assert response.status_code == 404


def test_an_authority_is_added_to_a_territory(cast: Cast) -> None:
    data = {"email": "eva@ejemplo.cl", "name": "Eva Soto", "on": "2026-05-04"}

    response = cast.post("administrator", f"territorios/{cast.territory.pk}/", data, follow=True)

    assert "Eva Soto verá lo que las redes de este territorio compartan" in text(response)


# --- Cycle -----------------------------------------------------------------------------------------


def test_a_coordinator_starts_her_year(cast: Cast) -> None:
    path = f"redes/{cast.neighbour.pk}/ciclos/nuevo/"

    response = cast.post("neighbour", path, {"year": "2026"})

    with program_context(cast.program):
        assert Cycle.objects.get(network=cast.neighbour).programme_year == 2
    assert response.headers["Location"] == f"/demo/redes/{cast.neighbour.pk}/ciclos/2026/"


def test_the_cycle_shows_guidance_and_what_is_missing(cast: Cast) -> None:
    page = text(cast.get("coordinator", f"redes/{cast.network.pk}/ciclos/2026/"))

    assert "Mira con tu equipo cómo funciona la red" in page
    assert "(falta)" in page
    assert 'aria-current="step"' in page


def test_the_work_moves_to_any_step(cast: Cast) -> None:
    path = f"redes/{cast.network.pk}/ciclos/2026/paso/"

    for step in ("3", "1", "2"):
        cast.post("coordinator", path, {"step": step})
    cast.post("coordinator", path, {"step": "7"})

    with program_context(cast.program):
        assert Cycle.objects.get().step == 2


def levers(**changes: str) -> dict[str, str]:
    return {
        "node_1": "PN",
        "reason_1": "strategic_interest",
        "explanation_1": "Lo pide la red.",
        "node_2": "",
        "on": "2026-05-04",
        **changes,
    }


def test_one_lever_is_enough(cast: Cast) -> None:
    cast.post("coordinator", f"redes/{cast.network.pk}/ciclos/2026/dimensiones/", levers())

    with program_context(cast.program):
        choice = LeverChoice.objects.get()
    assert (choice.node, choice.chosen_by_id) == ("PN", cast.people["coordinator"].pk)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"node_2": "PN", "reason_2": "relevant_weakness", "explanation_2": "x"}, "dos veces la misma"),
        ({"node_2": "CC"}, "elegiste una segunda dimensión"),
        ({"explanation_1": ""}, "#id_explanation_1"),
        ({"node_1": "KP"}, "KP"),
    ],
)
def test_a_choice_with_mistakes_keeps_its_words(cast: Cast, changes: dict[str, str], where: str) -> None:
    data = levers(**changes)

    response = cast.post("coordinator", f"redes/{cast.network.pk}/ciclos/2026/dimensiones/", dict(data))

    page = text(response)
    assert response.status_code == 422
    assert where in page
    if data["explanation_1"]:
        assert "Lo pide la red." in page
    with program_context(cast.program):
        assert not LeverChoice.objects.exists()


def test_the_analysis_is_written_and_read(cast: Cast) -> None:
    path = f"redes/{cast.network.pk}/ciclos/2026/"

    cast.post("coordinator", f"{path}analisis/", {"text": "Nos cuesta llegar al aula.", "on": "2026-05-04"})

    assert "Nos cuesta llegar al aula." in text(cast.get("facilitator", path))


def test_the_purpose_gets_a_new_version(cast: Cast) -> None:
    data = {
        "text": "Que todas y todos lean.",
        "agreed_with": "12 integrantes",
        "on": "2026-05-04",
        "next_review": "",
    }

    cast.post("coordinator", f"redes/{cast.network.pk}/proposito/", data)

    with program_context(cast.program):
        assert Purpose.objects.get().number == 1
    assert "Que todas y todos lean." in text(cast.get("facilitator", f"redes/{cast.network.pk}/"))


def test_a_review_before_the_agreement_is_said_at_its_field(cast: Cast) -> None:
    data = {"text": "Leer.", "on": "2026-05-04", "next_review": "2026-05-01"}

    response = cast.post("coordinator", f"redes/{cast.network.pk}/proposito/", data)

    assert response.status_code == 422
    assert 'href="#id_next_review"' in text(response)
