"""What is known of a survey's papers: their drawing, their links, and whether any waits to be keyed again."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from lar.accounts.models import User
from networks.models import Coordination
from networks.models.dated import in_force
from questionnaires.surveys.models import BlankPaper, PaperKeying, Survey, SurveyMode, SurveyState
from questionnaires.surveys.paper_keys import PaperLink, Round
from questionnaires.surveys.rules import local_day


def takes_papers(survey: Survey) -> bool:
    """Whether papers may be keyed: while open, and each with the code of a slip.

    Beside a code sent by e-mail stands an address, and a code of everybody is used up by no paper.
    """
    return survey.mode == SurveyMode.SLIPS and survey.state == SurveyState.OPEN


def coordinates(survey: Survey, user: User) -> bool:
    """Whether the person is today in the team of the survey's network, whatever else she is."""
    today = local_day(timezone.now(), survey.network.time_zone)
    team = Coordination.objects.filter(in_force(today), network=survey.network_id, user=user)
    return bool(team.exists())


def keying_urls(survey: Survey) -> tuple[str, str] | None:
    """Return the addresses for the first and the second time; ``None`` before anybody asked for them."""
    key = survey.paper_key
    if key is None or not takes_papers(survey):
        return None
    first, second = (
        settings.PUBLIC_URL
        + reverse("answering:keying", args=[PaperLink(survey.program_id, survey.pk, which).token(key)])
        for which in Round
    )
    return first, second


def some_wait(survey: Survey) -> bool:
    """Whether a paper was keyed once only. How many is nobody's business: it would be a count of answers."""
    return bool(PaperKeying.objects.filter(survey=survey).exists())


def drawn_paper(fingerprint: bytes) -> BlankPaper | None:
    """Return the drawing of exactly this page, when it is kept."""
    return BlankPaper.objects.filter(fingerprint=fingerprint).first()
