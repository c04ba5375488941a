"""What a network agreed: the list, writing one (perhaps from a bar of results), looking at it again."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.components import Shape
from lar.ui.navigation import Crumb
from networks.actions.agreements import review_agreement, write_agreement
from networks.forms.agreements import AgreementForm, ReviewForm
from networks.models import Activity, Agreement, AgreementState, Network
from networks.queries.agreements import agreements_of
from networks.queries.attachments import attachments_of
from networks.queries.facts import current_cycle
from networks.registries import Bar, bar_of
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of

MOST_CARRIED = 200
"""Characters of an idea that may come in an address."""

SHAPES: dict[str, Shape] = {
    AgreementState.GOING: "empty",
    AgreementState.ADAPTED: "half",
    AgreementState.KEPT: "full",
    AgreementState.DROPPED: "dash",
}


@require_safe
def agreements(request: ProgramRequest, network_id: int) -> HttpResponse:
    """Every agreement of the network, by year, with its state: what waits for a look says so."""
    network = find_network(request, network_id, Permission.VIEW_NETWORK)
    show_network_crumbs(request, network, Crumb(_("Acuerdos")))
    lines = [_line(agreement, request.actor.on_date) for agreement in agreements_of(network)]
    by_year = groupby(lines, key=lambda line: str(line["year"]))
    context = {
        "network": network,
        "years": [(year, list(of_year)) for year, of_year in by_year],
        "can_edit": has_permission(request.actor, Permission.EDIT_CYCLE, network),
        "has_cycle": current_cycle(network, request.actor.on_date) is not None,
    }
    return render(request, "networks/agreements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_create(request: ProgramRequest, network_id: int) -> HttpResponse:
    """Write an agreement. ``?resultado=…&codigo=…`` is the bar it comes from, ``?texto=`` how it begins."""
    network = find_network(request, network_id, Permission.EDIT_CYCLE)
    here = program_url(request.program, "networks:agreements", network_id=network.pk)
    show_network_crumbs(request, network, Crumb(_("Acuerdos"), here), Crumb(_("Acuerdo nuevo")))
    bar = _bar(request, network)
    held = Activity.objects.of_networks([network.pk]).order_by("-starts_at")
    form = AgreementForm(sent(request), initial=_asked(request), network=network, activities=held)
    if form.is_valid() and form.perform(
        partial(write_agreement, network, **form.cleaned_data, bar=bar, by=person(request))
    ):
        messages.success(request, _("El acuerdo quedó escrito. Lo lee toda la red."))
        return redirect(here)
    context = {"network": network, "form": form, "bar": bar, "cancel_url": here}
    return render(request, "networks/agreement_create.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: ProgramRequest, network_id: int, agreement_id: int) -> HttpResponse:
    """One agreement with its history and, for the team, the form that looks at it again."""
    network = find_network(request, network_id, Permission.VIEW_NETWORK)
    found = get_object_or_404(agreements_of(network), pk=agreement_id)
    if request.method == "POST":
        require(request, Permission.EDIT_CYCLE, network)
    here = program_url(request.program, "networks:agreements", network_id=network.pk)
    show_network_crumbs(request, network, Crumb(_("Acuerdos"), here), Crumb(_("Un acuerdo")))
    form = ReviewForm(sent(request), initial=ReviewForm.initial_of(found))
    if form.is_valid() and form.perform(
        partial(review_agreement, found, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("La revisión quedó en la historia del acuerdo."))
        return redirect(here)
    context = {
        "network": network,
        "line": _line(found, request.actor.on_date),
        "form": form,
        "attachments": attachments_of(found, request.actor),
        "can_edit": has_permission(request.actor, Permission.EDIT_CYCLE, network),
        "reviews": [(review, SHAPES[review.outcome]) for review in found.reviews.all()],
        "can_review": found.is_live and has_permission(request.actor, Permission.EDIT_CYCLE, network),
        "cancel_url": here,
    }
    return render(request, "networks/agreement.html", context, status=status_of(form))


def _line(agreement: Agreement, day: date) -> dict[str, object]:
    reviews = agreement.reviews.all()
    waits = agreement.is_live and (
        agreement.due < day or (agreement.review_on is not None and agreement.review_on <= day)
    )
    return {
        "agreement": agreement,
        "year": agreement.cycle.year,
        "owner": agreement.owner_words or (agreement.owner.name if agreement.owner else ""),
        "shape": SHAPES[agreement.state],
        "last": reviews[0] if reviews else None,
        "waits": waits,
    }


def _bar(request: ProgramRequest, network: Network) -> Bar | None:
    """Return the bar that the address names; one that is not of this network does not exist."""
    release, code = request.GET.get("resultado", ""), request.GET.get("codigo", "")
    if not release and not code:
        return None
    bar = bar_of(network, int(release), code) if release.isdecimal() and len(release) < 19 else None
    if bar is None:
        raise Http404
    return bar


def _asked(request: ProgramRequest) -> dict[str, str]:
    """``?actividad=`` chooses the activity in the form (one of another network is no choice there), and
    ``?texto=`` carries over an idea's words."""
    activity, text = request.GET.get("actividad", ""), request.GET.get("texto", "")
    found = {"activity": activity} if activity.isdecimal() else {}
    return {**found, "text": " ".join(text.split())[:MOST_CARRIED]} if text.strip() else found
