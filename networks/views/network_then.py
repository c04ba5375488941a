"""The page of a network as it was on a date that the address asks for (``?al=2025-05-04``)."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.tenancy.requests import ProgramRequest
from lar.ui.forms import DayInput
from lar.ui.navigation import Crumb
from networks.models import Network
from networks.queries.on_a_date import network_on
from networks.views.finding import show_network_crumbs


class DateForm(forms.Form):
    """The day to look at; it lives in the address."""

    al = forms.DateField(label=gettext_lazy("Ver la red como era el"), widget=DayInput)


def network_then(request: ProgramRequest, network: Network) -> HttpResponse:
    """Show the network on the day asked for; a day that is none comes back with its reason."""
    form = DateForm(request.GET)
    show_network_crumbs(request, network, Crumb(_("En otra fecha")))
    then = network_on(network, form.cleaned_data["al"], request.actor) if form.is_valid() else None
    context = {"network": network, "form": form, "then": then, "cohort": str(network.cohort)}
    return render(request, "networks/network_then.html", context, status=200 if then else 422)
