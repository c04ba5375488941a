"""Objects without surprises: what a test does not say is plain and valid.

Tenant objects are made inside ``program_context``; their programme is the one in context.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.models import Membership, Program
from networks.models import (
    Authority,
    Comuna,
    Coordination,
    Cycle,
    Deprov,
    Network,
    NetworkKind,
    NetworkSchool,
    NetworkTerritory,
    ProgrammeYear,
    Region,
    RosterSeat,
    School,
    Territory,
    TerritoryKind,
)
from networks.models.school import Dependence

SINCE = date(2025, 3, 1)


class ProgramFactory(DjangoModelFactory[Program]):
    class Meta:
        model = Program

    slug = factory.Sequence(lambda n: f"programa-{n}")
    name = factory.LazyAttribute(lambda o: f"Programa {o.slug}")
    institution = "Universidad de prueba"
    contact_email = "contacto@ejemplo.cl"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"persona{n}@ejemplo.cl")
    name = factory.Sequence(lambda n: f"Persona {n}")
    password = factory.django.Password("clave-de-prueba-1")


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = RoleCode.FACILITATOR
    valid_from = SINCE


class NetworkFactory(DjangoModelFactory[Network]):
    class Meta:
        model = Network

    name = factory.Sequence(lambda n: f"Red {n}")
    kind = NetworkKind.RME
    cohort = 2025
    enrolled_on = SINCE


class TerritoryFactory(DjangoModelFactory[Territory]):
    class Meta:
        model = Territory

    name = factory.Sequence(lambda n: f"Territorio {n}")
    kind = TerritoryKind.SLEP


class NetworkTerritoryFactory(DjangoModelFactory[NetworkTerritory]):
    class Meta:
        model = NetworkTerritory

    network = factory.SubFactory(NetworkFactory)
    territory = factory.SubFactory(TerritoryFactory)
    valid_from = SINCE


class CoordinationFactory(DjangoModelFactory[Coordination]):
    class Meta:
        model = Coordination

    network = factory.SubFactory(NetworkFactory)
    user = factory.SubFactory(UserFactory)
    valid_from = SINCE


class AuthorityFactory(DjangoModelFactory[Authority]):
    class Meta:
        model = Authority

    territory = factory.SubFactory(TerritoryFactory)
    user = factory.SubFactory(UserFactory)
    valid_from = SINCE
    valid_to = date(2099, 1, 1)


class CycleFactory(DjangoModelFactory[Cycle]):
    class Meta:
        model = Cycle

    network = factory.SubFactory(NetworkFactory)
    year = 2026
    programme_year = ProgrammeYear.FIRST


class RegionFactory(DjangoModelFactory[Region]):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = 5
    name = "Valparaíso"


class ComunaFactory(DjangoModelFactory[Comuna]):
    class Meta:
        model = Comuna
        django_get_or_create = ("code",)

    code = 5801
    name = "Quilpué"
    region = factory.SubFactory(RegionFactory)


class DeprovFactory(DjangoModelFactory[Deprov]):
    class Meta:
        model = Deprov
        django_get_or_create = ("code",)

    code = 51
    name = "Valparaíso"
    region = factory.SubFactory(RegionFactory)


class SchoolFactory(DjangoModelFactory[School]):
    class Meta:
        model = School

    rbd = factory.Sequence(lambda n: 90_000 + n)
    check_digit = "0"
    name = factory.Sequence(lambda n: f"Escuela {n}")
    comuna = factory.SubFactory(ComunaFactory)
    deprov = factory.SubFactory(DeprovFactory)
    dependence = Dependence.SLEP
    directory_year = 2024


class NetworkSchoolFactory(DjangoModelFactory[NetworkSchool]):
    class Meta:
        model = NetworkSchool

    network = factory.SubFactory(NetworkFactory)
    school = factory.SubFactory(SchoolFactory)
    valid_from = SINCE


class RosterSeatFactory(DjangoModelFactory[RosterSeat]):
    class Meta:
        model = RosterSeat

    network_school = factory.SubFactory(NetworkSchoolFactory)
    role = "teacher"
    seats = 2
    valid_from = SINCE


def make_person(program: Program, role: RoleCode, *, name: str = "", **fields: Any) -> User:
    """Make a person with a membership of ``role`` in ``program``."""
    user = UserFactory.create(**({"name": name} if name else {}), **fields)
    MembershipFactory.create(program=program, user=user, role=role)
    return user


def make_coordinator(program: Program, network: Network, **fields: Any) -> User:
    """Make a person who coordinates ``network``. Call inside the programme's context."""
    user = make_person(program, RoleCode.COORDINATOR, **fields)
    CoordinationFactory.create(network=network, user=user)
    return user


def make_authority(program: Program, territory: Territory, **fields: Any) -> User:
    """Make a person who reads for ``territory``. Call inside the programme's context."""
    user = make_person(program, RoleCode.AUTHORITY, **fields)
    AuthorityFactory.create(territory=territory, user=user)
    return user
