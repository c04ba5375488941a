from __future__ import annotations

import base64
import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client

from lar.accounts.models import User
from tests.factories import UserFactory
from tests.lar.accounts.people import PASSWORD, is_inside, mailed_code, sign_in

pytestmark = pytest.mark.django_db

ACTIVATE = "/cuenta/segundo-factor/activar/"


def current_code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def confirm_identity(client: Client) -> None:
    client.post("/cuenta/confirmar-identidad/", {"password": PASSWORD})


def activate(client: Client, person: User) -> str:
    """Sign in and switch the second step on; its secret."""
    sign_in(client, person.email)
    confirm_identity(client)
    page = client.get(ACTIVATE)
    secret = str(page.context["form"].secret)
    done = client.post(ACTIVATE, {"code": current_code(secret)})
    assert done.status_code == 302, done.content.decode()
    return secret


def test_the_page_shows_a_drawn_code_and_its_letters(client: Client) -> None:
    person = UserFactory.create()
    sign_in(client, person.email)
    confirm_identity(client)

    page = client.get(ACTIVATE).content.decode()

    drawn = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert drawn
    assert b"<svg" in base64.b64decode(drawn[1])
    assert re.search(r"<code>[A-Z2-7]{32}</code>", page)


def test_once_active_the_password_alone_does_not_open(client: Client) -> None:
    person = UserFactory.create()
    activate(client, person)
    browser = Client()

    asked = sign_in(browser, person.email)

    assert asked["Location"] == "/entrar/segundo-factor/"
    assert not is_inside(browser)


def test_nor_does_the_code_by_mail(client: Client) -> None:
    person = UserFactory.create()
    activate(client, person)
    browser = Client()

    browser.post("/entrar/codigo/", {"email": person.email})
    asked = browser.post("/entrar/codigo/confirmar/", {"code": mailed_code()})

    assert asked["Location"] == "/entrar/segundo-factor/"
    assert not is_inside(browser)


def test_the_second_step_opens(client: Client) -> None:
    person = UserFactory.create()
    secret = activate(client, person)
    browser = Client()
    sign_in(browser, person.email)
    cache.clear()  # a code is good once, and activating used this one
    browser.post("/entrar/segundo-factor/", {"code": current_code(secret)})

    assert is_inside(browser)


def test_a_recovery_code_opens_once(client: Client) -> None:
    person = UserFactory.create()
    activate(client, person)
    stored = Authenticator.objects.get(user=person, type="recovery_codes").wrap()
    code = stored.get_unused_codes()[0]

    for expected in (True, False):
        browser = Client()
        sign_in(browser, person.email)
        browser.post("/entrar/segundo-factor/", {"code": code})
        assert is_inside(browser) is expected


def test_the_secret_is_not_stored_as_it_is(client: Client) -> None:
    person = UserFactory.create()
    secret = activate(client, person)

    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]

    assert secret not in stored
    assert get_adapter().decrypt(stored) == secret


def test_switching_it_off_is_told_by_mail(client: Client) -> None:
    person = UserFactory.create()
    activate(client, person)

    client.post("/cuenta/segundo-factor/desactivar/")

    assert not Authenticator.objects.filter(user=person).exists()
    assert [message.to for message in mail.outbox] == [[person.email]]
    assert "Si no fuiste tú" in mail.outbox[0].body


def test_the_password_is_asked_again_before_changing_it(client: Client) -> None:
    """It works for our people, of whom the library has no e-mail record of its own."""
    person = UserFactory.create()
    sign_in(client, person.email)

    asked = client.get(ACTIVATE)
    refused = client.post(asked["Location"], {"password": "equivocada"})
    confirmed = client.post(asked["Location"], {"password": PASSWORD})

    assert asked["Location"].startswith("/cuenta/confirmar-identidad/?next=")
    assert refused.status_code == 200
    assert confirmed["Location"] == ACTIVATE
    assert client.get(ACTIVATE).status_code == 200
