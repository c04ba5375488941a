from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.viewsets import ReadOnlyModelViewSet

from lar.authorization import Actor, Permission, has_permission
from lar.tenancy.models import ApiScope, ApiToken

M = TypeVar("M", bound=models.Model)


class HasScope(BasePermission):
    """The token must carry the view's scope, and its person the permission somewhere."""

    message = _("Esta llave no permite leer esto.")

    def has_permission(self, request: Request, view: Any) -> bool:
        token, actor = request.auth, getattr(request._request, "actor", None)
        if not isinstance(token, ApiToken) or actor is None or view.scope not in token.scopes:
            return False
        asked = [view.permission, *filter(None, [view.other_permission])]
        return any(has_permission(actor, one) or bool(actor.networks_with(one)) for one in asked)


class Readable(ReadOnlyModelViewSet[M]):
    """Base of every API resource: read-only, one scope, one permission."""

    scope: ApiScope
    permission: Permission
    # A resource that two kinds of people read, each her own part, names the second right here.
    other_permission: Permission | None = None
    permission_classes = [HasScope]
    # No OPTIONS: the description says what there is, and it would answer for rows that are not readable.
    http_method_names = ["get", "head"]
    lookup_value_converter = "int"
    model: type[M]

    @property
    def actor(self) -> Actor:
        return self.request._request.actor  # type: ignore[attr-defined, no-any-return]

    def readable(self) -> models.QuerySet[Any]:
        """Return the rows that the actor may read."""
        raise NotImplementedError

    def get_queryset(self) -> models.QuerySet[Any]:
        if getattr(self, "swagger_fake_view", False):  # the description is drawn outside any programme
            return models.QuerySet(self.model).none()
        return self.readable()
