"""What the middleware adds to a request, for those who type it."""

from __future__ import annotations

from django.http import HttpRequest

from lar.authorization import Actor
from lar.tenancy.models import ApiToken, Program


class AnyRequest(HttpRequest):
    """A request anywhere: outside a programme ``program`` and ``actor`` are ``None``."""

    program: Program | None
    actor: Actor | None
    api_token: ApiToken
    denied_permission: str


class ProgramRequest(HttpRequest):
    """A request inside a programme, by someone who has something to do with it."""

    program: Program
    actor: Actor
