"""What surveys add to the screens of networks: evidence of step 2, things to do, rows, menu entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.authorization import Actor, Permission, has_permission
from lar.model.steps import Step
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import MenuEntry, register_menu
from networks import registries
from networks.models import Cycle, Network
from networks.registries import Evidence, HomeItem, NetworkRowExtra, Urgency
from questionnaires.surveys.counts import answer_bands
from questionnaires.surveys.models import Survey, SurveyState
from questionnaires.surveys.queries.state import SHAPES, latest_surveys, survey_words
from questionnaires.surveys.rules import band_words, local_day


def register() -> None:
    """Call once, when apps are ready."""
    registries.register_step_evidence(evidence_of_surveys)
    registries.register_home_items(things_to_do_with_surveys)
    registries.register_network_rows(rows_of_surveys)
    register_menu(
        MenuEntry(gettext_lazy("Cuestionarios"), "instruments:version_list", reads_networks, order=40)
    )
    register_menu(
        MenuEntry(gettext_lazy("Abrir en varias redes"), "surveys:open_many", may_open_many, order=45)
    )


def reads_networks(request: HttpRequest) -> bool:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return False
    return has_permission(actor, Permission.VIEW_NETWORK) or bool(
        actor.networks_with(Permission.VIEW_NETWORK)
    )


def may_open_many(request: HttpRequest) -> bool:
    return has_permission(getattr(request, "actor", None), Permission.OPEN_MANY_SURVEYS)


# --- The cycle ------------------------------------------------------------------------------------


def evidence_of_surveys(cycle: Cycle) -> Iterable[Evidence]:
    """The questionnaire is evidence of step 2 when it is over; before, it says how far it is."""
    surveys = Survey.objects.filter(cycle=cycle).exclude(state=SurveyState.CANCELLED)
    found = list(surveys.select_related("network").order_by("pk"))
    for survey in found:
        url = program_url(cycle.program, "surveys:survey", survey_id=survey.pk)
        yield Evidence(
            Step.IMPLEMENTATION,
            _evidence_words(survey),
            url,
            done=survey.closed_at is not None,
            on=local_day(survey.closed_at, survey.network.time_zone) if survey.closed_at else None,
        )
    if not found:
        place = {"network_id": cycle.network_id, "year": cycle.year}
        yield Evidence(
            Step.IMPLEMENTATION,
            _("Cuestionario aplicado a la red"),
            program_url(cycle.program, "surveys:prepare", **place),
            done=False,
        )


def _evidence_words(survey: Survey) -> str:
    return {
        SurveyState.DRAFT: _("Cuestionario en preparación"),
        SurveyState.OPEN: _("Cuestionario abierto a la red"),
        SurveyState.TOO_FEW: _("Cuestionario aplicado, con muy pocas respuestas: sin resultados"),
    }.get(SurveyState(survey.state), _("Cuestionario aplicado a la red"))


# --- What to do now -------------------------------------------------------------------------------


def things_to_do_with_surveys(
    request: ProgramRequest, network: Network, cycle: Cycle | None
) -> Iterable[HomeItem]:
    """What this person can do next about the cycle's questionnaire."""
    if cycle is None or not has_permission(request.actor, Permission.VIEW_SURVEY, network):
        return
    surveys = Survey.objects.filter(cycle=cycle).exclude(state=SurveyState.CANCELLED)
    survey = surveys.select_related("network").order_by("-pk").first()
    if survey is None:
        yield from _to_prepare(request, network, cycle)
    elif survey.state == SurveyState.DRAFT:
        yield from _to_open(request, survey)
    elif survey.state == SurveyState.OPEN:
        yield from _to_run(request, survey)


def _to_prepare(request: ProgramRequest, network: Network, cycle: Cycle) -> Iterable[HomeItem]:
    # Steps guide and never lock: once the levers are chosen, the questionnaire is what comes next.
    ready = cycle.step >= Step.IMPLEMENTATION or cycle.levers.exists()
    if ready and has_permission(request.actor, Permission.PREPARE_SURVEY, network):
        yield HomeItem(
            _("Preparar el cuestionario"),
            _("Con él la red conversa sobre cómo está, en el paso 2."),
            program_url(request.program, "surveys:prepare", network_id=network.pk, year=cycle.year),
            button=_("Preparar"),
        )


def _to_open(request: ProgramRequest, survey: Survey) -> Iterable[HomeItem]:
    url = program_url(request.program, "surveys:survey", survey_id=survey.pk)
    due = local_day(survey.opens_at, survey.network.time_zone)
    late = Urgency.LATE if survey.opens_at < timezone.now() else Urgency.NOW
    if survey.roster_confirmed_by_id is None:
        if has_permission(request.actor, Permission.CONFIRM_ROSTER, survey.network):
            yield HomeItem(
                _("Confirmar el padrón del cuestionario"),
                _("Sin tu confirmación el equipo no puede abrirlo."),
                url,
                late,
                due,
                _("Revisar la lista"),
            )
        return
    if has_permission(request.actor, Permission.OPEN_SURVEY, survey.network):
        yield HomeItem(
            _("Abrir el cuestionario"), _("El padrón ya está confirmado."), url, late, due, _("Abrir")
        )


def _to_run(request: ProgramRequest, survey: Survey) -> Iterable[HomeItem]:
    network = survey.network
    url = program_url(request.program, "surveys:survey", survey_id=survey.pk)
    due = local_day(survey.closes_at, network.time_zone)
    if has_permission(request.actor, Permission.OPEN_SURVEY, network):
        words = survey_words(survey)
        yield HomeItem(
            _("Acompañar el cuestionario abierto"),
            _("Respuestas: %(band)s. %(next)s") % {"band": words.band, "next": words.next},
            url,
            Urgency.SOON,
            due,
            _("Ver cómo va"),
        )
    answered = survey.team_answers.filter(user=request.user.pk).exists()
    if not answered and has_permission(request.actor, Permission.ANSWER_AS_TEAM, network):
        yield HomeItem(
            _("Responder como coordinación"),
            _("Tu mirada, con tu nombre, para compararla con la de la red en el taller."),
            program_url(request.program, "surveys:team_view", survey_id=survey.pk),
            Urgency.SOON,
            due,
            _("Responder"),
        )


# --- Lists of networks ----------------------------------------------------------------------------


def rows_of_surveys(networks: Sequence[Network], actor: Actor) -> Mapping[int, NetworkRowExtra]:
    """The state of each network's newest questionnaire; two queries however many networks there are."""
    seen = [network for network in networks if has_permission(actor, Permission.VIEW_SURVEY, network)]
    latest = latest_surveys(seen)
    bands = answer_bands([survey.pk for survey in latest.values() if survey.state == SurveyState.OPEN])
    return {network.pk: _row(network, latest[network.pk], bands) for network in seen if network.pk in latest}


def _row(network: Network, survey: Survey, bands: Mapping[int, int]) -> NetworkRowExtra:
    low = bands.get(survey.pk)
    return NetworkRowExtra(
        state_label=_("Cuestionario: %s") % SurveyState(survey.state).label,
        late=_late(survey),
        band="" if low is None else band_words(low),
        url=program_url(network.program, "surveys:survey", survey_id=survey.pk),
        shape=SHAPES[survey.state],
    )


def _late(survey: Survey) -> str:
    if survey.state == SurveyState.DRAFT and survey.opens_at < timezone.now():
        if survey.roster_confirmed_by_id is None:
            return _("El cuestionario debía abrirse y falta confirmar el padrón.")
        return _("El cuestionario debía abrirse y sigue en preparación.")
    if survey.state == SurveyState.OPEN and survey.extensions:
        return _("El cierre del cuestionario se movió porque faltaban respuestas.")
    return ""
