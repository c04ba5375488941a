"""What results add to the screens of networks: evidence of the steps, things to do, a menu entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.authorization import Permission, has_permission
from lar.disclosure import Audience
from lar.model.steps import Step
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import MenuEntry, register_menu
from networks import registries
from networks.activity_acts import ActivityAct, register_activity_acts
from networks.minutes_annex import register_minutes_annex
from networks.models import Activity, Cycle, Network
from networks.registries import Bar, ChangeWords, Evidence, HomeItem, Urgency
from questionnaires.results.evaluated_minutes import evaluation_annex
from questionnaires.results.models import Release
from questionnaires.results.models.release import ReleaseKind
from questionnaires.results.queries.releases import scale_releases
from questionnaires.results.readers import read_release
from questionnaires.results.rules import AUTHORITY, MEMBERS
from questionnaires.surveys.evaluations import evaluation_of, is_evaluated
from questionnaires.surveys.rules import local_day

RESULTS_ARE_HERE = gettext_lazy("Ya hay resultados del cuestionario")


def register() -> None:
    """Call once, when apps are ready."""
    registries.register_step_evidence(evidence_of_results)
    registries.register_home_items(things_to_do_with_results)
    registries.register_changes({"release.published": ChangeWords(RESULTS_ARE_HERE, "networks:network")})
    registries.register_bars(bar_of_release)
    register_activity_acts(acts_of_evaluation)
    register_minutes_annex(evaluation_annex)
    register_menu(MenuEntry(gettext_lazy("Informes"), "results:years", reads_all_networks, order=41))
    register_menu(
        MenuEntry(
            gettext_lazy("Redes del territorio"), "results:authority_home", reads_for_territory, order=20
        )
    )
    # Who reads all networks finds it among the reports.
    register_menu(
        MenuEntry(gettext_lazy("Resultados del programa"), "results:program_year", only_declares, order=52)
    )
    register_menu(MenuEntry(gettext_lazy("Voces"), "results:voices_home", reviews_voices, order=55))


def acts_of_evaluation(request: ProgramRequest, activity: Activity) -> list[ActivityAct]:
    """The way to a workshop's evaluation, for whoever may open it or read what came of it."""
    gathered = [row.network for row in activity.networks.all()]
    reads = any(has_permission(request.actor, Permission.VIEW_NETWORK_RESULTS, one) for one in gathered)
    if not reads or not is_evaluated(activity) or activity.starts_at > timezone.now():
        return []
    survey = evaluation_of(activity)
    opens = has_permission(request.actor, Permission.USE_OPEN_CODE, gathered[0])
    if survey is None and not opens:
        return []
    url = program_url(request.program, "results:evaluation", activity_id=activity.pk)
    if survey is None:
        why = _("Un código para la sala: cuatro frases, menos de un minuto, sin nombres.")
        return [ActivityAct(_("Evaluar este taller"), why, url)]
    return [ActivityAct(_("Ver la evaluación"), _("Lo que dijeron quienes participaron, en conjunto."), url)]


def reads_all_networks(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return actor is not None and has_permission(actor, Permission.VIEW_NETWORK_RESULTS)


def only_declares(request: HttpRequest) -> bool:
    declares = has_permission(getattr(request, "actor", None), Permission.DECLARE_YEAR)
    return declares and not reads_all_networks(request)


def reviews_voices(request: HttpRequest) -> bool:
    return has_permission(getattr(request, "actor", None), Permission.REVIEW_VOICES)


def reads_for_territory(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return actor is not None and bool(actor.territories)


def bar_of_release(network: Network, release_id: int, code: str) -> Bar | None:
    """The dimension or statement of that code in a network's release, in the words that the team reads."""
    release = scale_releases().filter(pk=release_id, survey__network=network).first()
    if release is None:
        return None
    released = read_release(release.payload)
    tables = [released.tables[Audience.NETWORK], *filter(None, [released.own.get(Audience.NETWORK)])]
    for dimension in tables[0].dimensions:
        if dimension.code == code:
            return Bar(release_id, code, code, dimension.name)
    for table in tables:
        for item in table.items:
            if item.code == code:
                return Bar(release_id, "" if table is not tables[0] else item.node, code, item.text or code)
    return None


def _releases(cycle: Cycle) -> list[Release]:
    """The cycle's releases, newest first, with their openings; two queries."""
    releases = Release.objects.filter(survey__cycle=cycle, kind=ReleaseKind.SCALE).select_related(
        "survey__network", "survey__questionnaire"
    )
    return list(releases.prefetch_related("openings").order_by("-created_at", "-pk"))


def evidence_of_results(cycle: Cycle) -> Iterable[Evidence]:
    """That there are results is evidence of step 2; that members may read them, of step 3."""
    releases = _releases(cycle)
    several = len({release.survey.questionnaire_id for release in releases}) > 1
    for release in releases:
        about = f": {release.survey.questionnaire.title}" if several else ""
        zone = release.survey.network.time_zone
        url = program_url(cycle.program, "results:report", release_id=release.pk)
        label = _("Resultados del cuestionario") + about
        yield Evidence(Step.IMPLEMENTATION, label, url, on=local_day(release.created_at, zone))
        opened = {opening.audience: opening for opening in release.openings.all()}
        if MEMBERS in opened:
            day = local_day(opened[MEMBERS].opened_at, zone)
            label = _("Resultados compartidos con integrantes") + about
            yield Evidence(Step.LEARNING, label, url, on=day)


def things_to_do_with_results(
    request: ProgramRequest, network: Network, cycle: Cycle | None
) -> Iterable[HomeItem]:
    """For the team: read the newest results, then open them, rung by rung."""
    if cycle is None or not has_permission(request.actor, Permission.OPEN_RELEASE, network):
        return []
    newest = {release.survey.questionnaire_id: release for release in reversed(_releases(cycle))}
    found = []
    for release in newest.values():
        about = f"{release.survey.questionnaire.title}. " if len(newest) > 1 else ""
        found += [replace(item, reason=f"{about}{item.reason}") for item in _next_rung(request, release)]
    return found


def _next_rung(request: ProgramRequest, release: Release) -> list[HomeItem]:
    opened = {opening.audience for opening in release.openings.all()}
    url = program_url(request.program, "results:report", release_id=release.pk)
    share = program_url(request.program, "results:open_release", release_id=release.pk)
    if MEMBERS not in opened:
        return [_read(url), _share_with_members(share)]
    return [] if AUTHORITY in opened else [_share_with_authority(share)]


def _read(url: str) -> HomeItem:
    return HomeItem(
        _("Lee los resultados de la red"),
        _("Están listos, en la web y en un PDF para el taller de socialización."),
        url,
        button=_("Leer"),
    )


def _share_with_members(url: str) -> HomeItem:
    return HomeItem(
        _("Comparte los resultados con sus integrantes"),
        _("Quienes respondieron los leen con el enlace de su cupón o de su correo."),
        url,
        Urgency.SOON,
        button=_("Compartir"),
    )


def _share_with_authority(url: str) -> HomeItem:
    return HomeItem(
        _("Decide si la autoridad lee los resultados"),
        _("Vería solo las dimensiones, en dos páginas. No es obligatorio."),
        url,
        Urgency.WHENEVER,
        button=_("Ver qué vería"),
    )
