"""Background work of results. Each takes ids and calls what does the work."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.documents.limits import memory_ceiling
from lar.jobs.mail import mail_problems
from lar.jobs.models import Job
from lar.jobs.registry import JobProblem, JobRun, job
from lar.jobs.rules import MAIL_BACK_OFF
from lar.tenancy.urls import program_url
from networks.errors import NotAllowedNow
from questionnaires.results import batches
from questionnaires.results.actions import freeze_year, keep_pdf, keep_program_pdf, publish_release
from questionnaires.results.letters import reminder_of
from questionnaires.results.models import ProgramRelease, ProgramReportFile, Release, Report, ReportFile
from questionnaires.results.printing import draw_pdf, draw_program_pdf
from questionnaires.results.programme import program_document
from questionnaires.results.report import NetworkReport
from questionnaires.results.reports import document_of
from questionnaires.surveys.models import Survey, YearClosing


@job("questionnaires.results.release", queue="fast", title=gettext_lazy("Calcular los resultados"))
def release(run: JobRun, *, survey_id: int) -> None:
    with run.context(last=True):
        publish_release(Survey.every.get(pk=survey_id))


def _pdf_of(done: Job) -> tuple[str, str] | None:
    report = Report.objects.select_related("program").get(pk=done.args["report_id"])
    name = "results:authority_pdf" if report.kind == "authority" else "results:report_pdf"
    return program_url(report.program, name, release_id=report.release_id), _("Descargar el PDF")


@job(
    "questionnaires.results.draw_report",
    queue="heavy",
    title=gettext_lazy("Informe en PDF"),
    result=_pdf_of,
)
def draw_report(run: JobRun, *, report_id: int) -> None:
    """Read, draw outside of any transaction, keep. Skips what is already drawn."""
    with run.context():
        report = Report.objects.select_related("release__survey__network").get(pk=report_id)
        drawn = ReportFile.objects.filter(report=report).exists()
        document = None if drawn else document_of(report)
        run.progress(1, 3, _("Armando las páginas."))
    pdf = b"" if document is None else _draw(run, report, document)
    with run.context(last=True):
        run.progress(3, 3, _("Listo."))
        if document is not None:
            keep_pdf(report, pdf=pdf, by=None)


@job(
    "questionnaires.results.freeze_year",
    queue="heavy",
    title=gettext_lazy("Calcular los resultados del programa"),
)
def freeze_year_of(run: JobRun, *, closing_id: int) -> None:
    """Make the programme's results of a year once its date came. What is made is never made again."""
    try:
        with run.context(last=True):
            freeze_year(YearClosing.objects.get(pk=closing_id), by=None)
    except NotAllowedNow as error:
        raise JobProblem(str(error), retry=True) from error


def _year_of(done: Job) -> tuple[str, str] | None:
    if done.program is None:
        return None
    return program_url(done.program, "results:year", year=done.args["year"]), _("Ir a los informes del año")


@job(
    "questionnaires.results.draw_year",
    queue="fast",
    title=gettext_lazy("Informes de todas las redes"),
    result=_year_of,
)
def draw_year(run: JobRun, *, year: int, report_ids: list[int]) -> None:
    """A part per report; `year` is for whoever reads the list of works."""
    with run.context():
        batches.fan_out(Job.objects.get(pk=run.job_id), report_ids)


@job(
    "questionnaires.results.remind_team",
    queue="fast",
    title=gettext_lazy("Recordatorio al equipo"),
    pauses=MAIL_BACK_OFF,
)
def remind_team(run: JobRun, *, release_id: int) -> None:
    """Write to the team about the next step of the ladder; shared meanwhile: nothing."""
    with run.context():
        letter = reminder_of(Release.objects.select_related("program").get(pk=release_id))
    # Outside of any transaction: what is noted of a mail server that is away must stay.
    if letter is not None and letter.to:
        with mail_problems():
            letter.send()


def _program_of(done: Job) -> tuple[str, str] | None:
    release = ProgramRelease.objects.select_related("program").get(pk=done.args["release_id"])
    url = program_url(release.program, "results:program_pdf", release_id=release.pk)
    return url, _("Descargar el PDF")


@job(
    "questionnaires.results.draw_program",
    queue="heavy",
    title=gettext_lazy("Informe del programa en PDF"),
    result=_program_of,
)
def draw_program(run: JobRun, *, release_id: int) -> None:
    """Read, draw outside of any transaction, keep. Skips what is already drawn."""
    with run.context():
        release = ProgramRelease.objects.select_related("version").get(pk=release_id)
        drawn = ProgramReportFile.objects.filter(release=release).exists()
        document = None if drawn else program_document(release)
    run.progress(1, 2, _("Dibujando el PDF."))
    pdf = b""
    if document is not None:
        with memory_ceiling():
            pdf = draw_program_pdf(document)
    with run.context(last=True):
        run.progress(2, 2, _("Listo."))
        if document is not None:
            keep_program_pdf(release, pdf=pdf, by=None)


def _draw(run: JobRun, report: Report, document: NetworkReport) -> bytes:
    run.progress(2, 3, _("Dibujando el PDF."))
    with memory_ceiling():
        return draw_pdf(report.kind, document, report.sha256)
