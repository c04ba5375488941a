from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from lar.authorization import Actor, Permission, has_permission
from lar.model.activities import ACTIVITY_KINDS, ActivityKind, Host, SessionPurpose, activity_kind
from lar.tenancy.models import ProgramScopedManager, TenantModel, TenantQuerySet
from lar.tenancy.models.program import TimeZone
from networks.models.network import Network


class ActivityStatus(models.TextChoices):
    PLANNED = "planned", _("Planificada")
    HELD = "held", _("Realizada")
    CANCELLED = "cancelled", _("Suspendida")


class Modality(models.TextChoices):
    IN_PERSON = "in_person", _("Presencial")
    ONLINE = "online", _("En línea")
    HYBRID = "hybrid", _("Presencial y en línea")


class OwnWork(models.TextChoices):
    """What a person does between sessions."""

    READING = "reading", _("Lectura")
    WRITING = "writing", _("Sistematización")
    VISIT = "visit", _("Visita a la sesión de otra red")
    PLANNING = "planning", _("Planificación")


class NotesVisibility(models.TextChoices):
    PRIVATE = "private", _("El equipo facilitador y la coordinación de la red")
    SHARED = "shared", _("Todas las personas convocadas y la administración del programa")


class ActivityQuerySet(TenantQuerySet["Activity"]):
    def visible_to(self, actor: Actor) -> ActivityQuerySet:
        """Those whose existence ``actor`` may know: all for a programme role, else one's networks'."""
        if actor.programme_roles:
            return self.all()
        return self.of_networks(actor.network_roles)

    def readable_by(self, actor: Actor) -> ActivityQuerySet:
        """Those that ``actor`` may open: one's networks' and, for an authority, those that invite her."""
        if has_permission(actor, Permission.VIEW_ACTIVITIES):
            return self.all()
        mine = _gathers(actor.networks_with(Permission.VIEW_ACTIVITIES))
        invited = _gathers(actor.networks_with(Permission.VIEW_INVITING_ACTIVITIES))
        return self.filter(Q(mine) | Q(invited, invites_authorities=True))

    def concerning(self, actor: Actor) -> ActivityQuerySet:
        """Those of the networks in which ``actor`` has a role, and those that she planned or observes."""
        hers = Q(planned_by=actor.user_id) | Q(observer=actor.user_id)
        return self.filter(Q(_gathers(actor.network_roles)) | hers)

    def of_networks(self, networks: object) -> ActivityQuerySet:
        """Those that gather any of the networks, each once."""
        return self.filter(_gathers(networks))

    def between(self, start: datetime, end: datetime) -> ActivityQuerySet:
        """Those that begin within ``[start, end)``."""
        return self.filter(starts_at__gte=start, starts_at__lt=end)


class Activity(TenantModel):
    """Something that a network, or several, do on a day: docs/actividades.md says what each kind writes."""

    kind = models.CharField(
        _("tipo"), max_length=20, choices=[(kind.code, kind.label) for kind in ACTIVITY_KINDS]
    )
    title = models.CharField(_("título"), max_length=120)
    starts_at = models.DateTimeField(_("comienza"))
    ends_at = models.DateTimeField(_("termina"))
    time_zone = models.CharField(max_length=32, choices=TimeZone.choices, default=TimeZone.SANTIAGO)
    modality = models.CharField(
        _("modalidad"), max_length=10, choices=Modality.choices, default=Modality.IN_PERSON
    )
    place = models.CharField(_("lugar"), max_length=200, blank=True)
    meeting_url = models.URLField(_("enlace para conectarse"), max_length=300, blank=True)
    hours = models.DecimalField(
        _("horas"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(99)],
    )
    agenda = models.TextField(_("tabla"), blank=True, max_length=4000)
    topics = models.TextField(_("temas"), blank=True, max_length=1000)
    wellbeing = models.CharField(_("momento de bienestar"), blank=True, max_length=300)
    session_purpose = models.CharField(
        _("para qué es"),
        max_length=15,
        blank=True,
        choices=[(purpose.value, purpose.label) for purpose in SessionPurpose],
    )
    own_work = models.CharField(_("en qué consiste"), max_length=10, blank=True, choices=OwnWork.choices)
    invites_authorities = models.BooleanField(_("invita a las autoridades locales"), default=False)
    open_to_visits = models.BooleanField(_("abierta a visitas de otras redes"), default=False)
    visited = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="visits"
    )
    observer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    guests = models.PositiveSmallIntegerField(_("personas de otras instituciones"), null=True, blank=True)
    status = models.CharField(
        _("estado"), max_length=10, choices=ActivityStatus.choices, default=ActivityStatus.PLANNED
    )
    cancel_reason = models.CharField(_("motivo"), max_length=300, blank=True)
    minutes = models.TextField(_("acta"), blank=True, max_length=8000)
    minutes_on = models.DateField(_("acta escrita el"), null=True, blank=True)
    minutes_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    notes_visibility = models.CharField(
        _("quién lee las notas"),
        max_length=10,
        choices=NotesVisibility.choices,
        default=NotesVisibility.SHARED,
    )
    invited_at = models.DateTimeField(_("invitación enviada"), null=True, blank=True)
    # Counts every write: a calendar takes the highest, a printed copy of an earlier one is drawn again.
    revision = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    # The base class declares its own manager type; this one adds the query set above.
    objects = ProgramScopedManager.from_queryset(ActivityQuerySet)()  # type: ignore[misc, assignment]

    class Meta(TenantModel.Meta):
        verbose_name = _("actividad")
        verbose_name_plural = _("actividades")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["program", "starts_at"], name="activity_by_moment")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="activity_ends_after_start",
                violation_error_message=_("La hora de término debe ser posterior a la de inicio."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.code for kind in ACTIVITY_KINDS]), name="activity_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ActivityStatus.values), name="activity_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=ActivityStatus.CANCELLED) | ~Q(cancel_reason=""),
                name="activity_cancelled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kind="network_session") | Q(observer=None, open_to_visits=False),
                name="activity_only_sessions_are_observed_or_visited",
            ),
            models.CheckConstraint(
                condition=Q(kind="between_sessions") | Q(visited=None),
                name="activity_visits_happen_between_sessions",
            ),
            models.CheckConstraint(
                condition=Q(kind="tutoring") | Q(notes_visibility="shared"),
                name="activity_only_tutoring_has_private_notes",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> ActivityKind:
        """What the model says of this kind."""
        return activity_kind(self.kind)

    @property
    def all_day(self) -> bool:
        """Each person does it in her own time: it has a day, no hours."""
        return self.about.host is Host.EACH_PERSON

    @property
    def starts_on_the_wall(self) -> datetime:
        """What a clock at its place shows: naive, so that no template moves it again."""
        return self.starts_at.astimezone(ZoneInfo(self.time_zone)).replace(tzinfo=None)

    @property
    def ends_on_the_wall(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.time_zone)).replace(tzinfo=None)

    @property
    def day(self) -> date:
        """The day on which it begins, at its place."""
        return self.starts_on_the_wall.date()

    @property
    def is_planned(self) -> bool:
        return self.status == ActivityStatus.PLANNED

    @property
    def is_held(self) -> bool:
        return self.status == ActivityStatus.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.status == ActivityStatus.CANCELLED


class ActivityNetwork(TenantModel):
    """A network that an activity gathers."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="networks")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="activities")

    class Meta(TenantModel.Meta):
        verbose_name = _("red convocada")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "activity", "network"], name="activity_gathers_a_network_once"
            )
        ]


def _gathers(networks: object) -> Exists:
    """The condition «gathers any of these networks»."""
    keys = list(networks)  # type: ignore[call-overload]
    return Exists(ActivityNetwork.objects.filter(activity=OuterRef("pk"), network__in=keys))
