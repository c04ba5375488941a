"""The address by which a digest is switched off without signing in: it names a person in a programme."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse


def _signer() -> Signer:
    return Signer(key=settings.DOOR_KEY, salt="lar.notices.stop", sep=".")


def stop_token(program_id: int, user_id: int) -> str:
    """Return the token of a person's address in a programme: signed, so that it is stored nowhere."""
    return _signer().sign(f"{program_id}-{user_id}")


def stop_of(token: str) -> tuple[int, int] | None:
    """Return the keys of programme and person that a token names; ``None`` unless we signed it."""
    try:
        program_id, user_id = _signer().unsign(token).split("-")
    except (BadSignature, ValueError):
        return None
    return int(program_id), int(user_id)


def stop_url(program_id: int, user_id: int) -> str:
    """Return the whole address, for a mail."""
    return settings.PUBLIC_URL + reverse("entry:digest_stop", args=[stop_token(program_id, user_id)])
