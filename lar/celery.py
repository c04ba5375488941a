"""The Celery application: the engine under the Job table (lar.jobs)."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lar.settings.development")

app = Celery("lar")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Every installed app's tasks.py, and those of the packages inside `questionnaires`.
app.autodiscover_tasks()
app.autodiscover_tasks(
    [
        "questionnaires.instruments",
        "questionnaires.surveys",
        "questionnaires.results",
        "questionnaires.workshop",
    ]
)
