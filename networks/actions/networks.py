"""Networks themselves: entering, changing, leaving; their schools and their territories."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from networks.dating import end, end_school
from networks.errors import NotAllowedNow
from networks.models import Network, NetworkSchool, NetworkTerritory, School, Territory


@transaction.atomic
def create_network(
    *,
    name: str,
    kind: str,
    cohort: int,
    on: date,
    time_zone: str = "America/Santiago",
    territory: Territory | None = None,
    by: User | None,
) -> Network:
    """Enrol a network on a day; with ``territory`` it belongs there from that day."""
    _check_name(name)
    _check_cohort(cohort, on)
    network = Network.objects.create(
        name=" ".join(name.split()), kind=kind, cohort=cohort, time_zone=time_zone, enrolled_on=on
    )
    if territory is not None:
        NetworkTerritory.objects.create(network=network, territory=territory, valid_from=on)
    record("network.created", by=by, network_id=network.pk, subject=network.pk, cohort=cohort, kind=kind)
    return network


@transaction.atomic
def edit_network(
    network: Network, *, name: str, kind: str, cohort: int, time_zone: str, by: User | None
) -> None:
    """Change what describes a network; its dates have actions of their own."""
    _check_name(name, but=network)
    _check_cohort(cohort, network.enrolled_on)
    network.name, network.kind = " ".join(name.split()), kind
    network.cohort, network.time_zone = cohort, time_zone
    network.save()
    record("network.edited", by=by, network_id=network.pk, subject=network.pk, cohort=cohort, kind=kind)


@transaction.atomic
def end_participation(network: Network, *, reason: str, on: date, by: User | None) -> None:
    """The network leaves the programme. Its team and schools stay: it is still followed up."""
    if network.left_on is not None:
        raise NotAllowedNow(_("La red ya había salido del programa."), "on")
    if on <= network.enrolled_on:
        raise NotAllowedNow(_("La salida debe ser posterior a la entrada."), "on")
    network.left_on, network.exit_reason = on, reason.strip()
    network.save(update_fields=["left_on", "exit_reason"])
    record("network.left", by=by, network_id=network.pk, subject=network.pk, on=on.isoformat())


@transaction.atomic
def add_school(network: Network, *, school: School, on: date, by: User | None) -> NetworkSchool:
    """A school begins to take part in a network. It may be in several at once."""
    if network.schools.filter(school=school, valid_to=None).exists():
        raise NotAllowedNow(_("Ese establecimiento ya está en la red."), "school")
    row = NetworkSchool.objects.create(network=network, school=school, valid_from=on)
    record("network.school_added", by=by, network_id=network.pk, subject=school.pk, on=on.isoformat())
    return row


@transaction.atomic
def remove_school(network_school: NetworkSchool, *, on: date, by: User | None) -> None:
    """A school stops taking part; its places in the roster end with it."""
    if network_school.valid_to is not None:
        raise NotAllowedNow(_("Ese establecimiento ya había dejado la red."))
    network_id, rbd = network_school.network_id, network_school.school_id
    end_school(network_school, on)
    record("network.school_removed", by=by, network_id=network_id, subject=rbd, on=on.isoformat())


@transaction.atomic
def assign_territory(
    network: Network, *, territory: Territory, on: date, by: User | None
) -> NetworkTerritory:
    """A network belongs to a territory from a day; its authorities will read what it shares."""
    if network.territories.filter(territory=territory, valid_to=None).exists():
        raise NotAllowedNow(_("La red ya pertenece a ese territorio."), "territory")
    row = NetworkTerritory.objects.create(network=network, territory=territory, valid_from=on)
    record("territory.assigned", by=by, network_id=network.pk, subject=territory.pk, on=on.isoformat())
    return row


@transaction.atomic
def unassign_territory(network_territory: NetworkTerritory, *, on: date, by: User | None) -> None:
    """A network no longer belongs to a territory: its authorities stop reading it that day."""
    if network_territory.valid_to is not None:
        raise NotAllowedNow(_("La red ya había dejado ese territorio."))
    network_id, territory_id = network_territory.network_id, network_territory.territory_id
    end(network_territory, on)
    record("territory.unassigned", by=by, network_id=network_id, subject=territory_id, on=on.isoformat())


def _check_name(name: str, *, but: Network | None = None) -> None:
    same = Network.objects.filter(name=" ".join(name.split()))
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise NotAllowedNow(_("Ya existe una red con ese nombre en el programa."), "name")


def _check_cohort(cohort: int, enrolled_on: date) -> None:
    """The cohort is the year of entering: a January entry may still belong to the year before."""
    if abs(cohort - enrolled_on.year) > 1:
        raise NotAllowedNow(
            _("La cohorte es el año en que la red entró al programa: no calza con la fecha de entrada."),
            "cohort",
        )
