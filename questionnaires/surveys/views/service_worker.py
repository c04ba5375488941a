"""``/r/sw.js``: what lets a phone open the questionnaire again without signal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the script from ``/r/``, because a service worker reaches only the folder it comes from."""
    response = HttpResponse(render_to_string("surveys/public/sw.js"), content_type="text/javascript")
    # A browser asks again at each visit, so that a mistake here is never kept for long.
    response["Cache-Control"] = "no-cache"
    return response
