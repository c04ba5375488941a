"""Addresses without a programme."""

from __future__ import annotations

from django.urls import path

from questionnaires.results.views.reading import read
from questionnaires.results.views.verify import verify

app_name = "documents"

urlpatterns = [
    path("leer/<str:token>/", read, name="read"),
    path("v/<str:sha256>/", verify, name="verify"),
]
