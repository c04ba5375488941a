"""Addresses without a programme."""

from __future__ import annotations

from django.urls import path

from questionnaires.surveys.views.answer import answer, door
from questionnaires.surveys.views.keying import keying
from questionnaires.surveys.views.privacy import privacy
from questionnaires.surveys.views.scripts import answer_script, service_worker

app_name = "answering"

urlpatterns = [
    path("r/", door, name="door"),
    path("r/answer.<str:digest>.js", answer_script, name="script"),
    path("r/sw.js", service_worker, name="service_worker"),
    path("r/papel/<str:token>/", keying, name="keying"),
    path("r/<str:code>/", answer, name="answer"),
    path("privacidad/<slug:slug>/", privacy, name="privacy"),
    path("privacidad/<slug:slug>/<int:number>/", privacy, name="privacy_version"),
]
