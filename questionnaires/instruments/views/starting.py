"""A questionnaire begun from nothing: its first page, and from there the editor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from networks.views.finding import person, sent, status_of
from questionnaires.instruments.actions import create_questionnaire
from questionnaires.instruments.starting import NewForm
from questionnaires.instruments.views.finding import show_crumbs, version_url


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: ProgramRequest) -> HttpResponse:
    require(request, Permission.EDIT_INSTRUMENTS)
    show_crumbs(request, None, Crumb(_("Cuestionario nuevo")))
    form = NewForm(sent(request))
    if form.is_valid() and form.perform(lambda: create_questionnaire(form.content(), by=person(request))):
        messages.success(request, _("El borrador está listo. Ahora agrega sus ítems."))
        return redirect(version_url(request, form.result))
    return render(request, "instruments/create.html", {"form": form}, status=status_of(form))
