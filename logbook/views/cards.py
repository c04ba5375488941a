"""Evidence under a block: choosing it, and taking it away."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lar.authorization import Permission
from lar.tenancy.requests import ProgramRequest
from logbook.actions.cards import add_card, remove_card
from logbook.card_form import CardForm
from logbook.models import Card, Entry
from logbook.prose import html_of
from logbook.queries.cards import evidence_for
from logbook.views.finding import entry_url, find_block, show_entry_crumbs
from networks.views.finding import find_network, person, sent, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def card_create(request: ProgramRequest, network_id: int, block_id: int) -> HttpResponse:
    """Choose evidence for a block: whoever writes chooses among what she may read."""
    found = find_block(request, network_id, block_id, Permission.WRITE_LOGBOOK)
    offered = evidence_for(found.entry, request.actor)
    there = f"{entry_url(request, found.entry)}#parrafo-{found.pk}"
    form = CardForm(sent(request), offered=offered)
    if form.is_valid() and form.perform(
        partial(add_card, found, **form.cleaned_data, on=request.actor.on_date, by=person(request))
    ):
        messages.success(request, _("La evidencia quedó bajo el párrafo, con la fecha de hoy."))
        return redirect(there)
    show_entry_crumbs(request, found.entry, _("Agregar evidencia"))
    context = {
        "entry": found.entry,
        "html": html_of(found.text, under=2),
        "form": form,
        "is_empty": not offered,
        "cancel_url": there,
    }
    return render(request, "logbook/card_create.html", context, status=status_of(form))


@require_POST
def card_remove(request: ProgramRequest, network_id: int, card_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.WRITE_LOGBOOK)
    entries = Entry.objects.visible_to(request.actor).filter(cycle__network=network)
    cards = Card.objects.filter(block__entry__in=entries, removed_at=None)
    found = get_object_or_404(cards.select_related("block__entry__cycle"), pk=card_id)
    remove_card(found, by=person(request))
    messages.success(request, _("La evidencia salió del párrafo."))
    return redirect(f"{entry_url(request, found.block.entry)}#parrafo-{found.block_id}")
