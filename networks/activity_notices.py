"""What activities tell people: that they are invited, what changed, that minutes are there or due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.audit.models import Event
from lar.authorization import Actor, Permission, has_permission
from lar.model.activities import counts_as_missing
from networks.activity_contributions import LOOKS_BACK as MINUTES_LOOK_BACK
from networks.activity_contributions import MINUTES_WITHIN
from networks.activity_fields import planner_of
from networks.models import Activity
from networks.notice_registry import (
    Notice,
    NoticeKind,
    Reader,
    everybody,
    register_notice_kind,
    register_notices,
)
from networks.queries.activities import may_read_notes, row_of, with_networks

AHEAD = timedelta(days=180)
"""Half a year: what is planned beyond is told of when it comes nearer."""

ACTIVITIES = NoticeKind(
    "activity",
    gettext_lazy("Actividades"),
    gettext_lazy("Cuando te invitan a una actividad, cambia su fecha o lugar, o se suspende."),
    12,
)
MINUTES = NoticeKind(
    "minutes",
    gettext_lazy("Actas publicadas"),
    gettext_lazy("Cuando está el acta de una actividad a la que te convocaron."),
    14,
)
TO_WRITE = NoticeKind(
    "minutes_due",
    gettext_lazy("Actas por escribir"),
    gettext_lazy("Cuando pasó una actividad tuya y su acta no está."),
    16,
)
INVITED, EDITED, CANCELLED = "activity.invited", "activity.edited", "activity.cancelled"


def register() -> None:
    """Call once, when apps are ready."""
    register_notice_kind(ACTIVITIES, everybody)
    register_notice_kind(MINUTES, everybody)
    register_notice_kind(TO_WRITE, _plans)
    register_notices(activity_notices)


def _plans(actor: Actor) -> bool:
    return has_permission(actor, Permission.PLAN_ACCOMPANIMENT) or bool(
        actor.networks_with(Permission.PLAN_SESSIONS)
    )


def activity_notices(reader: Reader) -> Iterable[Notice]:
    """Of the activities that call the reader or are hers: what others did, what she owes; three queries."""
    found = list(
        with_networks(
            Activity.objects.readable_by(reader.actor)
            .concerning(reader.actor)
            .between(reader.now - MINUTES_LOOK_BACK, reader.now + AHEAD)
        )
    )
    yield from _news(reader, {str(activity.pk): activity for activity in found})
    for activity in found:
        if activity.is_held:
            yield from _published(reader, activity)
        elif activity.is_planned and activity.ends_at < reader.now and _is_hers_to_write(reader, activity):
            yield _unwritten(reader, activity)


def _news(reader: Reader, activities: Mapping[str, Activity]) -> Iterable[Notice]:
    """The last that others did with each: called people to it, moved it, called it off."""
    networks = {row.network_id for activity in activities.values() for row in activity.networks.all()}
    events = Event.objects.filter(
        # The record names a network when the activity is of one only.
        Q(network_id__in=networks) | Q(network_id=None),
        Q(action__in=[INVITED, CANCELLED]) | Q(action=EDITED, details__moved=True),
        at__gt=reader.since,
        subject__in=list(activities),
    )
    last: dict[str, Event] = {}
    for event in events.exclude(by=reader.actor.user_id).order_by("-pk"):
        last.setdefault(event.subject, event)
    for key, event in last.items():
        activity = activities[key]
        was_told = activity.invited_at is not None or activity.planned_by_id == reader.actor.user_id
        if was_told and (activity.is_cancelled or (activity.is_planned and activity.ends_at >= reader.now)):
            yield _change(reader, activity, event)


def _change(reader: Reader, activity: Activity, event: Event) -> Notice:
    words, text = _("Te invitan a «%(title)s»"), _when(activity)
    if activity.is_cancelled:
        words, text = _("Se suspende «%(title)s»"), activity.cancel_reason
    elif event.action == EDITED:
        words = _("Cambió «%(title)s»")
    return Notice(
        ACTIVITIES.code,
        f"activity:{activity.pk}:{event.pk}",
        words % {"title": activity.title},
        text,
        reader.url("networks:activity", activity_id=activity.pk),
        on=timezone.localdate(event.at),
        where=row_of(activity, reader.actor).networks,
    )


def _when(activity: Activity) -> str:
    when = formats.date_format(activity.starts_on_the_wall, r"l j \d\e F, H:i")
    return ". ".join([f"{activity.about.label}, {when}", *filter(None, [activity.place])]) + "."


def _published(reader: Reader, activity: Activity) -> Iterable[Notice]:
    written = activity.minutes_on
    is_news = written is not None and written > timezone.localdate(reader.since)
    if not activity.minutes or not is_news or activity.minutes_by_id == reader.actor.user_id:
        return
    if may_read_notes(reader.actor, activity):
        yield Notice(
            MINUTES.code,
            f"minutes:{activity.pk}:{written}",
            _("Está el acta de «%(title)s»") % {"title": activity.title},
            _("Quiénes estuvieron, qué se conversó y qué se acordó."),
            reader.url("networks:activity", activity_id=activity.pk),
            on=written or activity.day,
            where=row_of(activity, reader.actor).networks,
        )


def _is_hers_to_write(reader: Reader, activity: Activity) -> bool:
    """A team's sessions are its own; of what the programme holds, each writes what she planned."""
    if not counts_as_missing(activity.kind):
        return False
    permission = planner_of(activity.kind)
    if has_permission(reader.actor, permission):
        return activity.planned_by_id == reader.actor.user_id
    hers = reader.actor.networks_with(permission)
    return any(row.network_id in hers for row in activity.networks.all())


def _unwritten(reader: Reader, activity: Activity) -> Notice:
    late = reader.now - activity.ends_at > MINUTES_WITHIN
    return Notice(
        TO_WRITE.code,
        f"minutes-due:{activity.pk}:{'late' if late else 'now'}",
        _("Escribe el acta de «%(title)s»") % {"title": activity.title},
        _("Quiénes estuvieron, qué se conversó y qué se acordó. Si no se hizo, di por qué en su página."),
        reader.url("networks:activity_hold", activity_id=activity.pk),
        on=activity.day + MINUTES_WITHIN if late else activity.day,
        where=row_of(activity, reader.actor).networks,
        due=activity.day + MINUTES_WITHIN,
        late=late,
        asks=_("Escribir"),
    )
