"""What the logbook says in the registries of networks: evidence of the steps, and what to go on with."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from lar.authorization import Permission, has_permission
from lar.model.steps import Step
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from logbook.models import Entry
from logbook.queries.entries import logbook_of
from logbook.queries.template import sections_of
from networks.models import Cycle, Network
from networks.registries import Evidence, HomeItem, Urgency


def logbook_evidence(cycle: Cycle) -> list[Evidence]:
    """How many of each step's sections have something written: one line a step, none without a template."""
    offered: dict[int, set[str]] = defaultdict(set)
    for version in sections_of(cycle):
        offered[version.section.step].add(version.section.code)
    if not offered:
        return []
    started: dict[str, date] = dict(
        Entry.objects.filter(cycle=cycle).exclude(section_code="").values_list("section_code", "started_on")
    )
    url = program_url(cycle.program, "logbook:logbook", network_id=cycle.network_id, year=cycle.year)
    found = []
    for step, codes in sorted(offered.items()):
        days = [started[code] for code in codes & set(started)]
        label = _("Bitácora: %(written)s de %(total)s secciones con algo escrito")
        words = label % {"written": len(days), "total": len(codes)}
        found.append(
            Evidence(Step(step), words, f"{url}#paso-{step}", done=bool(days), on=max(days, default=None))
        )
    return found


def logbook_home_items(request: ProgramRequest, network: Network, cycle: Cycle | None) -> list[HomeItem]:
    """The next section to write in, for the team; where a network asks for help, for who facilitates."""
    if cycle is None:
        return []
    place = {"network_id": network.pk, "year": cycle.year}
    if has_permission(request.actor, Permission.WRITE_LOGBOOK, network):
        line = logbook_of(cycle, request.actor).next_line
        if line is None:
            return []
        url = program_url(request.program, "logbook:section", section_code=line.section.section.code, **place)
        title = _("Sigue tu bitácora: «%(title)s»") % {"title": line.section.title}
        reason = _("Se guarda mientras escribes, y puedes dejarla a medias.")
        return [HomeItem(title, reason, url, Urgency.WHENEVER, button=_("Escribir"))]
    return []
