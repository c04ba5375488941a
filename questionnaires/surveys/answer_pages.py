"""The pages of people who answer. Drawn without a request: no session, no cookie, no name.

The form of a survey is the same for everybody but for the code and the key of the sending, so it
is drawn once per process and these two are put in.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from lar.authorization import ROLES, Permission
from questionnaires.instruments.preview import items_context
from questionnaires.surveys.codes import receipt_of, ticket_of
from questionnaires.surveys.models import CodeKeeper, Survey
from questionnaires.surveys.queries.who_sees import who_sees
from questionnaires.surveys.rules import on_the_wall

CODE_MARK = "CODE-GOES-HERE"
KEY_MARK = "KEY-GOES-HERE"
# About 90 kB each.
MAX_KEPT = 100

_forms: dict[tuple[object, ...], str] = {}


def form_page(survey: Survey, code: str) -> str:
    """Return the page of a survey for a code, with a new key for its sending."""
    kept = (
        survey.pk,
        survey.closes_at,
        survey.codes_replaced,
        survey.network.name,
        survey.program.name,
        survey.program.contact_email,
    )
    page = _forms.get(kept)
    if page is None:
        if len(_forms) >= MAX_KEPT:
            _forms.clear()
        page = _forms[kept] = draw_form(survey, CODE_MARK, KEY_MARK)
    return page.replace(CODE_MARK, code).replace(KEY_MARK, str(uuid.uuid4()))


def draw_form(
    survey: Survey,
    code: str,
    client_key: str,
    *,
    values: Mapping[str, str] | None = None,
    wrong: Sequence[str] = (),
) -> str:
    """Draw the form, with what was sent and the items to correct when it comes back."""
    context = {
        **survey_context(survey),
        **items_context(survey.version, values=values, wrong=wrong),
        "code": code,
        "client_key": client_key,
        "ticket": ticket_of(survey.program_id, survey.pk, survey.version_id),
        "who_sees": who_sees(),
        "band_readers": [role.label for role in ROLES.values() if Permission.VIEW_SURVEY in role.permissions],
        "keeper": CodeKeeper(survey.code_keeper),
        "privacy_url": privacy_url(survey),
    }
    return render_to_string("surveys/public/answer.html", context)


def survey_context(survey: Survey) -> dict[str, Any]:
    """Return what every page about a survey says: whose it is and until when, in its own time."""
    return {
        "survey": survey,
        "network": survey.network,
        "program": survey.program,
        "opens_at": local(survey.opens_at, survey),
        "closes_at": local(survey.closes_at, survey),
    }


def receipt_page(survey: Survey, client_key: uuid.UUID, *, reading_url: str) -> str:
    """Return the page that acknowledges an answer."""
    return render_to_string(
        "surveys/public/receipt.html",
        {
            **survey_context(survey),
            "receipt": receipt_of(client_key),
            "client_key": str(client_key),
            "reading_url": reading_url,
        },
    )


def word_page(template: str, survey: Survey | None = None, **context: Any) -> str:
    """Return a page that only says something: closed, not yet open, sent twice."""
    about = survey_context(survey) if survey is not None else {}
    return render_to_string(f"surveys/public/{template}.html", {**about, **context})


def privacy_url(survey: Survey) -> str:
    """Return the address of the notice that was in force when the survey opened."""
    number = survey.notice.number if survey.notice else 0
    return reverse("answering:privacy_version", args=[survey.program.slug, number])


def local(moment: datetime, survey: Survey) -> datetime:
    return on_the_wall(moment, survey.network.time_zone)
