"""How the API knows who is asking: a token, resolved before the framework sees the request."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.response import Response

from lar.tenancy.models import ApiToken

API_PREFIX = "/api/v1/"


def resolve_token(request: HttpRequest) -> ApiToken | None:
    """Return the live token of ``Authorization: Bearer …``, or ``None``."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        return None
    live = Q(revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True)
    return (
        ApiToken.objects.filter(live, token_hash=ApiToken.hash(secret.strip()))
        .select_related("program", "user")
        .first()
    )


class ProgramAuthentication(BaseAuthentication):
    """Hands over what the middleware found: the token's person, inside the token's programme."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        token = getattr(request._request, "api_token", None)
        if token is None or getattr(request._request, "actor", None) is None:
            return None
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Undo what the request wrote: the framework answers inside our atomic block."""
    # Not above: the framework's views read the settings, which name the class of this very module.
    from rest_framework.views import exception_handler as default_handler

    response = default_handler(error, context)
    if getattr(context["request"]._request, "program", None) is not None:
        transaction.set_rollback(True)
    return response
