"""What a person does with her own account inside a programme."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from lar.accounts.models import User
from lar.audit.actions import record
from lar.tenancy.models import ApiToken, Program


@transaction.atomic
def create_api_token(
    program: Program, *, name: str, scopes: list[str], days: int, by: User
) -> tuple[ApiToken, str]:
    """Make a key that reads as ``by`` for ``days``. Returns it with its secret, shown this once."""
    secret = ApiToken.new_secret()
    token = ApiToken.objects.create(
        program=program,
        user=by,
        name=name,
        scopes=scopes,
        token_hash=ApiToken.hash(secret),
        expires_at=timezone.now() + timedelta(days=days),
    )
    record("api_token.created", by=by, subject=token.pk, scopes=scopes, days=days)
    return token, secret


@transaction.atomic
def revoke_api_token(token: ApiToken, *, by: User) -> None:
    """End a key at once. Revoking it twice keeps the first date."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
    record("api_token.revoked", by=by, subject=token.pk)
