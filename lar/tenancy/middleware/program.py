from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone

from lar.tenancy.access import write_denials
from lar.tenancy.actors import load_actor
from lar.tenancy.api.tokens import API_PREFIX, resolve_token
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from lar.tenancy.requests import AnyRequest


class ProgramMiddleware:
    """Open the programme's context for ``/<programa>/…`` and for API tokens, and find the actor.

    A person without anything to do with the programme gets the 404 that a programme which does
    not exist gets; someone who has not signed in is sent to sign in in both cases.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, plain_request: HttpRequest) -> HttpResponse:
        request = cast(AnyRequest, plain_request)
        request.program = None
        request.actor = None
        if request.path_info.startswith(API_PREFIX):
            return self._api(request)
        slug = _programme_slug(request)
        if slug is None:
            return self.get_response(request)
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        program = Program.objects.filter(slug=slug).first()
        if program is None:
            raise Http404
        return self._inside(request, program, user.pk)

    def _api(self, request: AnyRequest) -> HttpResponse:
        token = resolve_token(request)
        if token is None:
            return self.get_response(request)
        request.api_token = token
        return self._inside(request, token.program, token.user_id)

    def _inside(self, request: AnyRequest, program: Program, user_id: int) -> HttpResponse:
        with program_context(program):
            actor = load_actor(user_id, program.pk, timezone.localdate())
            if not actor.is_insider:
                raise Http404
            request.program, request.actor = program, actor
            response = self.get_response(request)
        write_denials(request, program, user_id)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Views get the programme as ``request.program``, not as an argument of each."""
        kwargs.pop("program", None)

    def process_exception(self, request: AnyRequest, exception: Exception) -> None:
        """Django turns an exception into a page inside our atomic block: undo what it wrote."""
        if request.program is not None:
            transaction.set_rollback(True)


def _programme_slug(request: HttpRequest) -> str | None:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    slug = match.kwargs.get("program")
    return slug if isinstance(slug, str) else None
