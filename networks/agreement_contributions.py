"""What agreements say in the registries: evidence of the year, and what waits for a look."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lar.authorization import Actor, Permission, has_permission
from lar.model.steps import Step
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from networks.models import Cycle, Network
from networks.queries.agreements import Pending, count_in, pending_agreements
from networks.registries import Evidence, HomeItem, NetworkRowExtra, Urgency


def agreement_evidence(cycle: Cycle) -> list[Evidence]:
    """The third step's evidence, once there is something agreed."""
    total, last = count_in(cycle)
    if not total:
        return []
    label = ngettext("Un acuerdo", "%(total)d acuerdos", total) % {"total": total}
    url = program_url(cycle.program, "networks:agreements", network_id=cycle.network_id)
    return [Evidence(Step.LEARNING, label, url, on=last)]


def agreement_home_items(request: ProgramRequest, network: Network, cycle: Cycle | None) -> list[HomeItem]:
    """A look at what was agreed, for the team, once its day came."""
    pending = pending_agreements([network], request.actor.on_date).get(network.pk)
    if pending is None or not pending.to_review:
        return []
    if not has_permission(request.actor, Permission.EDIT_CYCLE, network):
        return []
    title = ngettext("Revisen un acuerdo", "Revisen %(total)d acuerdos", pending.to_review)
    return [
        HomeItem(
            title % {"total": pending.to_review},
            _("Llegó su día: digan si se cumplió, si lo adaptan o si lo dejan, y por qué."),
            program_url(request.program, "networks:agreements", network_id=network.pk),
            Urgency.NOW if pending.since == request.actor.on_date else Urgency.LATE,
            pending.since,
            _("Revisar"),
        )
    ]


def agreement_rows(networks: Sequence[Network], actor: Actor) -> dict[int, NetworkRowExtra]:
    """How many agreements each network keeps alive, and how many wait for a look."""
    return {
        key: NetworkRowExtra(
            ngettext("Un acuerdo en curso", "%(total)d acuerdos en curso", pending.live)
            % {"total": pending.live},
            late=_late(pending),
            url=_url(networks, key),
        )
        for key, pending in pending_agreements(networks, actor.on_date).items()
    }


def _url(networks: Sequence[Network], key: int) -> str:
    program = next(network.program for network in networks if network.pk == key)
    return program_url(program, "networks:agreements", network_id=key)


def _late(pending: Pending) -> str:
    if not pending.to_review:
        return ""
    words = ngettext("Un acuerdo espera revisión.", "%(total)d acuerdos esperan revisión.", pending.to_review)
    return words % {"total": pending.to_review}
