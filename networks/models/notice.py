"""What is kept of a person's notices: what she chose, what she has seen, what was mailed to her.

The notices themselves are derived from what happens (``networks.notice_registry``) and stored nowhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import ProgramScopedManager, TenantModel, TenantQuerySet

KEPT_AFTER_USE = timedelta(days=60)
"""A mark whose notice no longer holds goes after this: what comes back within it is still known."""


class Rhythm(models.TextChoices):
    DAILY = "daily", _("Cada día, si hay algo nuevo")
    WEEKLY = "weekly", _("Los lunes, si hay algo nuevo")
    NEVER = "never", _("Nunca")


class NoticeReaderQuerySet(TenantQuerySet["NoticeReader"]):
    def note_unseen(self, person_id: int, unseen: int) -> None:
        """Keep the number that the header shows; a view, no act in the programme: no event."""
        if not self.filter(person=person_id).update(unseen=unseen):
            self.bulk_create([NoticeReader(person_id=person_id, unseen=unseen)], ignore_conflicts=True)

    def note_mailed(self, person_id: int, moment: datetime) -> None:
        """Keep when the last digest left."""
        if not self.filter(person=person_id).update(mailed_at=moment):
            self.bulk_create([NoticeReader(person_id=person_id, mailed_at=moment)], ignore_conflicts=True)


class NoticeReader(TenantModel):
    """How a person wants to be told in a programme. Without a row: the digest on Mondays.

    ``unseen`` is what the header shows, counted whenever she opens her first page or her notices and
    by the clock; ``mailed_at`` is when the last digest left.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rhythm = models.CharField(
        _("resumen por correo"), max_length=6, choices=Rhythm.choices, default=Rhythm.WEEKLY
    )
    unseen = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)

    # The base class declares its own manager type; this one adds the query set above.
    objects = ProgramScopedManager.from_queryset(NoticeReaderQuerySet)()  # type: ignore[misc, assignment]

    class Meta(TenantModel.Meta):
        verbose_name = _("preferencia de avisos")
        verbose_name_plural = _("preferencias de avisos")
        constraints = [
            models.UniqueConstraint(fields=["program", "person"], name="notice_reader_once"),
            models.CheckConstraint(
                condition=Q(rhythm__in=["daily", "weekly", "never"]), name="notice_rhythm_known"
            ),
        ]


class NoticeChoice(TenantModel):
    """Where a person reads one kind of notice. Without a row: on the page and in the digest."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("tipo de aviso"), max_length=20)
    on_page = models.BooleanField(_("en la página"), default=True)
    by_mail = models.BooleanField(_("en el correo"), default=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("interruptor de avisos")
        verbose_name_plural = _("interruptores de avisos")
        constraints = [
            models.UniqueConstraint(fields=["program", "person", "kind"], name="notice_choice_once"),
        ]


class NoticeMarkQuerySet(TenantQuerySet["NoticeMark"]):
    def put(self, person_id: int, keys: list[str], **moment: object) -> None:
        """Note for each key that it was seen (``seen_at=``) or mailed (``mailed_at=``)."""
        rows = [NoticeMark(person_id=person_id, key=key, **moment) for key in keys]
        self.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["program", "person", "key"],
            update_fields=list(moment),
        )

    def forget_others(self, person_id: int, keys: set[str]) -> None:
        """Delete old marks of notices that no longer hold."""
        old = self.filter(person=person_id, made_at__lt=timezone.now() - KEPT_AFTER_USE)
        old.exclude(key__in=keys).delete()


class NoticeMark(TenantModel):
    """That a person saw a notice, or that it was in her digest. ``key`` names the notice as it was."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ProgramScopedManager.from_queryset(NoticeMarkQuerySet)()  # type: ignore[misc, assignment]

    class Meta(TenantModel.Meta):
        verbose_name = _("aviso visto o enviado")
        verbose_name_plural = _("avisos vistos o enviados")
        constraints = [
            models.UniqueConstraint(fields=["program", "person", "key"], name="notice_mark_once"),
        ]
