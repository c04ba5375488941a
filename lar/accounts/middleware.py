from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

STARTED = "started_at"
SEEN = "seen_at"
# Writing the session on every request would be a write for every page.
REFRESH_SECONDS = 60
# Where people answer and read without a name. Somebody who is signed in on the same phone would
# otherwise leave in her session the minute at which she was there.
NAMELESS = ("/r/", "/leer/", "/privacidad/")


def start_clock(request: HttpRequest) -> None:
    """Count from now: somebody has just signed in."""
    request.session[STARTED] = request.session[SEEN] = int(time.time())


class SessionAgeMiddleware:
    """End a session after three idle hours or twelve in all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(NAMELESS) and request.user.is_authenticated:
            self._check(request, int(time.time()))
        return self.get_response(request)

    def _check(self, request: HttpRequest, now: int) -> None:
        started = request.session.get(STARTED, now)
        seen = request.session.get(SEEN, now)
        too_idle = now - seen > settings.SESSION_IDLE_SECONDS
        if too_idle or now - started > settings.SESSION_ABSOLUTE_SECONDS:
            logout(request)
            return
        if STARTED not in request.session or now - seen > REFRESH_SECONDS:
            request.session[STARTED], request.session[SEEN] = started, now
