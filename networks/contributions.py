"""What this app itself says in its registries: the cycle's own evidence, things to do and states."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from lar.authorization import Actor, Permission, has_permission
from lar.model.dimensions import in_model_order, node_for
from lar.model.steps import Step
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from networks.lateness import Lack, Missing, late_sentences, missing_in
from networks.models import Cycle, Network, Purpose
from networks.queries.facts import facts_of
from networks.registries import Evidence, HomeItem, NetworkRowExtra, Urgency


def own_evidence(cycle: Cycle) -> list[Evidence]:
    """The first step's evidence: analysis, purpose and chosen dimensions, present or still missing."""
    purpose = Purpose.objects.filter(network=cycle.network_id).first()
    levers = {choice.node: choice for choice in cycle.levers.all()}
    place = {"network_id": cycle.network_id, "year": cycle.year}
    found = [
        Evidence(
            Step.PREPARATION,
            _("Análisis de la red"),
            program_url(cycle.program, "networks:analysis", **place),
            done=bool(cycle.analysis),
            on=cycle.analysis_on,
        ),
        Evidence(
            Step.PREPARATION,
            _("Propósito de la red"),
            program_url(cycle.program, "networks:purpose", network_id=cycle.network_id),
            done=purpose is not None,
            on=purpose.valid_from if purpose else None,
        ),
    ]
    chosen = ", ".join(node_for(code).label for code in in_model_order(levers))
    dates = [choice.chosen_on for choice in levers.values()]
    label = _("Dimensión elegida: %(names)s") % {"names": chosen} if chosen else _("Dimensión elegida")
    found.append(
        Evidence(
            Step.PREPARATION,
            label,
            program_url(cycle.program, "networks:levers", **place),
            done=bool(chosen),
            on=max(dates, default=None),
        )
    )
    return found


def own_home_items(request: ProgramRequest, network: Network, cycle: Cycle | None) -> list[HomeItem]:
    """What the network's year lacks, for those who may do something about it."""
    day = request.actor.on_date
    facts = facts_of([network], day)[network.pk]
    items = [_item(request, network, missing) for missing in missing_in(facts, day)]
    return [item for item in items if item is not None]


def own_rows(networks: Sequence[Network], actor: Actor) -> dict[int, NetworkRowExtra]:
    """The step of each network's year and what is late in it."""
    rows = {}
    for key, facts in facts_of(networks, actor.on_date).items():
        cycle = facts.cycle
        year = actor.on_date.year
        label = _("Sin ciclo %(year)s") % {"year": year}
        if cycle is not None and cycle.year == year:
            label = _("Paso %(step)d de 3") % {"step": cycle.step}
        url = ""
        if cycle is not None:
            url = program_url(facts.network.program, "networks:cycle", network_id=key, year=cycle.year)
        rows[key] = NetworkRowExtra(
            label,
            late=" ".join(late_sentences(facts, actor.on_date)),
            url=url,
            shape="half" if cycle is not None and cycle.year == year else "empty",
        )
    return rows


def _item(request: ProgramRequest, network: Network, missing: Missing) -> HomeItem | None:
    day = request.actor.on_date
    permission, title, reason, button, url_name = _WHAT_TO_DO[missing.lack]()
    if not has_permission(request.actor, permission, network):
        return None
    place: dict[str, int] = {"network_id": network.pk}
    if missing.lack is Lack.LEVERS:
        place["year"] = day.year
    return HomeItem(
        title,
        reason,
        program_url(request.program, url_name, **place),
        Urgency.LATE if missing.is_late(day) else Urgency.NOW,
        missing.due,
        button,
    )


Words = tuple[Permission, str, str, str, str]

_WHAT_TO_DO: dict[Lack, Callable[[], Words]] = {
    Lack.TEAM: lambda: (
        Permission.MANAGE_NETWORKS,
        _("Agrega a quienes coordinan la red"),
        _("Puede ser una persona, una dupla o un equipo de hasta cinco."),
        _("Agregar"),
        "networks:team",
    ),
    Lack.CYCLE: lambda: (
        Permission.EDIT_CYCLE,
        _("Comienza el ciclo de este año"),
        _("Con él se abren los tres pasos del año y todo lo que la red vaya haciendo queda en su lugar."),
        _("Comenzar"),
        "networks:cycle_start",
    ),
    Lack.SCHOOLS: lambda: (
        Permission.EDIT_ROSTER,
        _("Agrega los establecimientos de la red"),
        _("Se buscan por su RBD o por su nombre en el directorio oficial."),
        _("Agregar"),
        "networks:school_add",
    ),
    Lack.ROSTER: lambda: (
        Permission.EDIT_ROSTER,
        _("Completa el padrón"),
        _(
            "Cuántas personas de cada rol participan por establecimiento, sin nombres. Sin padrón no se "
            "puede abrir el cuestionario."
        ),
        _("Completar"),
        "networks:roster",
    ),
    Lack.PURPOSE: lambda: (
        Permission.EDIT_CYCLE,
        _("Escribe el propósito de la red"),
        _("Tal como está hoy, con las palabras de quienes la integran. Después se puede cambiar."),
        _("Escribir"),
        "networks:purpose",
    ),
    Lack.LEVERS: lambda: (
        Permission.EDIT_CYCLE,
        _("Elijan una o dos dimensiones para este año"),
        _("Cada una con su razón: un interés estratégico o una debilidad relevante."),
        _("Elegir"),
        "networks:levers",
    ),
    Lack.REVIEW: lambda: (
        Permission.EDIT_CYCLE,
        _("Revisen el propósito de la red"),
        _("Llegó la fecha que acordaron para mirarlo de nuevo."),
        _("Revisar"),
        "networks:purpose",
    ),
}
