"""What every table of ``/admin/`` has in common: operators only, nothing deleted, each write recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from lar.audit.actions import record_platform

# Generic for the type checker only.
if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline


class OperatorAdmin(ModelAdmin):
    """A shared table that operators may add to and correct. Rows are ended, never deleted."""

    show_facets = admin.ShowFacets.NEVER

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self._record(request, "added", obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self._record(request, "changed", obj)
        return super().log_change(request, obj, message)

    def _record(self, request: HttpRequest, what: str, obj: Model) -> None:
        assert request.user.is_authenticated  # noqa: S101  (the site let them in)
        record_platform(f"admin.{what}", by=request.user, table=obj._meta.label_lower, key=str(obj.pk))


class ReadOnlyAdmin(OperatorAdmin):
    """A shared table that is written elsewhere and only looked at here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
