"""Addresses inside a programme."""

from __future__ import annotations

from django.urls import path

from lar.jobs.views.my_jobs import my_jobs
from lar.jobs.views.one_job import cancel, one_job, progress, retry

app_name = "jobs"

urlpatterns = [
    path("trabajos/", my_jobs, name="list"),
    path("trabajos/<uuid:job_id>/", one_job, name="detail"),
    path("trabajos/<uuid:job_id>/avance/", progress, name="progress"),
    path("trabajos/<uuid:job_id>/reintentar/", retry, name="retry"),
    path("trabajos/<uuid:job_id>/anular/", cancel, name="cancel"),
]
