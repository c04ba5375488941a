"""The schools of a network: finding one in the directory, adding it, seeing it off."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lar.authorization import Permission
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.networks import add_school, remove_school
from networks.forms.base import EndForm
from networks.forms.schools import AddSchoolForm
from networks.models.dated import in_force
from networks.queries.schools import find_schools
from networks.views.ending import end_row
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def school_add(request: ProgramRequest, network_id: int) -> HttpResponse:
    """Search the directory (as one types, or with the button) and add one of those found."""
    network = find_network(request, network_id, Permission.EDIT_ROSTER)
    show_network_crumbs(request, network, Crumb(_("Agregar un establecimiento")))
    form = AddSchoolForm(sent(request))
    if form.is_valid() and form.perform(
        partial(add_school, network, **form.cleaned_data, by=person(request))
    ):
        words = _("%(school)s participa en la red. Indica cuántas personas envía.")
        messages.success(request, words % {"school": form.cleaned_data["school"].name})
        return redirect(program_url(request.program, "networks:roster", network_id=network.pk))
    text = (request.POST if form.is_bound else request.GET).get("q", "")
    already = set(network.schools.filter(in_force(request.actor.on_date)).values_list("school_id", flat=True))
    context = {
        "network": network,
        "form": form,
        "text": text,
        "search": find_schools(text),
        "already": already,
        "chosen": request.POST.get("school", "") if form.is_bound else "",
    }
    return render(request, "networks/school_add.html", context, status=status_of(form))


@require_POST
def school_remove(request: ProgramRequest, network_id: int, row_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.EDIT_ROSTER)
    row = get_object_or_404(network.schools.select_related("school"), pk=row_id)
    words = _("%(school)s ya no participa en la red.") % {"school": row.school.name}
    end_row(request, EndForm(sent(request)), partial(remove_school, row, by=person(request)), words)
    return redirect(program_url(request.program, "networks:roster", network_id=network.pk))
