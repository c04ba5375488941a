from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import Program


class JobState(models.TextChoices):
    WAITING = "waiting", _("en cola")
    RUNNING = "running", _("en curso")
    # A batch whose own work is done and whose parts are not.
    FANNED_OUT = "fanned_out", _("en curso")
    DONE = "done", _("listo")
    FAILED = "failed", _("no se pudo")
    CANCELLED = "cancelled", _("anulado")


UNFINISHED = (JobState.WAITING, JobState.RUNNING, JobState.FANNED_OUT)


class Job(models.Model):
    """A piece of background work and the truth about it: Celery only turns the crank.

    Written in the transaction of the change that asks for it, so neither exists without the
    other. Rows of no programme belong to the platform (row security: null or current).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.ForeignKey(Program, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("trabajo"), max_length=60)
    # What it is about, for the page: the name of a network or a file, never of a person.
    subject = models.CharField(max_length=120, blank=True)
    # The same work asked for twice is one row.
    key = models.CharField(max_length=120)
    queue = models.CharField(max_length=10, default="fast")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    args = models.JSONField(default=dict)
    state = models.CharField(_("estado"), max_length=10, choices=JobState.choices, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("intentos"), default=0)
    run_after = models.DateTimeField(_("desde"), default=timezone.now)
    published_at = models.DateTimeField(null=True)
    # Who runs it now: a new value with each claim, so that a run that was given up changes nothing.
    claim = models.UUIDField(null=True)
    # The broker's message of that claim: when it comes back, its process died.
    message_id = models.CharField(max_length=64, blank=True)
    heartbeat = models.DateTimeField(null=True)
    done_steps = models.PositiveIntegerField(default=0)
    total_steps = models.PositiveIntegerField(default=0)
    note = models.CharField(_("avance"), max_length=200, blank=True)
    # A sentence for people; what failed and where, without values, for operators.
    error = models.TextField(_("problema"), blank=True)
    error_detail = models.TextField(blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("trabajo")
        verbose_name_plural = _("trabajos")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["program", "key"], nulls_distinct=False, name="job_key_once"),
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_known"),
        ]
        indexes = [
            models.Index(
                fields=["state", "run_after"],
                name="job_to_relay",
                condition=models.Q(state__in=["waiting", "running"]),
            ),
        ]
