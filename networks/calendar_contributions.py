"""The days of a network that are no activities: agreements to look at, the purpose's next review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from lar.authorization import Actor, Permission, has_permission
from lar.tenancy.urls import program_url
from networks.models import Agreement, Network, Purpose
from networks.models.agreement import LIVE_STATES
from networks.registries import CalendarItem


def agreement_days(
    actor: Actor, networks: Sequence[Network], first: date, last: date
) -> Iterable[CalendarItem]:
    """The day by which each live agreement is due and, when it is another, the day of its review."""
    by_key = _readable(actor, networks)
    falls = Q(due__range=(first, last)) | Q(review_on__range=(first, last))
    found = Agreement.objects.filter(falls, network__in=by_key, state__in=LIVE_STATES).order_by("pk")
    for agreement in found:
        network = by_key[agreement.network_id]
        url = program_url(
            network.program, "networks:agreement", network_id=network.pk, agreement_id=agreement.pk
        )
        words = Truncator(agreement.text).chars(90)
        if first <= agreement.due <= last:
            title = _("Vence: %(words)s") % {"words": words}
            yield CalendarItem(
                f"agreement-{agreement.pk}-due", network, agreement.due, title, _("Acuerdo"), url
            )
        review = agreement.review_on
        if review is not None and review != agreement.due and first <= review <= last:
            title = _("Revisar: %(words)s") % {"words": words}
            yield CalendarItem(f"agreement-{agreement.pk}-review", network, review, title, _("Acuerdo"), url)


def purpose_days(
    actor: Actor, networks: Sequence[Network], first: date, last: date
) -> Iterable[CalendarItem]:
    """The day on which each network agreed to look at its purpose again."""
    by_key = _readable(actor, networks)
    newer = Purpose.objects.filter(network=OuterRef("network"), number__gt=OuterRef("number"))
    found = Purpose.objects.filter(network__in=by_key, next_review__range=(first, last))
    for purpose in found.exclude(Exists(newer)).order_by("pk"):
        network = by_key[purpose.network_id]
        url = program_url(network.program, "networks:purpose", network_id=network.pk)
        title = _("Revisar el propósito de la red")
        # The key of the network: a new version moves the same day.
        day = purpose.next_review or first
        yield CalendarItem(f"purpose-{network.pk}", network, day, title, _("Propósito"), url)


def _readable(actor: Actor, networks: Sequence[Network]) -> dict[int, Network]:
    return {
        network.pk: network for network in networks if has_permission(actor, Permission.VIEW_NETWORK, network)
    }
