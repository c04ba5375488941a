"""Surveys with open questions, and people who write to them.

They commit, so that the owner can look: for transactional tests, outside any context.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from unittest import mock

from django.db import connections
from django.test import Client

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.editing import put_item
from questionnaires.instruments.files import DEMO_CAPITAL, read_instrument
from questionnaires.instruments.formats import ItemContent, ItemKind
from questionnaires.instruments.models import Questionnaire, QuestionnaireVersion
from questionnaires.surveys import sealing
from questionnaires.surveys.actions import close_survey, conclude_sealing, seal_survey
from questionnaires.surveys.codes import ticket_of
from questionnaires.surveys.models import Survey
from tests.surveys import OpenSurvey, make_open_survey

QUESTIONS = {"valoras": "¿Qué valoras de la red?", "cambiarias": "¿Qué cambiarías?"}


def version_with_questions() -> QuestionnaireVersion:
    """The second demonstration instrument with two open questions at its end, published once."""
    content = replace(read_instrument(DEMO_CAPITAL), code="con-palabras-propias")
    known = Questionnaire.objects.filter(code=content.code).first()
    if known is not None:
        return known.versions.get()
    for code, text in QUESTIONS.items():
        content = put_item(content, item=ItemContent(code, "KP_D", text, kind=ItemKind.OPEN))
    return publish_version(load_instrument(content, by=None), by=None)


def open_with_questions(program: Program, **fields: Any) -> OpenSurvey:
    with program_context(program):
        return make_open_survey(program, version=version_with_questions(), **fields)


def send(made: OpenSurvey, code: str, *, key: uuid.UUID | None = None, **fields: Any) -> Any:
    """Send a form that answers the first item and what is given."""
    survey = made.survey
    body = {
        "ticket": ticket_of(survey.program_id, survey.pk, survey.version_id),
        "client_key": str(key or uuid.uuid4()),
        "kp_h_01": "4",
        **fields,
    }
    return Client().post(f"/r/{code}/", body)


def write(made: OpenSurvey, texts: Sequence[Mapping[str, str]]) -> None:
    """One answer per entry: what it wrote, by question."""
    for code, fields in zip(made.codes, texts, strict=False):
        assert send(made, code, **dict[str, Any](fields)).status_code == 201


def kept_texts() -> list[tuple[str, str]]:
    """What the owner finds in the table of texts of every programme."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT item_code, text FROM questionnaires_opentext ORDER BY 1, 2")
        return list(cursor.fetchall())


def seal(made: OpenSurvey) -> Survey:
    """Close and seal as the jobs would, with no worker doing the same at once."""
    with mock.patch("lar.jobs.publishing.publish", return_value=False):
        with program_context(made.survey.program_id):
            Survey.objects.filter(pk=made.survey.pk).update(extensions=1)
            Survey.objects.filter(pk=made.survey.pk).update(extensions=2)
            survey = Survey.objects.get(pk=made.survey.pk)
            seal_survey(close_survey(survey, on=survey.closes_at, by=None))
        sealing.vacuum_answer_path(sealing.transaction_that_sealed(made.survey.pk) or 0)
        sealing.mark_sealed(made.survey.pk)
        with program_context(made.survey.program_id):
            return conclude_sealing(Survey.objects.get(pk=made.survey.pk))
