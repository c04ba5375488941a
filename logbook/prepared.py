"""What a section begins with: after a workshop, the register of it has what the room said already written."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lar.tenancy.urls import program_url
from lar.ui.templatetags.lar_format import long_date
from logbook.models import Output, SectionVersion
from logbook.models.entry import BLOCK_LENGTH
from logbook.queries.template import sections_of
from networks.models import Cycle
from questionnaires.workshop.afterwards import NextStep
from questionnaires.workshop.minutes import minutes_of
from questionnaires.workshop.models import SocializationWorkshop


def prepared_text(cycle: Cycle, version: SectionVersion) -> dict[str, str]:
    """Return how the first text of a section begins; nothing but for the register of a workshop that ended.

    Only what the room saw: the minutes of its workshop. Nothing is kept until the team saves it.
    """
    if version.section.output != Output.SOCIALIZATION:
        return {}
    workshop = _ended(cycle)
    if workshop is None:
        return {}
    lines = [
        _("Taller del %(day)s.") % {"day": long_date(workshop.activity.day)},
        minutes_of(workshop),
        _("**Lo que escuchamos y no queremos olvidar:**"),
        _("**Qué haríamos distinto:**"),
    ]
    return {"text": "\n\n".join(lines)[:BLOCK_LENGTH]}


def register_of(workshop: SocializationWorkshop) -> list[NextStep]:
    """After a workshop: the section where the team registers it, where the template has one."""
    cycle = Cycle.objects.filter(network=workshop.network, year=workshop.activity.day.year).first()
    if cycle is None:
        return []
    section = sections_of(cycle).filter(section__output=Output.SOCIALIZATION).first()
    if section is None:
        return []
    place = {"network_id": cycle.network_id, "year": cycle.year, "section_code": section.section.code}
    url = program_url(workshop.program, "logbook:section", **place)
    return [NextStep(_("Dejar el registro en la bitácora"), url, _("ya trae lo que dijo la sala."))]


def _ended(cycle: Cycle) -> SocializationWorkshop | None:
    about = SocializationWorkshop.objects.select_related("network", "activity", "release", "program")
    found = about.filter(
        network=cycle.network_id, ended_at__isnull=False, activity__starts_at__year=cycle.year
    )
    return found.order_by("-ended_at").first()
