from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from lar.tenancy.bodies import came_whole

WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class WholeBodyMiddleware:
    """Nothing is done with a form of which only a part arrived: it is asked for again.

    Before the check of the form's seal, which would blame the person for what the connection did.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.method not in WITH_BODY or getattr(view, "checks_its_body", False):
            return None
        try:
            if came_whole(request):
                return None
        except RequestDataTooBig:
            return HttpResponse(render_to_string("413.html"), status=413)
        return HttpResponse(render_to_string("400_cut.html"), status=400)
