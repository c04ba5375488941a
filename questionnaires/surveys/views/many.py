"""One act that opens a questionnaire for many networks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lar.authorization import Actor, Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.models import Cycle, Network
from networks.views.finding import person, sent, status_of
from questionnaires.surveys.actions import open_many
from questionnaires.surveys.forms import OpenManyForm
from questionnaires.surveys.models import CodeKeeper
from questionnaires.surveys.own_network import is_of_team
from questionnaires.surveys.queries.roster import people_by_network
from questionnaires.surveys.views.prepare import DAYS_OPEN


@require_http_methods(["GET", "HEAD", "POST"])
def many(request: ProgramRequest) -> HttpResponse:
    require(request, Permission.OPEN_MANY_SURVEYS)
    set_crumbs(request, [Crumb(_("Abrir en varias redes"))])
    year = timezone.localdate().year
    networks = _networks(year)
    people = _people_now(networks)
    form = OpenManyForm(sent(request), networks=networks, people=people, initial=_first_values())
    _label(form, networks, people, request.actor)
    if form.is_valid() and form.perform(
        lambda: open_many(form.numbers(), plan=form.plan(), year=year, by=person(request))
    ):
        messages.success(request, _("Las redes se abren una por una. Aquí se ve el avance."))
        return redirect(program_url(request.program, "jobs:detail", job_id=form.result.pk))
    context = {
        "form": form,
        "year": str(year),
        "cancel_url": program_url(request.program, "networks:network_list"),
    }
    return render(request, "surveys/open_many.html", context, status=status_of(form))


def _networks(year: int) -> QuerySet[Network]:
    """Those with a cycle this year, and those that left the programme: they are still measured."""
    with_cycle = Cycle.objects.filter(year=year).values("network")
    left = Q(left_on__lte=timezone.localdate(), cohort__lte=year)
    found: QuerySet[Network] = Network.objects.filter(Q(pk__in=with_cycle) | left).order_by("name")
    return found


def _people_now(networks: QuerySet[Network]) -> dict[int, int]:
    counted = people_by_network(networks, timezone.localdate())
    return {network.pk: counted.get(network.pk, 0) for network in networks}


def _label(form: OpenManyForm, networks: QuerySet[Network], people: Mapping[int, int], actor: Actor) -> None:
    """Show beside each network how many people it would call."""
    form.fields["networks"].choices = [  # type: ignore[attr-defined]
        (network.pk, " · ".join(_words(network, people[network.pk], actor))) for network in networks
    ]


def _words(network: Network, people: int, actor: Actor) -> list[str]:
    has_left = network.left_on is not None and network.left_on <= timezone.localdate()
    left = [_("salió del programa")] if has_left else []
    own = [_("tú la coordinas: la confirma otra persona")] if is_of_team(actor, network.pk) else []
    return [network.name, _people(people), *left, *own]


def _people(count: int) -> str:
    return ngettext("%(count)d persona", "%(count)d personas", count) % {"count": count}


def _first_values() -> dict[str, Any]:
    start = datetime.combine(timezone.localdate() + timedelta(days=1), time(8))
    return {
        "code_keeper": CodeKeeper.FACILITATOR,
        "opens_at": timezone.make_aware(start),
        "closes_at": timezone.make_aware(start + timedelta(days=DAYS_OPEN, hours=12)),
    }
