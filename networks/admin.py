"""The shared directory of schools. Networks and everything else of a programme are not here."""

from __future__ import annotations

from django.contrib import admin

from lar.audit.operators import OperatorAdmin, ReadOnlyAdmin, TabularInline
from networks.models import Comuna, Deprov, Region, School, SchoolSostenedor, Sostenedor


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ["code", "name"]


@admin.register(Comuna)
class ComunaAdmin(ReadOnlyAdmin):
    list_display = ["code", "name", "region"]
    list_select_related = ["region"]
    search_fields = ["name"]


@admin.register(Deprov)
class DeprovAdmin(ReadOnlyAdmin):
    list_display = ["code", "name", "region"]
    list_select_related = ["region"]


class SostenedorInline(TabularInline):
    model = SchoolSostenedor
    extra = 0
    can_delete = False
    autocomplete_fields = ["sostenedor"]


@admin.register(School)
class SchoolAdmin(OperatorAdmin):
    list_display = ["rbd", "name", "comuna", "dependence", "is_working", "directory_year"]
    list_filter = ["dependence", "is_working", "comuna__region"]
    list_select_related = ["comuna"]
    search_fields = ["rbd", "name"]
    autocomplete_fields = ["comuna"]
    inlines = [SostenedorInline]


@admin.register(Sostenedor)
class SostenedorAdmin(OperatorAdmin):
    list_display = ["rut", "name"]
    search_fields = ["rut", "name"]


@admin.register(SchoolSostenedor)
class SchoolSostenedorAdmin(OperatorAdmin):
    """A transfer is the end of one row and the beginning of the next, on its date."""

    list_display = ["school", "sostenedor", "valid_from", "valid_to"]
    list_select_related = ["school", "sostenedor"]
    search_fields = ["school__rbd", "school__name", "sostenedor__name"]
    autocomplete_fields = ["school", "sostenedor"]
