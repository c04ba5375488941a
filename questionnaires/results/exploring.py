"""What facilitators explore: the released tables of a year, side by side and over the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from lar.authorization import Actor
from lar.disclosure import Audience, PublishableTable
from lar.statistics import DimensionYears
from networks.models.ordering import SpanishKey
from questionnaires.instruments.models import Questionnaire
from questionnaires.results.models import Release, Report
from questionnaires.results.queries.releases import scale_releases, visible_release
from questionnaires.results.readers import read_release
from questionnaires.results.released import ReleasedSurvey
from questionnaires.results.report import Past, ReportContext
from questionnaires.results.report.years import network_years


@dataclass(frozen=True)
class Explored:
    """One network's release: what its team reads of it."""

    release: Release
    released: ReleasedSurvey

    @property
    def name(self) -> str:
        return self.release.survey.network.name

    @property
    def table(self) -> PublishableTable:
        return self.released.tables[Audience.NETWORK]


def questionnaires_of(year: int) -> list[Questionnaire]:
    """Those with results in that year: what most networks answered first, then by title."""
    of_year = scale_releases().order_by().filter(survey__cycle__year=year)
    answered = Counter(of_year.values_list("survey__questionnaire", flat=True))
    found = Questionnaire.objects.filter(pk__in=answered).order_by("title", "pk")
    return sorted(found, key=lambda questionnaire: -answered[questionnaire.pk])


def newest_releases(actor: Actor, year: int, questionnaire: Questionnaire) -> QuerySet[Release]:
    """The newest release of each network, in the order of the alphabet."""
    newest = (
        scale_releases()
        .filter(survey__cycle__year=year, survey__questionnaire=questionnaire)
        .order_by("survey_id", "-number")
        .distinct("survey_id")
    )
    found: QuerySet[Release] = visible_release(actor).filter(pk__in=newest.values("pk"))
    return found.order_by(SpanishKey("survey__network__name"), "pk")


def explore(actor: Actor, year: int, questionnaire: Questionnaire) -> list[Explored]:
    """What each network's team reads in its newest release, in the order of the alphabet. One query."""
    releases = newest_releases(actor, year, questionnaire)
    return [Explored(release, _read(_Row(release.sha256, release))) for release in releases]


def over_the_years(explored: Sequence[Explored]) -> dict[int, tuple[DimensionYears, ...]]:
    """Release key → the dimensions of its network over the years that its report compares. Two queries."""
    contexts = _contexts([one.release for one in explored])
    named = {past.release for context in contexts.values() for past in context.past}
    earlier = {
        release.sha256: _read(_Row(release.sha256, release))
        for release in Release.objects.filter(sha256__in=named).only("sha256", "payload", "program")
    }
    return {
        one.release.pk: network_years(
            one.released, _pairs(contexts[one.release.pk], earlier), Audience.NETWORK
        )
        for one in explored
        if one.release.pk in contexts
    }


def _contexts(releases: Sequence[Release]) -> dict[int, ReportContext]:
    reports = Report.objects.filter(release__in=releases, kind="network").order_by(
        "release_id", "-created_at"
    )
    found = reports.distinct("release_id").values_list("release_id", "payload")
    return {release: ReportContext.from_payload(payload["context"]) for release, payload in found}


def _pairs(context: ReportContext, earlier: dict[str, ReleasedSurvey]) -> list[tuple[Past, ReleasedSurvey]]:
    return [(past, earlier[past.release]) for past in context.past if past.release in earlier]


@dataclass(frozen=True)
class _Row:
    """A release behind its fingerprint: it never changes, so it is read once per process."""

    sha256: str
    release: Release

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Row) and other.sha256 == self.sha256


@lru_cache(maxsize=256)
def _read(row: _Row) -> ReleasedSurvey:
    return read_release(row.release.payload)
