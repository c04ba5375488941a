"""Addresses inside a programme: a workshop's own page, its projector and its remote."""

from __future__ import annotations

from django.urls import path

from questionnaires.workshop.views.bringing import bring, offline
from questionnaires.workshop.views.desk import desk, open_one, script, start
from questionnaires.workshop.views.papers import papers, papers_pdf
from questionnaires.workshop.views.projector import projector
from questionnaires.workshop.views.remote import remote

app_name = "workshop"

urlpatterns = [
    path("actividades/<int:activity_id>/taller/", open_one, name="open"),
    path("taller/<int:workshop_id>/", desk, name="desk"),
    path("taller/<int:workshop_id>/guion/", script, name="script"),
    path("taller/<int:workshop_id>/comenzar/", start, name="start"),
    path("taller/<int:workshop_id>/proyector/", projector, name="projector"),
    path("taller/<int:workshop_id>/control/", remote, name="remote"),
    path("taller/<int:workshop_id>/sin-internet/", offline, name="offline"),
    path("taller/<int:workshop_id>/anotado/", bring, name="bring"),
    path("taller/<int:workshop_id>/papeles/", papers, name="papers"),
    path("taller/<int:workshop_id>/papeles/pdf/", papers_pdf, name="papers_pdf"),
]
