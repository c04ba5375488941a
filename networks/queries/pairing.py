"""With which networks a network may be paired, and with which it is."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from networks.models import Cycle, Network, Pairing, ProgrammeYear


def is_guide(network: Network, day: date) -> bool | None:
    """Whether a network is past its first year in the programme; ``None`` without a cycle this year."""
    cycle = Cycle.objects.filter(network=network, year=day.year).first()
    return None if cycle is None else cycle.programme_year > ProgrammeYear.FIRST


def candidates_for(network: Network, day: date) -> QuerySet[Network]:
    """Return the networks of the other year: first-year ones for a guide, and the other way round."""
    guides = is_guide(network, day)
    if guides is None:
        return Network.objects.none()
    cycles = Cycle.objects.filter(year=day.year)
    first = cycles.filter(programme_year=ProgrammeYear.FIRST)
    wanted = first if guides else cycles.exclude(programme_year=ProgrammeYear.FIRST)
    return Network.objects.filter(pk__in=wanted.values("network")).exclude(pk=network.pk).enrolled_on(day)


def pairings_of(network: Network) -> QuerySet[Pairing]:
    """Return a network's pairs, those that ended included, newest first."""
    return Pairing.objects.of(network).select_related(
        "guide", "guided", "proposed_by", "guide_agreed_by", "guided_agreed_by", "ended_by"
    )
