"""What an exercise leaves behind, where it belongs: its state, read from the cycle, and the page to do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lar.model.dimensions import in_model_order, node_for
from lar.tenancy.urls import program_url
from logbook.models import Output
from networks.models import (
    Activity,
    Agreement,
    Cycle,
    Projection,
    Purpose,
    SocializationReview,
    Strategy,
)
from questionnaires.surveys.models import Expectation


@dataclass(frozen=True)
class OutputState:
    """``words`` say what there is; ``url`` leads to where it is done or read; ``verb`` is its button."""

    words: str
    url: str
    verb: str
    is_done: bool


def output_state(output: str, cycle: Cycle) -> OutputState | None:
    """Return how far the act of an exercise is in a cycle, or ``None`` when it leaves none."""
    reader = _READERS.get(output)
    return reader(cycle) if reader else None


def _url(cycle: Cycle, name: str, *, with_year: bool = False) -> str:
    year = {"year": cycle.year} if with_year else {}
    return program_url(cycle.program, name, network_id=cycle.network_id, **year)


def _choice(cycle: Cycle) -> OutputState:
    codes = in_model_order({lever.node for lever in cycle.levers.all()})
    names = ", ".join(node_for(code).label for code in codes)
    words = _("Dimensión elegida: %(names)s.") % {"names": names} if names else _("Todavía no eligen.")
    return OutputState(words, _url(cycle, "networks:levers", with_year=True), _("Elegir"), bool(names))


def _purpose(cycle: Cycle) -> OutputState:
    purpose = Purpose.objects.filter(network=cycle.network_id).first()
    words = f"«{purpose.text}»" if purpose else _("Todavía no está escrito.")
    return OutputState(words, _url(cycle, "networks:purpose"), _("Escribir el propósito"), bool(purpose))


def _mirror(cycle: Cycle) -> OutputState:
    made = Expectation.objects.filter(survey__cycle=cycle).order_by("-pk").first()
    words = (
        _("Ya dijeron qué esperan de los resultados.")
        if made
        else _("Se dice cuando el cuestionario está abierto, antes de que haya resultados.")
    )
    return OutputState(words, _url(cycle, "networks:cycle", with_year=True), _("Ir al ciclo"), bool(made))


def _activity(cycle: Cycle) -> OutputState:
    count = Activity.objects.filter(
        networks__network=cycle.network_id, kind="network_session", starts_at__year=cycle.year
    ).count()
    words = _("Sesiones planificadas este año: %(count)s.") % {"count": count}
    return OutputState(words, _url(cycle, "networks:activity_plan"), _("Planificar una sesión"), count > 0)


def _strategies(cycle: Cycle) -> OutputState:
    titles = list(Strategy.objects.filter(cycle=cycle).values_list("title", flat=True))
    words = ", ".join(f"«{title}»" for title in titles) if titles else _("Todavía no hay estrategias.")
    return OutputState(words, _url(cycle, "networks:strategies"), _("Ir a las estrategias"), bool(titles))


def _agreements(cycle: Cycle) -> OutputState:
    count = Agreement.objects.filter(cycle=cycle).count()
    words = _("Acuerdos escritos este año: %(count)s.") % {"count": count}
    return OutputState(words, _url(cycle, "networks:agreements"), _("Ir a los acuerdos"), count > 0)


def _socialization(cycle: Cycle) -> OutputState:
    made = SocializationReview.objects.filter(cycle=cycle).exists()
    words = _("La evaluación está escrita.") if made else _("La evaluación todavía no está escrita.")
    url = _url(cycle, "networks:socialization_review", with_year=True)
    return OutputState(words, url, _("Evaluar el taller"), made)


def _projection(cycle: Cycle) -> OutputState:
    made = Projection.objects.filter(cycle=cycle).exists()
    words = _("La proyección está escrita.") if made else _("La proyección todavía no está escrita.")
    return OutputState(words, _url(cycle, "networks:projection", with_year=True), _("Proyectar"), made)


_READERS: dict[str, Callable[[Cycle], OutputState]] = {
    Output.CHOICE: _choice,
    Output.PURPOSE: _purpose,
    Output.MIRROR: _mirror,
    Output.ACTIVITY: _activity,
    Output.STRATEGIES: _strategies,
    Output.AGREEMENTS: _agreements,
    Output.SOCIALIZATION: _socialization,
    Output.PROJECTION: _projection,
}
