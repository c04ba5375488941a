from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from tests.factories import UserFactory
from tests.lar.accounts.people import is_inside, sign_in

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=ZoneInfo("America/Santiago"))


@pytest.fixture(autouse=True)
def empty_cache(db: None) -> None:
    cache.clear()


def test_five_failures_close_an_account_for_five_minutes(client: Client) -> None:
    person = UserFactory.create()
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            sign_in(client, person.email, "equivocada")
        refused = sign_in(client, person.email)

        assert refused.status_code == 200
        assert "Hubo demasiados intentos" in refused.content.decode()
        assert not is_inside(client)

        clock.shift(timedelta(minutes=5, seconds=1))
        sign_in(client, person.email)
        assert is_inside(client)


def test_four_failures_do_not(client: Client) -> None:
    person = UserFactory.create()
    for _ in range(4):
        sign_in(client, person.email, "equivocada")

    sign_in(client, person.email)

    assert is_inside(client)


def test_the_account_is_closed_from_every_address(client: Client) -> None:
    person = UserFactory.create()
    for number in range(5):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(
            "/entrar/", {"login": person.email, "password": "equivocada"}
        )

    sign_in(client, person.email)

    assert not is_inside(client)


def test_somebody_elses_failures_do_not_close_mine(client: Client) -> None:
    person, other = UserFactory.create_batch(2)
    for _ in range(6):
        sign_in(client, other.email, "equivocada")

    sign_in(client, person.email)

    assert is_inside(client)


def test_limits_hold_and_people_enter_with_redis_down(client: Client, settings: LazySettings) -> None:
    """Port 1 answers nobody: whatever asked Redis would fail here."""
    settings.REDIS_URL = settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    person, other = UserFactory.create_batch(2)

    for _ in range(5):
        sign_in(client, person.email, "equivocada")
    sign_in(client, person.email)
    assert not is_inside(client)

    sign_in(client, other.email)
    assert is_inside(client)


def test_codes_are_mailed_six_times_and_then_not(client: Client, mailoutbox: list[object]) -> None:
    person = UserFactory.create()

    statuses = [Client().post("/entrar/codigo/", {"email": person.email}).status_code for _ in range(7)]

    assert statuses[:6] == [302] * 6
    assert len(mailoutbox) == 6


def test_too_much_from_one_address_is_said_in_spanish(client: Client, settings: LazySettings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, "a@ejemplo.cl", "x")

    response = sign_in(client, "b@ejemplo.cl", "x")

    assert response.status_code == 429
    assert "Espera" in response.content.decode()


def test_behind_the_proxy_each_visitor_counts_apart(client: Client, settings: LazySettings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}

    def status(forwarded: str) -> int:
        form = {"login": "a@ejemplo.cl", "password": "x"}
        return client.post("/entrar/", form, headers={"x-forwarded-for": forwarded}).status_code

    assert status("192.0.2.1") == 200
    assert status("192.0.2.2") == 200
    assert status("192.0.2.1") == 429
    # What a visitor writes there stands before what the proxy saw.
    assert status("198.51.100.9, 192.0.2.1") == 429
