"""The entry of this app in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lar.authorization import Actor, Permission, has_permission
from lar.ui.navigation import MenuEntry, register_menu


def register_navigation() -> None:
    register_menu(MenuEntry(_("Bitácora"), "logbook:home", may_read_logbooks, order=12))


def may_read_logbooks(request: HttpRequest) -> bool:
    """Those who facilitate, and those who coordinate a network."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return False
    return has_permission(actor, Permission.VIEW_LOGBOOK) or bool(
        actor.networks_with(Permission.VIEW_LOGBOOK)
    )
