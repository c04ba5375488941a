"""What a network agreed, small and public to it: who does what by when, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.activity import Activity
from networks.models.cycle import Cycle
from networks.models.network import Network


class AgreementState(models.TextChoices):
    """An adapted agreement goes on, with other words or dates; the other two outcomes end it."""

    GOING = "going", _("en curso")
    ADAPTED = "adapted", _("adaptado")
    KEPT = "kept", _("cumplido")
    DROPPED = "dropped", _("dejado")


LIVE_STATES = (AgreementState.GOING, AgreementState.ADAPTED)


class Agreement(TenantModel):
    """An agreement of a network's year.

    ``owner_words`` is a role or a school; ``owner`` a person of the team. Where it comes from: an
    activity, or a bar of a release, whose key and code are kept as plain values with the words that the
    bar had.
    """

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="agreements")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="agreements")
    text = models.TextField(_("acuerdo"), max_length=600)
    owner_words = models.CharField(_("quién"), max_length=120, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField(_("para cuándo"))
    how_known = models.TextField(_("cómo lo sabremos"), max_length=400)
    review_on = models.DateField(_("se revisa el"), null=True, blank=True)
    state = models.CharField(
        _("estado"), max_length=8, choices=AgreementState.choices, default=AgreementState.GOING
    )
    agreed_on = models.DateField(_("acordado el"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    release_id = models.BigIntegerField(null=True, blank=True)
    bar_node = models.CharField(max_length=12, blank=True)
    bar_code = models.CharField(max_length=20, blank=True)
    bar_words = models.CharField(_("afirmación o dimensión que lo motivó"), max_length=400, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("acuerdo")
        ordering = ["-cycle__year", "due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(owner_words="") | Q(owner__isnull=False),
                name="agreement_has_owner",
                violation_error_message=_("Di quién se encarga."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=AgreementState.values), name="agreement_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["kept", "dropped"]) | Q(review_on__isnull=False),
                name="agreement_live_is_reviewed",
                violation_error_message=_("Un acuerdo en curso tiene fecha de revisión."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["program", "network", "review_on"],
                condition=Q(state__in=["going", "adapted"]),
                name="agreement_to_review",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_STATES

    @property
    def public_owner(self) -> str:
        """Who answers for it, as pages without an account and papers say it: no name of a person."""
        return self.owner_words or str(_("la coordinación de la red"))


class AgreementReview(TenantModel):
    """A look at an agreement: what became of it and why, with the words and dates that it had until then."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reviews")
    outcome = models.CharField(
        _("qué pasó"),
        max_length=8,
        choices=[choice for choice in AgreementState.choices if choice[0] != AgreementState.GOING],
    )
    because = models.TextField(_("porque"), max_length=600)
    reviewed_on = models.DateField(_("revisado el"))
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text_before = models.TextField(max_length=600)
    due_before = models.DateField()

    class Meta(TenantModel.Meta):
        verbose_name = _("revisión de un acuerdo")
        verbose_name_plural = _("revisiones de un acuerdo")
        ordering = ["-reviewed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["adapted", "kept", "dropped"]), name="agreement_review_known"
            ),
            models.CheckConstraint(
                condition=~Q(because=""),
                name="agreement_review_says_why",
                violation_error_message=_("Cuenta por qué."),
            ),
        ]
