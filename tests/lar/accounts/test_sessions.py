from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from lar.accounts.models import User
from tests.factories import UserFactory
from tests.lar.accounts.people import SIGN_IN, is_inside, sign_in

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 5, 4, 8, tzinfo=ZoneInfo("America/Santiago"))


def test_three_idle_hours_end_a_session(client: Client) -> None:
    person = UserFactory.create()
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client, person.email)
        assert is_inside(client)

        clock.shift(timedelta(hours=2, minutes=59))
        assert is_inside(client)

        clock.shift(timedelta(hours=3, seconds=1))
        assert not is_inside(client)
        assert not Session.objects.filter(expire_date__gt=datetime.now(tz=ZoneInfo("UTC"))).exists()


def test_twelve_hours_end_the_busiest_session(client: Client) -> None:
    person = UserFactory.create()
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client, person.email)
        for _ in range(6):
            assert is_inside(client)
            clock.shift(timedelta(hours=2))
        assert is_inside(client)

        clock.shift(timedelta(minutes=1))
        assert not is_inside(client)


def test_a_session_that_was_never_used_ends_too(client: Client) -> None:
    """The clock starts at signing in, not at the first page after it."""
    person = UserFactory.create()
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client, person.email)

        clock.shift(timedelta(hours=3, minutes=1))
        assert not is_inside(client)


def test_signing_in_again_starts_a_new_clock(client: Client) -> None:
    person = UserFactory.create()
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client, person.email)
        assert is_inside(client)
        clock.shift(timedelta(hours=12, minutes=1))
        assert not is_inside(client)

        sign_in(client, person.email)
        clock.shift(timedelta(hours=1))
        assert is_inside(client)


def test_a_deactivated_person_is_out_at_the_next_request(client: Client) -> None:
    person = UserFactory.create()
    sign_in(client, person.email)
    assert is_inside(client)

    User.objects.filter(pk=person.pk).update(is_active=False)

    assert not is_inside(client)


def test_a_deactivated_person_does_not_come_in(client: Client) -> None:
    person = UserFactory.create(is_active=False)

    response = sign_in(client, person.email)

    assert response["Location"] == "/entrar/cuenta-desactivada/"
    assert "desactivada" in client.get(response["Location"]).content.decode()
    assert not is_inside(client)


def test_a_new_password_ends_the_other_sessions(client: Client) -> None:
    person = UserFactory.create()
    other_browser = Client()
    sign_in(client, person.email)
    sign_in(other_browser, person.email)

    form = {
        "oldpassword": "clave-de-prueba-1",
        "password1": "otra-clave-mas-larga",
        "password2": "otra-clave-mas-larga",
    }
    assert client.post("/cuenta/clave/", form).status_code == 302

    assert not is_inside(other_browser)


def test_the_session_has_a_new_key_after_signing_in(client: Client) -> None:
    """A key planted before (session fixation) opens nothing."""
    person = UserFactory.create()
    session = client.session
    session["planted"] = True
    session.save()

    sign_in(client, person.email)

    assert client.session.session_key != session.session_key


def test_pages_are_kept_by_nobody(client: Client) -> None:
    assert "no-store" in client.get(SIGN_IN)["Cache-Control"]
