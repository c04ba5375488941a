"""What surveys add to the screens of networks: evidence of step 2, things to do, rows, menu entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet
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
from networks.registries import ChangeWords, Evidence, HomeItem, NetworkRowExtra, Urgency
from questionnaires.surveys.calendar_days import days_of_surveys
from questionnaires.surveys.counts import answer_bands
from questionnaires.surveys.models import Survey, SurveyMode, SurveyState
from questionnaires.surveys.own_network import is_of_team
from questionnaires.surveys.queries.state import SHAPES, latest_surveys, survey_words
from questionnaires.surveys.rules import band_words, local_day

# What all who see a network may know of its surveys; never who answered, nor how many.
CHANGES = {
    "survey.opened": ChangeWords(gettext_lazy("Se abrió el cuestionario"), "networks:network"),
    "survey.extended": ChangeWords(gettext_lazy("Se corrió el cierre del cuestionario"), "networks:network"),
    "survey.closed": ChangeWords(gettext_lazy("Se cerró el cuestionario"), "networks:network"),
}


def register() -> None:
    """Call once, when apps are ready."""
    registries.register_step_evidence(evidence_of_surveys)
    registries.register_home_items(things_to_do_with_surveys)
    registries.register_network_rows(rows_of_surveys)
    registries.register_calendar_items(days_of_surveys)
    registries.register_changes(CHANGES)
    register_menu(
        MenuEntry(gettext_lazy("Cuestionarios"), "instruments:version_list", reads_networks, order=40)
    )
    register_menu(MenuEntry(gettext_lazy("En curso"), "surveys:standing", may_write_to_teams, order=42))
    register_menu(
        MenuEntry(gettext_lazy("Importar respuestas"), "surveys:import_start", may_import, order=46)
    )


def may_import(request: HttpRequest) -> bool:
    return has_permission(getattr(request, "actor", None), Permission.IMPORT_RESPONSES)


def reads_networks(request: HttpRequest) -> bool:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return False
    return has_permission(actor, Permission.VIEW_NETWORK) or bool(
        actor.networks_with(Permission.VIEW_NETWORK)
    )


def may_write_to_teams(request: HttpRequest) -> bool:
    return has_permission(getattr(request, "actor", None), Permission.WRITE_TO_TEAMS)


# --- The cycle ------------------------------------------------------------------------------------


def evidence_of_surveys(cycle: Cycle) -> Iterable[Evidence]:
    """The questionnaire is evidence of step 2 when it is over; before, it says how far it is."""
    surveys = Survey.objects.filter(cycle=cycle).exclude(state=SurveyState.CANCELLED)
    found = list(_with_names(surveys).order_by("pk"))
    several = len({survey.questionnaire_id for survey in found}) > 1
    for survey in found:
        url = program_url(cycle.program, "surveys:survey", survey_id=survey.pk)
        yield Evidence(
            Step.IMPLEMENTATION,
            f"{_evidence_words(survey)}: {survey.questionnaire.title}"
            if several
            else _evidence_words(survey),
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
    newest = {survey.questionnaire_id: survey for survey in _with_names(surveys).order_by("pk")}
    if not newest:
        yield from _to_prepare(request, network, cycle)
    for survey in newest.values():
        about = survey.questionnaire.title if len(newest) > 1 else ""
        if survey.state == SurveyState.DRAFT:
            yield from _named(about, _to_open(request, survey))
        elif survey.state == SurveyState.OPEN:
            yield from _named(about, _to_run(request, survey))


def _with_names(surveys: QuerySet[Survey]) -> QuerySet[Survey]:
    return surveys.select_related("network", "questionnaire")


def _named(about: str, items: Iterable[HomeItem]) -> Iterable[HomeItem]:
    """The same things to do, each saying of which questionnaire it is when there are several."""
    return (replace(item, reason=f"{about}. {item.reason}") if about else item for item in items)


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
    if survey.mode == SurveyMode.IMPORTED:
        return  # The programme's administration loads it.
    url = program_url(request.program, "surveys:survey", survey_id=survey.pk)
    due = local_day(survey.opens_at, survey.network.time_zone)
    late = Urgency.LATE if survey.opens_at < timezone.now() else Urgency.NOW
    if survey.roster_confirmed_by_id is None:
        may_confirm = has_permission(request.actor, Permission.CONFIRM_ROSTER, survey.network)
        if may_confirm and not is_of_team(request.actor, survey.network_id):
            yield HomeItem(
                _("Confirmar el padrón del cuestionario"),
                _("Sin tu confirmación el equipo no puede abrirlo."),
                url,
                late,
                due,
                _("Revisar la lista"),
            )
        return
    has_open_code = survey.mode == SurveyMode.OPEN_CODE
    needed = Permission.USE_OPEN_CODE if has_open_code else Permission.OPEN_SURVEY
    if has_permission(request.actor, needed, survey.network):
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
            _("Respuestas: %(band)s. %(next)s") % {"band": words.band, "next": words.next}
            if words.band
            else words.next,
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
    if has_permission(request.actor, Permission.EXPECT_RESULTS, network):
        yield from _to_expect(request, survey, due)


def _to_expect(request: ProgramRequest, survey: Survey, due: date) -> Iterable[HomeItem]:
    if not survey.expectations.filter(user=request.user.pk).exists():
        yield HomeItem(
            _("Di qué esperas antes de que cierre"),
            _("El espejo del taller: lo que tu equipo esperaba junto a lo que la red respondió."),
            program_url(request.program, "surveys:expect", survey_id=survey.pk),
            Urgency.SOON,
            due,
            _("Decir qué espero"),
        )


# --- Lists of networks ----------------------------------------------------------------------------


def rows_of_surveys(networks: Sequence[Network], actor: Actor) -> Mapping[int, NetworkRowExtra]:
    """How each network's questionnaire stands; two queries however many networks there are."""
    seen = [network for network in networks if has_permission(actor, Permission.VIEW_SURVEY, network)]
    latest = latest_surveys(seen)
    first = [surveys[0].pk for surveys in latest.values() if surveys[0].state == SurveyState.OPEN]
    bands = answer_bands(first)
    return {network.pk: _row(network, latest[network.pk], bands) for network in seen if network.pk in latest}


def _row(network: Network, surveys: Sequence[Survey], bands: Mapping[int, int]) -> NetworkRowExtra:
    """What presses most, by its questionnaire's name where the network applies more than one."""
    survey = surveys[0]
    low = bands.get(survey.pk)
    name = survey.questionnaire.title if surveys[1:] else _("Cuestionario")
    return NetworkRowExtra(
        state_label=f"{name}: {_('aplicación')} {SurveyState(survey.state).label}",
        late=_late(survey),
        band="" if low is None else band_words(low),
        url=program_url(network.program, "surveys:survey", survey_id=survey.pk),
        shape=SHAPES[survey.state],
    )


def _late(survey: Survey) -> str:
    if survey.mode == SurveyMode.IMPORTED:
        return ""
    if survey.state == SurveyState.DRAFT and survey.opens_at < timezone.now():
        if survey.roster_confirmed_by_id is None:
            return _("El cuestionario debía abrirse y falta confirmar el padrón.")
        return _("El cuestionario debía abrirse y sigue en preparación.")
    if survey.state == SurveyState.OPEN and survey.extensions:
        return _("El cierre del cuestionario se movió porque faltaban respuestas.")
    return ""
