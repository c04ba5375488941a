"""Commitments of networks: the one in force, and who may back one."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from lar.accounts.models import User
from networks.models import Authority, Enrolment, Network
from networks.models.dated import in_force


def enrolment_on(network: Network, day: date) -> Enrolment | None:
    """Return the commitment in force on ``day``; one query."""
    rows = network.enrolments.filter(starts_on__lte=day, ends_on__gt=day)
    return rows.select_related("backed_by", "signed_by").first()


def authorities_of(network: Network, day: date) -> QuerySet[User]:
    """Return the people who are an authority of the network on ``day``, by name."""
    territories = network.territories.filter(in_force(day)).values("territory")
    reads = Authority.objects.filter(in_force(day), territory__in=territories, user=OuterRef("pk"))
    return User.objects.filter(Exists(reads), is_active=True).order_by("name", "pk")
