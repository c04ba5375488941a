"""A person with an account and a browser that keeps cookies."""

from __future__ import annotations

import http.client
from contextlib import closing
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from lar.devserver.ports import LOOPBACK
from tests.faults.letters import Reply
from tests.faults.product import BEHIND_THE_PROXY

PASSWORD = "clave-de-prueba-1"  # that of tests.factories.UserFactory
CSRF = "__Host-csrftoken"


class Visitor:
    """Signs in when made; raises AssertionError when that fails."""

    def __init__(self, port: int, email: str) -> None:
        self._port = port
        self._cookies: SimpleCookie = SimpleCookie()
        self.get("/entrar/")
        entered = self.post("/entrar/", {"login": email, "password": PASSWORD})
        assert entered.status == 302, entered

    def get(self, path: str) -> Reply:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Reply:
        token = self._cookies[CSRF].value
        return self._ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": token}))

    def _ask(self, method: str, path: str, body: str | None) -> Reply:
        headers = {
            **BEHIND_THE_PROXY,
            "Origin": f"https://{LOOPBACK}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in self._cookies.items()),
        }
        with closing(http.client.HTTPConnection(LOOPBACK, self._port, timeout=30)) as connection:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            for cookie in response.headers.get_all("Set-Cookie", []):
                self._cookies.load(cookie)
            return Reply(response.status, response.read().decode(), response.getheader("Retry-After"))
