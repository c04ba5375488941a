"""Background work of workshops: rooms that nobody ended, and papers to draw."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.documents import render_pdf
from lar.documents.limits import memory_ceiling
from lar.jobs.models import Job
from lar.jobs.registry import JobRun, job
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from lar.tenancy.urls import program_url
from networks.errors import NotAllowedNow
from questionnaires.workshop.actions import close_forgotten
from questionnaires.workshop.actions.running import STANDS_STILL
from questionnaires.workshop.models import SocializationWorkshop, WorkshopPapers
from questionnaires.workshop.papers import digest_of, papers_html

log = structlog.get_logger(__name__)


@shared_task(name="questionnaires.workshop.close_forgotten_rooms", queue="fast")
def close_forgotten_rooms() -> None:
    """From beat: end the rooms that everybody left, programme by programme."""
    for program in Program.objects.order_by("pk"):
        with program_context(program):
            still = SocializationWorkshop.objects.filter(
                started_at__isnull=False, ended_at=None, step_since__lt=timezone.now() - STANDS_STILL
            )
            keys = list(still.order_by("pk").values_list("pk", flat=True))
        for key in keys:
            _close(program, key)


def _close(program: Program, key: int) -> None:
    try:
        with program_context(program):
            close_forgotten(SocializationWorkshop.objects.get(pk=key), by=None)
    except NotAllowedNow:
        log.info("workshop.still_running", workshop=key)


def _pdf_of(done: Job) -> tuple[str, str] | None:
    workshop = SocializationWorkshop.objects.select_related("program").filter(pk=done.args["workshop_id"])
    found = workshop.first()
    if found is None:
        return None
    return program_url(found.program, "workshop:papers_pdf", workshop_id=found.pk), _("Descargar el PDF")


@job(
    "questionnaires.workshop.draw_papers",
    queue="heavy",
    title=gettext_lazy("Afiches y tarjetas del taller"),
    result=_pdf_of,
)
def draw_papers(run: JobRun, *, workshop_id: int, digest: str) -> None:
    """Read, draw outside of any transaction, keep. What changed meanwhile is another job's to draw."""
    with run.context():
        about = SocializationWorkshop.objects.select_related("network", "activity", "release", "program")
        workshop = about.get(pk=workshop_id)
        html = papers_html(workshop)
        run.progress(1, 2, _("Dibujando el PDF."))
    pdf = b""
    if digest_of(html) == digest:
        with memory_ceiling():
            pdf = render_pdf(
                html,
                title=_("Papeles del taller: %s") % workshop.network.name,
                author=workshop.program.institution,
            )
    with run.context(last=True):
        run.progress(2, 2, _("Listo."))
        if pdf:
            WorkshopPapers.objects.update_or_create(
                workshop_id=workshop_id, defaults={"digest": digest, "pdf": pdf}
            )
