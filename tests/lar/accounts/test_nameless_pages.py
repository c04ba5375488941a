"""Where people answer and read without a name, a session notes nothing."""

from __future__ import annotations

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from tests.factories import UserFactory


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/r/", "/r/BCDFGH/", "/leer/no-existe/", "/privacidad/no-existe/"])
def test_a_signed_in_person_leaves_no_minute_in_her_session(client: Client, path: str) -> None:
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False):
        client.force_login(UserFactory.create())
        client.get("/")
        before = Session.objects.get().session_data
    with time_machine.travel("2026-11-23 10:30:00Z", tick=False):
        client.get(path)

        assert Session.objects.get().session_data == before


@pytest.mark.django_db
def test_elsewhere_the_clock_goes_on(client: Client) -> None:
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False):
        client.force_login(UserFactory.create())
        client.get("/")
        before = Session.objects.get().session_data
    with time_machine.travel("2026-11-23 10:30:00Z", tick=False):
        client.get("/")

        assert Session.objects.get().session_data != before
