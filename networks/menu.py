"""The entries of this app in the menu, and the hats that people wear in its networks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lar.authorization import Actor, Permission, has_permission
from lar.tenancy.urls import program_url
from lar.ui.navigation import Bell, Hat, MenuEntry, register_bell, register_hats, register_menu
from networks.queries.notices import unseen_of
from networks.queries.people import hats_of_actor


def register_navigation() -> None:
    register_menu(MenuEntry(_("Redes"), "networks:network_list", may_list_networks, order=10))
    register_menu(MenuEntry(_("Calendario"), "networks:calendar", may_see_calendar, order=15))
    register_menu(MenuEntry(_("Estrategias"), "networks:strategy_catalogue", may_list_networks, order=44))
    register_menu(
        MenuEntry(_("Territorios"), "networks:territories", _may(Permission.MANAGE_NETWORKS), order=60)
    )
    register_menu(MenuEntry(_("Personas"), "networks:people", _may(Permission.MANAGE_PEOPLE), order=30))
    register_hats(hats)
    register_bell(bell)


def may_list_networks(request: HttpRequest) -> bool:
    """Those with a role in the whole programme, and those who coordinate a network."""
    actor = _actor(request)
    return actor is not None and bool(actor.programme_roles or actor.networks_with(Permission.VIEW_NETWORK))


def may_see_calendar(request: HttpRequest) -> bool:
    """Everybody inside: those who see activities, and the authorities that some of them invite."""
    actor = _actor(request)
    return actor is not None and actor.is_insider


def hats(request: HttpRequest) -> Iterable[Hat]:
    actor = _actor(request)
    return () if actor is None else hats_of_actor(actor)


def bell(request: HttpRequest) -> Bell | None:
    """The way to the reader's notices, with how many she has not seen; one query."""
    actor, program = _actor(request), getattr(request, "program", None)
    if actor is None or program is None or not actor.is_insider:
        return None
    return Bell(program_url(program, "networks:notices"), unseen_of(actor.user_id))


def _may(permission: Permission) -> Callable[[HttpRequest], bool]:
    return lambda request: has_permission(_actor(request), permission)


def _actor(request: HttpRequest) -> Actor | None:
    return getattr(request, "actor", None)
