"""What shows a network its open code: a poster, a slide, and words to send by message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import segno
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from lar.documents.pdf import render_pdf
from lar.jobs.registry import JobProblem, JobRun
from lar.ui.templatetags.lar_format import date_and_hour
from questionnaires.surveys.doors import live_open_code
from questionnaires.surveys.locks import lock_shared
from questionnaires.surveys.models import SlipSheet, Survey, SurveyState
from questionnaires.surveys.queries.links import answer_url, reading_link_url, short_address
from questionnaires.surveys.rules import least_answers, on_the_wall


@dataclass(frozen=True)
class Poster:
    """An open code as people see it: big, with its QR, the address to type it at and until when."""

    network: str
    questionnaire: str
    code: str
    url: str
    qr: str
    short_address: str
    closes_at: datetime
    reading_url: str
    reading_qr: str
    least: int

    @property
    def message(self) -> str:
        """What is sent to a group of the network, as one text."""
        return _(
            "Cuestionario de %(network)s. Entra a %(url)s o escribe el código %(code)s en "
            "%(address)s. Se responde una vez por persona, sin nombre, hasta el %(moment)s. El código es el "
            "mismo para toda la red: no lo reenvíes fuera de ella."
        ) % {
            "network": self.network,
            "url": self.url,
            "code": self.code,
            "address": self.short_address,
            "moment": date_and_hour(self.closes_at),
        }


def poster_of(survey: Survey) -> Poster | None:
    """Return what an open survey's poster says; ``None`` when its code ended. Call inside its programme."""
    code = live_open_code(survey)
    if not code:
        return None
    reading_url = "" if survey.is_evaluation else reading_link_url(survey.network)
    return Poster(
        network=survey.place.name,
        questionnaire=survey.questionnaire.title,
        code=code,
        url=answer_url(code),
        qr=_qr(answer_url(code)),
        short_address=short_address(),
        closes_at=on_the_wall(survey.closes_at, survey.place.time_zone),
        reading_url=reading_url.split("://", 1)[-1],
        reading_qr=_qr(reading_url) if reading_url else "",
        least=least_answers(survey.mode, survey.program.min_group),
    )


def draw(run: JobRun, survey_id: int) -> None:
    """Draw the poster and the slide of an open survey's code, as one PDF that stays until sealing."""
    with run.context():
        poster = _current(survey_id)
    if poster is None:
        return
    pdf = draw_pdf(poster)
    with run.context(last=True):
        lock_shared(survey_id)
        now = _current(survey_id)
        if now is None:
            return
        if now.code != poster.code:
            raise JobProblem(_("El código cambió mientras se dibujaba."), retry=True)
        SlipSheet.objects.filter(survey_id=survey_id).delete()
        SlipSheet.objects.create(survey_id=survey_id, pdf=pdf, slips=1)


def draw_pdf(poster: Poster) -> bytes:
    """Return the PDF: an A4 page to hang up, and a wide one to project."""
    html = render_to_string("surveys/poster_print.html", {"poster": poster})
    return render_pdf(html, title=_("Código para %s") % poster.network)


def _current(survey_id: int) -> Poster | None:
    about = Survey.every.select_related("network", "activity", "questionnaire", "program")
    survey = about.get(pk=survey_id)
    return poster_of(survey) if survey.state == SurveyState.OPEN else None


def _qr(address: str) -> str:
    """Return a QR as a data: address, dark on white with its quiet margin."""
    image = segno.make(address, error="m", micro=False)
    return image.svg_data_uri(scale=3, border=2, dark="#1b1f23", light="#ffffff")
