"""Where I am and which hat is on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import path

from lar.authorization import Actor, RoleCode
from lar.ui import navigation
from lar.ui.context import navigation as context_of
from lar.ui.navigation import Crumb, Hat, MenuEntry, MenuLink, Navigation, Place, register_hats, register_menu
from tests.lar.ui.markup import read


def nowhere(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """A view that is only ever pointed at."""
    return HttpResponse()


urlpatterns = [
    path("estado/", nowhere, name="status"),
    path("<slug:program>/redes/", nowhere, name="networks"),
    path("<slug:program>/personas/", nowhere, name="people"),
]


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty menu, and the addresses of this module."""
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(navigation, "_hat_providers", [])
    monkeypatch.setattr(navigation, "_bell_providers", [])
    with override_settings(ROOT_URLCONF=__name__):
        yield


def _request(
    address: str = "/maule/redes/", role: RoleCode | None = None, in_program: bool = True
) -> HttpRequest:
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    request.program = SimpleNamespace(name="Redes del Maule", slug="maule") if in_program else None  # type: ignore[attr-defined]
    roles = frozenset({role}) if role else frozenset()
    request.actor = Actor(1, 1, date(2026, 5, 4), roles) if role else None  # type: ignore[attr-defined]
    return request


def _nav(request: HttpRequest) -> Navigation:
    return context_of(request)["nav"]


def _anybody(request: HttpRequest) -> bool:
    return True


def test_menu_is_in_order_and_marks_where_i_am() -> None:
    register_menu(MenuEntry("Personas", "people", _anybody, order=20))
    register_menu(MenuEntry("Redes", "networks", _anybody, order=10))

    menu = _nav(_request()).menu

    assert [(link.label, link.url, link.current) for link in menu] == [
        ("Redes", "/maule/redes/", True),
        ("Personas", "/maule/personas/", False),
    ]


def test_a_long_menu_folds_what_does_not_fit_on_its_line() -> None:
    links = tuple(MenuLink(str(place), f"/{place}/", current=place == 5) for place in range(6))
    nav = _nav(_request())

    five, six = replace(nav, menu=links[:5]), replace(nav, menu=links)

    assert (five.at_sight, five.more, five.is_in_more) == (links[:5], (), False)
    assert (six.at_sight, six.more, six.is_in_more) == (links[:4], links[4:], True)


def test_menu_leaves_out_what_one_may_not_do() -> None:
    def only_facilitators(request: HttpRequest) -> bool:
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        return actor is not None and RoleCode.FACILITATOR in actor.programme_roles

    register_menu(MenuEntry("Redes", "networks", only_facilitators))

    assert len(_nav(_request(role=RoleCode.FACILITATOR)).menu) == 1
    assert _nav(_request(role=RoleCode.ADMINISTRATOR)).menu == ()
    assert _nav(_request()).menu == ()


def test_entries_of_a_programme_need_one() -> None:
    register_menu(MenuEntry("Redes", "networks", _anybody))
    register_menu(MenuEntry("Estado", "status", _anybody, place=Place.FOOTER, needs_program=False))

    nav = _nav(_request("/estado/", in_program=False))

    assert nav.menu == ()
    assert [link.url for link in nav.footer] == ["/estado/"]
    assert (nav.programme, nav.programme_url) == (None, "/")


def test_registering_twice_keeps_one_entry() -> None:
    for _ in range(2):
        register_menu(MenuEntry("Redes", "networks", _anybody))

    assert len(_nav(_request()).menu) == 1


def test_hats_come_from_the_view_then_from_providers_then_from_programme_roles() -> None:
    request = _request(role=RoleCode.FACILITATOR)
    assert [hat.label for hat in _nav(request).hats] == ["Facilitador/a"]

    register_hats(lambda request: [Hat("Coordinador/a", of="Red Itata")])
    assert [hat.of for hat in _nav(request).hats] == ["Red Itata"]

    navigation.set_hats(request, [Hat("Autoridad local")])
    assert [hat.label for hat in _nav(request).hats] == ["Autoridad local"]


def test_masthead_tells_programme_network_cycle_step_and_hat() -> None:
    request = _request()
    navigation.set_crumbs(
        request, [Crumb("Red Itata", "/maule/redes/1/"), Crumb("Ciclo 2026", "/c/"), Crumb("Paso 2")]
    )
    navigation.set_hats(request, [Hat("Coordinador/a", of="Red Itata")])

    markup = read(render_to_string("ui/masthead.html", {"nav": _nav(request), "user": request.user}))

    assert "Redes del Maule Red Itata Ciclo 2026 Paso 2" in markup.words
    assert "Estás como Coordinador/a de Red Itata" in markup.words
    assert len(markup.all("li", **{"aria-current": "page"})) == 1


def test_last_crumb_is_not_a_link() -> None:
    request = _request()
    navigation.set_crumbs(request, [Crumb("Red Itata", "/r/1/"), Crumb("Ciclo 2026", "/c/")])

    markup = read(render_to_string("ui/crumbs.html", {"nav": _nav(request)}))

    assert [found["href"] for found in markup.all("a")] == ["/maule/", "/r/1/"]
