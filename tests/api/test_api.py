from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import ApiToken, Program
from questionnaires.results.actions import open_release
from tests.factories import (
    CycleFactory,
    NetworkFactory,
    NetworkTerritoryFactory,
    make_authority,
    make_coordinator,
    make_person,
)
from tests.results import make_release


def token_for(user: User, program: Program, *, scopes: tuple[str, ...] = ("networks",), days: int = 1) -> str:
    secret = ApiToken.new_secret()
    ApiToken.objects.create(
        program=program,
        user=user,
        name="prueba",
        scopes=list(scopes),
        token_hash=ApiToken.hash(secret),
        expires_at=timezone.now() + timedelta(days=days),
    )
    return secret


def get(path: str, secret: str = "") -> Any:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return Client().get(path, headers=headers)


@pytest.fixture
def two_networks(program: Program) -> list[int]:
    with program_context(program):
        return [NetworkFactory.create(name="Alfa").pk, NetworkFactory.create(name="Beta").pk]


def test_without_a_token_nothing_is_read(program: Program) -> None:
    assert get("/api/v1/networks/").status_code == 401


def test_a_facilitator_reads_every_network(program: Program, two_networks: list[int]) -> None:
    facilitator = make_person(program, RoleCode.FACILITATOR)

    answer = get("/api/v1/networks/", token_for(facilitator, program))

    assert [row["name"] for row in answer.json()["results"]] == ["Alfa", "Beta"]


def test_a_coordinator_reads_her_own_network_only(program: Program, two_networks: list[int]) -> None:
    with program_context(program):
        own = NetworkFactory.create(name="Propia")
        coordinator = make_coordinator(program, own)
        CycleFactory.create(network=own)
    secret = token_for(coordinator, program)

    assert [row["name"] for row in get("/api/v1/networks/", secret).json()["results"]] == ["Propia"]
    assert [row["network"] for row in get("/api/v1/cycles/", secret).json()["results"]] == [own.pk]
    assert get(f"/api/v1/networks/{two_networks[0]}/", secret).status_code == 404


def test_a_token_reads_within_its_scopes(program: Program) -> None:
    facilitator = make_person(program, RoleCode.FACILITATOR)

    assert get("/api/v1/surveys/", token_for(facilitator, program)).status_code == 403


def test_a_token_of_another_programme_reads_that_one(
    program: Program, other_program: Program, two_networks: list[int]
) -> None:
    stranger = make_person(other_program, RoleCode.FACILITATOR)

    assert get("/api/v1/networks/", token_for(stranger, other_program)).json()["results"] == []
    assert get("/api/v1/networks/", token_for(stranger, program)).status_code == 404


def test_an_expired_or_revoked_token_reads_nothing(program: Program) -> None:
    facilitator = make_person(program, RoleCode.FACILITATOR)
    revoked = token_for(facilitator, program)
    ApiToken.objects.update(revoked_at=timezone.now())

    assert get("/api/v1/networks/", token_for(facilitator, program, days=-1)).status_code == 401
    assert get("/api/v1/networks/", revoked).status_code == 401


def test_the_api_only_reads(program: Program) -> None:
    secret = token_for(make_person(program, RoleCode.FACILITATOR), program)
    client = Client(headers={"Authorization": f"Bearer {secret}"})

    assert client.post("/api/v1/networks/", {}, content_type="application/json").status_code == 405


def test_a_key_is_made_shown_once_and_revoked(program: Program) -> None:
    person = make_person(program, RoleCode.FACILITATOR)
    client = Client()
    client.force_login(person)

    made = client.post("/demo/llaves/", {"name": "Planilla", "scopes": ["networks"], "days": "30"})
    found = re.search(r"lar_[\w-]+", made.content.decode())

    assert found is not None
    assert get("/api/v1/networks/", found[0]).status_code == 200
    assert found[0] not in client.get("/demo/llaves/").content.decode()
    client.post(f"/demo/llaves/{ApiToken.objects.get().pk}/revocar/")
    assert get("/api/v1/networks/", found[0]).status_code == 401


def test_nobody_revokes_the_key_of_another_person(program: Program) -> None:
    token_for(make_person(program, RoleCode.FACILITATOR), program)
    client = Client()
    client.force_login(make_person(program, RoleCode.FACILITATOR))

    assert client.post(f"/demo/llaves/{ApiToken.objects.get().pk}/revocar/").status_code == 404


def test_a_release_is_read_whole_by_its_team_and_by_dimension_by_its_authority(program: Program) -> None:
    with program_context(program):
        release = make_release(program, 14)
        network = release.survey.network
        territory = NetworkTerritoryFactory.create(network=network).territory
        coordinator, authority = make_coordinator(program, network), make_authority(program, territory)
    path = f"/api/v1/releases/{release.pk}/"
    reader = token_for(authority, program, scopes=("releases",))

    whole = get(path, token_for(coordinator, program, scopes=("releases",))).json()
    before = get(path, reader).status_code
    with program_context(program):
        for audience in ("members", "authority"):
            open_release(release, audience=audience, by=coordinator)
    opened = get(path, reader).json()

    assert (whole["audience"], whole["sha256"]) == ("network", release.sha256)
    assert len(whole["table"]["items"]) > 0
    assert before == 404
    assert (opened["audience"], opened["table"]["items"]) == ("authority", [])
