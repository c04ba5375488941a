"""Typed readers of environment variables that fail with a sentence that helps."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or the content of the file that ``NAME_FILE`` names (Docker secrets)."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Falta la variable {name}. Está explicada en .env.example.")
    return value


def integer(name: str, default: int) -> int:
    raw = os.environ.get(name, str(default))
    try:
        return int(raw)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} debe ser un número entero; se leyó «{raw}».") from error


def flag(name: str, default: bool) -> bool:
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.lower() in {"1", "true", "sí", "si", "yes"}:
        return True
    if raw.lower() in {"0", "false", "no", ""}:
        return False
    raise ImproperlyConfigured(f"{name} debe ser 1 o 0; se leyó «{raw}».")


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(name: str, *, pool: bool) -> dict[str, object]:
    """Return a Django database of the ``postgresql://user:password@host:port/name`` in a variable.

    With ``pool`` connections come from psycopg's pool (web); without it one connection per
    process persists (Celery's forked children, commands), since a pool does not survive a fork.
    """
    url = urlsplit(text(name))
    if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
        raise ImproperlyConfigured(f"{name} debe verse así: postgresql://usuario:clave@servidor:5432/base")
    options: dict[str, object] = {}
    if pool:
        # While PostgreSQL is away each request holds a worker for `timeout` seconds before it says so.
        # The pool would ask for it ever more seldom; giving up soon makes the next request ask anew.
        options["pool"] = {"min_size": 2, "max_size": 8, "timeout": 2, "reconnect_timeout": 2}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.strip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or 5432),
        "CONN_MAX_AGE": 0 if pool else 600,
        "CONN_HEALTH_CHECKS": not pool,
        "OPTIONS": options,
    }
