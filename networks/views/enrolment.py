"""A network's commitment to the programme: its two years, who backs it, its exit and what came after."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Actor, Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.enrolment import enrol_network, write_follow_up
from networks.forms.enrolment import EnrolmentForm, FollowUpForm
from networks.models import Network
from networks.queries.enrolment import enrolment_on
from networks.rules import is_followed_up
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def enrolment(request: ProgramRequest, network_id: int) -> HttpResponse:
    """The team writes its commitment; who manages networks may write one that came on paper."""
    network = find_network(request, network_id, Permission.VIEW_NETWORK)
    show_network_crumbs(request, network, Crumb(_("Compromiso")))
    if request.method == "POST" and not _may_commit(request.actor, network):
        require(request, Permission.EDIT_CYCLE, network)
    form = EnrolmentForm(sent(request), network=network, initial={"on": network.enrolled_on})
    if form.is_valid() and form.perform(
        partial(enrol_network, network, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("El compromiso de dos años quedó escrito."))
        return redirect(_here(request, network))
    return _page(request, network, form, FollowUpForm(auto_id="id_nota_%s"))


@require_http_methods(["POST"])
def follow_up(request: ProgramRequest, network_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.MANAGE_NETWORKS)
    show_network_crumbs(request, network, Crumb(_("Compromiso")))
    form = FollowUpForm(sent(request), auto_id="id_nota_%s")
    if form.is_valid() and form.perform(
        partial(write_follow_up, network, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("El seguimiento quedó escrito."))
        return redirect(_here(request, network))
    return _page(request, network, EnrolmentForm(network=network), form)


def _page(
    request: ProgramRequest, network: Network, form: EnrolmentForm, follow_form: FollowUpForm
) -> HttpResponse:
    day = request.actor.on_date
    has_left = network.left_on is not None and network.left_on <= day
    context = {
        "network": network,
        "enrolments": network.enrolments.select_related("backed_by", "signed_by"),
        "is_followed_up": is_followed_up(network.cohort, day, network.left_on),
        "follow_ups": network.follow_ups.select_related("written_by"),
        "form": form,
        "follow_form": follow_form,
        "can_commit": _may_commit(request.actor, network)
        and not has_left
        and (form.is_bound or enrolment_on(network, day) is None),
        "cancel_url": program_url(request.program, "networks:network", network_id=network.pk),
        "follow_url": program_url(request.program, "networks:follow_up", network_id=network.pk),
    }
    status = max(status_of(form), status_of(follow_form))
    return render(request, "networks/enrolment.html", context, status=status)


def _may_commit(actor: Actor, network: Network) -> bool:
    return has_permission(actor, Permission.EDIT_CYCLE, network) or has_permission(
        actor, Permission.MANAGE_NETWORKS, network
    )


def _here(request: ProgramRequest, network: Network) -> str:
    return program_url(request.program, "networks:enrolment", network_id=network.pk)
