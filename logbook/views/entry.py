"""Where one writes: a section of the template, an entry of one's own, and what was already begun."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from logbook.actions.writing import add_block, set_entry, start_entry
from logbook.forms import EntryForm, SettingsForm, TextForm
from logbook.models import Entry, SectionVersion
from logbook.outputs import output_state
from logbook.prose import html_of
from logbook.queries.template import sections_of
from networks.models import Cycle
from networks.views.finding import (
    find_cycle,
    find_network,
    person,
    sent,
    show_cycle_crumbs,
    status_of,
)


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
    form = TextForm(sent(request))
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
    network = find_network(request, network_id, Permission.VIEW_LOGBOOK)
    entries = Entry.objects.visible_to(request.actor).filter(cycle__network=network)
    found = get_object_or_404(entries.select_related("cycle__program", "section__section"), pk=entry_id)
    found.cycle.network = network
    if request.method == "POST":
        require(request, Permission.WRITE_LOGBOOK, network)
    if request.method == "POST" and request.POST.get("act") == "add":
        made = add_block(found, by=person(request))
        return redirect(f"{entry_url(request, found)}#parrafo-{made.pk}")
    form = SettingsForm(sent(request), initial=SettingsForm.initial_of(found))
    if form.is_valid() and form.perform(partial(set_entry, found, **form.cleaned_data, by=person(request))):
        messages.success(request, _("Quedó guardado."))
        return redirect(entry_url(request, found))
    _crumbs(request, found.cycle, found.title)
    blocks = list(found.blocks.select_related("written_by"))
    context = {
        "network": network,
        "cycle": found.cycle,
        "entry": found,
        "blocks": [(one, html_of(one.text)) for one in blocks],
        "form": form,
        "may_write": has_permission(request.actor, Permission.WRITE_LOGBOOK, network),
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


def entry_url(request: ProgramRequest, found: Entry) -> str:
    return program_url(request.program, "logbook:entry", network_id=found.cycle.network_id, entry_id=found.pk)


def logbook_url(request: ProgramRequest, cycle: Cycle) -> str:
    return program_url(request.program, "logbook:logbook", network_id=cycle.network_id, year=cycle.year)


def _crumbs(request: ProgramRequest, cycle: Cycle, title: str) -> None:
    show_cycle_crumbs(request, cycle, Crumb(_("Bitácora"), logbook_url(request, cycle)), Crumb(title))
