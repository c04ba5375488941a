"""One block: saved by the person or by the page while she types, and brought back from its history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission
from lar.model.pupils import pupil_traces
from lar.tenancy.requests import ProgramRequest
from logbook.actions.writing import (
    move_block,
    put_back_block,
    remove_block,
    restore_block,
    write_block,
)
from logbook.errors import SomebodyElseWrote
from logbook.forms import BlockForm
from logbook.models import Block
from logbook.prose import html_of
from logbook.views.finding import entry_url, find_block, show_entry_crumbs
from networks.errors import NotAllowedNow
from networks.views.finding import person

ACTS: dict[str, Callable[..., None]] = {
    "remove": remove_block,
    "put_back": put_back_block,
    "up": partial(move_block, up=True),
    "down": partial(move_block, up=False),
}


@require_http_methods(["GET", "HEAD", "POST"])
def block(request: ProgramRequest, network_id: int, block_id: int) -> HttpResponse:
    """By GET, what a block said before. By POST, its new text, or an earlier one that comes back.

    Asked for JSON it answers 200 with the new version; 409 with both texts when somebody else wrote since.
    """
    found = find_block(request, network_id, block_id, Permission.WRITE_LOGBOOK)
    if request.method != "POST":
        return _history(request, found)
    if request.POST.get("act") == "restore":
        return _restore(request, found)
    if request.POST.get("act") in ACTS:
        return _rearrange(request, found, request.POST["act"])
    return _save(request, found)


def _rearrange(request: ProgramRequest, found: Block, act: str) -> HttpResponse:
    """Take a block out, put it back, move it; the page comes back where it was."""
    ACTS[act](found, by=person(request))
    there = entry_url(request, found.entry)
    if act == "remove":
        messages.success(request, _("El párrafo se quitó. Está más abajo, por si quieres volver a ponerlo."))
        return redirect(f"{there}#quitados")
    return redirect(f"{there}#parrafo-{found.pk}")


def _save(request: ProgramRequest, found: Block) -> HttpResponse:
    form = BlockForm(request.POST)
    wants_json = "application/json" in request.headers.get("Accept", "")
    if not form.is_valid():
        return _refused(
            request, found, _("El envío llegó incompleto. Recarga la página: tu texto sigue en ella.")
        )
    try:
        saved = write_block(found, **form.cleaned_data, by=person(request))
    except SomebodyElseWrote as error:
        return _conflict(request, error.block, form.cleaned_data["text"])
    except NotAllowedNow as error:
        return _refused(request, found, str(error))
    hint = _pupil_hint(saved.text)
    if wants_json:
        return JsonResponse({"version": saved.version, "html": html_of(saved.text), "hint": hint})
    messages.success(request, _("Quedó guardado."))
    if hint:
        messages.warning(request, hint)
    return redirect(f"{entry_url(request, found.entry)}#parrafo-{found.pk}")


def _pupil_hint(text: str) -> str:
    """What to look at again when a text seems to name a pupil. It is kept all the same: nothing is lost."""
    words = ", ".join(f"«{trace.words}»" for trace in pupil_traces(text)[:3])
    if not words:
        return ""
    said = _(
        "Parece el nombre o el RUT de una o un estudiante: %(words)s. Cámbialo por «una estudiante de "
        "4° básico»."
    )
    return said % {"words": words}


def _refused(request: ProgramRequest, found: Block, why: str) -> HttpResponse:
    """Say no, with the text that was sent still in its box."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": why}, status=422)
    context = {"piece": found, "entry": found.entry, "mine": request.POST.get("text", ""), "error": why}
    return render(request, "logbook/conflict.html", context, status=422)


def _conflict(request: ProgramRequest, now: Block, mine: str) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        theirs = {"version": now.version, "text": now.text, "by": now.written_by.name}
        return JsonResponse(theirs, status=409)
    show_entry_crumbs(request, now.entry, _("Dos personas escribieron"))
    context = {"piece": now, "entry": now.entry, "mine": mine, "theirs": now.text}
    return render(request, "logbook/conflict.html", context, status=409)


def _restore(request: ProgramRequest, found: Block) -> HttpResponse:
    asked = request.POST.get("earlier", "")
    key = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    earlier = get_object_or_404(found.history.all(), pk=key)
    restore_block(found, earlier=earlier, by=person(request))
    messages.success(request, _("Volvió ese texto. El que estaba quedó en la historia."))
    return redirect(f"{entry_url(request, found.entry)}#parrafo-{found.pk}")


def _history(request: ProgramRequest, found: Block) -> HttpResponse:
    show_entry_crumbs(request, found.entry, _("Historia de un párrafo"))
    history = found.history.select_related("written_by")
    context = {
        "piece": found,
        "entry": found.entry,
        "history": [(one, html_of(one.text, under=2)) for one in history],
        "now": html_of(found.text, under=2),
    }
    return render(request, "logbook/history.html", context)
