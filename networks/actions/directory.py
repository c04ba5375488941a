"""Writing the official directory: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

from lar.accounts.models import User
from lar.audit.actions import record_platform
from networks.comparison import BATCH
from networks.directory.errors import DirectoryError
from networks.directory.reader import Directory
from networks.directory.sostenedores import SostenedorName
from networks.directory.transfers import Transfer
from networks.models import SchoolSostenedor, Sostenedor
from networks.periods import Period
from networks.queries.directory import DirectoryPlan, plan_directory
from networks.queries.holders import HolderPlan, plan_transfers

# One import at a time: two would compare with the same rows and then collide.
IMPORT_LOCK = 70_416_001


@transaction.atomic
def import_directory(
    directory: Directory,
    *,
    names: Sequence[SostenedorName] = (),
    year: int | None = None,
    accept_drop: bool = False,
    by: User | None = None,
) -> DirectoryPlan:
    """Write what differs from the database and return what was done. Twice in a row changes nothing.

    Raises:
        DirectoryError: the file can't be used, or has far fewer schools than the database.
    """
    _one_at_a_time()
    plan = plan_directory(directory, names=names, year=year)
    if plan.drops and not accept_drop:
        raise DirectoryError(
            f"El archivo trae {plan.counts.working} establecimientos en funcionamiento y la base tiene "
            f"{plan.known_working}: parece cortado o de otra cosa. Si es correcto, agrega --accept-drop."
        )
    # Places before schools, sostenedores before who holds what: each refers to the one before.
    for part in (plan.regions, plan.comunas, plan.deprovs, plan.sostenedores, plan.schools):
        part.write()
    _write_holders(plan.holders)
    record_platform("directory.imported", by=by, **plan.as_dict())
    return plan


@transaction.atomic
def import_transfers(transfers: Sequence[Transfer], *, by: User | None = None) -> HolderPlan:
    """Pass schools to another sostenedor on their dates and return what was done.

    Raises:
        DirectoryError: a school of the list is not in the database.
    """
    _one_at_a_time()
    plan = plan_transfers(transfers)
    ruts = {period.holder for _, period in plan.add} | {period.holder for _, _, period in plan.change}
    Sostenedor.objects.bulk_create([Sostenedor(rut=rut) for rut in sorted(ruts)], ignore_conflicts=True)
    _write_holders(plan)
    record_platform("directory.transferred", by=by, **plan.counts())
    return plan


def _write_holders(plan: HolderPlan) -> None:
    """Write ends and corrections before new periods: a school has one open sostenedor at a time."""
    keys = dict(Sostenedor.objects.values_list("rut", "pk"))
    changed = [_holder(rbd, period, keys, key) for key, rbd, period in plan.change]
    SchoolSostenedor.objects.bulk_update(changed, ["sostenedor", "valid_to"], batch_size=500)
    added = [_holder(rbd, period, keys) for rbd, period in plan.add]
    SchoolSostenedor.objects.bulk_create(added, batch_size=BATCH)


def _holder(rbd: int, period: Period, keys: dict[str, int], key: int | None = None) -> SchoolSostenedor:
    return SchoolSostenedor(
        pk=key,
        school_id=rbd,
        sostenedor_id=keys[period.holder],
        valid_from=period.since,
        valid_to=period.until,
    )


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
