"""Where one writes: a section of the template, an entry of one's own, and what was already begun."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from logbook.actions.writing import add_block, let_quote, set_entry, start_entry
from logbook.feedback_forms import CommentForm, ReplyForm
from logbook.forms import EntryForm, SettingsForm, TextForm
from logbook.models import Block, Entry, SectionVersion
from logbook.outputs import output_state
from logbook.prepared import prepared_text
from logbook.prose import html_of
from logbook.queries.cards import ShownCard, cards_of
from logbook.queries.feedback import Thread, threads_of
from logbook.queries.template import sections_of
from logbook.views.finding import entry_url, find_entry, logbook_url, show_entry_crumbs
from networks.models import Cycle
from networks.views.finding import (
    find_cycle,
    person,
    sent,
    show_cycle_crumbs,
    status_of,
)


@dataclass(frozen=True)
class Piece:
    """A block as the page shows it: as it reads, what others say of it, the form to say something."""

    block: Block
    html: SafeString
    threads: list[Thread]
    cards: list[ShownCard]
    form: CommentForm

    @property
    def waiting(self) -> int:
        """How many comments are open."""
        return sum(thread.comment.is_open for thread in self.threads)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: ProgramRequest, network_id: int, year: int, section_code: str) -> HttpResponse:
    """A section to read, and the first words in it. Once begun, its page is the entry's."""
    cycle = find_cycle(request, network_id, year, Permission.VIEW_LOGBOOK)
    version = sections_of(cycle).filter(section__code=section_code).first()
    if version is None:
        raise Http404
    if request.method == "POST":
        require(request, Permission.WRITE_LOGBOOK, cycle.network)
    visible = Entry.objects.visible_to(request.actor).filter(cycle=cycle, section_code=section_code).first()
    if visible and request.method != "POST":
        return redirect(entry_url(request, visible))
    form = TextForm(sent(request), initial=prepared_text(cycle, version))
    if form.is_valid() and form.perform(
        partial(
            start_entry,
            cycle,
            title=version.title,
            section=version,
            on=request.actor.on_date,
            by=person(request),
            **form.cleaned_data,
        )
    ):
        messages.success(request, _("Tu texto está guardado. Sigue aquí: se guarda mientras escribes."))
        return redirect(entry_url(request, form.result))
    _crumbs(request, cycle, version.title)
    return render(
        request,
        "logbook/section.html",
        {
            "network": cycle.network,
            "cycle": cycle,
            "form": form,
            "may_write": has_permission(request.actor, Permission.WRITE_LOGBOOK, cycle.network),
            **_reading(cycle, version),
        },
        status=status_of(form),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def entry_create(request: ProgramRequest, network_id: int, year: int) -> HttpResponse:
    """An entry of one's own: a visit, an idea, a doubt."""
    cycle = find_cycle(request, network_id, year, Permission.WRITE_LOGBOOK)
    form = EntryForm(sent(request))
    if form.is_valid() and form.perform(
        partial(start_entry, cycle, on=request.actor.on_date, by=person(request), **form.cleaned_data)
    ):
        messages.success(request, _("Tu texto está guardado. Sigue aquí: se guarda mientras escribes."))
        return redirect(entry_url(request, form.result))
    _crumbs(request, cycle, _("Entrada nueva"))
    context = {"network": cycle.network, "form": form, "cancel_url": logbook_url(request, cycle)}
    return render(request, "logbook/entry_create.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: ProgramRequest, network_id: int, entry_id: int) -> HttpResponse:
    """What was written, to go on with it or to read it; its settings; one more block."""
    found = find_entry(request, network_id, entry_id)
    network = found.cycle.network
    if request.method == "POST":
        require(request, Permission.WRITE_LOGBOOK, network)
    if request.method == "POST" and request.POST.get("act") == "add":
        made = add_block(found, by=person(request))
        return redirect(f"{entry_url(request, found)}#parrafo-{made.pk}")
    if request.method == "POST" and request.POST.get("act") == "quote":
        let_quote(found, quotable=request.POST.get("quotable") == "yes", by=person(request))
        return redirect(f"{entry_url(request, found)}#citar")
    form = SettingsForm(sent(request), initial=SettingsForm.initial_of(found))
    if form.is_valid() and form.perform(partial(set_entry, found, **form.cleaned_data, by=person(request))):
        messages.success(request, _("Quedó guardado."))
        return redirect(entry_url(request, found))
    show_entry_crumbs(request, found)
    blocks = list(found.blocks.select_related("written_by"))
    for one in blocks:
        one.entry = found
    threads, cards = threads_of(blocks, request.actor), cards_of(blocks, request.actor)
    pieces = [
        Piece(
            one,
            html_of(one.text),
            threads.get(one.pk, []),
            cards.get(one.pk, []),
            CommentForm(auto_id=f"c{one.pk}_%s"),
        )
        for one in blocks
    ]
    context = {
        "network": network,
        "cycle": found.cycle,
        "entry": found,
        "blocks": [piece for piece in pieces if piece.block.removed_at is None],
        "removed": [piece for piece in pieces if piece.block.removed_at],
        "consent": found.consents.filter(ended_at=None).select_related("given_by").first(),
        "reply_form": ReplyForm(auto_id=False),
        "form": form,
        "may_write": has_permission(request.actor, Permission.WRITE_LOGBOOK, network),
        # What the exercise left in the cycle is the network's: a pair reads what was shared, no more.
        "is_pair": not has_permission(request.actor, Permission.VIEW_LOGBOOK, network),
        **(_reading(found.cycle, found.section) if found.section else {}),
    }
    return render(request, "logbook/entry.html", context, status=status_of(form))


def _reading(cycle: Cycle, version: SectionVersion) -> dict[str, object]:
    """The section's own words; an older version says that there is a newer one."""
    last = version.section.versions.order_by("-number").first()
    return {
        "version": version,
        "reading": html_of(version.body),
        "is_older": last is not None and last.number > version.number,
        "output": output_state(version.section.output, cycle),
    }


def _crumbs(request: ProgramRequest, cycle: Cycle, title: str) -> None:
    show_cycle_crumbs(request, cycle, Crumb(_("Bitácora"), logbook_url(request, cycle)), Crumb(title))
