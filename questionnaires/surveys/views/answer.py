"""``/r/``: people answer without account, session or cookie.

Exempt from the CSRF check, which protects what a browser's cookie lets one do: here no cookie lets anybody
do anything, and what counts is a code that only its holder knows. Sending twice changes nothing. (The mark
that an open code leaves on a phone only chooses between two pages: ``same_phone``.)
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lar.tenancy.bodies import came_whole, checks_its_body, declared_bytes
from lar.tenancy.context import program_context
from questionnaires.surveys.answer_pages import draw_form, form_page, receipt_page, whole_survey, word_page
from questionnaires.surveys.answering import Outcome, Sending, submit
from questionnaires.surveys.codes import read_ticket, receipt_of
from questionnaires.surveys.guessing import count_wrong_code, is_blocked, origin_of
from questionnaires.surveys.models import SurveyState
from questionnaires.surveys.queries.door import SurveyNow, look_behind
from questionnaires.surveys.rules import is_code, normalize_code
from questionnaires.surveys.same_phone import answered_here, leave_mark

# The language of the page that was shown, and the button that asks for another. Neither is kept.
LANGUAGE, OTHER_LANGUAGE = "idioma", "ver_en"
RETRY_SECONDS = 300
SOON_SECONDS = 5
# A form of 200 items is 5 kB; ten texts of 600 letters, all of them accented, are 36 kB.
MAX_BYTES = 100_000


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Where a code is typed. Nothing is looked up here."""
    if request.method != "POST":
        return HttpResponse(word_page("door"))
    code = normalize_code(request.POST.get("code", "")[:40])
    if not is_code(code):
        return HttpResponse(word_page("door", typed=code, malformed=True), status=422)
    response = HttpResponseRedirect(reverse("answering:answer", args=[code]))
    response.status_code = 303
    return response


@checks_its_body
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The questionnaire of a code, and its sending."""
    if request.method == "POST":
        return _send(request, normalize_code(code))
    return _show(request, code)


def _show(request: HttpRequest, typed: str) -> HttpResponse:
    code = normalize_code(typed)
    if typed != code:
        return HttpResponseRedirect(reverse("answering:answer", args=[code or "x"]))
    look = look_behind(code, origin_of(request)) if is_code(code) else None
    if look is None:
        return _unknown(request, code)
    if look.is_blocked:
        return _too_many(request)
    word = _word(look.survey)
    if word is None and answered_here(request, look.survey):
        return HttpResponse(word_page("answered_here", whole_survey(look.survey)))
    return word or HttpResponse(form_page(look.survey, code, request.GET.get(LANGUAGE, "")))


def _word(now: SurveyNow) -> HttpResponse | None:
    """What is said instead of the questionnaire while it can't be answered."""
    if now.state != SurveyState.OPEN or timezone.now() >= now.closes_at:
        return HttpResponse(word_page("closed", whole_survey(now)), status=Outcome.CLOSED.value)
    if timezone.now() < now.opens_at:
        return HttpResponse(word_page("not_yet", whole_survey(now)))
    return None


def _in_other_language(request: HttpRequest, sent: Mapping[str, Any], code: str) -> HttpResponse:
    """The same page in the language that was asked for, with all that was marked and written."""
    look = look_behind(code, origin_of(request)) if is_code(code) else None
    if look is None:
        return _unknown(request, code)
    if look.is_blocked:
        return _too_many(request)
    word = _word(look.survey)
    if word is not None:
        return word
    values = {str(name): str(value) for name, value in sent.items()}
    key = _key_of(sent) or uuid.uuid4()
    with program_context(look.survey.program_id):
        survey = whole_survey(look.survey)
        return HttpResponse(draw_form(survey, code, str(key), values=values, language=values[OTHER_LANGUAGE]))


# --- Sending ------------------------------------------------------------------------------------


def _send(request: HttpRequest, code: str) -> HttpResponse:
    if declared_bytes(request) > MAX_BYTES:
        return _answer(request, 413, "too_large", _("Este envío es demasiado grande para ser una respuesta."))
    if not came_whole(request):
        return _cut_short(request)
    sent = _sent(request)
    if OTHER_LANGUAGE in sent:
        return _in_other_language(request, sent, code)
    sending = _sending(sent, code, origin_of(request))
    if sending is None:
        return _answer(
            request, 422, "broken", _("Este envío llegó incompleto. Vuelve a abrir el cuestionario.")
        )
    result = submit(sending)
    if result.outcome is Outcome.BLOCKED:
        return _too_many(request)
    if result.survey is None:
        return _unknown(request, code)
    if result.outcome in {Outcome.ACCEPTED, Outcome.REPLAYED}:
        return _receipt(request, sending, result.outcome, result.survey)
    if result.outcome is Outcome.INVALID:
        return _invalid(request, sending, result.survey, result.wrong)
    return _refusal(request, result.outcome, result.survey)


def _sent(request: HttpRequest) -> Mapping[str, Any]:
    """Return what was sent, as a form or as JSON with the same names; empty when it can't be read."""
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        body = json.loads(request.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _sending(sent: Mapping[str, Any], code: str, origin: str) -> Sending | None:
    ticket, client_key = read_ticket(str(sent.get("ticket", ""))), _key_of(sent)
    if ticket is None or client_key is None:
        return None
    answers = sent["answers"] if isinstance(sent.get("answers"), dict) else sent
    program_id, survey_id, version_id = ticket
    values = {str(name): str(value) for name, value in answers.items()}
    return Sending(program_id, survey_id, version_id, client_key, code, values, origin)


def _key_of(sent: Mapping[str, Any]) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(sent.get("client_key", "")))
    except ValueError:
        return None


def _receipt(request: HttpRequest, sending: Sending, outcome: Outcome, now: SurveyNow) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"receipt": receipt_of(sending.client_key)}, status=outcome.value)
    response = HttpResponse(receipt_page(now, sending.client_key), status=outcome.value)
    leave_mark(response, now)
    return response


def _invalid(request: HttpRequest, sending: Sending, now: SurveyNow, wrong: list[str]) -> HttpResponse:
    if _wants_json(request):
        message = _("Hay respuestas que no corresponden a ninguna opción.")
        return JsonResponse({"error": "invalid", "message": message, "fields": wrong}, status=422)
    with program_context(now.program_id):
        key, answers = str(sending.client_key), sending.answers
        page = draw_form(
            whole_survey(now),
            sending.code,
            key,
            values=answers,
            wrong=wrong,
            language=answers.get(LANGUAGE, ""),
        )
    return HttpResponse(page, status=422)


def _refusal(request: HttpRequest, outcome: Outcome, now: SurveyNow) -> HttpResponse:
    """Closed, or another content under a key that was used."""
    if outcome is Outcome.CLOSED:
        template, message = "closed", _("El cuestionario ya se cerró.")
    else:
        template, message = "sent_before", _("Este envío ya se recibió, con otro contenido.")
    if _wants_json(request):
        return JsonResponse({"error": template, "message": message}, status=outcome.value)
    return HttpResponse(word_page(template, whole_survey(now)), status=outcome.value)


# --- What goes wrong ----------------------------------------------------------------------------


def _unknown(request: HttpRequest, code: str) -> HttpResponse:
    """The same words for a code that never was, was used, or ended with its survey."""
    origin = origin_of(request)
    if is_blocked(origin):
        return _too_many(request)
    count_wrong_code(origin)
    message = _("Ese código no existe, ya se usó o su cuestionario se cerró.")
    if _wants_json(request):
        return JsonResponse({"error": "unknown_code", "message": message}, status=404)
    return HttpResponse(word_page("door", typed=code, unknown=True), status=404)


def _too_many(request: HttpRequest) -> HttpResponse:
    message = _("Desde esta conexión se probaron demasiados códigos. Espera cinco minutos.")
    response = _answer(request, 429, "too_many", message)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _cut_short(request: HttpRequest) -> HttpResponse:
    """Nothing was kept: the same sending may come again."""
    message = _("La conexión se cortó a mitad del envío. Inténtalo otra vez en unos segundos.")
    response = _answer(request, 503, "cut_short", message)
    response["Retry-After"] = str(SOON_SECONDS)
    return response


def _answer(request: HttpRequest, status: int, error: str, message: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": error, "message": message}, status=status)
    return HttpResponse(word_page("problem", message=message), status=status)


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
