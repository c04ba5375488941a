from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from logbook.models import SectionVersion
from networks.models import Cycle

LAST_YEAR = 2
"""Networks that are followed up go on with the sections of the second year."""


def sections_in_force() -> QuerySet[SectionVersion]:
    """Return the last version of every section, in the template's order."""
    last = SectionVersion.objects.filter(section=OuterRef("section")).order_by("-number")
    return (
        SectionVersion.objects.filter(pk=Subquery(last.values("pk")[:1]))
        .select_related("section")
        .order_by("section__programme_year", "section__step", "section__place", "section")
    )


def newest_versions() -> dict[str, SectionVersion]:
    """Return the version in force of each section, by its code."""
    return {version.section.code: version for version in sections_in_force()}


def sections_of(cycle: Cycle) -> QuerySet[SectionVersion]:
    """Return what the template offers in a cycle, in order."""
    return sections_in_force().filter(section__programme_year=min(cycle.programme_year, LAST_YEAR))
