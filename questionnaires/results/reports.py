"""The reports of a release: rows that freeze their context, and the document that each one is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from lar.disclosure import Audience
from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from networks.dating import moment_on
from questionnaires.results.canonical import fingerprint, new_salt
from questionnaires.results.contexts import context_of
from questionnaires.results.conversations import conversation_about
from questionnaires.results.models import Release, Report
from questionnaires.results.readers import UnknownSchemaError, read_release
from questionnaires.results.released import ReleasedSurvey
from questionnaires.results.report import (
    WHOLE,
    Edition,
    NetworkReport,
    Past,
    ReportContext,
    Selection,
    assemble,
)
from questionnaires.results.voices_in_reports import voices_entry, voices_of
from questionnaires.surveys.models import Survey
from questionnaires.surveys.rules import local_day

REPORT_SCHEMA = "report/1"


@dataclass(frozen=True)
class ReportKind:
    """A document that is made of a release, and the audience whose table it shows."""

    code: str
    audience: Audience


KINDS = (
    ReportKind("network", Audience.NETWORK),
    ReportKind("members", Audience.MEMBERS),
    ReportKind("authority", Audience.AUTHORITY),
)


def make_reports(release: Release, survey: Survey) -> list[Report]:
    """Write one report per audience, each with a door for whoever scans its code."""
    closed = local_day(survey.closed_at or survey.closes_at, survey.network.time_zone)
    return _with_doors(
        [
            _make(release, kind, context_of(survey, kind.audience, on=closed), at=release.created_at)
            for kind in KINDS
        ]
    )


def make_second_edition(release: Release, survey: Survey, *, selection: Selection, on: date) -> list[Report]:
    """Write the report of the team and of its members again, with what was talked over until that day.

    The authority's keeps its only edition. Written once more, it gets the next number.
    """
    kinds = [kind for kind in KINDS if kind.audience is not Audience.AUTHORITY]
    talked = conversation_about(release)
    made = Report.objects.filter(release=release, edition=Edition.TALKED_OVER, kind="network").count()
    return _with_doors(
        [
            _make(
                release,
                kind,
                replace(context_of(survey, kind.audience, on=on), conversation=talked),
                edition=Edition.TALKED_OVER,
                number=made + 1,
                selection=selection,
                at=moment_on(on, survey.network.time_zone),
            )
            for kind in kinds
        ]
    )


def add_voices_to_report(release: Release, *, kind: str) -> Report:
    """Write the newest report of a kind again, with the voices that its audience may read by now.

    It keeps its edition, its context and what was chosen to print, and gets the next number.
    """
    rows = Report.objects.filter(release=release, kind=kind).order_by("-created_at", "-pk")
    last = rows.first()
    if last is None:
        raise ValueError(f"release {release.pk} has no report of kind {kind}")
    number = max(rows.filter(edition=last.edition).values_list("number", flat=True)) + 1
    payload = {
        **last.payload,
        "salt": new_salt(),
        "number": number,
        "voices": voices_entry(release.survey, last.audience),
    }
    report = Report.objects.create(
        release=release,
        kind=kind,
        edition=last.edition,
        audience=last.audience,
        number=number,
        schema=last.schema,
        payload=payload,
        sha256=fingerprint(payload),
    )
    return _with_doors([report])[0]


def _with_doors(reports: list[Report]) -> list[Report]:
    Door.objects.bulk_create(
        Door(
            kind=DoorKind.DOCUMENT,
            token_hash=Door.hash(DoorKind.DOCUMENT, report.sha256),
            program_id=report.program_id,
        )
        for report in reports
    )
    return reports


def _make(
    release: Release,
    kind: ReportKind,
    context: ReportContext,
    *,
    edition: Edition = Edition.TO_TALK,
    number: int = 1,
    selection: Selection = WHOLE,
    at: datetime,
) -> Report:
    payload: dict[str, Any] = {
        "schema": REPORT_SCHEMA,
        "salt": new_salt(),
        "release": release.sha256,
        "kind": kind.code,
        "edition": edition.value,
        "audience": kind.audience.value,
        "number": number,
        "context": context.as_payload(),
        **({} if selection == WHOLE else {"selection": selection.as_payload()}),
    }
    if kind.audience is not Audience.AUTHORITY:
        payload["voices"] = voices_entry(release.survey, kind.audience)
    return Report.objects.create(
        release=release,
        kind=kind.code,
        edition=edition.value,
        audience=kind.audience.value,
        number=number,
        schema=REPORT_SCHEMA,
        payload=payload,
        sha256=fingerprint(payload),
        created_at=at,
    )


def document_of(report: Report) -> NetworkReport:
    """The whole report, assembled. Needs ``report.release``; the same row is assembled once per process.

    Raises:
        UnknownSchemaError: the row is under a schema that this version does not know.
    """
    if report.schema != REPORT_SCHEMA:
        raise UnknownSchemaError(report.schema)
    return _assembled(_Immutable(report.sha256, report.release, report))


@dataclass(frozen=True)
class _Immutable:
    """Rows behind a fingerprint: they never change, so the fingerprint stands for them."""

    sha256: str
    release: Release
    report: Report

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Immutable) and other.sha256 == self.sha256


@lru_cache(maxsize=24)
def _assembled(rows: _Immutable) -> NetworkReport:
    context = ReportContext.from_payload(rows.report.payload["context"])
    report = assemble(
        read_release(rows.release.payload),
        context,
        release=rows.release.sha256,
        number=rows.release.number,
        audience=Audience(rows.report.audience),
        edition=Edition(rows.report.edition),
        selection=Selection.from_payload(rows.report.payload.get("selection")),
        past=_earlier(context),
    )
    return replace(report, voices=voices_of(rows.report.payload))


def _earlier(context: ReportContext) -> list[tuple[Past, ReleasedSurvey]]:
    """The earlier releases that a context names, read."""
    named = {past.release: past for past in context.past}
    found = Release.objects.filter(sha256__in=named).only("sha256", "payload")
    return [(named[release.sha256], read_release(release.payload)) for release in found]
