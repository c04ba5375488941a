"""What every page of a workshop begins with: find it, check, say where the reader is."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from questionnaires.workshop.models import SocializationWorkshop
from questionnaires.workshop.queries.workshops import visible_workshops


def find_workshop(request: ProgramRequest, workshop_id: int) -> SocializationWorkshop:
    """Return a workshop for who leads it: whoever may share results with the network may show them to it."""
    workshop = get_object_or_404(visible_workshops(request.actor), pk=workshop_id)
    require(request, Permission.OPEN_RELEASE, workshop.network)
    return workshop


def workshop_url(request: ProgramRequest, workshop: SocializationWorkshop, name: str = "desk") -> str:
    return program_url(request.program, f"workshop:{name}", workshop_id=workshop.pk)


def show_crumbs(request: ProgramRequest, workshop: SocializationWorkshop) -> None:
    """Say «network › session › workshop»."""
    network, session = workshop.network, workshop.activity
    set_crumbs(
        request,
        [
            Crumb(network.name, program_url(request.program, "networks:network", network_id=network.pk)),
            Crumb(
                session.title,
                program_url(request.program, "networks:activity", activity_id=session.pk),
            ),
            Crumb(_("Taller")),
        ],
    )
