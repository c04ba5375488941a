"""The screen on the wall: no controls, readable from the last row."""

from __future__ import annotations

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from lar.tenancy.requests import ProgramRequest
from questionnaires.workshop.codes import code_of
from questionnaires.workshop.counting import band_of
from questionnaires.workshop.models import SocializationWorkshop
from questionnaires.workshop.queries.workshops import current_step
from questionnaires.workshop.room_pages import part_of
from questionnaires.workshop.screens import screen_of
from questionnaires.workshop.script import VOTED
from questionnaires.workshop.views.finding import find_workshop
from questionnaires.workshop.views.room import BY_SCRIPT


@require_safe
def projector(request: ProgramRequest, workshop_id: int) -> HttpResponse:
    """The whole page or, asked for by its script, the part that changed."""
    workshop = find_workshop(request, workshop_id)
    part = part_of(render_to_string("workshop/projector_part.html", _context(workshop)))
    if not request.headers.get(BY_SCRIPT):
        return render(request, "workshop/projector.html", {"part": part, "workshop": workshop})
    if request.headers.get("If-None-Match") == part.tag:
        return HttpResponse(status=304, headers={"ETag": part.tag})
    return HttpResponse(part.html, headers={"ETag": part.tag})


def _context(workshop: SocializationWorkshop) -> dict[str, object]:
    common: dict[str, object] = {"workshop": workshop, "network": workshop.network}
    if not workshop.is_running:
        return common
    code = code_of(workshop.pk, workshop.code_turn)
    step = current_step(workshop)
    address = settings.PUBLIC_URL + reverse("room:phone", args=[code])
    return {
        **common,
        "step": step,
        "screen": screen_of(workshop, step),
        "band": band_of(step) if step.what in VOTED and not step.is_revealed else "",
        "code": code,
        "address": (settings.PUBLIC_URL + reverse("room:door")).split("://", 1)[-1],
        "qr": segno.make(address, error="m", micro=False).svg_data_uri(
            scale=4, border=2, dark="#1b1f23", light="#ffffff"
        ),
    }
