"""The token of a request, resolved by the middleware before the framework sees it."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from lar.tenancy.models import ApiToken

API_PREFIX = "/api/v1/"


def resolve_token(request: HttpRequest) -> ApiToken | None:
    """Return the live token of ``Authorization: Bearer …``, or ``None``."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        return None
    live = Q(revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True)
    return (
        ApiToken.objects.filter(live, token_hash=ApiToken.hash(secret.strip()))
        .select_related("program", "user")
        .first()
    )
