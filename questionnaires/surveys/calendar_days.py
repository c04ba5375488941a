"""The days of a network's questionnaire in calendars: when it opens and when it closes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from lar.authorization import Actor, Permission, has_permission
from lar.tenancy.urls import program_url
from networks.models import Network
from networks.registries import CalendarItem
from questionnaires.surveys.models import Survey, SurveyMode, SurveyState
from questionnaires.surveys.rules import local_day


def days_of_surveys(
    actor: Actor, networks: Sequence[Network], first: date, last: date
) -> Iterable[CalendarItem]:
    """Each questionnaire's opening and closing, as dated now; one query. Imported answers have neither."""
    by_key = {
        network.pk: network for network in networks if has_permission(actor, Permission.VIEW_SURVEY, network)
    }
    # A day more on each side: the network's day may be another than the database's.
    around = (first - timedelta(days=1), last + timedelta(days=2))
    surveys = (
        Survey.objects.annotate(ends_at=Coalesce("closed_at", "closes_at"))
        .filter(Q(opens_at__date__range=around) | Q(ends_at__date__range=around), network__in=by_key)
        .exclude(state=SurveyState.CANCELLED)
        .exclude(mode=SurveyMode.IMPORTED)
        .select_related("questionnaire", "network")
    )
    for survey in surveys.order_by("pk"):
        for item in _of(survey, by_key[survey.network.pk]):
            if first <= item.on <= last:
                yield item


def _of(survey: Survey, network: Network) -> Iterable[CalendarItem]:
    url = program_url(network.program, "surveys:survey", survey_id=survey.pk)
    name = survey.questionnaire.title
    for word, moment, title in (
        ("opens", survey.opens_at, _("Abre el cuestionario")),
        ("closes", survey.closed_at or survey.closes_at, _("Cierra el cuestionario")),
    ):
        on = local_day(moment, network.time_zone)
        yield CalendarItem(f"survey-{survey.pk}-{word}", network, on, title, name, url, moment)
