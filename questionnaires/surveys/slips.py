"""Printed slips: codes are made in the worker, drawn, and kept only as hashes and in one PDF."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from lar.documents.pdf import render_pdf
from lar.jobs.registry import JobProblem, JobRun
from questionnaires.surveys import posters
from questionnaires.surveys.codes import new_codes
from questionnaires.surveys.doors import store_codes
from questionnaires.surveys.locks import lock_shared
from questionnaires.surveys.models import CodeKeeper, SlipSheet, Survey, SurveyMode, SurveyState
from questionnaires.surveys.queries.links import answer_url, reading_link_url, short_address
from questionnaires.surveys.rules import on_the_wall


@dataclass(frozen=True)
class Slip:
    code: str
    url: str
    qr: str


def draw(run: JobRun, survey_id: int) -> None:
    """Draw the slips that the survey still lacks: its N and the replacements, less those made.

    The codes enter the database in the transaction that keeps the sheet, so a crash leaves neither
    codes without paper nor paper without codes. An open code has a poster instead.
    """
    with run.context():
        survey = Survey.every.select_related("network", "activity", "questionnaire").get(pk=survey_id)
    if survey.mode == SurveyMode.OPEN_CODE:
        posters.draw(run, survey_id)
        return
    with run.context():
        missing = _missing(survey)
        if survey.state != SurveyState.OPEN or missing == 0:
            return
        codes = new_codes(missing)
        reading_url = "" if survey.is_evaluation else reading_link_url(survey.network)
    pdf = draw_pdf(survey, codes, reading_url=reading_url)
    with run.context(last=True):
        lock_shared(survey_id)
        now = Survey.every.select_for_update(of=("self",)).get(pk=survey_id)
        if now.state != SurveyState.OPEN:
            return
        if _missing(now) != missing:
            raise JobProblem(_("Los cupones cambiaron mientras se dibujaban."), retry=True)
        replaces_lost = now.codes_made > 0
        store_codes(now, sorted(codes))
        SlipSheet.objects.create(survey=now, pdf=pdf, slips=missing, replaces_lost=replaces_lost)


def draw_pdf(survey: Survey, codes: list[str], *, reading_url: str) -> bytes:
    """Return the A4 sheet with one slip per code."""
    html = render_to_string(
        "surveys/slips_print.html",
        {
            "survey": survey,
            "network": survey.place,
            "questionnaire": survey.questionnaire,
            "keeper": CodeKeeper(survey.code_keeper).label,
            "closes_at": on_the_wall(survey.closes_at, survey.place.time_zone),
            "short_address": short_address(),
            "reading_url": reading_url.split("://", 1)[-1],
            "reading_qr": _qr(reading_url) if reading_url else "",
            "slips": [_slip(code) for code in codes],
        },
    )
    return render_pdf(html, title=_("Cupones para %s") % survey.place.name)


def _missing(survey: Survey) -> int:
    return max(0, (survey.roster_n or 0) + survey.codes_replaced - survey.codes_made)


def _slip(code: str) -> Slip:
    url = answer_url(code)
    return Slip(code, url, _qr(url))


def _qr(address: str) -> str:
    """Return a QR as a data: address, dark on white with its quiet margin."""
    image = segno.make(address, error="m", micro=False)
    return image.svg_data_uri(scale=3, border=2, dark="#1b1f23", light="#ffffff")
