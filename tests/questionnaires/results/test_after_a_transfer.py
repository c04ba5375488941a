"""A school that passes to another sostenedor, or a network to another territory, changes no past report."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.directory import import_transfers
from networks.actions.networks import assign_territory, remove_school, unassign_territory
from networks.actions.people import hand_over
from networks.directory.transfers import Transfer
from networks.models import SchoolSostenedor
from questionnaires.results.actions import keep_pdf, open_release
from questionnaires.results.canonical import fingerprint
from questionnaires.results.models import Report, ReportFile
from tests.factories import NetworkTerritoryFactory, TerritoryFactory, make_coordinator
from tests.results import make_release
from tests.surveys import make_network

pytestmark = pytest.mark.django_db
MOVED = date(2026, 11, 1)


def kept() -> dict[int, tuple[str, str, bytes]]:
    """Every report as it is stored: its declared and its real fingerprint, and its PDF."""
    files = {row.report_id: bytes(row.pdf) for row in ReportFile.objects.all()}
    return {
        report.pk: (
            report.sha256,
            fingerprint(report.payload),
            files.get(report.pk, b""),
        )
        for report in Report.objects.all()
    }


def test_past_reports_are_the_same_to_the_byte(program: Program) -> None:
    with program_context(program):
        network = make_network(14, name="Red Itata")
        old, new = TerritoryFactory.create(name="DAEM Itata"), TerritoryFactory.create(name="SLEP Itata")
        belongs = NetworkTerritoryFactory.create(network=network, territory=old)
        coordinator = make_coordinator(program, network)
        release = make_release(program, network=network)
        for audience in ("members", "authority"):
            open_release(release, audience=audience, by=coordinator)
        for report in Report.objects.all():
            keep_pdf(report, pdf=b"%PDF-1.7 como era", by=None)
        before = kept()
        row = network.schools.select_related("school").get()

        import_transfers([Transfer(2, row.school.rbd, 61_980_000, MOVED)])
        unassign_territory(belongs, on=MOVED, by=None)
        assign_territory(network, territory=new, on=MOVED, by=None)
        remove_school(row, on=MOVED, by=None)
        hand_over(network.coordinations.get(), email="nora@ejemplo.cl", name="Nora", on=MOVED, by=None)

        after = kept()
        assert SchoolSostenedor.objects.get().valid_from == MOVED
    assert len(before) == 3
    assert after == before
    for sha256, *_rest in before.values():
        assert Client().get(f"/v/{sha256}/").status_code == 200
