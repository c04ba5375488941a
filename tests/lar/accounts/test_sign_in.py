from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import NoReverseMatch, reverse

from lar.accounts.models import User
from lar.audit.models import PlatformEvent
from tests.factories import UserFactory
from tests.lar.accounts.people import PASSWORD, PRIVATE_PAGE, SIGN_IN, is_inside, mailed_code, sign_in

pytestmark = pytest.mark.django_db


def test_a_password_opens_the_door(client: Client) -> None:
    person = UserFactory.create()

    response = sign_in(client, person.email)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_inside(client)


def test_the_address_may_be_typed_in_capitals(client: Client) -> None:
    person = UserFactory.create(email="ana@ejemplo.cl")

    sign_in(client, person.email.upper())

    assert is_inside(client)


def test_a_wrong_password_does_not(client: Client) -> None:
    person = UserFactory.create()

    response = sign_in(client, person.email, "otra-cosa")

    assert response.status_code == 200
    assert not is_inside(client)


def test_signing_in_leaves_one_event_that_names_the_person(client: Client) -> None:
    person = UserFactory.create()

    sign_in(client, person.email)

    events = list(PlatformEvent.objects.values_list("action", "by_id", "details"))
    assert events == [("account.signed_in", person.pk, {})]


def test_a_code_by_mail_opens_the_door(client: Client) -> None:
    person = UserFactory.create()

    asked = client.post("/entrar/codigo/", {"email": person.email})
    answered = client.post(asked["Location"], {"code": mailed_code()})

    assert asked["Location"] == "/entrar/codigo/confirmar/"
    assert answered.status_code == 302
    assert is_inside(client)
    assert [message.to for message in mail.outbox] == [[person.email]]


def test_a_code_is_good_for_one_browser_and_three_tries(client: Client) -> None:
    person = UserFactory.create()
    client.post("/entrar/codigo/", {"email": person.email})
    code = mailed_code()

    assert Client().post("/entrar/codigo/confirmar/", {"code": code})["Location"] == "/entrar/codigo/"
    for _ in range(3):
        client.post("/entrar/codigo/confirmar/", {"code": "AAA-AAA"})
    client.post("/entrar/codigo/confirmar/", {"code": code})

    assert not is_inside(client)


def test_an_unknown_address_is_answered_like_a_known_one(client: Client) -> None:
    person = UserFactory.create()

    known = Client().post("/entrar/codigo/", {"email": person.email})
    unknown = Client().post("/entrar/codigo/", {"email": "nadie@ejemplo.cl"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    # A mail in both cases: neither the page nor its time tells them apart.
    assert [message.to[0] for message in mail.outbox] == [person.email, "nadie@ejemplo.cl"]
    assert "nadie@ejemplo.cl, que no tiene cuenta" in mail.outbox[1].body


class BrokenBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError


def test_without_mail_one_is_told_known_or_not(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    person = UserFactory.create()
    pages = []

    for address in (person.email, "nadie@ejemplo.cl"):
        client = Client()
        response = client.post("/entrar/codigo/", {"email": address})
        assert response["Location"] == "/entrar/"
        pages.append(client.get("/entrar/").content.decode())

    assert all("No pudimos enviar el correo" in page for page in pages)
    assert "Te enviamos un código a" not in "".join(pages)


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/demo/redes/", "/demo/redes/"),
        ("https://otro.example/", "/"),
        ("//otro.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\otro.example/", "/"),
    ],
)
def test_after_signing_in_one_stays_in_this_house(client: Client, wanted: str, led_to: str) -> None:
    person = UserFactory.create()

    response = sign_in(client, person.email, next=wanted)

    assert response["Location"] == led_to


def test_leaving_needs_a_form(client: Client) -> None:
    person = UserFactory.create()
    sign_in(client, person.email)

    client.get("/salir/")
    assert is_inside(client)

    client.post("/salir/")
    assert not is_inside(client)


def test_nobody_makes_an_account_by_themselves(client: Client) -> None:
    for path in ("/registro/", "/signup/", "/accounts/signup/", "/entrar/registro/", "/cuenta/registro/"):
        # A first word alone could be a programme: strangers are sent to sign in, as for any name.
        assert client.get(path).status_code in {302, 404}, path

    form = {"email": "nueva@ejemplo.cl", "password1": PASSWORD, "password2": PASSWORD}
    client.post(SIGN_IN, form)
    client.post(reverse("account_signup"), form)

    assert not User.objects.exists()
    assert reverse("account_signup") == SIGN_IN


@pytest.mark.parametrize("name", ["account_reset_password", "account_email", "mfa_add_webauthn"])
def test_what_is_not_offered_is_not_mounted(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_sign_in_page_offers_the_code_and_no_account(client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()

    assert 'href="/entrar/codigo/"' in page
    assert "signup" not in page
    assert "Forgot" not in page


def test_a_private_page_sends_to_sign_in_and_back(client: Client) -> None:
    person = UserFactory.create()

    response = client.get(PRIVATE_PAGE)
    back = client.post(response["Location"], {"login": person.email, "password": PASSWORD})

    assert response["Location"] == f"{SIGN_IN}?next={PRIVATE_PAGE}"
    assert back["Location"] == PRIVATE_PAGE


def test_an_address_that_was_changed_opens_nothing(client: Client) -> None:
    """Whatever the library remembers of a sign-in by code, the person's own record decides."""
    person = UserFactory.create(email="antes@ejemplo.cl")
    client.post("/entrar/codigo/", {"email": person.email})
    client.post("/entrar/codigo/confirmar/", {"code": mailed_code()})
    User.objects.filter(pk=person.pk).update(email="ahora@ejemplo.cl")

    other = Client()
    sign_in(other, "antes@ejemplo.cl")
    assert not is_inside(other)
    sign_in(other, "ahora@ejemplo.cl")
    assert is_inside(other)
