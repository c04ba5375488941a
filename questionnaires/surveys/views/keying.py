"""``/r/papel/<token>/``: papers are keyed here, by whoever holds the link. No account, session or cookie.

Exempt from the CSRF check as answering is: no cookie is read, and nothing happens without a paper's code.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lar.tenancy.context import program_context
from questionnaires.surveys.answer_pages import survey_context
from questionnaires.surveys.guessing import count_wrong_code, origin_of
from questionnaires.surveys.keying import KeyOutcome, KeyResult, Paper, key_paper, keyed_codes
from questionnaires.surveys.keying_page import FINAL, Typed, keyboard, page_context
from questionnaires.surveys.models import Survey
from questionnaires.surveys.paper_keys import PaperLink, Round, read_link
from questionnaires.surveys.queries.paper import takes_papers
from questionnaires.surveys.rules import is_code, normalize_code
from questionnaires.surveys.versions import AnswerShape, answer_shape

RETRY_SECONDS = 300
# A key is one or two characters; of a text, more than is kept, so that its length can be complained about.
MAX_KEY, MAX_WRITTEN = 4, 5_000
DONE = "listo"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def keying(request: HttpRequest, token: str) -> HttpResponse:
    """The page on which a paper is typed, and its sending."""
    link = read_link(token)
    survey = _survey_of(link, token) if link else None
    if link is None or survey is None:
        return _say(
            _("Este enlace para digitar no existe o ya no sirve. Pide otro al equipo facilitador."), 404
        )
    if not takes_papers(survey) or timezone.now() >= survey.closes_at:
        return _closed()
    if timezone.now() < survey.opens_at:
        return _say(_("El cuestionario todavía no se abre: guarda el enlace y vuelve ese día."), 200)
    if request.method == "POST":
        return _keyed(request, survey, link)
    return _page(survey, link, Typed(), is_done=DONE in request.GET)


def _survey_of(link: PaperLink, token: str) -> Survey | None:
    with program_context(link.program_id):
        about = Survey.objects.select_related("network", "program", "version__questionnaire")
        survey = about.filter(pk=link.survey_id).first()
    return survey if survey and link.is_proven(token, survey.paper_key) else None


def _sent(request: HttpRequest) -> Mapping[str, str]:
    """What arrived; nothing of a connection that broke."""
    try:
        return request.POST.dict()
    except UnreadablePostError:
        return {}


def _keyed(request: HttpRequest, survey: Survey, link: PaperLink) -> HttpResponse:
    with program_context(link.program_id):
        shape = answer_shape(survey.version_id)
        codes = keyed_codes(survey.pk, survey.version_id)
    typed = _typed(_sent(request), shape, codes)
    if not typed.came_whole:
        return _page(survey, link, typed, status=503)
    if not typed.is_complete:
        return _page(survey, link, typed, status=422)
    result = key_paper(
        Paper(
            link,
            survey.version_id,
            typed.code,
            typed.answers,
            typed.texts if link.round is Round.SECOND else {},
            typed.settled,
            typed.client_key,
            origin_of(request),
        )
    )
    return _reply(request, survey, link, typed, result)


def _typed(sent: Mapping[str, str], shape: AnswerShape, codes: Sequence[str]) -> Typed:
    """Read what was typed. The page's last field says that all of it arrived."""
    keys = keyboard(shape)
    rows = {item: sent.get(item, "").strip()[:MAX_KEY] for item in codes}
    finals = {item: keys.read(sent.get(FINAL + item, "")[:MAX_KEY]) for item in codes}
    code = normalize_code(sent.get("code", "")[:40])
    return Typed(
        code=code,
        code_is_wrong=not is_code(code),
        rows=rows,
        answers={item: value for item, text in rows.items() if (value := keys.read(text)) is not None},
        texts={item: sent.get(item, "")[:MAX_WRITTEN] for item in shape.open_codes},
        settled={item: value for item, value in finals.items() if value is not None},
        was_asked_again=any(name.startswith(FINAL) for name in sent),
        client_key=_key(sent.get("client_key", "")),
        came_whole="end" in sent,
    )


def _key(sent: str) -> uuid.UUID:
    try:
        return uuid.UUID(sent)
    except ValueError:
        return uuid.uuid4()


def _reply(
    request: HttpRequest, survey: Survey, link: PaperLink, typed: Typed, result: KeyResult
) -> HttpResponse:
    """Say what became of the paper; what could not be kept comes back as it was typed."""
    outcome = result.outcome
    if outcome in {KeyOutcome.WAITS, KeyOutcome.SENT}:
        done = HttpResponseRedirect(f"{request.path}?{DONE}")
        done.status_code = 303
        return done
    if outcome is KeyOutcome.DIFFERS:
        return _page(survey, link, typed, differences=result.differences)
    if outcome is KeyOutcome.CLOSED:
        return _closed()
    if outcome is KeyOutcome.BLOCKED:
        message = _("Desde esta conexión se probaron demasiados códigos. Espera cinco minutos.")
        response = _page(survey, link, typed, message=message, status=429)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    if outcome is KeyOutcome.UNKNOWN_CODE:
        count_wrong_code(origin_of(request))
    return _page(survey, link, typed, outcome=outcome, wrong=result.wrong, status=422)


def _page(survey: Survey, link: PaperLink, typed: Typed, *, status: int = 200, **more: Any) -> HttpResponse:
    with program_context(survey.program_id):
        context = {**survey_context(survey), **page_context(survey, link, typed, **more)}
        template = "differences" if context["differences"] else "keying"
        return HttpResponse(render_to_string(f"surveys/public/{template}.html", context), status=status)


def _closed() -> HttpResponse:
    message = _(
        "El cuestionario ya no recibe respuestas, así que este papel no se guardó. "
        "Lo que dice todavía cuenta: la persona puede llevarlo al taller."
    )
    return _say(message, 410)


def _say(message: str, status: int) -> HttpResponse:
    page = render_to_string("surveys/public/keying_says.html", {"message": message})
    return HttpResponse(page, status=status)
