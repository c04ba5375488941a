"""The people of a programme, for those who administer it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.models import Membership
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.actions.people import end_membership, invite_person
from networks.forms.base import EndForm
from networks.forms.people import InviteForm
from networks.queries.people import people_of_program
from networks.views.ending import end_row
from networks.views.finding import person, sent, status_of


@require_safe
def people(request: ProgramRequest) -> HttpResponse:
    require(request, Permission.MANAGE_PEOPLE)
    set_crumbs(request, [Crumb(_("Personas"))])
    text = request.GET.get("texto", "").strip()
    context = {
        "roles": people_of_program(request.actor, text),
        "text": text,
        "end_form": EndForm(auto_id=False),
    }
    return render(request, "networks/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_invite(request: ProgramRequest) -> HttpResponse:
    require(request, Permission.MANAGE_PEOPLE)
    here = program_url(request.program, "networks:people")
    set_crumbs(request, [Crumb(_("Personas"), here), Crumb(_("Invitar"))])
    form = InviteForm(sent(request))
    if form.is_valid() and form.perform(lambda: invite_person(**form.cleaned_data, by=person(request))):
        words = _("%(name)s ya puede entrar. Le enviamos un correo que dice cómo.")
        messages.success(request, words % {"name": form.result.user.name})
        return redirect(here)
    context = {"form": form, "cancel_url": here}
    return render(request, "networks/person_invite.html", context, status=status_of(form))


@require_POST
def person_end(request: ProgramRequest, membership_id: int) -> HttpResponse:
    require(request, Permission.MANAGE_PEOPLE)
    memberships = Membership.objects.filter(program=request.program).select_related("user")
    row = get_object_or_404(memberships, pk=membership_id)
    words = _("La participación de %(name)s terminó.") % {"name": row.user.name}
    end_row(request, EndForm(sent(request)), partial(end_membership, row, by=person(request)), words)
    return redirect(program_url(request.program, "networks:people"))
