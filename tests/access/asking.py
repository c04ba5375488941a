"""One request of one person, undone afterwards, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from lar.audit.models import Event
from lar.tenancy.api.tokens import API_PREFIX
from lar.tenancy.context import program_context
from tests.access.cast import World

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SIGN_IN = ("/entrar/", "/admin/login/")


@dataclass(frozen=True)
class Asked:
    """``cell``: the status as the matrix writes it; ``acts`` and ``denials``: audit events left behind."""

    cell: str
    response: HttpResponseBase
    posted: bool = False
    acts: tuple[Event, ...] = ()
    denials: tuple[Event, ...] = ()


def ask(
    world: World,
    person: str,
    method: str,
    path: str,
    body: Mapping[str, Any] | None = None,
    *,
    csrf: bool = False,
) -> Asked:
    """Send one request as ``person``; what it changed is rolled back. ``csrf``: check its seal too."""
    client = client_of(world, person, path, csrf=csrf)
    with transaction.atomic():
        response = _send(client, method, path, body or {})
        events = _events(world) if method == "POST" else []
        transaction.set_rollback(True)
    return Asked(
        cell=cell_of(response),
        response=response,
        posted=method == "POST",
        acts=tuple(event for event in events if event.action != "access.denied"),
        denials=tuple(event for event in events if event.action == "access.denied"),
    )


def client_of(world: World, person: str, path: str, *, csrf: bool = False) -> Client:
    """A browser in which ``person`` is signed in; for the API, a script with her key."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=csrf)
    if path.startswith(API_PREFIX):
        if person in world.secrets:
            client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {world.secrets[person]}"
    elif person in world.sessions:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[person]
    return client


def cell_of(response: HttpResponseBase) -> str:
    """Return the status; ``ent`` for being sent to sign in, which is no success."""
    if response.status_code == 302 and str(response.headers["Location"]).startswith(SIGN_IN):
        return "ent"
    return str(response.status_code)


def _send(client: Client, method: str, path: str, body: Mapping[str, Any]) -> HttpResponseBase:
    if method == "POST" and not path.startswith(API_PREFIX):
        return client.post(path, body)
    return client.generic(method, path)


def _events(world: World) -> list[Event]:
    found: list[Event] = []
    for program in (world.program, world.foreign.program):
        with program_context(program):
            found += Event.objects.filter(pk__gt=world.last_event).order_by("pk")
    return found
