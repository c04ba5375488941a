"""A bare view: the form from its template each time, one INSERT, a word of thanks.

As cheap as it can honestly be: it looks up no code and no survey, checks nothing, needs no
transaction beyond the statement's own, and thanks in plain text. Its items are read once.
"""

from __future__ import annotations

from functools import cache

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from questionnaires.instruments.files import DEMO, InstrumentData, read_instrument

# Of its own: without row security, foreign keys or other indexes than its key.
TABLE = """
CREATE TABLE benchmark_answer (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), answers smallint[] NOT NULL)
"""
INSERT = "INSERT INTO benchmark_answer (answers) VALUES (%s)"


@cache
def instrument() -> InstrumentData:
    return read_instrument(DEMO)


@csrf_exempt
def bare(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        answers = [int(request.POST.get(item.code, -9)) for item in instrument().items]
        with connection.cursor() as cursor:
            cursor.execute(INSERT, [answers])
        return HttpResponse("Gracias", status=201)
    return HttpResponse(render_to_string("bare_form.html", {"instrument": instrument()}))
