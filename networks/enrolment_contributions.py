"""What commitments say in the registries: one is missing, or it ends soon."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from lar.authorization import Permission, has_permission
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from networks.models import Cycle, Network
from networks.queries.enrolment import enrolment_on
from networks.registries import HomeItem, Urgency
from networks.rules import YEARS_OF_COMMITMENT, years_after

DAYS_TO_WRITE = timedelta(days=60)
"""From entering the programme: the paper with the backing takes its time."""


def enrolment_home_items(request: ProgramRequest, network: Network, cycle: Cycle | None) -> list[HomeItem]:
    """Ask the team of a network in its two years for its commitment; one query."""
    day = request.actor.on_date
    accompanied = day < years_after(network.enrolled_on, YEARS_OF_COMMITMENT)
    has_left = network.left_on is not None and network.left_on <= day
    if has_left or not accompanied or not has_permission(request.actor, Permission.EDIT_CYCLE, network):
        return []
    if enrolment_on(network, day) is not None:
        return []
    due = network.enrolled_on + DAYS_TO_WRITE
    return [
        HomeItem(
            _("Escriban el compromiso del equipo"),
            _("Dos años de trabajo, con el respaldo de su autoridad: quién lo da y desde cuándo."),
            program_url(request.program, "networks:enrolment", network_id=network.pk),
            Urgency.SOON,
            due if due >= day else None,
            _("Escribir"),
        )
    ]
