"""The agenda and the minutes of an activity, to print: the same page for everybody who may have it."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.loader import render_to_string

from networks.activity_fields import fields_of
from networks.minutes_annex import annex_of
from networks.models import Activity, ActivityDocument, Agreement, MemberRole, Network
from networks.queries.activities import called_to, school_lines
from networks.queries.agreements import agreements_from


def activity_html(activity: Activity, document: ActivityDocument) -> str:
    """Return the whole page. Of an activity of several networks it says how many, never which.

    ``activity`` comes with its networks loaded (``with_networks``).
    """
    gathered = [row.network for row in activity.networks.all()]
    is_minutes = document.is_minutes
    values = {
        "activity": activity,
        "program": activity.program,
        "is_minutes": is_minutes,
        "network": gathered[0] if len(gathered) == 1 else None,
        "networks": len(gathered),
        "topics": lines_of(activity.topics),
        "roles": [role.label for role in MemberRole],
        "schools": school_lines(activity) if is_minutes else [],
        "agreements": _agreements(activity, gathered) if is_minutes else [],
        "people": _people(activity, named=len(gathered) == 1) if is_minutes else None,
        "annex": annex_of(activity) if document is ActivityDocument.EVALUATED else None,
    }
    return render_to_string("networks/print/activity.html", values)


def file_key(activity: Activity, document: ActivityDocument) -> str:
    """Return the key of the job that draws a document of the activity as it is now."""
    return f"activity-file:{activity.pk}:{document.value}:{activity.revision}"


def lines_of(text: str) -> list[str]:
    """Return what was written one under the other, without empty lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _agreements(activity: Activity, gathered: list[Network]) -> Iterable[Agreement]:
    """What was agreed in it: of one network only, and not where authorities are handed the same paper."""
    if len(gathered) != 1 or activity.invites_authorities:
        return []
    return agreements_from(activity, gathered)


def _people(activity: Activity, *, named: bool) -> dict[str, object] | None:
    """Who with an account was there: names in an activity of one network, only how many in one of several."""
    if not fields_of(activity.kind).people:
        return None
    came = {row.user_id for row in activity.person_attendance.all() if row.present}
    called = called_to(activity)
    present = [one for one in called if one.person.pk in came]
    return {"present": len(present), "called": len(called), "names": present if named else []}
