"""Released tables of a year, and sealed rows where only the gate may read them → a programme's results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from lar.disclosure import (
    Audience,
    CovarianceWithheld,
    PooledCovariance,
    PublishableTable,
    RolledTable,
    RollupWithheld,
    Source,
    Thresholds,
    YearOfTables,
    gate_covariance,
    gate_small_networks,
    programme_tables,
)
from networks.models import Network
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.results.circumstances import instrument_of
from questionnaires.results.counts import nodes_of
from questionnaires.results.models import ProgramRelease, Release, ReleaseOpening
from questionnaires.results.models.release import ReleaseKind
from questionnaires.results.programme.counting import complete_cases, small_networks
from questionnaires.results.programme.payload import ProgramResults, Tables, read_program_release
from questionnaires.results.readers import read_release
from questionnaires.results.rules import thresholds_of


@dataclass(frozen=True, slots=True)
class ReleasedYear:
    """The released tables of one version and year, for each audience those opened to it; survey ids."""

    sources: Mapping[Audience, Sequence[Source]]
    surveys: tuple[int, ...]


def make_results(
    version: QuestionnaireVersion, year: int, *, closed_at: datetime, calculated_at: datetime
) -> ProgramResults:
    """Everything that may be known of the programme's networks in a year, by what was open on its date."""
    program = version.program
    thresholds = thresholds_of(program.min_group)
    released = released_year(version, year, until=closed_at)
    small = _small(version, year, thresholds)
    others = _earlier_years(version, year)
    tables = {audience: _tables(audience, released, small, others, thresholds) for audience in Audience}
    covariance, withheld = _covariance(version, year, released, small.get(Audience.NETWORK), thresholds)
    return ProgramResults(
        program=program.name,
        institution=program.institution,
        year=year,
        closed_at=closed_at,
        calculated_at=calculated_at,
        released=len(released.surveys),
        instrument=instrument_of(version),
        tables=tables,
        small=small,
        earlier={other: _earlier(one, released, str(year), thresholds) for other, one in others.items()},
        withheld="" if any(tables.values()) else _why_nothing(thresholds),
        covariance=covariance,
        covariance_withheld=withheld,
    )


def released_year(version: QuestionnaireVersion, year: int, *, until: datetime) -> ReleasedYear:
    """The newest release of each network that existed then, with the audiences it was open to."""
    releases = (
        Release.objects.filter(
            kind=ReleaseKind.SCALE,
            survey__version=version,
            survey__cycle__year=year,
            created_at__lte=until,
        )
        .select_related("survey")
        .order_by("survey__network__name", "survey__network_id", "number")
    )
    newest = {release.survey.network_id: release for release in releases}
    opened = set(
        ReleaseOpening.objects.filter(release__in=newest.values(), opened_at__lte=until).values_list(
            "release_id", "audience"
        )
    )
    read = {network: read_release(release.payload) for network, release in newest.items()}
    return ReleasedYear(
        sources={
            audience: [
                Source(network=str(network), table=read[network].tables[audience])
                for network, release in newest.items()
                if audience is Audience.NETWORK or (release.pk, audience.value) in opened
            ]
            for audience in Audience
        },
        surveys=tuple(release.survey_id for release in newest.values()),
    )


def _small(version: QuestionnaireVersion, year: int, thresholds: Thresholds) -> dict[Audience, RolledTable]:
    pooled = small_networks(version, year)
    if pooled is None:
        return {}
    nodes = nodes_of(version.pk)
    try:
        return {
            audience: gate_small_networks(pooled, nodes, audience=audience, thresholds=thresholds)
            for audience in Audience
        }
    except RollupWithheld:
        return {}


@dataclass(frozen=True, slots=True)
class _OtherYear:
    """Another year's frozen results and the tables that they were made of."""

    frozen: ProgramResults
    released: ReleasedYear

    def networks(self, audience: Audience) -> set[str]:
        """The networks behind the values that this audience reads of that year."""
        tables = self.frozen.tables.get(audience, ())
        return {source for table in tables[:1] for source in table.sources}

    def sources(self, audience: Audience) -> list[Source]:
        kept = self.networks(audience)
        return [one for one in self.released.sources[audience] if one.network in kept]


def _earlier_years(version: QuestionnaireVersion, year: int) -> dict[int, _OtherYear]:
    """Frozen results of the same instrument in earlier years, under whichever version; the newest of each."""
    frozen = ProgramRelease.objects.filter(version__questionnaire=version.questionnaire_id, year__lt=year)
    found = {}
    for release in frozen.select_related("version").order_by("year", "pk"):
        found[release.year] = _OtherYear(
            read_program_release(release.payload),
            released_year(release.version, release.year, until=release.closed_at),
        )
    return found


def _tables(
    audience: Audience,
    released: ReleasedYear,
    small: Mapping[Audience, RolledTable],
    others: Mapping[int, _OtherYear],
    thresholds: Thresholds,
) -> tuple[RolledTable, ...]:
    sources = released.sources[audience]
    return programme_tables(
        YearOfTables(
            audience=audience,
            sources=sources,
            small=small.get(audience),
            cohorts=_cohorts([source.network for source in sources]),
            other_years={str(year): one.networks(audience) for year, one in others.items()},
        ),
        thresholds=thresholds,
    )


def _cohorts(networks: Sequence[str]) -> dict[str, set[str]]:
    """The networks that entered the programme in each year; none when all entered in the same."""
    cohorts: dict[str, set[str]] = {}
    for pk, cohort in Network.objects.filter(pk__in=networks).order_by("cohort").values_list("pk", "cohort"):
        cohorts.setdefault(str(cohort), set()).add(str(pk))
    return cohorts if len(cohorts) > 1 else {}


def _earlier(other: _OtherYear, released: ReleasedYear, name: str, thresholds: Thresholds) -> Tables:
    """An earlier year's tables of the networks that are in this year too: only those, in that year."""
    tables = {}
    for audience in Audience:
        now = {source.network for source in released.sources[audience]}
        both = [source for source in other.sources(audience) if source.network in now]
        year = YearOfTables(audience=audience, sources=both, other_years={name: now})
        # All of these networks are the same ones, so the first roll-up of the two is the second again.
        tables[audience] = programme_tables(year, thresholds=thresholds)[1:]
    return tables


def _covariance(
    version: QuestionnaireVersion,
    year: int,
    released: ReleasedYear,
    small: RolledTable | None,
    thresholds: Thresholds,
) -> tuple[PooledCovariance | None, str]:
    cases = complete_cases(version, year, surveys=released.surveys, with_small=small is not None)
    tables: list[PublishableTable | RolledTable] = [
        source.table for source in released.sources[Audience.NETWORK]
    ]
    if small is not None:
        tables.append(small)
    try:
        return gate_covariance(cases, tables=tables, thresholds=thresholds), ""
    except CovarianceWithheld as error:
        return None, error.sentence()


def _why_nothing(thresholds: Thresholds) -> str:
    return _(
        "En esa fecha no había resultados de al menos %(networks)s redes y %(people)s personas: con "
        "menos no se publican valores del programa."
    ) % {"networks": thresholds.program_min_networks, "people": thresholds.program_min_answers}
