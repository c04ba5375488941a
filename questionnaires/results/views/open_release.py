"""Opening results to the next audience: what will happen, and the button."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from networks.errors import NotAllowedNow
from networks.views.finding import person
from questionnaires.results.actions import open_release as open_it
from questionnaires.results.queries import opened_audiences
from questionnaires.results.rules import MEMBERS, next_audience
from questionnaires.results.views.finding import find_release, results_url, show_crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def open_release(request: ProgramRequest, release_id: int) -> HttpResponse:
    """The next rung of the ladder; the form says which one the reader saw."""
    release = find_release(request, release_id, Permission.OPEN_RELEASE)
    back = results_url(request, release)
    if request.method == "POST":
        return _open(request, release_id, back)
    audience = next_audience(opened_audiences(release))
    if audience is None:
        return redirect(back)
    show_crumbs(request, release, Crumb(_("Compartir")))
    context = {
        "release": release,
        "network": release.survey.network,
        "audience": audience,
        "for_members": audience == MEMBERS,
        "back": back,
    }
    return render(request, "results/open_release.html", context)


def _open(request: ProgramRequest, release_id: int, back: str) -> HttpResponse:
    release = find_release(request, release_id, Permission.OPEN_RELEASE)
    audience = request.POST.get("audience", "")
    try:
        open_it(release, audience=audience, by=person(request))
    except NotAllowedNow as error:
        messages.warning(request, str(error))
        return redirect(back)
    words = {
        MEMBERS: _("Listo. Las y los integrantes ya pueden leer estos resultados con su enlace de lectura."),
    }
    messages.success(request, words.get(audience, _("Listo. La autoridad ya puede leerlos, por dimensión.")))
    return redirect(back)
