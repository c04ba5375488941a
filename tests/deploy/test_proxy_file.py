"""The proxy: TLS, headers, size of what comes in, and no record of who visited what."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
from typing import Any

import pytest

from tests.deploy.compose import ROOT, WRITTEN, compose

TEXT = (ROOT / "deploy" / "proxy" / "Caddyfile").read_text(encoding="utf-8")
CODE = "\n".join(line for line in TEXT.splitlines() if not line.lstrip().startswith("#"))


def block(opening: str) -> str:
    """The inside of ``opening { … }``."""
    start = CODE.index(opening + " {") + len(opening) + 2
    depth, end = 1, start
    while depth:
        depth += {"{": 1, "}": -1}.get(CODE[end], 0)
        end += 1
    return CODE[start : end - 1]


SITE = block("{$LAR_DOMAIN}")


def test_braces_and_tabs_are_as_the_program_writes_them() -> None:
    assert CODE.count("{") == CODE.count("}")
    assert [line for line in TEXT.splitlines() if line.startswith(" ")] == []


def test_tls_is_never_switched_off() -> None:
    assert "tls " not in CODE
    assert "auto_https" not in CODE
    assert SITE
    # The one address without TLS is inside the container, for its own health.
    assert re.findall(r"http://\S+", CODE) == ["http://:8081"]
    assert compose()["services"]["proxy"]["healthcheck"]["test"][-1] == "http://127.0.0.1:8081/"
    assert not [port for port in compose()["services"]["proxy"]["ports"] if "8081" in port]


def test_published_ports_are_those_it_listens_on() -> None:
    """And HTTP/3 is off: it would invite browsers to 8443, which is not published under that number."""
    http, https = re.findall(r"https?_port (\d+)", CODE)

    assert compose()["services"]["proxy"]["ports"] == [f"80:{http}", f"443:{https}"]
    assert "protocols h1 h2\n" in CODE


def test_headers() -> None:
    headers = block("\theader")

    assert 'Strict-Transport-Security "max-age=63072000; includeSubDomains; preload"' in headers
    assert "X-Content-Type-Options nosniff" in headers
    assert "-Server" in headers


def test_what_is_too_large_is_refused_before_the_application() -> None:
    size = re.search(r"max_size (\d+)MB", block("request_body"))

    assert size
    assert 10 <= int(size[1]) <= 16  # files of 10 MB, with room for the form around them


def test_no_visit_is_recorded() -> None:
    """Addresses of public pages hold codes and tokens: neither visits nor errors are written with them."""
    assert "log" not in SITE.replace("logout", "")
    assert "exclude http.log http.handlers" in block("log default")


def test_visitors_cannot_say_who_they_are() -> None:
    """Without trusted proxies it replaces X-Forwarded-For; the application trusts one proxy."""
    assert "trusted_proxies" not in CODE
    assert "header_up" not in CODE
    assert compose()["services"]["web"]["environment"]["LAR_TRUSTED_PROXIES"] == "1"


def test_it_finds_the_application() -> None:
    web = compose()["services"]["web"]

    assert "reverse_proxy web:8000 {" in SITE
    assert "--port=8000" in web["command"]
    assert "front" in web["networks"]


def test_when_the_application_is_away_it_says_so_in_spanish() -> None:
    page = (ROOT / "deploy" / "proxy" / "503.html").read_text(encoding="utf-8")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    errors = block("handle_errors 502 503 504")

    assert 'lang="es-CL"' in page
    assert "Volvemos en un momento" in page
    assert not re.search(r"(src|href)=", page)
    assert "header Retry-After 30" in errors
    assert "status 503" in errors
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in errors


@pytest.mark.skipif(shutil.which("caddy") is None, reason="no Caddy on this machine")
def test_caddy_itself_reads_it() -> None:
    path = ROOT / "deploy" / "proxy" / "Caddyfile"
    environment = {**os.environ, **WRITTEN}
    subprocess.run(["caddy", "validate", "--config", path], env=environment, check=True, capture_output=True)
    adapted = subprocess.run(
        ["caddy", "adapt", "--config", path], env=environment, check=True, capture_output=True
    )

    servers: dict[str, Any] = json.loads(adapted.stdout)["apps"]["http"]["servers"]
    assert {tuple(server["listen"]) for server in servers.values()} == {(":8081",), (":8443",)}
    assert not any("logs" in server for server in servers.values())
