"""What results tell people: a team, that they are there; an authority, that a network shared them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.authorization import Actor, Permission, has_permission
from networks.notice_registry import (
    Notice,
    NoticeKind,
    Reader,
    register_notice_kind,
    register_notices,
)
from questionnaires.results.models import ReleaseOpening
from questionnaires.results.queries.releases import scale_releases
from questionnaires.results.rules import AUTHORITY
from questionnaires.surveys.rules import local_day

RESULTS = NoticeKind(
    "results",
    gettext_lazy("Resultados"),
    gettext_lazy("Cuando hay resultados que puedes leer."),
    90,
)


def register() -> None:
    """Call once, when apps are ready."""
    register_notice_kind(RESULTS, _reads)
    register_notices(results_of_teams)
    register_notices(results_for_authorities)


def _reads(actor: Actor) -> bool:
    rights = (Permission.VIEW_NETWORK_RESULTS, Permission.VIEW_AUTHORITY_RESULTS)
    return any(actor.networks_with(right) for right in rights) or bool(actor.territories)


def results_of_teams(reader: Reader) -> Iterable[Notice]:
    """The last weeks' releases of the reader's networks; one query, without what they hold."""
    rows = scale_releases().defer("payload").filter(survey__network__in=reader.mine)
    for release in rows.filter(created_at__gt=reader.since).order_by("-created_at", "-pk"):
        network = release.survey.network
        if has_permission(reader.actor, Permission.VIEW_NETWORK_RESULTS, network):
            yield Notice(
                RESULTS.code,
                f"release:{release.pk}",
                _("Ya hay resultados del cuestionario"),
                release.survey.version.questionnaire.title,
                reader.url("results:report", release_id=release.pk),
                on=local_day(release.created_at, network.time_zone),
                where=network.name,
            )


def results_for_authorities(reader: Reader) -> Iterable[Notice]:
    """What networks of her territories shared with her in the last weeks; one query."""
    keys = reader.actor.networks_with(Permission.VIEW_AUTHORITY_RESULTS)
    rows = ReleaseOpening.objects.filter(
        audience=AUTHORITY, opened_at__gt=reader.since, release__survey__network__in=keys
    ).select_related("release__survey__network", "release__survey__version__questionnaire")
    for opening in rows.defer("release__payload").order_by("-opened_at", "-pk"):
        survey = opening.release.survey
        yield Notice(
            RESULTS.code,
            f"opening:{opening.pk}",
            _("Una red compartió sus resultados"),
            _("Por dimensión: %(title)s.") % {"title": survey.version.questionnaire.title},
            reader.url("results:authority_report", release_id=opening.release_id),
            on=local_day(opening.opened_at, survey.network.time_zone),
            where=survey.network.name,
        )
