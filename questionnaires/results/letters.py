"""E-mails about results. They are written when they leave, and kept nowhere."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from lar.tenancy.urls import program_url
from questionnaires.results.models import Release
from questionnaires.results.queries import opened_audiences
from questionnaires.results.rules import MEMBERS, next_audience


def reminder_of(release: Release) -> EmailMessage | None:
    """One letter to the whole team on the next step of the ladder; none when there is no step left."""
    audience = next_audience(opened_audiences(release))
    if audience is None:
        return None
    survey = release.survey
    page = program_url(release.program, "results:open_release", release_id=release.pk)
    words = render_to_string(
        "results/email/reminder.txt",
        {
            "network": survey.network,
            "year": str(survey.cycle.year),
            "for_members": audience == MEMBERS,
            "url": f"{settings.PUBLIC_URL}{page}",
        },
    )
    subject = _("%(network)s: los resultados están listos") % {"network": survey.network.name}
    team = survey.network.coordinations.filter(valid_to=None, user__is_active=True).select_related("user")
    return EmailMessage(subject, words, None, [row.user.email for row in team])
