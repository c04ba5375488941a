from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission
from lar.statistics.numbers import number
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.components import Column, Table
from lar.ui.navigation import Crumb, set_crumbs
from scaling.forms import SimulatorForm
from scaling.queries.measured import last_whole_month, measured, measured_years, networks_by_stage
from scaling.simulator import Assumptions, Check, Measured, MonthNeed, check, people_needed, simulate


@require_safe
def simulator(request: ProgramRequest) -> HttpResponse:
    """What more networks would need, from the hours measured so far."""
    actor = require(request, Permission.VIEW_PROGRAM_BOARD)
    board_url = program_url(request.program, "scaling:board")
    set_crumbs(request, [Crumb(_("Tablero"), board_url), Crumb(_("Simulador"))])
    years = measured_years()
    if not years:
        return render(request, "scaling/simulator.html", {"board_url": board_url})
    this_year = actor.on_date.year
    # A year that is not over says too little of its last months.
    base = next((year for year in years if year < this_year), years[0])
    known = measured(base)
    form = SimulatorForm(_asked(request, networks_by_stage(this_year)))
    context: dict[str, Any] = {"form": form, "year": str(base), "networks": known.total_networks}
    if form.is_valid():
        context |= _needs(simulate(known, form.mix(), form.assumptions()))
    context["check"] = _check(known, years, this_year, last_whole_month(actor.on_date))
    status = 200 if form.is_valid() else 422
    return render(request, "scaling/simulator.html", context, status=status)


def _asked(request: ProgramRequest, now: dict[int, int]) -> dict[str, Any]:
    """What the address says; before anybody asked, twice the networks of today and common assumptions."""
    if request.GET:
        return request.GET.dict()
    usual = asdict(Assumptions())
    return {
        "primero": sum(now.values()) or 1,
        "segundo": now.get(1, 0),
        "seguimiento": now.get(2, 0) + now.get(3, 0),
        "preparacion": int(usual["preparation"]),
        "juntas": usual["together"],
        "guias": usual["hosts"],
        "disponibles": int(usual["available"]),
    }


def _needs(needs: list[MonthNeed]) -> dict[str, Any]:
    columns = [
        Column(_("Mes")),
        Column(_("Con cada red"), numeric=True),
        Column(_("Con varias a la vez"), numeric=True),
        Column(_("Preparación"), numeric=True),
        Column(_("Horas en total"), numeric=True),
        Column(_("Personas"), numeric=True),
    ]
    rows = [
        [
            str(MONTHS[need.month]).capitalize(),
            number(round(need.own)),
            number(round(need.gathered)),
            number(round(need.preparation)),
            number(round(need.total)),
            number(need.people),
        ]
        for need in needs
    ]
    return {
        "people": people_needed(needs),
        "total": number(round(sum(need.total for need in needs))),
        "table": Table(_("Horas que necesitaría cada mes"), columns, rows),
    }


def _check(known: Measured, years: list[int], this_year: int, month: int) -> dict[str, str] | None:
    """How far what was measured one year is from what the next one took, in words."""
    after = known.year + 1
    if after not in years:
        return None
    found: Check | None = check(known, measured(after), month if after == this_year else 12)
    if found is None:
        return None
    return {
        "year": str(found.year),
        "until": str(MONTHS[found.month]),
        "predicted": number(round(found.predicted)),
        "held": number(round(found.held)),
        "error": number(round(found.error * 100)),
    }
