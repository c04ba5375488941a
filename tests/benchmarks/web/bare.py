"""A bare view: the same page from the same template each time, one INSERT, a word of thanks.

As cheap as it can honestly be: what the template shows is read once per process, it looks up no code
and no survey, checks nothing, needs no transaction beyond the statement's own, and thanks in plain text.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.files import DEMO, read_instrument
from questionnaires.surveys.answer_pages import form_context
from questionnaires.surveys.models import Survey

TEMPLATE = "surveys/public/answer.html"
# Of its own: without row security, foreign keys or other indexes than its key.
TABLE = """
CREATE TABLE benchmark_answer (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), answers smallint[] NOT NULL)
"""
INSERT = "INSERT INTO benchmark_answer (answers) VALUES (%s)"
ITEM_CODES = [item.code for item in read_instrument(DEMO).items]


@cache
def what_it_shows() -> dict[str, Any]:
    """What the product's own page shows of the one survey that there is."""
    with program_context(Program.objects.get()):
        about = Survey.objects.select_related("network", "program", "version__questionnaire", "notice")
        return form_context(about.get(), "CODE", "KEY")


@csrf_exempt
def bare(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        answers = [int(request.POST.get(code, -9)) for code in ITEM_CODES]
        with connection.cursor() as cursor:
            cursor.execute(INSERT, [answers])
        return HttpResponse("Gracias", status=201)
    return HttpResponse(render_to_string(TEMPLATE, what_it_shows()))
