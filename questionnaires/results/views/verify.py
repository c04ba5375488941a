"""`/v/<hash>/`: whether a document is ours and still the newest. Never a figure of it."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lar.tenancy.context import program_context
from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from questionnaires.results.models import ProgramRelease, Report
from questionnaires.results.queries import superseded_by

FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@require_safe
def verify(request: HttpRequest, sha256: str) -> HttpResponse:
    door = None
    if FINGERPRINT.fullmatch(sha256):
        found = Door.objects.filter(kind=DoorKind.DOCUMENT, token_hash=Door.hash(DoorKind.DOCUMENT, sha256))
        door = found.values_list("program_id", flat=True).first()
    if door is None:
        return render(request, "results/verify_unknown.html", status=404)
    with program_context(door):
        report = (
            Report.objects.select_related("program", "release__survey__network", "release__survey__cycle")
            .filter(sha256=sha256)
            .first()
        )
        if report is None:
            return _of_program(request, sha256)
        context = {"report": report, "newer": superseded_by(report), "network": report.release.survey.network}
        return render(request, "results/verify.html", context)


def _of_program(request: HttpRequest, sha256: str) -> HttpResponse:
    """A programme's report: it is made once, so nothing supersedes it."""
    release = ProgramRelease.objects.select_related("program").get(sha256=sha256)
    return render(request, "results/verify_program.html", {"release": release})
