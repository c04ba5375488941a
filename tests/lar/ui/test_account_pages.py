"""Sign-in and one's own account, walked through as a person would: Spanish, our look, nothing inline."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from lar.accounts.models import User
from tests.factories import UserFactory
from tests.lar.ui.markup import Undefined, inline_code, read
from tests.lar.ui.test_language import ENGLISH, FORMAL

PASSWORD = "clave-de-prueba-1"


def home(request: Any) -> HttpResponse:
    """Where one arrives after signing in."""
    return HttpResponse("inicio")


urlpatterns = [path("", home), path("entrar/", include("allauth.urls"))]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def strict_pages() -> Iterator[None]:
    """Only the account's addresses, and undefined variables fail."""
    pages: list[dict[str, Any]] = copy.deepcopy(settings.TEMPLATES)
    pages[0]["OPTIONS"]["string_if_invalid"] = Undefined("undefined")
    with override_settings(ROOT_URLCONF=__name__, TEMPLATES=pages):
        yield


@pytest.fixture
def person() -> User:
    marcela = UserFactory.create(email="marcela@ejemplo.cl", name="Marcela", password=PASSWORD)
    # The library lets only those with a confirmed address add a second step.
    EmailAddress.objects.create(user=marcela, email=marcela.email, verified=True, primary=True)
    return marcela


@pytest.fixture
def inside(client: Client, person: User) -> Client:
    """A person who has just signed in with her password, and given it again for what is delicate."""
    client.post("/entrar/login/", {"login": person.email, "password": PASSWORD})
    client.post("/entrar/reauthenticate/", {"password": PASSWORD})
    return client


def _words(response: Any) -> str:
    """The words of a good page: Spanish with «tú», and nothing that the policy refuses."""
    markup = read(response.content.decode())
    assert inline_code(markup) == []
    assert ENGLISH.findall(markup.words) == []
    assert FORMAL.findall(markup.words) == []
    assert markup.all("link", href="/static/lar/lar.css")
    return markup.words


def _spanish_mail() -> str:
    message = mail.outbox[-1]
    sentences = re.sub(r"http://\S+", "", f"{message.subject} {message.body}")
    assert ENGLISH.findall(sentences) == []
    return str(message.body)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/entrar/login/", "Con tu correo y tu contraseña."),
        ("/entrar/login/code/", "Escribe tu correo"),
        ("/entrar/password/reset/", "Recuperar la contraseña"),
        ("/entrar/password/reset/done/", "Revisa tu correo"),
        ("/entrar/password/reset/key/1-gastado/", "Este enlace ya se usó o venció."),
        ("/entrar/password/reset/key/done/", "Contraseña cambiada"),
        ("/entrar/inactive/", "Esta cuenta está desactivada"),
        ("/entrar/signup/", "Las cuentas se crean por invitación"),
    ],
)
def test_pages_before_signing_in(client: Client, address: str, says: str) -> None:
    assert says in _words(client.get(address))


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/entrar/logout/", "Cerrar sesión"),
        ("/entrar/password/change/", "Cambiar mi contraseña"),
        ("/entrar/2fa/", "No está activa"),
        ("/entrar/2fa/totp/activate/", "Escanea este código"),
        ("/entrar/reauthenticate/", "Confirma que eres tú"),
    ],
)
def test_pages_after_signing_in(inside: Client, address: str, says: str) -> None:
    assert says in _words(inside.get(address))


def test_wrong_password_is_told_in_the_summary(client: Client, person: User) -> None:
    response = client.post("/entrar/login/", {"login": person.email, "password": "otra-cosa"})

    assert "Revisa lo siguiente El correo o la contraseña no son correctos." in _words(response)


def test_code_by_mail_opens_the_door(client: Client, person: User) -> None:
    client.post("/entrar/login/code/", {"email": person.email})
    code = re.search(r"es:\s+(\S+)", _spanish_mail())
    assert code

    assert f"Lo enviamos a {person.email}" in _words(client.get("/entrar/login/code/confirm/"))
    client.post("/entrar/login/code/confirm/", {"code": code[1]})

    assert client.session["_auth_user_id"] == str(person.pk)


def test_wrong_code_is_told_at_the_field(client: Client, person: User) -> None:
    client.post("/entrar/login/code/", {"email": person.email})

    words = _words(client.post("/entrar/login/code/confirm/", {"code": "AAAAAA"}))

    assert words.count("Ese código no es correcto.") == 2, "in the summary and at the field"


def test_unknown_address_gets_a_mail_and_the_same_page(client: Client) -> None:
    response = client.post("/entrar/login/code/", {"email": "nadie@ejemplo.cl"}, follow=True)

    assert "no tiene cuenta en este sistema" in _spanish_mail()
    assert "Escribe el código" in _words(response)


def test_forgotten_password_by_the_link_of_the_mail(client: Client, person: User) -> None:
    client.post("/entrar/password/reset/", {"email": person.email})
    link = re.search(r"http://\S+", _spanish_mail())
    assert link

    page = client.get(link[0], follow=True)
    assert "Crear otra contraseña" in _words(page)
    client.post(page.wsgi_request.path, {"password1": "otra-frase-larga", "password2": "otra-frase-larga"})

    person.refresh_from_db()
    assert person.check_password("otra-frase-larga")


def test_changed_password_is_confirmed_by_mail(inside: Client) -> None:
    change = {"oldpassword": PASSWORD, "password1": "otra-frase-larga", "password2": "otra-frase-larga"}

    response = inside.post("/entrar/password/change/", change, follow=True)

    assert response.status_code == 200
    assert "La contraseña de tu cuenta cambió." in _spanish_mail()
    assert "Si no fuiste tú" in _spanish_mail()


def test_person_without_password_can_make_one(client: Client) -> None:
    client.force_login(UserFactory.create(password=None), backend=settings.AUTHENTICATION_BACKENDS[0])

    assert "Crear una contraseña" in _words(client.get("/entrar/password/set/"))


@pytest.mark.django_db(transaction=True)  # the library writes its mail when the transaction ends
def test_second_step_from_activation_to_sign_in_with_a_spare_code(inside: Client, person: User) -> None:
    secret = inside.get("/entrar/2fa/totp/activate/").context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))

    after = inside.post("/entrar/2fa/totp/activate/", {"code": code}, follow=True)
    assert "Quedan 10 códigos de 10." in _words(after)
    assert "quedó activado" in _spanish_mail()
    spare = after.context["unused_codes"][0]
    for address, says in (
        ("/entrar/2fa/", "Activa"),
        ("/entrar/2fa/totp/deactivate/", "Desactivar el segundo paso"),
        ("/entrar/2fa/recovery-codes/generate/", "Los códigos que tienes ahora dejarán de servir."),
        ("/entrar/2fa/reauthenticate/", "Confirma que eres tú"),
    ):
        assert says in _words(inside.get(address))

    other = Client()
    waiting = other.post("/entrar/login/", {"login": person.email, "password": PASSWORD}, follow=True)
    assert "Segundo paso" in _words(waiting)
    other.post("/entrar/2fa/authenticate/", {"code": spare})

    assert other.session["_auth_user_id"] == str(person.pk)
