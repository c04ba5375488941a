"""The programme beside one network, on a page: frozen values, less what this reader could subtract.

Only on pages, never in a stored document: what may be shown depends on the networks that the reader sees one
by one, and a document is the same for whoever holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lar.authorization import Actor, Permission, has_permission
from lar.disclosure import (
    Audience,
    PublishableDimension,
    PublishableTable,
    RolledTable,
    Scope,
    rolled_reason,
)
from lar.statistics import percent_text, rolled_people_sentence
from lar.statistics.numbers import number
from questionnaires.results.models import ProgramRelease, Release
from questionnaires.results.programme.reading import seen_by


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """A dimension: the network's own value, that of all networks with its n, or why there is none."""

    name: str
    is_inside: bool
    own: str
    own_n: str
    value: str
    n: str
    networks: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The programme's values of a year. `is_same_year` says whether the network's are of that year too."""

    year: str
    is_same_year: bool
    people: str
    calculated_at: datetime
    rows: tuple[ReferenceRow, ...]


def reference_for(
    actor: Actor, release: Release, table: PublishableTable, audience: Audience
) -> Reference | None:
    """What ``actor`` may read of the programme beside a network's table: the newest year not after its own.

    ``None`` when no year of that version is frozen or nothing of it is left for this reader. Whoever is an
    authority reads the authorities' values only: those of two audiences could be subtracted. Whoever follows
    the whole programme has its own report.
    """
    is_for_authority = audience is Audience.AUTHORITY
    if has_permission(actor, Permission.VIEW_PROGRAM_BOARD) or is_for_authority != bool(actor.territories):
        return None
    frozen = _frozen(release)
    if frozen is None:
        return None
    seen = seen_by(frozen, audience, _sees(actor) | {release.survey.network.pk})
    whole = next((one for one in seen if one.scope is Scope.PROGRAM), None)
    if whole is None or not any(dimension.is_published for dimension in whole.dimensions):
        return None
    return Reference(
        year=str(frozen.year),
        is_same_year=frozen.year == release.survey.cycle.year,
        people=rolled_people_sentence(whole),
        calculated_at=frozen.created_at,
        rows=tuple(_row(dimension, whole, table) for dimension in whole.dimensions),
    )


def _frozen(release: Release) -> ProgramRelease | None:
    survey = release.survey
    found = ProgramRelease.objects.filter(version=survey.version_id, year__lte=survey.cycle.year)
    return found.select_related("version").order_by("-year").first()


def _sees(actor: Actor) -> frozenset[int]:
    """The networks that the person reads, or may come to read, one by one: under whatever hat."""
    return actor.networks_with(Permission.VIEW_NETWORK_RESULTS) | actor.networks_with(
        Permission.VIEW_AUTHORITY_RESULTS
    )


def _row(dimension: PublishableDimension, whole: RolledTable, table: PublishableTable) -> ReferenceRow:
    mine = next((one for one in table.dimensions if one.code == dimension.code and one.is_published), None)
    shown = dimension.is_published
    return ReferenceRow(
        name=dimension.name,
        is_inside=dimension.parent is not None,
        own=percent_text(mine) if mine else "",
        own_n=number(mine.n or 0) if mine else "",
        value=percent_text(dimension) if shown else "",
        n=number(dimension.n or 0) if shown else "",
        networks=number(whole.dimension(dimension.code).networks) if shown else "",
        why="" if shown else rolled_reason(dimension, whole) or "",
    )
