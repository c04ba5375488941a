from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import PrivacyNotice, TenantModel
from lar.tenancy.models.tenant import TenantManager
from networks.models import Activity, Cycle, Network
from questionnaires.instruments.models import Questionnaire, QuestionnaireVersion


class SurveyMode(models.TextChoices):
    EMAIL = "email", _("códigos por correo")
    SLIPS = "slips", _("cupones impresos")
    OPEN_CODE = "open_code", _("código abierto de la red")
    IMPORTED = "imported", _("importada")


class CodeKeeper(models.TextChoices):
    """Who handed out the codes; the notice and the report say it."""

    SYSTEM = "system", _("la plataforma, por correo")
    FACILITATOR = "facilitator", _("el equipo facilitador")
    TEAM = "team", _("la coordinación de la red")


class SurveyState(models.TextChoices):
    DRAFT = "draft", _("en preparación")
    OPEN = "open", _("abierta")
    CLOSED = "closed", _("cerrada, por sellar")
    SEALING = "sealing", _("sellándose")
    SEALED = "sealed", _("sellada")
    RELEASED = "released", _("con resultados")
    TOO_FEW = "too_few", _("sellada con menos respuestas que el mínimo")
    CANCELLED = "cancelled", _("anulada")


@dataclass(frozen=True)
class Place:
    """Whose answers they are, as pages name it, and the clock by which it opens and closes."""

    name: str
    time_zone: str


class NetworkSurveys(TenantManager["Survey"]):
    """Applications to networks. The evaluations of workshops stay out unless somebody asks for them."""

    def get_queryset(self) -> models.QuerySet[Survey]:
        """Every list, year and roll-up goes through here, so none can take an evaluation by mistake."""
        return super().get_queryset().filter(activity=None)


class Survey(TenantModel):
    """An application of a questionnaire: to the members of a network in a cycle, or to those at a workshop.

    The database allows only the changes of state that DOMAIN 7.4 describes and freezes
    roster, mode and version at opening (triggers in migration 0003). ``objects`` holds the networks' only;
    ``every`` holds both, for what is the same of any: answering, closing, sealing, the gate.
    """

    # Never None in what ``objects`` holds: a constraint says so. An evaluation has its activity instead.
    network = cast(
        "models.ForeignKey[Network, Network]",
        models.ForeignKey(Network, null=True, on_delete=models.PROTECT, related_name="surveys"),
    )
    cycle = cast(
        "models.ForeignKey[Cycle, Cycle]",
        models.ForeignKey(Cycle, null=True, on_delete=models.PROTECT, related_name="surveys"),
    )
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="evaluations")
    # Repeated from the version so that one constraint can say «one a cycle and instrument».
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="surveys")
    mode = models.CharField(_("modo"), max_length=10, choices=SurveyMode.choices)
    code_keeper = models.CharField(_("quién entrega los códigos"), max_length=12, choices=CodeKeeper.choices)
    state = models.CharField(
        _("estado"), max_length=10, choices=SurveyState.choices, default=SurveyState.DRAFT
    )
    opens_at = models.DateTimeField(_("abre"))
    closes_at = models.DateTimeField(_("cierra"))
    # How often closing under the minimum moved the date: twice at most. The team's own moves don't count.
    extensions = models.PositiveSmallIntegerField(default=0)
    roster_n = models.PositiveSmallIntegerField(_("personas convocadas"), null=True, blank=True)
    # For imported answers, whose N is no roster of ours: what the administrator says it comes from.
    roster_source = models.CharField(
        _("de dónde sale N"), max_length=200, blank=True, default="", db_default=""
    )
    roster_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    notice = models.ForeignKey(PrivacyNotice, null=True, on_delete=models.PROTECT, related_name="+")
    # Codes that were ever made, and how many of them replaced a lost one (counted, never which).
    codes_made = models.PositiveSmallIntegerField(default=0)
    codes_replaced = models.PositiveSmallIntegerField(default=0)
    team_shares_contrast = models.BooleanField(
        _("el equipo comparte su mirada con su facilitador/a"), default=False
    )
    # There since papers may be keyed; the links of those who key are made of it, and end when it changes.
    paper_key = models.UUIDField(null=True, editable=False)
    team_publishes_mirror = models.BooleanField(
        _("el equipo incluye su espejo en el informe de la red"), default=False
    )
    # Last year's agreements as people read them before the first question: written at opening, then frozen.
    last_agreements = models.JSONField(
        default=list, db_default=models.Value([], output_field=models.JSONField()), blank=True
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)

    # The base class declares its own manager type; these two look at the same rows, one at fewer.
    objects = NetworkSurveys()  # type: ignore[misc]
    every = TenantManager["Survey"]()

    class Meta(TenantModel.Meta):
        base_manager_name = "every"
        verbose_name = _("aplicación del cuestionario")
        verbose_name_plural = _("aplicaciones del cuestionario")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="survey_closes_after_opening",
                violation_error_message=_("El cierre debe ser posterior a la apertura."),
            ),
            models.CheckConstraint(
                condition=Q(mode__in=["email", "imported"], code_keeper="system")
                | Q(mode="open_code", code_keeper="facilitator")
                | Q(mode="slips", code_keeper__in=["facilitator", "team"]),
                name="survey_keeper_fits_mode",
                violation_error_message=_(
                    "Los códigos por correo los envía la plataforma; los cupones los reparte una persona."
                ),
            ),
            models.CheckConstraint(condition=Q(extensions__lte=2), name="survey_extended_twice_at_most"),
            models.CheckConstraint(condition=Q(state__in=SurveyState.values), name="survey_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | Q(
                    roster_n__gte=1,
                    roster_confirmed_by__isnull=False,
                    notice__isnull=False,
                    opened_by__isnull=False,
                ),
                name="survey_opens_confirmed",
                violation_error_message=_("Falta que el equipo facilitador confirme el padrón."),
            ),
            models.CheckConstraint(
                condition=Q(codes_made__lte=Coalesce(F("roster_n"), 0) + F("codes_replaced")),
                name="survey_codes_within_roster",
                violation_error_message=_("No puede haber más códigos que personas convocadas."),
            ),
            models.UniqueConstraint(
                fields=["program", "network", "questionnaire", "cycle"],
                condition=~Q(state__in=["cancelled", "too_few"]),
                name="survey_once_a_cycle",
                violation_error_message=_("La red ya tiene este cuestionario en el ciclo."),
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=True, network__isnull=False, cycle__isnull=False)
                | Q(activity__isnull=False, network__isnull=True, cycle__isnull=True),
                name="survey_of_a_network_or_an_activity",
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=True)
                | Q(code_keeper="facilitator", mode__in=["slips", "open_code"]),
                name="survey_of_an_activity_by_a_facilitator",
            ),
            models.UniqueConstraint(
                fields=["program", "activity", "questionnaire"],
                condition=~Q(state="cancelled"),
                name="survey_once_an_activity",
                violation_error_message=_("Esta actividad ya se evaluó."),
            ),
        ]
        indexes = [
            models.Index(fields=["program", "closes_at"], condition=Q(state="open"), name="survey_to_close"),
        ]

    @property
    def place(self) -> Place:
        """The network, or the workshop that is evaluated."""
        if self.activity is not None:
            return Place(self.activity.title, self.activity.time_zone)
        return Place(self.network.name, self.network.time_zone)

    @property
    def is_evaluation(self) -> bool:
        """Whether the people of a workshop answer, and not the members of a network."""
        return self.activity_id is not None
