"""Drawing the questionnaire on paper, in the worker."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lar.documents import render_pdf
from lar.documents.limits import memory_ceiling
from lar.jobs.registry import JobRun
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys.actions.paper import keep_paper
from questionnaires.surveys.models import Survey
from questionnaires.surveys.paper_page import fingerprint_of, paper_html, paper_title
from questionnaires.surveys.queries.paper import drawn_paper


def draw(run: JobRun, version_id: int, survey_id: int | None) -> None:
    """Read, draw outside of any transaction, keep. Skips what is already drawn."""
    with run.context():
        version = QuestionnaireVersion.objects.select_related("questionnaire", "program").get(pk=version_id)
        survey = _survey(survey_id)
        html, title = paper_html(version, survey), paper_title(version, survey)
        fingerprint = fingerprint_of(html, survey)
        drawn = drawn_paper(fingerprint) is not None
        run.progress(1, 2, _("Dibujando el PDF."))
    pdf = b""
    if not drawn:
        with memory_ceiling():
            pdf = render_pdf(html, title=title, author=version.program.institution)
    with run.context(last=True):
        run.progress(2, 2, _("Listo."))
        if not drawn:
            keep_paper(version, survey=survey, fingerprint=fingerprint, pdf=pdf, by=None)


def _survey(survey_id: int | None) -> Survey | None:
    if survey_id is None:
        return None
    return Survey.objects.select_related("network").get(pk=survey_id)
