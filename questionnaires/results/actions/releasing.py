"""A sealed survey becomes a release: counts, gate, three audiences, one payload for ever."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lar.accounts.models import User
from lar.audit.actions import record
from lar.disclosure import (
    Audience,
    BelowThreshold,
    PublishableTable,
    SurveyCounts,
    Thresholds,
    gate_all,
)
from questionnaires.results.canonical import fingerprint
from questionnaires.results.circumstances import circumstances_of, instrument_of
from questionnaires.results.counts import OWN_NODE, own_counts, survey_counts, tree_of
from questionnaires.results.models import Release
from questionnaires.results.models.release import ReleaseKind
from questionnaires.results.readers import write_release
from questionnaires.results.released import ReleasedSurvey
from questionnaires.results.reports import make_reports
from questionnaires.results.rules import thresholds_of
from questionnaires.surveys.models import Survey, SurveyState


@transaction.atomic
def publish_release(survey: Survey, *, on: datetime | None = None, by: User | None = None) -> Release | None:
    """Pass the sealed answers through the gate and keep what comes out, with its reports.

    ``None`` when too few answered: the survey then says so and nothing is kept. Asked again it returns
    what there is and changes nothing.
    """
    found = (
        Survey.every.select_for_update(of=("self",))
        .select_related("program", "network", "activity", "cycle", "version__questionnaire")
        .get(pk=survey.pk)
    )
    if found.state != SurveyState.SEALED:
        return Release.objects.filter(survey=found, kind=ReleaseKind.SCALE).first()
    moment = on or _moment_of(found)
    released = _through_the_gate(found, moment)
    release = None if released is None else _keep(found, released, moment)
    found.state = SurveyState.TOO_FEW if release is None else SurveyState.RELEASED
    found.save(update_fields=["state"])
    record(
        "survey.too_few" if release is None else "release.published",
        by=by,
        network_id=found.network_id,
        subject=found.pk if release is None else release.pk,
    )
    return release


def _moment_of(survey: Survey) -> datetime:
    """Now; a demonstration lives past years in a minute: its results are of when each survey closed."""
    return (survey.closed_at if survey.program.is_demonstration else None) or timezone.now()


def _through_the_gate(survey: Survey, moment: datetime) -> ReleasedSurvey | None:
    thresholds = thresholds_of(survey.program.min_group)
    try:
        counts = survey_counts(survey)
        tables = gate_all(counts, tree_of(survey), thresholds=thresholds)
    except BelowThreshold:
        return None
    return ReleasedSurvey(
        tables=tables,
        instrument=instrument_of(survey.version),
        circumstances=circumstances_of(survey, moment),
        own=_own_tables(survey, counts, thresholds),
    )


def _own_tables(
    survey: Survey, counts: SurveyCounts, thresholds: Thresholds
) -> dict[Audience, PublishableTable]:
    """The network's own questions through the same gate, apart from dimensions and from authorities."""
    own = own_counts(survey, counts)
    if own is None:
        return {}
    tables = gate_all(own, (OWN_NODE,), thresholds=thresholds)
    return {audience: table for audience, table in tables.items() if audience is not Audience.AUTHORITY}


def _keep(survey: Survey, released: ReleasedSurvey, moment: datetime) -> Release:
    payload = write_release(released)
    release = Release.objects.create(
        survey=survey,
        number=1,
        schema=payload["schema"],
        payload=payload,
        sha256=fingerprint(payload),
        created_at=moment,
    )
    if not survey.is_evaluation:
        make_reports(release, survey)
    return release
