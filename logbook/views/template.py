"""The programme's own template: its sections, and each in the programme's words."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from logbook.actions.template import edit_section
from logbook.forms import SectionForm
from logbook.prose import html_of
from logbook.queries.template import sections_in_force
from networks.views.finding import person, sent, status_of


@require_safe
def template(request: ProgramRequest) -> HttpResponse:
    """Every section in force, by year and step."""
    require(request, Permission.EDIT_LOGBOOK_TEMPLATE)
    home = program_url(request.program, "logbook:home")
    set_crumbs(request, [Crumb(_("Bitácora"), home), Crumb(_("Secciones"))])
    return render(request, "logbook/template.html", {"sections": list(sections_in_force())})


@require_http_methods(["GET", "HEAD", "POST"])
def section_edit(request: ProgramRequest, section_code: str) -> HttpResponse:
    """A section's words, to change them for this programme. Earlier versions stay."""
    require(request, Permission.EDIT_LOGBOOK_TEMPLATE)
    version = sections_in_force().filter(section__code=section_code).first()
    if version is None:
        raise Http404
    here = program_url(request.program, "logbook:template")
    home = program_url(request.program, "logbook:home")
    set_crumbs(request, [Crumb(_("Bitácora"), home), Crumb(_("Secciones"), here), Crumb(version.title)])
    form = SectionForm(sent(request), initial=SectionForm.initial_of(version))
    if form.is_valid() and form.perform(
        partial(edit_section, version.section, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("Quedó guardada. Lo que los equipos escribieron sigue como estaba."))
        return redirect(here)
    context = {"version": version, "reading": html_of(version.body), "form": form, "cancel_url": here}
    return render(request, "logbook/section_edit.html", context, status=status_of(form))
