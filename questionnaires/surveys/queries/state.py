"""A survey in words: its state, its band, what is missing and what may be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from lar.ui.components import Shape
from lar.ui.templatetags.lar_format import date_and_hour
from networks.models import Network
from questionnaires.surveys.counts import answer_band
from questionnaires.surveys.models import CodeKeeper, Survey, SurveyMode, SurveyState
from questionnaires.surveys.rules import MAX_AUTOMATIC_MOVES, band_words, least_answers, on_the_wall

SHAPES: dict[str, Shape] = {
    SurveyState.DRAFT: "empty",
    SurveyState.OPEN: "half",
    SurveyState.CLOSED: "lock",
    SurveyState.SEALING: "lock",
    SurveyState.SEALED: "lock",
    SurveyState.RELEASED: "full",
    SurveyState.TOO_FEW: "dash",
    SurveyState.CANCELLED: "cross",
}


@dataclass(frozen=True)
class SurveyWords:
    """``band`` is empty unless people may answer; ``next`` says what happens or is missing."""

    state: str
    shape: Shape
    band: str
    next: str


def survey_words(survey: Survey) -> SurveyWords:
    """Say how a survey stands. Asks for the band only while people may answer."""
    is_open = survey.state == SurveyState.OPEN and not waits_for_its_hour(survey)
    low = answer_band(survey.pk) if is_open else None
    return SurveyWords(
        state=str(SurveyState(survey.state).label).capitalize(),
        shape=SHAPES[survey.state],
        band="" if low is None else band_words(low),
        next=_next(survey, low),
    )


def waits_for_its_hour(survey: Survey) -> bool:
    """Whether everything is fixed and ready but nobody can answer yet: the opening hour is ahead."""
    return survey.state == SurveyState.OPEN and timezone.now() < survey.opens_at


def _next(survey: Survey, low: int | None) -> str:
    if survey.state == SurveyState.DRAFT:
        if survey.mode == SurveyMode.IMPORTED:
            return _("Falta que la administración del programa cargue el archivo con las respuestas.")
        if survey.roster_confirmed_by_id is None:
            return _("Falta que el equipo facilitador confirme el padrón. Después se puede abrir.")
        return _("El padrón está confirmado: se puede abrir.")
    if waits_for_its_hour(survey):
        moment = date_and_hour(on_the_wall(survey.opens_at, survey.place.time_zone))
        return _("Todo está listo: se puede responder desde el %s.") % moment
    if survey.state == SurveyState.OPEN:
        return _open_words(survey, low or 0)
    return {
        SurveyState.CLOSED: _("Ya no recibe respuestas. El sellado comienza en unos segundos."),
        SurveyState.SEALING: _("Se reescriben las respuestas y se borra todo rastro de los códigos."),
        SurveyState.SEALED: _("Las respuestas están selladas; se preparan los resultados."),
        SurveyState.RELEASED: _("Los resultados están listos para conversarlos con la red."),
        SurveyState.TOO_FEW: _(
            "Hubo menos de %d respuestas, así que no hay resultados. El taller se hace igual, con "
            "tarjetas y conversación, y se puede aplicar otra vez: las respuestas de ahora se borrarían."
        )
        % least_answers(survey.mode, survey.program.min_group),
        SurveyState.CANCELLED: _("Se anuló antes de recibir respuestas."),
    }[SurveyState(survey.state)]


def _open_words(survey: Survey, low: int) -> str:
    least = least_answers(survey.mode, survey.program.min_group)
    if low >= least:
        return _("Hay respuestas suficientes para un informe. Se cierra sola en su fecha.")
    if survey.extensions >= MAX_AUTOMATIC_MOVES:
        return (
            _(
                "Tal vez faltan respuestas: en esta fecha se cierra igual y, con menos de %d, "
                "no habrá resultados."
            )
            % least
        )
    if survey.extensions:
        return _("Faltaban respuestas y el cierre se movió una semana. Con %d habrá resultados.") % least
    return _("Tal vez faltan respuestas: con menos de %d el cierre se movería una semana.") % least


def hand_out_words(survey: Survey) -> str:
    """Say who hands out the codes."""
    if survey.mode == SurveyMode.EMAIL:
        return _("Los códigos los envía la plataforma, uno a cada correo. Nadie ve quiénes han respondido.")
    if survey.mode == SurveyMode.OPEN_CODE:
        return _(
            "Un código abierto, el mismo para toda la red, que puso el equipo facilitador. Quien lo tenga "
            "puede responder, también más de una vez: el informe lo dirá, sin tasa de respuesta ni márgenes."
        )
    if survey.mode == SurveyMode.IMPORTED:
        return _("Sin códigos: la administración del programa carga las respuestas desde un archivo.")
    if survey.code_keeper == CodeKeeper.TEAM:
        return _("Los cupones los reparte la coordinación de la red. El informe lo dirá así.")
    return _("Los cupones los reparte el equipo facilitador.")


PRESSING = (SurveyState.OPEN, SurveyState.DRAFT, SurveyState.CLOSED, SurveyState.SEALING, SurveyState.SEALED)
"""What a list speaks of first when a network applies several questionnaires; the rest is over."""


def latest_surveys(networks: Iterable[Network]) -> dict[int, list[Survey]]:
    """The newest survey of each questionnaire in each network's last year with any, the most pressing first.

    One query. Cancelled ones are left out, and networks without a survey.
    """
    surveys = (
        Survey.objects.filter(network__in=list(networks))
        .exclude(state=SurveyState.CANCELLED)
        .select_related("questionnaire", "cycle", "network")
        .order_by("cycle__year", "pk")
    )
    by_network: dict[int, dict[int, Survey]] = {}
    years: dict[int, int] = {}
    for survey in surveys:
        network = survey.network.pk
        if years.get(network) != survey.cycle.year:
            years[network], by_network[network] = survey.cycle.year, {}
        by_network[network][survey.questionnaire_id] = survey
    return {key: sorted(found.values(), key=_pressing) for key, found in by_network.items()}


def _pressing(survey: Survey) -> tuple[int, int]:
    state = SurveyState(survey.state)
    return (PRESSING.index(state) if state in PRESSING else len(PRESSING), -survey.pk)
