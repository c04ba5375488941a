from __future__ import annotations

from django.contrib import admin

from lar.audit.models import PlatformEvent
from lar.audit.operators import ReadOnlyAdmin


@admin.register(PlatformEvent)
class PlatformEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "action", "by", "details"]
    list_filter = ["action"]
    list_select_related = ["by"]
    date_hierarchy = "at"
