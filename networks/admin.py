"""What operators see of the official directory. It is written by ``import_schools``, not by hand."""

from __future__ import annotations

from django.contrib import admin

from lar.audit.operators import OperatorAdmin, ReadOnlyAdmin, TabularInline
from networks.models import Comuna, Deprov, Region, School, SchoolSostenedor, Sostenedor


@admin.register(Region, Comuna, Deprov)
class PlaceAdmin(ReadOnlyAdmin):
    list_display = ["code", "name"]
    search_fields = ["name"]


@admin.register(Sostenedor)
class SostenedorAdmin(OperatorAdmin):
    """The directory has their RUT and no name: an operator may write it here."""

    list_display = ["rut", "name"]
    search_fields = ["rut", "name"]
    readonly_fields = ["rut"]


class HolderInline(TabularInline):
    model = SchoolSostenedor
    fields = ("sostenedor", "valid_from", "valid_to")
    readonly_fields = ("sostenedor", "valid_from", "valid_to")
    extra = 0
    can_delete = False


@admin.register(School)
class SchoolAdmin(ReadOnlyAdmin):
    list_display = ["rbd", "name", "comuna", "dependence", "is_working", "directory_year"]
    list_filter = ["is_working", "dependence"]
    list_select_related = ["comuna"]
    search_fields = ["=rbd", "name"]
    inlines = [HolderInline]
