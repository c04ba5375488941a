"""The programme beside one network: frozen, and less for whoever could subtract."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.actions import declare_year, freeze_year
from questionnaires.results.models import Release, ReleaseOpening
from tests.factories import (
    AuthorityFactory,
    CoordinationFactory,
    MembershipFactory,
    NetworkTerritoryFactory,
    TerritoryFactory,
    make_authority,
    make_coordinator,
    make_person,
)
from tests.results import make_release
from tests.surveys import demo_version, make_network

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = (6, 14, 14, 40, 6, 14, 40)


class World:
    """Seven networks open to everybody, of which the first two are of one territory, and a frozen year."""

    def __init__(self, program: Program) -> None:
        self.program = program
        with program_context(program):
            self.facilitator = make_person(program, RoleCode.FACILITATOR)
            self.networks = [make_network(size, name=f"Red {place}") for place, size in enumerate(SIZES)]
            self.releases = [
                make_release(program, size, network=network)
                for size, network in zip(SIZES, self.networks, strict=True)
            ]
            self.territory = TerritoryFactory.create()
            for network in self.networks[:2]:
                NetworkTerritoryFactory.create(network=network, territory=self.territory)
            for release in self.releases:
                for audience in ("members", "authority"):
                    ReleaseOpening.objects.create(
                        release=release,
                        audience=audience,
                        opened_by=self.facilitator,
                        opened_at=timezone.now(),
                    )

    def freeze(self) -> None:
        with program_context(self.program):
            soon = timezone.now() + timedelta(seconds=2)
            closing = declare_year(demo_version(), year=2026, closes_at=soon, by=self.facilitator)
            time.sleep(max(0.0, (soon - timezone.now()).total_seconds()) + 0.05)
            assert freeze_year(closing, by=None) is not None

    def page(self, person: User, release: Release, place: str = "resultados") -> str:
        client = Client()
        client.force_login(person)
        answer = client.get(f"/{self.program.slug}/{place}/{release.pk}/")
        assert answer.status_code == 200
        return answer.content.decode()


def test_a_team_reads_the_programme_beside_its_network(program: Program) -> None:
    world = World(program)
    with program_context(program):
        one = make_coordinator(program, world.networks[1])
        nearly_all = make_coordinator(program, world.networks[0])
        for network in world.networks[1:6]:
            CoordinationFactory.create(network=network, user=nearly_all)
    assert "El programa como referencia" not in world.page(one, world.releases[1])
    world.freeze()

    page = world.page(one, world.releases[1])

    assert "El programa como referencia" in page
    assert "Respondieron 134 personas de 7 redes." in page
    assert "en 7 redes" in page
    # Of seven networks she sees six: the seventh would follow by subtraction.
    assert "El programa como referencia" not in world.page(nearly_all, world.releases[0])
    # Whoever follows the whole programme has its report, and nothing is said twice.
    assert "El programa como referencia" not in world.page(world.facilitator, world.releases[1])


def test_an_authority_reads_it_as_context(program: Program) -> None:
    world = World(program)
    with program_context(program):
        authority = make_authority(program, world.territory)
        both = make_coordinator(program, world.networks[1])
        MembershipFactory.create(program=program, user=both, role=RoleCode.AUTHORITY)
        AuthorityFactory.create(territory=world.territory, user=both)
        of_all = TerritoryFactory.create()
        for network in world.networks[:6]:
            NetworkTerritoryFactory.create(network=network, territory=of_all)
        of_nearly_all = make_authority(program, of_all)
    world.freeze()

    page = world.page(authority, world.releases[0], "autoridad")

    assert "El programa como contexto" in page
    assert "en 7 redes" in page
    assert "El programa como contexto" not in world.page(of_nearly_all, world.releases[0], "autoridad")
    # With both hats she reads the authorities' values only.
    assert "El programa como referencia" not in world.page(both, world.releases[1])
    assert "El programa como contexto" in world.page(both, world.releases[1], "autoridad")
