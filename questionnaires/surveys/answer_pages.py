"""The pages of people who answer. Drawn without a request: no session, no cookie, no name.

The form of a survey and its receipt are the same for everybody but for the code and the key of the
sending, so each process draws them once and puts these in.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from lar.authorization import ROLES, Permission
from lar.tenancy.context import program_context
from questionnaires.instruments.preview import OwnItem, items_context
from questionnaires.surveys.codes import receipt_of, ticket_of
from questionnaires.surveys.models import CodeKeeper, Survey, SurveyMode
from questionnaires.surveys.phone_script import script_url
from questionnaires.surveys.queries.door import SurveyNow
from questionnaires.surveys.queries.links import reading_url_of
from questionnaires.surveys.queries.who_sees import who_sees
from questionnaires.surveys.rules import least_answers, on_the_wall
from questionnaires.surveys.same_phone import mark_name

CODE_MARK = "CODE-GOES-HERE"
KEY_MARK = "KEY-GOES-HERE"
RECEIPT_MARK = "RECEIPT-GOES-HERE"
# A form is about 45 kB.
MAX_KEPT = 200
# Seconds until a network's new name is seen here. Its survey's state and dates are those of the moment.
MAX_AGE = 60

_kept: dict[tuple[str, SurveyNow], tuple[float, str]] = {}


def form_page(now: SurveyNow, code: str, language: str = "") -> str:
    """Return the page of a survey for a code, with a new key for its sending.

    ``language``: one that the version was translated to; any other is the version's own.
    """
    chosen = language if language in _languages(now.program_id, now.pk) else ""

    def draw() -> str:
        with program_context(now.program_id):
            return draw_form(whole_survey(now), CODE_MARK, KEY_MARK, language=chosen)

    return (
        _kept_page(f"form {chosen}", now, draw).replace(CODE_MARK, code).replace(KEY_MARK, str(uuid.uuid4()))
    )


def receipt_page(now: SurveyNow, client_key: uuid.UUID) -> str:
    """Return the page that acknowledges an answer."""
    page = _kept_page("receipt", now, lambda: draw_receipt(whole_survey(now), now.reading_link))
    return page.replace(RECEIPT_MARK, receipt_of(client_key)).replace(KEY_MARK, str(client_key))


@lru_cache(maxsize=500)
def _languages(program_id: int, survey_id: int) -> frozenset[str]:
    """The languages that an open survey's version was translated to: they don't change any more."""
    with program_context(program_id):
        translations = Survey.every.values_list("version__translations", flat=True).get(pk=survey_id)
    return frozenset(translations)


def _kept_page(kind: str, now: SurveyNow, draw: Callable[[], str]) -> str:
    """Return the page as this process drew it in the last minute, or draw it."""
    drawn_at, page = _kept.get((kind, now), (0.0, ""))
    if not page or time.monotonic() - drawn_at > MAX_AGE:
        page = draw()
        if len(_kept) >= MAX_KEPT:
            _kept.clear()
        _kept[kind, now] = time.monotonic(), page
    return page


def whole_survey(now: SurveyNow) -> Survey:
    """Return the survey with all that its pages say of it."""
    with program_context(now.program_id):
        about = Survey.every.select_related(
            "network", "activity", "program", "version__questionnaire", "notice"
        )
        return about.get(pk=now.pk)


def draw_form(
    survey: Survey,
    code: str,
    client_key: str,
    *,
    values: Mapping[str, str] | None = None,
    wrong: Sequence[str] = (),
    language: str = "",
) -> str:
    """Draw the form, with what was sent and the items to correct when it comes back."""
    context = form_context(survey, code, client_key, values=values, wrong=wrong, language=language)
    return _draw("answer", context)


def form_context(
    survey: Survey,
    code: str,
    client_key: str,
    *,
    values: Mapping[str, str] | None = None,
    wrong: Sequence[str] = (),
    language: str = "",
) -> dict[str, Any]:
    """Return what the form shows. Call inside its programme."""
    items = items_context(
        survey.version, values=values, wrong=wrong, language=language, own=own_items(survey)
    )
    return {
        **survey_context(survey),
        **items,
        "code": code,
        "client_key": client_key,
        "ticket": ticket_of(survey.program_id, survey.pk, survey.version_id),
        "who_sees": who_sees(with_texts=bool(items["open_total"]), of_workshop=survey.is_evaluation),
        "band_readers": [role.label for role in ROLES.values() if Permission.VIEW_SURVEY in role.permissions],
        "keeper": CodeKeeper(survey.code_keeper),
        "has_open_code": survey.mode == SurveyMode.OPEN_CODE,
        "mark": mark_name(survey.pk) if survey.mode == SurveyMode.OPEN_CODE else "",
        "least": least_answers(survey.mode, survey.program.min_group),
        "privacy_url": privacy_url(survey),
    }


def own_items(survey: Survey) -> list[OwnItem]:
    """Return the questions that the network added for itself."""
    return [OwnItem(item.code, item.text) for item in survey.local_items.order_by("position")]


def survey_context(survey: Survey) -> dict[str, Any]:
    """Return what every page about a survey says: whose it is and until when, in its own time."""
    return {
        "survey": survey,
        "network": survey.place,
        "is_evaluation": survey.is_evaluation,
        "program": survey.program,
        "opens_at": local(survey.opens_at, survey),
        "closes_at": local(survey.closes_at, survey),
    }


def draw_receipt(survey: Survey, reading_link: uuid.UUID | None) -> str:
    """Draw the page that acknowledges an answer, with marks where each has her own."""
    context = {
        **survey_context(survey),
        "receipt": RECEIPT_MARK,
        "client_key": KEY_MARK,
        "reading_url": reading_url_of(reading_link) if reading_link else "",
    }
    return _draw("receipt", context)


def word_page(template: str, survey: Survey | None = None, **context: Any) -> str:
    """Return a page that only says something: closed, not yet open, sent twice."""
    about = survey_context(survey) if survey is not None else {}
    return _draw(template, {**about, **context})


def _draw(template: str, context: Mapping[str, Any]) -> str:
    return render_to_string(f"surveys/public/{template}.html", {**context, "script_url": script_url()})


def privacy_url(survey: Survey) -> str:
    """Return the address of the notice that was in force when the survey opened."""
    number = survey.notice.number if survey.notice else 0
    return reverse("answering:privacy_version", args=[survey.program.slug, number])


def local(moment: datetime, survey: Survey) -> datetime:
    return on_the_wall(moment, survey.place.time_zone)
