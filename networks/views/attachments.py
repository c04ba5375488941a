"""Files on activities, strategies and agreements: upload, save, take down."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission
from lar.files.keeping import closed_words, room_left
from lar.files.serving import file_response
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.attachments import Owner, attach_file, remove_attachment
from networks.errors import NotAllowedNow
from networks.forms.attachments import AttachForm
from networks.models import Activity, Agreement, Attachment, NotesVisibility, Strategy
from networks.queries.agreements import agreements_of
from networks.queries.strategies import strategies_of
from networks.views.activity_finding import (
    find_activity,
    find_to_write,
    require_notes,
    show_activity_crumbs,
)
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def activity_attach(request: ProgramRequest, activity_id: int) -> HttpResponse:
    found = find_to_write(request, activity_id)
    show_activity_crumbs(request, found, Crumb(_("Subir un archivo")))
    return _attach(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def strategy_attach(request: ProgramRequest, network_id: int, strategy_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.EDIT_CYCLE)
    found = get_object_or_404(strategies_of(network), pk=strategy_id)
    _show_crumbs(request, found, Crumb(_("Subir un archivo")))
    return _attach(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_attach(request: ProgramRequest, network_id: int, agreement_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.EDIT_CYCLE)
    found = get_object_or_404(agreements_of(network), pk=agreement_id)
    _show_crumbs(request, found, Crumb(_("Subir un archivo")))
    return _attach(request, found)


@require_safe
def attachment(request: ProgramRequest, attachment_id: int) -> HttpResponse:
    """The file itself, to whoever may read what it hangs on. ``?vista=`` asks for its small picture."""
    found = _find(request, attachment_id, to_write=False)
    return file_response(found.file, preview="vista" in request.GET)


@require_http_methods(["GET", "HEAD", "POST"])
def attachment_remove(request: ProgramRequest, attachment_id: int) -> HttpResponse:
    found = _find(request, attachment_id, to_write=True)
    here = _url(request, found.owner)
    if request.method == "POST":
        try:
            remove_attachment(found, by=person(request))
        except NotAllowedNow as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("El archivo se quitó y se borró su contenido."))
        return redirect(f"{here}#archivos")
    _show_crumbs(request, found.owner, Crumb(_("Quitar un archivo")))
    return render(request, "networks/attachment_remove.html", {"attachment": found, "cancel_url": here})


def _attach(request: ProgramRequest, owner: Owner) -> HttpResponse:
    here = _url(request, owner)
    form = AttachForm(sent(request), request.FILES or None, owner=owner)
    if form.is_valid():
        data = form.cleaned_data
        act = partial(attach_file, owner, upload=data["file"], use=data["use"], by=person(request))
        if form.perform(act):
            messages.success(request, _("El archivo quedó subido."))
            return redirect(f"{here}#archivos")
    context = {
        "form": form,
        "title": str(owner.text if isinstance(owner, Agreement) else owner.title),
        "closed": closed_words() if room_left() <= 0 else "",
        "private": isinstance(owner, Activity) and owner.notes_visibility == NotesVisibility.PRIVATE,
        "cancel_url": here,
    }
    return render(request, "networks/attach.html", context, status=status_of(form))


def _find(request: ProgramRequest, attachment_id: int, *, to_write: bool) -> Attachment:
    """Return one that the actor may read, or take down, by the rights of what it hangs on."""
    rows = Attachment.objects.there().select_related("file", "strategy", "agreement")
    found = get_object_or_404(rows, pk=attachment_id)
    if found.activity_id is not None:
        find = find_to_write if to_write else find_activity
        found.activity = find(request, found.activity_id)
        if found.is_of_notes:
            require_notes(request, found.activity)
        return found
    place = found.strategy or found.agreement
    assert place is not None  # noqa: S101  (the table's own constraint)
    find_network(request, place.network_id, Permission.EDIT_CYCLE if to_write else Permission.VIEW_NETWORK)
    return found


def _show_crumbs(request: ProgramRequest, owner: Owner, last: Crumb) -> None:
    if isinstance(owner, Activity):
        show_activity_crumbs(request, owner, last)
        return
    here = Crumb(str(owner.title if isinstance(owner, Strategy) else _("Un acuerdo")), _url(request, owner))
    show_network_crumbs(request, owner.network, here, last)


def _url(request: ProgramRequest, owner: Owner) -> str:
    if isinstance(owner, Activity):
        return program_url(request.program, "networks:activity", activity_id=owner.pk)
    if isinstance(owner, Strategy):
        place = {"network_id": owner.network_id, "strategy_id": owner.pk}
        return program_url(request.program, "networks:strategy", **place)
    place = {"network_id": owner.network_id, "agreement_id": owner.pk}
    return program_url(request.program, "networks:agreement", **place)
