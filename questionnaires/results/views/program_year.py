"""The dates on which the programme's results of a year are made, and a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb, set_crumbs
from networks.views.finding import person, sent, status_of
from questionnaires.results.actions import declare_year
from questionnaires.results.queries.programme import declared_years
from questionnaires.results.year_form import YearForm


@require_http_methods(["GET", "HEAD", "POST"])
def program_year(request: ProgramRequest) -> HttpResponse:
    require(request, Permission.DECLARE_YEAR)
    set_crumbs(request, [Crumb(_("Resultados del programa"))])
    form = YearForm(sent(request))
    if form.is_valid() and form.perform(
        lambda: declare_year(
            form.cleaned_data["version"],
            year=form.cleaned_data["year"],
            closes_at=form.cleaned_data["closes_at"],
            by=person(request),
        )
    ):
        messages.success(request, _("Listo: ese día se calculan los resultados del programa."))
        return redirect(request.path)
    context = {
        "form": form,
        "years": declared_years(),
        "may_read": has_permission(request.actor, Permission.VIEW_PROGRAM_BOARD),
    }
    return render(request, "results/program_year.html", context, status=status_of(form))
