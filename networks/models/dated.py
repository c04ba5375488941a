"""Things that hold from one day until another: ended, never deleted."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

ENDS_AFTER_START = _("La fecha de término debe ser posterior a la de inicio.")


def in_force(day: date, prefix: str = "") -> Q:
    """Return the condition «in force on ``day``»: the first day counts, the last one does not.

    ``prefix`` is the path to the dated row, such as ``"coordinations__"``.
    """
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": day})
    )


def ends_after_start(name: str) -> models.CheckConstraint:
    """Return the constraint that every dated table carries."""
    return models.CheckConstraint(
        condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
        name=name,
        violation_error_message=ENDS_AFTER_START,
    )


class Dated(models.Model):
    valid_from = models.DateField(_("desde"))
    valid_to = models.DateField(_("hasta"), null=True, blank=True)

    class Meta:
        abstract = True
