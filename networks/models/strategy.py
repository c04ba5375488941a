"""What a network designs and carries out on a dimension, and the catalogue from which it may begin."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.model.dimensions import EFFECTS, LEVERS
from lar.tenancy.models import TenantModel
from networks.models.activity import Activity
from networks.models.cycle import Cycle
from networks.models.network import Network

NODE_CHOICES = [(node.code, node.label) for node in (*LEVERS, *EFFECTS)]


class ResultShape(models.TextChoices):
    """How the answers to a dimension may look: the words of the results."""

    CONSENSUS = "consenso", _("consenso")
    TENDENCY = "tendencia", _("tendencia")
    SPREAD = "disperso", _("disperso")
    DIVIDED = "dividido", _("dividido")


class MicroStrategy(TenantModel):
    """A small way of working on a dimension: ours at first, and from then on the facilitators' to curate."""

    code = models.SlugField(_("código"), max_length=60)
    title = models.CharField(_("nombre"), max_length=120)
    node = models.CharField(_("dimensión"), max_length=2, choices=NODE_CHOICES)
    shapes = ArrayField(
        models.CharField(max_length=10, choices=ResultShape.choices), verbose_name=_("responde a")
    )
    aim = models.TextField(_("para qué sirve"), max_length=600)
    steps = models.TextField(_("pasos"), max_length=2000)
    minutes = models.PositiveSmallIntegerField(_("minutos"))
    source = models.CharField(_("de dónde viene"), max_length=300)
    is_retired = models.BooleanField(_("retirada del catálogo"), default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("microestrategia")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "code"], name="micro_strategy_code_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def step_lines(self) -> list[str]:
        return [line.strip() for line in self.steps.splitlines() if line.strip()]

    @property
    def shape_labels(self) -> list[str]:
        return [str(ResultShape(shape).label) for shape in self.shapes]


class Decision(models.TextChoices):
    CONTINUE = "continue", _("seguir igual")
    ADAPT = "adapt", _("seguir, con cambios")
    END = "end", _("terminarla")


class Worked(models.TextChoices):
    YES = "yes", _("funcionó")
    PARTLY = "partly", _("funcionó en parte")
    NO = "no", _("no funcionó")


class Strategy(TenantModel):
    """A strategy of a network's cycle. Its evaluation and decision are written when there is something."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="strategies")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="strategies")
    node = models.CharField(_("dimensión"), max_length=2, choices=NODE_CHOICES)
    title = models.CharField(_("nombre"), max_length=120)
    what = models.TextField(_("qué haremos"), max_length=2000)
    micro_strategy = models.ForeignKey(
        MicroStrategy, null=True, blank=True, on_delete=models.PROTECT, related_name="strategies"
    )
    started_on = models.DateField(_("diseñada el"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    evidence = models.TextField(_("evidencia"), max_length=2000, blank=True)
    members_said = models.TextField(_("qué dijeron las y los integrantes"), max_length=2000, blank=True)
    team_said = models.TextField(_("qué vio el equipo"), max_length=2000, blank=True)
    worked = models.CharField(_("resultado"), max_length=6, choices=Worked.choices, blank=True)
    decision = models.CharField(_("decisión"), max_length=8, choices=Decision.choices, blank=True)
    because = models.TextField(_("porque"), max_length=600, blank=True)
    decided_on = models.DateField(_("decidido el"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("estrategia")
        ordering = ["-cycle__year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None)
                | (Q(decided_on__isnull=False) & ~Q(decision="") & ~Q(because="") & ~Q(worked="")),
                name="strategy_decision_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StrategySession(TenantModel):
    """A session in which a strategy was carried out: its day, and what happened."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="sessions")
    on = models.DateField(_("fecha"))
    words = models.TextField(_("qué pasó"), max_length=1000)
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("sesión de una estrategia")
        verbose_name_plural = _("sesiones de una estrategia")
        ordering = ["on", "pk"]
