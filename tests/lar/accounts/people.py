"""What the tests of this folder do again and again: sign in, and ask whether someone is inside."""

from __future__ import annotations

import re
from typing import Any

from django.core import mail
from django.test import Client

PASSWORD = "clave-de-prueba-1"  # that of tests.factories.UserFactory
SIGN_IN = "/entrar/"
PRIVATE_PAGE = "/cuenta/segundo-factor/"


def sign_in(client: Client, email: str, password: str = PASSWORD, **fields: Any) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password, **fields})


def is_inside(client: Client) -> bool:
    return client.get(PRIVATE_PAGE).status_code == 200


def mailed_code() -> str:
    """The sign-in code in the last mail."""
    found = re.search(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]
