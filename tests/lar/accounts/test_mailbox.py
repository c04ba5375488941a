from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail import EmailMessage, get_connection
from django.core.management import CommandError, call_command
from django.test import Client

from lar.accounts.mailbox import read_mails
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings: LazySettings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    settings.SHOW_MAILBOX = True
    return tmp_path / "mail"


def test_a_code_that_was_asked_for_can_be_read(client: Client, box: Path) -> None:
    person = UserFactory.create(email="ana@ejemplo.cl")
    client.post("/entrar/codigo/", {"email": person.email})

    page = client.get("/correo/").content.decode()
    key = read_mails(box)[0].key
    message = client.get(f"/correo/{key}/").content.decode()

    assert "Tu código para entrar" in page
    assert "ana@ejemplo.cl" in page
    assert f'href="/correo/{key}/"' in page
    assert "Escríbelo en la ventana que dejaste abierta" in message


def test_messages_of_one_connection_are_apart_and_newest_first(box: Path) -> None:
    messages = [EmailMessage(f"Asunto ñ {n}", f"Texto {n}", to=[f"p{n}@ejemplo.cl"]) for n in range(3)]
    messages[2].attach("cupones.pdf", b"%PDF", "application/pdf")
    get_connection().send_messages(messages)

    found = read_mails(box)

    assert [(each.subject, each.to, each.text.strip(), each.attachments) for each in found] == [
        ("Asunto ñ 2", "p2@ejemplo.cl", "Texto 2", ["cupones.pdf"]),
        ("Asunto ñ 1", "p1@ejemplo.cl", "Texto 1", []),
        ("Asunto ñ 0", "p0@ejemplo.cl", "Texto 0", []),
    ]


def test_what_a_mail_says_is_text(client: Client, box: Path) -> None:
    EmailMessage("<b>uno</b>", "<script>dos</script>", to=["p@ejemplo.cl"]).send()

    message = client.get(f"/correo/{read_mails(box)[0].key}/").content.decode()

    assert "&lt;b&gt;uno" in message
    assert "<script>dos" not in message


def test_an_empty_box_says_so(client: Client, box: Path) -> None:
    assert "Todavía no hay correos" in client.get("/correo/").content.decode()
    assert client.get("/correo/20260101-000000-1-0/").status_code == 404


def test_other_files_are_not_read(client: Client, box: Path) -> None:
    box.mkdir()
    (box / "secreto.log").write_text("Subject: no\n\nno\n")

    assert read_mails(box) == []


def test_on_a_server_there_is_no_such_page(client: Client, box: Path, settings: LazySettings) -> None:
    EmailMessage("uno", "dos", to=["p@ejemplo.cl"]).send()
    settings.SHOW_MAILBOX = False

    assert client.get("/correo/").status_code == 404
    assert client.get(f"/correo/{read_mails(box)[0].key}/").status_code == 404


def test_the_test_mail_goes_where_it_was_sent() -> None:
    out = StringIO()

    call_command("send_test_mail", "ana@ejemplo.cl", stdout=out)

    assert [message.to for message in mail.outbox] == [["ana@ejemplo.cl"]]
    assert mail.outbox[0].body.startswith("Hola:\n\nEste es un correo de prueba de http://127.0.0.1:8000.")
    assert "ana@ejemplo.cl" in out.getvalue()


@pytest.mark.parametrize(
    ("backend", "address", "said"),
    [
        ("django.core.mail.backends.smtp.EmailBackend", "ana@ejemplo.cl", "LAR_SMTP_HOST"),
        ("django.core.mail.backends.locmem.EmailBackend", "no es", "no es un correo"),
    ],
)
def test_a_test_mail_that_fails_says_why(
    settings: LazySettings, backend: str, address: str, said: str
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = backend, "127.0.0.1", 1

    with pytest.raises(CommandError, match=said):
        call_command("send_test_mail", address)


def test_a_mail_says_the_hour_of_chile(client: Client, box: Path) -> None:
    EmailMessage(
        "Aviso", "Texto", to=["p@ejemplo.cl"], headers={"Date": "Mon, 23 Nov 2026 19:44:00 -0000"}
    ).send()

    page = client.get("/correo/").content.decode()

    assert "lunes 23 de noviembre" in page and ", 16:44" in page
