from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models import Activity, Network
from questionnaires.results.models import Release
from questionnaires.workshop.script import DURATIONS, Kind


class SocializationWorkshop(TenantModel):
    """The session in which a network reads its results together, predicts them and agrees on something.

    Where the room is lives here, so that a server that restarts goes on in the same place. ``code_hash`` is
    of the four letters by which phones come in: derived from this installation's key, kept nowhere in clear,
    gone with its door when the workshop ends. ``version`` counts what changes on people's screens.
    ``bundle_id``: of what was brought from a room without internet or from paper, so that it comes in once.
    """

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="workshops")
    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="workshop")
    release = models.ForeignKey(
        Release, null=True, blank=True, on_delete=models.PROTECT, related_name="workshops"
    )
    duration = models.PositiveSmallIntegerField(
        _("minutos"), choices=[(minutes, str(minutes)) for minutes in DURATIONS], default=60
    )
    code_turn = models.PositiveSmallIntegerField(default=0)
    code_hash = models.BinaryField(max_length=32, null=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("comenzó"), null=True)
    step_since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(_("terminó"), null=True)
    bundle_id = models.UUIDField(_("archivo que se cargó"), null=True, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("taller de socialización")
        verbose_name_plural = _("talleres de socialización")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(duration__in=DURATIONS), name="workshop_duration_known"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(started_at__isnull=False), name="workshop_ends_after_starting"
            ),
            models.CheckConstraint(
                condition=Q(code_hash=None) | Q(started_at__isnull=False, ended_at=None),
                name="workshop_code_while_it_lasts",
            ),
            models.UniqueConstraint(
                fields=["program", "code_hash"],
                condition=Q(code_hash__isnull=False),
                name="workshop_code_once",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Taller de socialización"))

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def has_ended(self) -> bool:
        return self.ended_at is not None


class WorkshopStep(TenantModel):
    """A step of the script. ``shown`` is what the gate let the room see when it was revealed, for ever."""

    workshop = models.ForeignKey(SocializationWorkshop, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    node = models.CharField(_("dimensión"), max_length=12, blank=True)
    node_name = models.CharField(max_length=120, blank=True)
    role = models.CharField(_("quién"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutos"))
    revealed_at = models.DateTimeField(null=True)
    shown = models.JSONField(null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("paso de un taller")
        verbose_name_plural = _("pasos de un taller")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "workshop", "position"],
                name="workshop_step_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="workshop_step_kind_known"
            ),
            models.CheckConstraint(condition=Q(minutes__range=(1, 90)), name="workshop_step_minutes"),
            models.CheckConstraint(
                condition=Q(revealed_at__isnull=True, shown__isnull=True)
                | Q(revealed_at__isnull=False, shown__isnull=False),
                name="workshop_step_shown_when_revealed",
            ),
        ]

    @property
    def what(self) -> Kind:
        return Kind(self.kind)

    @property
    def is_revealed(self) -> bool:
        return self.revealed_at is not None


class WorkshopPapers(TenantModel):
    """The posters, cards and sheets of a workshop as PDF; ``digest`` is of the page that was drawn."""

    workshop = models.OneToOneField(SocializationWorkshop, on_delete=models.CASCADE, related_name="papers")
    digest = models.CharField(max_length=24)
    pdf = models.BinaryField()

    class Meta(TenantModel.Meta):
        verbose_name = _("papeles de un taller")
        verbose_name_plural = _("papeles de los talleres")
