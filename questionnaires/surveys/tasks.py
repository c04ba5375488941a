"""Background work of surveys. Each takes ids and calls what does the work."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.jobs.actions import retry_job
from lar.jobs.models import Job, JobState
from lar.jobs.registry import JobProblem, JobRun, job
from lar.jobs.rules import MAIL_BACK_OFF
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from lar.tenancy.urls import program_url
from networks.errors import NotAllowedNow
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys import batches, invitations, papers, sealing, slips, standstill, team_mail
from questionnaires.surveys.actions import close_survey, conclude_sealing, seal_survey
from questionnaires.surveys.models import Survey, SurveyState

log = structlog.get_logger(__name__)

RETRY_AFTER = timedelta(minutes=10)


@shared_task(name="questionnaires.surveys.close_due", queue="fast")
def close_due() -> None:
    """From beat: close what is due and end what was left half sealed, programme by programme."""
    for program in Program.objects.order_by("pk"):
        with program_context(program):
            due = Survey.every.filter(state=SurveyState.OPEN, closes_at__lte=timezone.now())
            keys = list(due.order_by("closes_at").values_list("pk", flat=True))
            _resume_sealing(program)
        for key in keys:
            _close(program, key)


@shared_task(name="questionnaires.surveys.look_at_bands", queue="fast")
def look_at_bands() -> None:
    """From beat, some times a day: look at the bands whose day it is, programme by programme."""
    for program in Program.objects.order_by("pk"):
        with program_context(program):
            standstill.look_at_bands(timezone.localdate())


def _resume_sealing(program: Program) -> None:
    """Ask again for a sealing that gave up, such as during a long backup: it must end."""
    unfinished = Survey.every.filter(state__in=[SurveyState.CLOSED, SurveyState.SEALING])
    keys = [f"{kind}:{pk}" for pk in unfinished.values_list("pk", flat=True) for kind in ("seal", "vacuum")]
    gave_up = Job.objects.filter(
        program=program, key__in=keys, state=JobState.FAILED, finished_at__lt=timezone.now() - RETRY_AFTER
    )
    for failed in gave_up.order_by("pk"):
        retry_job(failed, by=None)


def _close(program: Program, key: int) -> None:
    try:
        with program_context(program):
            close_survey(Survey.every.get(pk=key), by=None)
    except NotAllowedNow:
        log.info("survey.not_due_any_more", survey=key)


@job("questionnaires.surveys.seal", queue="fast", title=gettext_lazy("Sellar las respuestas"))
def seal(run: JobRun, *, survey_id: int) -> None:
    with run.context(last=True):
        seal_survey(Survey.every.get(pk=survey_id))


@job("questionnaires.surveys.vacuum", queue="fast", title=gettext_lazy("Terminar el sellado"))
def vacuum(run: JobRun, *, survey_id: int) -> None:
    """Remove deleted rows for good, then say that the survey is sealed. Safe to repeat."""
    sealed_by = sealing.transaction_that_sealed(survey_id)
    try:
        sealing.vacuum_answer_path(sealing.newest_transaction() if sealed_by is None else sealed_by)
    except sealing.StillVisible as error:
        raise JobProblem(
            _("Otro proceso de la base de datos sigue abierto; se intenta de nuevo."), retry=True
        ) from error
    if sealed_by is not None:
        sealing.mark_sealed(survey_id)
    with run.context(last=True):
        survey = Survey.every.get(pk=survey_id)
        # With too few it never is «sealed»: its rows may not be read for a moment.
        if survey.state in {SurveyState.SEALED, SurveyState.TOO_FEW}:
            conclude_sealing(survey)


@job(
    "questionnaires.surveys.send_invitations",
    queue="fast",
    title=gettext_lazy("Enviar códigos por correo"),
    pauses=MAIL_BACK_OFF,
    is_shown=False,
)
def send_invitations(run: JobRun, *, survey_id: int, reminder: int = 0) -> None:
    invitations.send(run, survey_id, reminder=reminder)


def _paper_of(done: Job) -> tuple[str, str] | None:
    survey_id, version_id = done.args["survey_id"], done.args["version_id"]
    program = QuestionnaireVersion.objects.select_related("program").get(pk=version_id).program
    if survey_id is None:
        url = program_url(program, "surveys:version_paper_pdf", version_id=version_id)
    else:
        url = program_url(program, "surveys:paper_pdf", survey_id=survey_id)
    return url, _("Descargar el cuestionario en papel")


@job(
    "questionnaires.surveys.draw_paper",
    queue="heavy",
    title=gettext_lazy("Cuestionario en papel"),
    result=_paper_of,
)
def draw_paper(run: JobRun, *, version_id: int, survey_id: int | None) -> None:
    papers.draw(run, version_id, survey_id)


@job(
    "questionnaires.surveys.write_to_coordinator",
    queue="fast",
    title=gettext_lazy("Correo al equipo de una red"),
    pauses=MAIL_BACK_OFF,
)
def write_to_coordinator(run: JobRun, *, message_id: int, coordination_id: int) -> None:
    team_mail.send(run, message_id=message_id, coordination_id=coordination_id)


@job("questionnaires.surveys.draw_slips", queue="heavy", title=gettext_lazy("Dibujar los cupones"))
def draw_slips(run: JobRun, *, survey_id: int) -> None:
    slips.draw(run, survey_id)


@job(
    "questionnaires.surveys.open_many",
    queue="fast",
    title=gettext_lazy("Abrir el cuestionario en varias redes"),
)
def open_many(
    run: JobRun,
    *,
    network_ids: list[int],
    shown: list[int],
    year: int,
    version_id: int,
    code_keeper: str,
    opens_at: str,
    closes_at: str,
) -> None:
    with run.context():
        batches.fan_out(
            Job.objects.get(pk=run.job_id),
            dict(zip(network_ids, shown, strict=True)),
            {
                "year": year,
                "version_id": version_id,
                "code_keeper": code_keeper,
                "opens_at": opens_at,
                "closes_at": closes_at,
            },
        )


@job("questionnaires.surveys.open_one", queue="fast", title=gettext_lazy("Abrir el cuestionario en una red"))
def open_one(
    run: JobRun,
    *,
    network_id: int,
    shown: int,
    year: int,
    version_id: int,
    code_keeper: str,
    opens_at: str,
    closes_at: str,
) -> None:
    request = batches.OpenOne(
        network_id=network_id,
        shown=shown,
        year=year,
        version_id=version_id,
        code_keeper=code_keeper,
        opens_at=datetime.fromisoformat(opens_at),
        closes_at=datetime.fromisoformat(closes_at),
    )
    try:
        with run.context(last=True):
            batches.open_one(Job.objects.get(pk=run.job_id), request)
    except NotAllowedNow as error:
        raise JobProblem(str(error)) from error
