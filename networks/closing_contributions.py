"""What the end of a year says in the registries: evidence of the third step, and what waits to be written."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from lar.authorization import Permission, has_permission
from lar.model.steps import Step
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from networks.models import Cycle, Network
from networks.queries.closing import own_proposal, proposals_of, talked_over, year_end
from networks.registries import Evidence, HomeItem, Urgency


def closing_evidence(cycle: Cycle) -> list[Evidence]:
    """The team's look at the workshop and its projection: written, or still missing."""
    end = year_end(cycle)
    return [
        _evidence(
            cycle,
            "networks:socialization_review",
            _("Evaluación de la socialización"),
            end.review.written_on if end.review else None,
        ),
        _evidence(
            cycle,
            "networks:projection",
            _("Proyección del equipo"),
            end.projection.written_on if end.projection else None,
        ),
    ]


def closing_home_items(request: ProgramRequest, network: Network, cycle: Cycle | None) -> list[HomeItem]:
    """What a team that talked over its results has not written yet; a proposal that waits for its own."""
    if cycle is None or not has_permission(request.actor, Permission.EDIT_CYCLE, network):
        return []
    place = {"network_id": network.pk, "year": cycle.year}
    items = []
    if cycle.step == Step.LEARNING or talked_over(cycle):
        end = year_end(cycle)
        if end.review is None:
            items.append(
                HomeItem(
                    _("Evalúen el taller de socialización"),
                    _("Qué funcionó y qué costó, mientras está fresco."),
                    program_url(request.program, "networks:socialization_review", **place),
                    button=_("Evaluar"),
                )
            )
        if end.projection is None:
            items.append(
                HomeItem(
                    _("Proyecten el próximo año"),
                    _("Qué seguir haciendo y qué probar. Con eso empieza el próximo ciclo."),
                    program_url(request.program, "networks:projection", **place),
                    button=_("Proyectar"),
                )
            )
    return items + _own_proposal(request, cycle)


def _own_proposal(request: ProgramRequest, cycle: Cycle) -> list[HomeItem]:
    """Once somebody proposed a dimension and the team has not chosen, the others are asked for theirs."""
    if cycle.levers.all() or cycle.year != request.actor.on_date.year:
        return []
    proposed = any(one.names for one in proposals_of(cycle, request.actor.on_date))
    if not proposed or own_proposal(cycle, request.actor.user_id):
        return []
    url = program_url(request.program, "networks:levers", network_id=cycle.network_id, year=cycle.year)
    return [
        HomeItem(
            _("Marca qué dimensión propones"),
            _("Tu equipo ya empezó: falta tu propuesta antes de elegir."),
            f"{url}#propuestas",
            Urgency.NOW,
            button=_("Proponer"),
        )
    ]


def _evidence(cycle: Cycle, name: str, label: str, on: date | None) -> Evidence:
    """What is written is read in the cycle's page; what is missing is written in its own."""
    place = {"network_id": cycle.network_id, "year": cycle.year}
    url = program_url(cycle.program, name, **place)
    if on is not None:
        url = program_url(cycle.program, "networks:cycle", **place) + f"#paso-{Step.LEARNING.value}"
    return Evidence(Step.LEARNING, label, url, done=on is not None, on=on)
