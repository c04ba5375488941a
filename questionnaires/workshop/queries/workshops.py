"""Which workshops there are, and what one can be about."""

from __future__ import annotations

from django.db.models import QuerySet

from lar.authorization import Actor
from lar.disclosure import Audience, PublishableTable
from lar.model.dimensions import TREE
from networks.models import Activity, Network
from networks.queries.agreements import PublicAgreement, last_years_agreements, public_agreements
from networks.queries.facts import current_cycle
from questionnaires.results.models import Release
from questionnaires.results.queries.releases import scale_releases
from questionnaires.results.readers import read_release
from questionnaires.workshop.models import SocializationWorkshop, WorkshopStep


def visible_workshops(actor: Actor) -> QuerySet[SocializationWorkshop]:
    """Those of networks whose existence the actor may know."""
    about = SocializationWorkshop.objects.select_related(
        "program", "network", "activity", "release__survey__cycle"
    )
    return about.filter(network__in=Network.objects.visible_to(actor))


def release_for(network: Network, year: int) -> Release | None:
    """The newest release that a workshop of that year reads: of that year or of the one before."""
    found = scale_releases().filter(survey__network=network, survey__cycle__year__gte=year - 1)
    return found.order_by("-created_at", "-pk").first()


def table_of(workshop: SocializationWorkshop) -> PublishableTable | None:
    """What members may read of the results; ``None`` for a workshop on cards."""
    if workshop.release is None:
        return None
    return read_release(workshop.release.payload).tables[Audience.MEMBERS]


def nodes_for(network: Network, activity: Activity, table: PublishableTable | None) -> dict[str, str]:
    """The dimensions that a workshop can be about, by code, those that the network chose this year first.

    With results: those that are published. A container stays out: its parts are talked about.
    """
    if table is None:
        names = {node.code: node.label for node in TREE if node.code != "LR"}
    else:
        containers = {dimension.parent for dimension in table.dimensions}
        names = {
            one.code: one.name for one in table.dimensions if one.is_published and one.code not in containers
        }
    cycle = current_cycle(network, activity.day)
    levers = set(cycle.levers.values_list("node", flat=True)) if cycle else set()
    chosen = [code for code in names if code in levers]
    return {code: names[code] for code in [*chosen, *(code for code in names if code not in levers)]}


def agreements_before(workshop: SocializationWorkshop) -> list[PublicAgreement]:
    """What the network had agreed in the newest year before this one that has any, as it stands."""
    day = workshop.activity.day
    return last_years_agreements(workshop.network, before=day.year, on=day)


def agreements_here(workshop: SocializationWorkshop) -> list[PublicAgreement]:
    """What the network agreed this year, as it stands on the day of the workshop."""
    day = workshop.activity.day
    return public_agreements(workshop.network, year=day.year, on=day)


def current_step(workshop: SocializationWorkshop) -> WorkshopStep:
    """The step in which the room is."""
    step = workshop.steps.get(position=workshop.position)
    step.workshop = workshop
    return step
