"""Who opened a release, who read it and who took it home: what its network may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from lar.audit.models import Event
from questionnaires.results.models import Release, Report
from questionnaires.results.rules import MEMBERS

LISTED = 200
"""Lines of the log that a page shows."""
_READ = 2000
"""Events that are looked at to make them: a person who reads ten times a day is one line."""


@dataclass(frozen=True)
class LogLine:
    """One thing that one person did with a release on one day, however often."""

    on: date
    who: str
    what: str


def log_of(release: Release) -> list[LogLine]:
    """The lines of a release and of its reports, newest first."""
    reports = [str(pk) for pk in Report.objects.filter(release=release).values_list("pk", flat=True)]
    events = Event.objects.filter(network_id=release.survey.network_id).filter(
        Q(action__startswith="release.", subject=str(release.pk))
        | Q(action__startswith="report.", subject__in=reports)
        | Q(action="report.second_edition", subject=str(release.pk))
    )
    zone = ZoneInfo(release.survey.network.time_zone)
    lines = _lines(events.select_related("by").order_by("-pk")[:_READ], zone)
    return list(dict.fromkeys(lines))[:LISTED]


def last_reminder(release: Release) -> datetime | None:
    """When its team was last reminded of sharing it."""
    found = Event.objects.filter(
        network_id=release.survey.network_id, action="release.team_reminded", subject=str(release.pk)
    )
    return found.order_by("-pk").values_list("at", flat=True).first()


def _lines(events: Iterable[Event], zone: ZoneInfo) -> Iterable[LogLine]:
    for event in events:
        words = _words(event)
        if words:
            who = event.by.name if event.by else _("La plataforma")
            yield LogLine(event.at.astimezone(zone).date(), who, words)


def _words(event: Event) -> str:
    """What the event was, for people; "" for what is no news to them."""
    if event.action == "release.opened":
        for_members = event.details.get("audience") == MEMBERS
        return _("Los abrió a integrantes") if for_members else _("Los abrió a la autoridad")
    return {
        "release.published": _("Los calculó, al cierre"),
        "release.exported": _("Se llevó los datos en un archivo"),
        "release.team_reminded": _("Recordó al equipo que puede compartirlos"),
        "report.read": _("Leyó el informe"),
        "report.downloaded": _("Descargó el PDF"),
        "report.second_edition": _("Escribió la edición con lo conversado"),
    }.get(event.action, "")
