"""To whom releases were opened."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from networks.models import Network
from questionnaires.results.models import Release, ReleaseOpening
from questionnaires.results.queries.releases import scale_releases
from questionnaires.results.rules import AUTHORITY, MEMBERS


def opened_audiences(release: Release) -> dict[str, ReleaseOpening]:
    """The openings of a release by audience, with who opened it."""
    openings = ReleaseOpening.objects.filter(release=release).select_related("opened_by")
    return {opening.audience: opening for opening in openings}


def _opened(audience: str) -> QuerySet[Release]:
    openings = ReleaseOpening.objects.filter(release=OuterRef("pk"), audience=audience)
    return scale_releases().filter(Exists(openings)).order_by("-created_at", "-pk")


def opened_to_members(network: Network) -> QuerySet[Release]:
    """What a network's members may read, newest first."""
    return _opened(MEMBERS).filter(survey__network=network)


def opened_to_authority(networks: Collection[int]) -> QuerySet[Release]:
    """What the authority of these networks may read, by network and then newest first."""
    return (
        _opened(AUTHORITY)
        .filter(survey__network__in=networks)
        .order_by("survey__network__name", "-created_at", "-pk")
    )
