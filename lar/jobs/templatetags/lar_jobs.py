"""What every page of the staff says while mail does not leave."""

from __future__ import annotations

from typing import Any

from django import template

from lar.authorization import Actor, Permission, has_permission
from lar.jobs.mail import mail_away_since

register = template.Library()


@register.inclusion_tag("jobs/_mail_away.html", takes_context=True)
def mail_banner(context: template.Context) -> dict[str, Any]:
    """Say since when mail does not leave, to those who look after the programme; nothing to others.

    One short question to the database, on their pages only.
    """
    actor: Actor | None = getattr(context.get("request"), "actor", None)
    return {"since": mail_away_since() if has_permission(actor, Permission.VIEW_JOBS) else None}
