"""The settings of a server, read as a server reads them: in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.compose import ROOT

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "lar.settings.production",
    "LAR_SECRET_KEY": "la-llave-de-una-prueba-de-cincuenta-caracteres-0123456789-abc",
    "LAR_ALLOWED_HOSTS": "lar.example.cl,www.lar.example.cl",
    "LAR_PUBLIC_URL": "https://lar.example.cl/",
    "LAR_PROCESS": "web",
    "DATABASE_URL": "postgresql://lar_app:c%40lve@127.0.0.1:1/lar",
    "DATABASE_OWNER_URL": "postgresql://lar_owner:x@127.0.0.1:1/lar",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}
NAMES = [
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_SAMESITE", "CSRF_COOKIE_DOMAIN", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS",
    "SECURE_CONTENT_TYPE_NOSNIFF", "X_FRAME_OPTIONS", "DEBUG", "SHOW_MAILBOX", "CSRF_TRUSTED_ORIGINS",
    "PUBLIC_URL", "DATABASES", "INSTALLED_APPS", "EMAIL_USE_TLS",
]  # fmt: skip


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", *code.split("\0")],
        env={**ENVIRONMENT, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
    )


@pytest.fixture(scope="module")
def server() -> dict[str, Any]:
    code = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}}, default=str))
"""
    done = python(f"-c\0{code}")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_cookies_stay_on_this_site_and_on_tls(server: dict[str, Any]) -> None:
    """What a browser demands of the prefix __Host-: secure, the whole path, no domain."""
    for kind in ("SESSION", "CSRF"):
        assert server[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert server[f"{kind}_COOKIE_SECURE"] is True
        assert server[f"{kind}_COOKIE_DOMAIN"] is None
        assert server[f"{kind}_COOKIE_SAMESITE"] == "Lax"
    assert server["SESSION_COOKIE_PATH"] == "/"
    assert server["SESSION_COOKIE_HTTPONLY"] is True


def test_everything_else_is_strict(server: dict[str, Any]) -> None:
    assert server["DEBUG"] is False
    assert server["SHOW_MAILBOX"] is False
    assert server["SECURE_SSL_REDIRECT"] is True
    assert server["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert server["X_FRAME_OPTIONS"] == "DENY"
    assert server["EMAIL_USE_TLS"] is True
    assert server["CSRF_TRUSTED_ORIGINS"] == ["https://lar.example.cl", "https://www.lar.example.cl"]
    assert server["PUBLIC_URL"] == "https://lar.example.cl"
    assert "lar.devserver" not in server["INSTALLED_APPS"]


def test_the_web_process_has_one_database_even_if_it_is_given_two(server: dict[str, Any]) -> None:
    assert list(server["DATABASES"]) == ["default"]
    assert server["DATABASES"]["default"]["USER"] == "lar_app"
    assert server["DATABASES"]["default"]["PASSWORD"] == "c@lve"
    assert "statement_timeout=15000" in server["DATABASES"]["default"]["OPTIONS"]["options"]


def test_django_finds_nothing_to_say() -> None:
    done = python("manage.py\0check\0--deploy\0--fail-level\0WARNING")

    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize("name", ["LAR_SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_what_is_missing_is_named(name: str) -> None:
    environment = {key: value for key, value in ENVIRONMENT.items() if key != name}
    command = [sys.executable, "-c", "from django.conf import settings; settings.DEBUG"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)

    assert f"Falta la variable {name}. Está explicada en .env.example." in done.stderr


@pytest.mark.slow
def test_static_files_are_collected_as_in_the_image(tmp_path: Path) -> None:
    """With the storage of a server, which compresses (a minute) and fails for a file that is not there."""
    done = python(
        "manage.py\0collectstatic\0--no-input",
        DJANGO_SETTINGS_MODULE="tests.deploy.production",
        LAR_TEST_STATIC=str(tmp_path),
        LAR_TEST_COMPRESSED="1",
    )

    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    sheet = tmp_path / manifest["lar/lar.css"]
    assert sheet.exists()
    assert sheet.with_name(sheet.name + ".gz").stat().st_size < sheet.stat().st_size
