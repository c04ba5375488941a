"""Addresses without a programme."""

from __future__ import annotations

from django.urls import path

from networks.views.calendar import feed
from networks.views.landing import landing
from networks.views.notices import digest_stop

app_name = "entry"

urlpatterns = [
    path("", landing, name="landing"),
    path("calendario/<str:token>.ics", feed, name="calendar_feed"),
    path("correo/dejar/<str:token>/", digest_stop, name="digest_stop"),
]
