"""The gallery: what each component looks like, for whoever builds a page. Holds invented content only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.ui.navigation import Crumb, Hat, set_crumbs, set_hats
from lar.ui.samples import AGREEMENT, OTHERS, gallery_context, jobs


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component of the signed-in pages, in its states."""
    set_crumbs(
        request,
        [Crumb("Red Itata", "#red"), Crumb(_("Ciclo 2026"), "#ciclo"), Crumb(_("Paso 2 · Implementación"))],
    )
    set_hats(request, [Hat(_("Coordinador/a"), of="Red Itata")])
    return render(request, "ui/gallery.html", gallery_context())


@require_safe
def public_gallery(request: HttpRequest) -> HttpResponse:
    """The components of the pages without an account."""
    return render(request, "ui/gallery_public.html", {"agreement": AGREEMENT, "others": OTHERS})


@require_safe
def job_fragment(request: HttpRequest) -> HttpResponse:
    """The finished job that the gallery's running ones turn into when they ask again."""
    return render(request, "components/job_progress.html", {"job": jobs()[2]})
