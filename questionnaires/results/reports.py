"""The reports of a release: rows that freeze their context, and the document that each one is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lar.disclosure import Audience
from lar.model.dimensions import FocusReason
from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from networks.models import Purpose as PurposeVersion
from questionnaires.results.canonical import fingerprint, new_salt
from questionnaires.results.models import Release, Report
from questionnaires.results.readers import UnknownSchemaError, read_release
from questionnaires.results.report import Lever, NetworkReport, Purpose, ReportContext, assemble
from questionnaires.surveys.models import Survey
from questionnaires.surveys.rules import local_day

REPORT_SCHEMA = "report/1"
EDITION = "v1"


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
    context = _context_of(survey)
    reports = [_make(release, kind, context) for kind in KINDS]
    Door.objects.bulk_create(
        Door(
            kind=DoorKind.DOCUMENT,
            token_hash=Door.hash(DoorKind.DOCUMENT, report.sha256),
            program_id=release.program_id,
        )
        for report in reports
    )
    return reports


def _make(release: Release, kind: ReportKind, context: ReportContext) -> Report:
    payload: dict[str, Any] = {
        "schema": REPORT_SCHEMA,
        "salt": new_salt(),
        "release": release.sha256,
        "kind": kind.code,
        "edition": EDITION,
        "audience": kind.audience.value,
        "number": 1,
        "context": context.as_payload(),
    }
    return Report.objects.create(
        release=release,
        kind=kind.code,
        edition=EDITION,
        audience=kind.audience.value,
        schema=REPORT_SCHEMA,
        payload=payload,
        sha256=fingerprint(payload),
    )


def _context_of(survey: Survey) -> ReportContext:
    """The purpose in force when the survey closed, and the levers of its cycle."""
    day = local_day(survey.closed_at or survey.closes_at, survey.network.time_zone)
    purpose = PurposeVersion.objects.filter(network=survey.network, valid_from__lte=day).first()
    levers = survey.cycle.levers.order_by("pk")
    return ReportContext(
        purpose=Purpose(purpose.text, purpose.valid_from) if purpose else None,
        levers=tuple(Lever(lever.node, FocusReason(lever.reason).label) for lever in levers),
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
    return assemble(
        read_release(rows.release.payload),
        ReportContext.from_payload(rows.report.payload["context"]),
        release=rows.release.sha256,
        number=rows.release.number,
        audience=Audience(rows.report.audience),
    )
