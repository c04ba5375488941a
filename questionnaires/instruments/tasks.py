"""Background work of instruments."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.documents import render_pdf
from lar.documents.limits import memory_ceiling
from lar.jobs.models import Job
from lar.jobs.registry import JobRun, job
from lar.tenancy.urls import program_url
from questionnaires.instruments.actions import keep_codebook
from questionnaires.instruments.formats.codebook_page import codebook_html
from questionnaires.instruments.models import CodebookFile, QuestionnaireVersion
from questionnaires.instruments.queries import content_of


def _pdf_of(done: Job) -> tuple[str, str] | None:
    version = QuestionnaireVersion.objects.select_related("program").get(pk=done.args["version_id"])
    url = program_url(version.program, "instruments:codebook_pdf", version_id=version.pk)
    return url, _("Descargar el libro de códigos")


@job(
    "questionnaires.instruments.draw_codebook",
    queue="heavy",
    title=gettext_lazy("Libro de códigos en PDF"),
    result=_pdf_of,
)
def draw_codebook(run: JobRun, *, version_id: int) -> None:
    """Read, draw outside of any transaction, keep. Skips what is already drawn."""
    with run.context():
        version = QuestionnaireVersion.objects.select_related("questionnaire", "program").get(pk=version_id)
        drawn = CodebookFile.objects.filter(version=version).exists()
        html = codebook_html(content_of(version))
        run.progress(1, 2, _("Dibujando el PDF."))
    pdf = b""
    if not drawn:
        title = _("Libro de códigos: %(version)s") % {"version": version}
        with memory_ceiling():
            pdf = render_pdf(html, title=title, author=version.program.institution)
    with run.context(last=True):
        run.progress(2, 2, _("Listo."))
        if not drawn:
            keep_codebook(version, pdf=pdf, by=None)
