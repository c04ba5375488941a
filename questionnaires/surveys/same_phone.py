"""With an open code, a mark on the phone that answered: it is asked whether somebody else will answer now.

The mark says that this phone answered this survey, and nothing of who or what. It keeps nobody from
answering again, nor could it without knowing who people are: a private window has no mark. The server
reads it to choose a page and keeps nothing of it.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from questionnaires.surveys.queries.door import SurveyNow

# Asked for by whoever says that she is another person; a tablet that passes around never asks.
ANOTHER, TABLET = "otra", "tableta"


def mark_name(survey_id: int) -> str:
    """Return the name of a survey's mark: it tells surveys apart and numbers none."""
    digest = hmac.new(settings.DOOR_KEY.encode(), f"same-phone:{survey_id}".encode(), hashlib.sha256)
    return f"lar-respondio-{digest.hexdigest()[:10]}"


def answered_here(request: HttpRequest, now: SurveyNow) -> bool:
    """Whether this phone has the mark and nobody said to be another person."""
    asks = ANOTHER in request.GET or TABLET in request.GET
    return now.has_open_code and not asks and mark_name(now.pk) in request.COOKIES


def leave_mark(response: HttpResponse, now: SurveyNow) -> None:
    """Leave the mark until the survey closes. Without JavaScript; with it the page does (same_phone.js)."""
    if not now.has_open_code:
        return
    response.set_cookie(
        mark_name(now.pk),
        "1",
        expires=now.closes_at,
        path=reverse("answering:door"),
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
