"""Who may open which page of networks: 200 for those who may, 403 inside without the right, 404 outside."""

from __future__ import annotations

import pytest

from tests.networks.pages.conftest import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.matriz]

ROLES = ("administrator", "facilitator", "coordinator", "neighbour", "authority", "stranger", "anonymous")

# Route: the answer to each role, in the order of ROLES. N is the network, T its territory.
PAGES = {
    "redes/": (200, 200, 200, 200, 403, 404, 302),
    "redes/nueva/": (200, 200, 403, 403, 403, 404, 302),
    "redes/N/": (200, 200, 200, 404, 403, 404, 302),
    "redes/N/datos/": (200, 200, 403, 404, 403, 404, 302),
    "redes/N/salida/": (200, 200, 403, 404, 403, 404, 302),
    "redes/N/proposito/": (200, 200, 200, 404, 403, 404, 302),
    "redes/N/padron/": (200, 200, 200, 404, 403, 404, 302),
    "redes/N/establecimientos/agregar/": (200, 200, 200, 404, 403, 404, 302),
    "redes/N/equipo/": (200, 200, 200, 404, 403, 404, 302),
    "redes/N/territorio/": (200, 200, 403, 404, 403, 404, 302),
    "redes/N/ciclos/nuevo/": (403, 403, 200, 404, 403, 404, 302),
    "redes/N/ciclos/2026/": (200, 200, 200, 404, 403, 404, 302),
    "redes/N/ciclos/2026/analisis/": (403, 403, 200, 404, 403, 404, 302),
    "redes/N/ciclos/2026/dimensiones/": (403, 403, 200, 404, 403, 404, 302),
    "redes/N/ciclos/2026/evaluacion/": (403, 403, 200, 404, 403, 404, 302),
    "redes/N/ciclos/2026/proyeccion/": (403, 403, 200, 404, 403, 404, 302),
    "territorios/": (200, 200, 403, 403, 403, 404, 302),
    "territorios/nuevo/": (200, 200, 403, 403, 403, 404, 302),
    "territorios/T/": (200, 200, 403, 403, 403, 404, 302),
    "personas/": (200, 403, 403, 403, 403, 404, 302),
    "personas/invitar/": (200, 403, 403, 403, 403, 404, 302),
}

# What is only written: an empty form. 302 is the way back, with the reason in a message.
WRITES = {
    "redes/nueva/": (422, 422, 403, 403, 403, 404, 302),
    "redes/N/datos/": (422, 422, 403, 404, 403, 404, 302),
    "redes/N/salida/": (422, 422, 403, 404, 403, 404, 302),
    "redes/N/proposito/": (403, 403, 422, 404, 403, 404, 302),
    "redes/N/padron/": (422, 422, 422, 404, 403, 404, 302),
    "redes/N/establecimientos/agregar/": (422, 422, 422, 404, 403, 404, 302),
    "redes/N/equipo/": (422, 422, 403, 404, 403, 404, 302),
    "redes/N/territorio/": (422, 422, 403, 404, 403, 404, 302),
    "redes/N/ciclos/nuevo/": (403, 403, 422, 404, 403, 404, 302),
    "redes/N/ciclos/2026/analisis/": (403, 403, 422, 404, 403, 404, 302),
    "redes/N/ciclos/2026/dimensiones/": (403, 403, 422, 404, 403, 404, 302),
    "redes/N/ciclos/2026/propuesta/": (403, 403, 422, 404, 403, 404, 302),
    "redes/N/ciclos/2026/evaluacion/": (403, 403, 422, 404, 403, 404, 302),
    "redes/N/ciclos/2026/proyeccion/": (403, 403, 422, 404, 403, 404, 302),
    "redes/N/ciclos/2026/paso/": (403, 403, 302, 404, 403, 404, 302),
    "territorios/nuevo/": (422, 422, 403, 403, 403, 404, 302),
    "territorios/T/": (422, 403, 403, 403, 403, 404, 302),
    "personas/invitar/": (422, 403, 403, 403, 403, 404, 302),
}


def at(cast: Cast, path: str) -> str:
    return path.replace("N/", f"{cast.network.pk}/").replace("T/", f"{cast.territory.pk}/")


@pytest.mark.parametrize("path", PAGES)
def test_reading(cast: Cast, path: str) -> None:
    answers = tuple(cast.get(who, at(cast, path)).status_code for who in ROLES)

    assert answers == PAGES[path]


@pytest.mark.parametrize("path", WRITES)
def test_writing(cast: Cast, path: str) -> None:
    answers = tuple(cast.post(who, at(cast, path)).status_code for who in ROLES)

    assert answers == WRITES[path]


@pytest.mark.parametrize("path", ["redes/999999/", "territorios/999999/", "redes/N/ciclos/1999/"])
def test_what_does_not_exist_looks_like_what_one_may_not_see(cast: Cast, path: str) -> None:
    assert cast.get("facilitator", at(cast, path)).status_code == 404


def test_home_sends_everybody_to_their_work(cast: Cast) -> None:
    for who in ("administrator", "facilitator"):
        assert "Tu programa hoy" in cast.get(who).content.decode()
    assert cast.get("authority").url == "/demo/autoridad/"
    assert cast.get("coordinator").status_code == 200
    assert cast.get("stranger").status_code == 404


def test_a_coordinator_sees_her_own_networks_in_the_list(cast: Cast) -> None:
    page = cast.get("coordinator", "redes/").content.decode()

    assert "Red Itata" in page
    assert "Red Ñuble" not in page
