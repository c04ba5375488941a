"""Facilitators explore the results of all networks of a year. Each chart has its table; none ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lar.charts.figures import heat_figure, item_figure, slopes_figure
from lar.disclosure import PublishableItem
from lar.statistics import DimensionYears, item_sentence, percent_text
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from questionnaires.instruments.models import Questionnaire
from questionnaires.results.exploring import Explored, explore, over_the_years, questionnaires_of
from questionnaires.results.views.finding import require_every_network

RESERVED = gettext_lazy("reservado")


@require_safe
# plotly.js puts the style of its tooltips into the page.
@csp_update({"style-src": [UNSAFE_INLINE]})  # type: ignore[arg-type]
def explore_year(request: ProgramRequest, year: int) -> HttpResponse:
    actor = require_every_network(request)
    questionnaires = questionnaires_of(year)
    if not questionnaires:
        raise Http404
    chosen = _chosen(questionnaires, request.GET.get("cuestionario", ""))
    explored = explore(actor, year, chosen)
    reports = program_url(request.program, "results:year", year=year)
    set_crumbs(request, [Crumb(_("Informes"), reports), Crumb(_("Explorar %(year)s") % {"year": year})])
    context = {
        "year": str(year),
        "questionnaires": questionnaires,
        "chosen": chosen,
        "has_networks": bool(explored),
        "last_made": max((one.release.created_at for one in explored), default=None),
        **_heat(explored),
        **_items(explored, request.GET.get("item", "")),
        **_slopes(explored, request.GET.get("dimension", "")),
    }
    return render(request, "results/explore.html", context)


def _chosen(questionnaires: Sequence[Questionnaire], code: str) -> Questionnaire:
    return next((one for one in questionnaires if one.code == code), questionnaires[0])


def _named(explored: Sequence[Explored]) -> list[tuple[str, Any]]:
    return [(one.name, one.table) for one in explored]


def _heat(explored: Sequence[Explored]) -> dict[str, Any]:
    dimensions = explored[0].table.dimensions if explored else ()
    rows = []
    for one in explored:
        found = {dimension.code: dimension for dimension in one.table.dimensions}
        things = [found.get(dimension.code) for dimension in dimensions]
        cells = [percent_text(thing) if thing and thing.is_published else RESERVED for thing in things]
        rows.append({"release": one.release, "name": one.name, "n": one.table.respondents, "cells": cells})
    return {
        "heat": heat_figure(_named(explored)),
        "dimensions": [dimension.name for dimension in dimensions],
        "heat_rows": rows,
    }


def _items(explored: Sequence[Explored], code: str) -> dict[str, Any]:
    items: dict[str, PublishableItem] = {}
    for one in explored:
        for item in one.table.items:
            items.setdefault(item.code, item)
    if not items:
        return {}
    chosen = items.get(code) or next(iter(items.values()))
    rows = [
        (one.name, item_sentence(item, one.table))
        for one in explored
        for item in one.table.items
        if item.code == chosen.code
    ]
    return {
        "items": [(item.code, item.text or item.code) for item in items.values()],
        "item": chosen,
        "item_figure": item_figure(chosen.code, _named(explored)),
        "item_rows": rows,
    }


def _slopes(explored: Sequence[Explored], code: str) -> dict[str, Any]:
    """The lines of one dimension; networks with one year only have none."""
    years = over_the_years(explored)
    known: dict[str, str] = {}
    lines: dict[str, list[tuple[str, DimensionYears]]] = {}
    for one in explored:
        for found in years.get(one.release.pk, ()):
            if found.values:
                known.setdefault(found.code, found.name)
                lines.setdefault(found.code, []).append((one.name, found))
    if not known:
        return {}
    chosen = code if code in known else next(iter(known))
    labels = sorted({value.label for _name, found in lines[chosen] for value in found.values})
    rows = []
    for name, found in lines[chosen]:
        by_label = {value.label: f"{value.percent} (n = {value.people})" for value in found.values}
        rows.append((name, [by_label.get(label, "—") for label in labels]))
    return {
        "slope_dimensions": list(known.items()),
        "slope": chosen,
        "slope_name": known[chosen],
        "slopes": slopes_figure(lines[chosen]),
        "slope_labels": labels,
        "slope_rows": rows,
    }
