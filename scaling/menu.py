"""The entries of this app in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lar.authorization import Permission, has_permission
from lar.ui.navigation import MenuEntry, register_menu


def register_navigation() -> None:
    register_menu(MenuEntry(_("Tablero"), "scaling:board", accompanies_all, order=5))


def accompanies_all(request: HttpRequest) -> bool:
    """Those who accompany every network of the programme."""
    return has_permission(getattr(request, "actor", None), Permission.VIEW_PROGRAM_BOARD)
