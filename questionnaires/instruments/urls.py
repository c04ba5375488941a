"""Addresses inside a programme."""

from __future__ import annotations

from django.urls import path

from questionnaires.instruments.views import versions

app_name = "instruments"

urlpatterns = [
    path("cuestionarios/", versions.version_list, name="version_list"),
    path("cuestionarios/<int:version_id>/", versions.version, name="version"),
]
