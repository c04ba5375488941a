"""The editions of a network's report: those that there are, and writing the one «con lo conversado»."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission, has_permission
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from networks.errors import NotAllowedNow
from networks.views.finding import person, sent, status_of
from questionnaires.results.actions import write_second_edition
from questionnaires.results.forms import EditionForm
from questionnaires.results.models import Report
from questionnaires.results.queries import editions_of, first_edition
from questionnaires.results.reports import document_of
from questionnaires.results.views.finding import find_release, results_url, show_crumbs
from questionnaires.results.views.pdf import download


@require_safe
def editions(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = find_release(request, release_id, Permission.VIEW_NETWORK_RESULTS)
    show_crumbs(request, release, Crumb(_("Ediciones")))
    context = {
        "release": release,
        "network": release.survey.network,
        "rows": editions_of(release),
        "may_write": has_permission(request.actor, Permission.OPEN_RELEASE, release.survey.network),
        "back": results_url(request, release),
    }
    return render(request, "results/editions.html", context)


@require_safe
def edition_pdf(request: ProgramRequest, release_id: int, report_id: int) -> HttpResponse:
    """An edition that was drawn, also one that a newer one supersedes."""
    release = find_release(request, release_id, Permission.VIEW_NETWORK_RESULTS)
    report = get_object_or_404(Report.objects.filter(release=release, kind="network"), pk=report_id)
    report.release = release
    return download(request, report, results_url(request, release, "editions"))


@require_http_methods(["GET", "HEAD", "POST"])
def second_edition(request: ProgramRequest, release_id: int) -> HttpResponse:
    """Choose what it prints, and write it."""
    release = find_release(request, release_id, Permission.OPEN_RELEASE)
    back = results_url(request, release, "editions")
    show_crumbs(request, release, Crumb(_("Ediciones"), back), Crumb(_("Con lo conversado")))
    form = EditionForm(sent(request), report=document_of(first_edition(release)))
    if form.is_valid():
        try:
            write_second_edition(release, selection=form.selection(), by=person(request))
        except NotAllowedNow as error:
            messages.warning(request, str(error))
            return redirect(back)
        messages.success(request, _("Listo: la edición con lo conversado es ahora la vigente."))
        return redirect(results_url(request, release, "report_drawing"))
    context = {"form": form, "network": release.survey.network, "back": back}
    return render(request, "results/second_edition.html", context, status=status_of(form))
