"""A programme's year: the date on which its values are made, declared by a person, and the making."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue, retry_job
from lar.jobs.models import Job, JobState
from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from networks.errors import NotAllowedNow
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.results.canonical import fingerprint
from questionnaires.results.models import ProgramRelease, ProgramReportFile
from questionnaires.results.programme import PROGRAM_SCHEMA, make_results, write_program_release
from questionnaires.surveys.models import YearClosing

DRAW_PROGRAM = "questionnaires.results.draw_program"


@transaction.atomic
def declare_year(version: QuestionnaireVersion, *, year: int, closes_at: datetime, by: User) -> YearClosing:
    """Declare, or move, the date on which the programme's values of a year are made, once and for ever.

    From that date no second application of a cycle of that year opens.

    Raises:
        NotAllowedNow: when the date is not ahead, the one declared before has come, or the version is
            still a draft.
    """
    QuestionnaireVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if version.published_at is None:
        raise NotAllowedNow(_("Publica primero esta versión del cuestionario."), "version")
    if closes_at <= timezone.now():
        raise NotAllowedNow(_("La fecha tiene que ser futura."), "closes_at")
    before = YearClosing.objects.filter(version=version, year=year).order_by("-number").first()
    if before is not None and before.closes_at <= timezone.now():
        raise NotAllowedNow(_("Los resultados de ese año ya se calcularon: la fecha no se mueve."), "year")
    closing = YearClosing.objects.create(
        version=version,
        year=year,
        number=before.number + 1 if before else 1,
        closes_at=closes_at,
        declared_by=by,
    )
    enqueue(
        "questionnaires.results.freeze_year",
        key=f"freeze-year:{closing.pk}",
        args={"closing_id": closing.pk},
        run_after=closes_at,
        subject=str(year),
        by=by,
    )
    record(
        "program.year_declared",
        by=by,
        subject=closing.pk,
        version=version.pk,
        year=year,
        closes_at=closes_at.isoformat(),
    )
    return closing


@transaction.atomic
def freeze_year(
    closing: YearClosing, *, on: datetime | None = None, by: User | None
) -> ProgramRelease | None:
    """Make the programme's results of a year, by what was released on its date. Asked again: the same row.

    ``None`` when a newer declaration moved the date: that one's own job makes them.

    Raises:
        NotAllowedNow: when the date has not come.
    """
    newest = (
        YearClosing.objects.filter(version=closing.version_id, year=closing.year)
        .select_related("version__questionnaire", "version__program")
        .order_by("-number")[:1]
        .get()
    )
    made = None
    if newest.pk == closing.pk:
        if newest.closes_at > timezone.now():
            raise NotAllowedNow(_("La fecha de los resultados del programa todavía no llega."))
        made = _made_once(newest, on or timezone.now())
    record(
        "program.released" if made else "program.year_moved",
        by=by,
        subject=made.pk if made else closing.pk,
        version=closing.version_id,
        year=closing.year,
    )
    return made


def _made_once(closing: YearClosing, moment: datetime) -> ProgramRelease:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('lar.freeze', %s))", [closing.version_id]
        )
    made = ProgramRelease.objects.filter(version=closing.version, year=closing.year).first()
    if made is not None:
        return made
    results = make_results(closing.version, closing.year, closed_at=closing.closes_at, calculated_at=moment)
    payload = write_program_release(results)
    release = ProgramRelease.objects.create(
        version=closing.version,
        year=closing.year,
        closed_at=closing.closes_at,
        schema=PROGRAM_SCHEMA,
        payload=payload,
        sha256=fingerprint(payload),
    )
    Door.objects.create(
        kind=DoorKind.DOCUMENT,
        token_hash=Door.hash(DoorKind.DOCUMENT, release.sha256),
        program_id=release.program_id,
    )
    return release


@transaction.atomic
def ask_for_program_pdf(release: ProgramRelease, *, by: User) -> Job:
    """Put the drawing of a programme's report in the queue; a failed one gets another chance."""
    job = enqueue(
        DRAW_PROGRAM,
        key=f"program-report:{release.pk}",
        args={"release_id": release.pk},
        by=by,
        queue="heavy",
        total_steps=2,
        subject=str(release.year),
    )
    if job.state in {JobState.FAILED, JobState.CANCELLED}:
        job = retry_job(job, by=by)
    record("program.report_asked_for", by=by, subject=release.pk)
    return job


@transaction.atomic
def keep_program_pdf(release: ProgramRelease, *, pdf: bytes, by: User | None) -> ProgramReportFile:
    """Keep the drawing of a programme's report: whoever comes second gets the first."""
    file, _created = ProgramReportFile.objects.get_or_create(release=release, defaults={"pdf": pdf})
    record("program.report_drawn", by=by, subject=release.pk)
    return file


@transaction.atomic
def note_program_download(release: ProgramRelease, *, by: User) -> None:
    """Write down that a person took the PDF of a programme's results."""
    record("program.report_downloaded", by=by, subject=release.pk)
