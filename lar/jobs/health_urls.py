"""Addresses that say how the platform is; at the root, outside any programme."""

from __future__ import annotations

from django.urls import path

from lar.jobs.views.health import livez, readyz, state

app_name = "health"

urlpatterns = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("estado/", state, name="state"),
]
