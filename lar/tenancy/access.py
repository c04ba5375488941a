"""The check at the top of every view, and the record of what it refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.core.exceptions import PermissionDenied

from lar.authorization import Actor, Permission, has_permission
from lar.authorization.actor import HasNetworkId
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from lar.tenancy.requests import AnyRequest, ProgramRequest

DenialWriter = Callable[[Program, int, str, str], None]
_writers: list[DenialWriter] = []


def register_denial_writer(writer: DenialWriter) -> None:
    """Add a function ``(program, user_id, permission, path)`` that records a refusal."""
    if writer not in _writers:
        _writers.append(writer)


def require(request: ProgramRequest, permission: Permission, network: HasNetworkId | None = None) -> Actor:
    """Return the request's actor when it may do ``permission``.

    Raises:
        PermissionDenied: the 403 of an insider without the right; it is recorded afterwards.
    """
    if not has_permission(request.actor, permission, network):
        cast(AnyRequest, request).denied_permission = permission.value
        raise PermissionDenied(permission.value)
    return request.actor


def write_denials(request: AnyRequest, program: Program, user_id: int) -> None:
    """Record a refusal in a transaction of its own: the request's own was rolled back."""
    permission = getattr(request, "denied_permission", None)
    if permission is None:
        return
    with program_context(program):
        for writer in _writers:
            writer(program, user_id, permission, request.path_info)
