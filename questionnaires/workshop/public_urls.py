"""Addresses without a programme: the phones of a room."""

from __future__ import annotations

from django.urls import path

from questionnaires.workshop.views.room import door, live, phone

app_name = "room"

urlpatterns = [
    path("t/", door, name="door"),
    path("t/<str:room>/", phone, name="phone"),
    path("t/<str:room>/sala/", live, name="live"),
]
