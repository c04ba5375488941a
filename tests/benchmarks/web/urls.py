"""The product's addresses, and the reference's."""

from __future__ import annotations

from django.urls import include, path

from tests.benchmarks.web.bare import bare

urlpatterns = [
    path("bare/", bare),
    path("", include("lar.urls")),
]
