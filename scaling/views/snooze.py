from __future__ import annotations

from datetime import date
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.models import Network
from networks.views.finding import find_network, person, sent, status_of
from scaling import actions
from scaling.alerts import ABOUT, RULES, Rule, alerts_of
from scaling.forms import SnoozeForm
from scaling.queries.board import snoozes_on
from scaling.queries.standing import standing_of


@require_http_methods(["GET", "HEAD", "POST"])
def snooze(request: ProgramRequest, network_id: int, rule: str) -> HttpResponse:
    """Put an alert of a network off, or bring it back."""
    network = find_network(request, network_id, Permission.PLAN_ACCOMPANIMENT)
    day = request.actor.on_date
    about = _rule(rule)
    board_url = program_url(request.program, "scaling:board")
    put_off = snoozes_on([network.pk], day).get(network.pk, {}).get(about)
    if request.method == "POST" and "back" in request.POST:
        actions.bring_back(network, rule=about, on=day, by=person(request))
        messages.success(request, _("El aviso vuelve a estar en el tablero."))
        return redirect(board_url)
    initial = {"until": put_off.until, "reason": put_off.reason} if put_off else {}
    form = SnoozeForm(sent(request), initial=initial)
    if form.is_valid() and form.perform(
        partial(actions.snooze, network, rule=about, **form.cleaned_data, on=day, by=person(request))
    ):
        messages.success(request, _("El aviso quedó pospuesto."))
        return redirect(board_url)
    set_crumbs(request, [Crumb(_("Tablero"), board_url), Crumb(_("Posponer un aviso"))])
    sentence = _sentence(network, about, day)
    context = {
        "network": network,
        "sentence": sentence,
        "form": form,
        "put_off": put_off,
        "board_url": board_url,
    }
    return render(request, "scaling/snooze.html", context, status=status_of(form))


def _rule(code: str) -> Rule:
    """Raises Http404 for what is no rule."""
    if code not in RULES:
        raise Http404
    return Rule(code)


def _sentence(network: Network, rule: Rule, day: date) -> str:
    """What the board says of that rule today; what the rule is about, when nothing stands still."""
    found = alerts_of(standing_of([network], day)[network.pk], day)
    return next((alert.sentence for alert in found if alert.rule is rule), str(ABOUT[rule]))
