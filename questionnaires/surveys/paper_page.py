"""The questionnaire on paper: the same questions in the same order as on the screen, on A4."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.instruments.preview import items_context
from questionnaires.surveys.answer_pages import own_items
from questionnaires.surveys.models import CodeKeeper, Survey
from questionnaires.surveys.queries.links import short_address
from questionnaires.surveys.queries.who_sees import who_sees
from questionnaires.surveys.rules import CODE_LENGTH

# What stands in the circle of an answer beside the scale, by its value.
MARKS = {"-7": "NA", "-8": "NS"}
# Blank lines to write on under a question that is answered with one's own words.
WRITING_LINES = 4


@dataclass(frozen=True)
class PaperChoice:
    """A circle to mark: ``mark`` stands in it, ``label`` is what the key says of it."""

    mark: str
    label: str


def paper_html(version: QuestionnaireVersion, survey: Survey | None = None) -> str:
    """Return the page to draw: of a survey with its network, of a version alone as its preview.

    Call inside the programme. Nothing in it is a person's, nor a code.
    """
    return render_to_string("surveys/paper_print.html", paper_context(version, survey))


def paper_context(version: QuestionnaireVersion, survey: Survey | None = None) -> dict[str, Any]:
    """Return what the paper shows."""
    items = items_context(version, own=own_items(survey) if survey else ())
    program = version.program
    notice = settings.PUBLIC_URL + reverse("answering:privacy", args=[program.slug])
    return {
        **items,
        "program": program,
        "network": survey.network if survey else None,
        "keeper": CodeKeeper(survey.code_keeper).label if survey else "",
        "scale": [PaperChoice(one.value, one.label) for one in items["options"]],
        "special": [PaperChoice(MARKS[one.value], one.label) for one in items["others"]],
        "columns": len(items["options"]) + len(items["others"]) + 2,
        "code_places": range(CODE_LENGTH),
        "writing_lines": range(WRITING_LINES),
        "who_sees": who_sees(),
        "least": program.min_group,
        "short_address": short_address(),
        "notice_address": notice.split("://", 1)[-1],
    }


def paper_title(version: QuestionnaireVersion, survey: Survey | None = None) -> str:
    """Return what the document is called."""
    if survey is None:
        return _("En papel: %(version)s") % {"version": version}
    return _("En papel: %(title)s, %(network)s") % {
        "title": version.questionnaire.title,
        "network": survey.network.name,
    }


def fingerprint_of(html: str, survey: Survey | None = None) -> bytes:
    """Return what tells whether a kept drawing is that of this page of this survey."""
    return hashlib.sha256(f"{survey.pk if survey else 0}:{html}".encode()).digest()


def paper_job_key(version: QuestionnaireVersion, survey: Survey | None, fingerprint: bytes) -> str:
    """Return the key of the job that draws this page."""
    return f"paper:{version.pk}:{survey.pk if survey else 0}:{fingerprint.hex()[:16]}"
