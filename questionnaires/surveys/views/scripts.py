"""The scripts of the answering pages: ``/r/answer.….js`` and ``/r/sw.js``."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from questionnaires.surveys.phone_script import script_digest, script_text

A_YEAR = 365 * 24 * 3600


@require_safe
def answer_script(request: HttpRequest, digest: str) -> HttpResponse:
    """Serve the script that its page was drawn with. Without it (an old page) the form works the same."""
    if digest != script_digest():
        raise Http404
    response = HttpResponse(script_text(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the script from ``/r/``, because a service worker reaches only the folder it comes from.

    It lets a phone open the questionnaire again without signal.
    """
    response = HttpResponse(render_to_string("surveys/public/sw.js"), content_type="text/javascript")
    # A browser asks again at each visit, so that a mistake here is never kept for long.
    response["Cache-Control"] = "no-cache"
    return response
