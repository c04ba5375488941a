"""The context processor that tells every page where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from lar.authorization import ROLES, Actor
from lar.ui.navigation import Hat, Navigation, Place, bell_of, crumbs_of, hats_of, menu_of

if TYPE_CHECKING:
    from lar.tenancy.models import Program


def navigation(request: HttpRequest) -> dict[str, Navigation]:
    """Give templates ``nav``: the programme, the way here, the hats worn and the menus."""
    program: Program | None = getattr(request, "program", None)
    nav = Navigation(
        programme=program,
        programme_url=f"/{program.slug}/" if program else "/",
        crumbs=crumbs_of(request),
        hats=hats_of(request) or _programme_hats(request),
        menu=menu_of(request, Place.MAIN),
        account=menu_of(request, Place.ACCOUNT),
        footer=menu_of(request, Place.FOOTER),
        bell=bell_of(request),
    )
    return {"nav": nav}


def _programme_hats(request: HttpRequest) -> tuple[Hat, ...]:
    """Return the roles held in the whole programme: they need no other app to be named."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return ()
    return tuple(Hat(role.label) for code, role in ROLES.items() if code in actor.programme_roles)
