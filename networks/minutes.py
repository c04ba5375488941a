"""Minutes that something else wrote, such as the workshop: added to what people had written."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from lar.accounts.models import User
from networks.errors import NotAllowedNow
from networks.models import Activity, ActivityStatus

MOST = Activity._meta.get_field("minutes").max_length or 0


def add_minutes(activity: Activity, text: str, *, on: date, by: User) -> Activity:
    """Say that the activity was held and put ``text`` under its minutes; who came stays as it is.

    Part of an action that records. Raises NotAllowedNow when the activity was called off.
    """
    found = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if found.is_cancelled:
        raise NotAllowedNow(_("Esta actividad se suspendió: no tiene acta."))
    found.minutes = "\n\n".join(filter(None, [found.minutes.strip(), text]))[:MOST]
    found.status, found.minutes_on, found.minutes_by = ActivityStatus.HELD, on, by
    found.revision += 1
    found.save()
    return found
