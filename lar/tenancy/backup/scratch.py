"""A PostgreSQL of our own for a few minutes: made, used and thrown away."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from lar.tenancy.backup.errors import BackupError
from lar.tenancy.backup.server import Server, binary

NOBODY = 65534
_READY_SECONDS = 60
# Nothing in it outlives the block, so nothing needs to reach the disk in order.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_wal_size": "4GB",
    "maintenance_work_mem": "256MB",
    "autovacuum": "off",
}
_ROLES = """
CREATE ROLE lar_owner LOGIN BYPASSRLS CREATEDB;
CREATE ROLE lar_app LOGIN NOBYPASSRLS;
"""


@contextlib.contextmanager
def scratch_cluster() -> Iterator[Server]:
    """Run an empty cluster with our two roles and a database ``lar``; drop it at the end.

    It listens on a socket in a folder that only we can enter. Its data goes where ``TMPDIR`` says:
    about three times the size of the dump.

    Raises:
        BackupError: when it cannot be made or does not start.
    """
    # The path of a socket has 107 characters at most, so it gets a short folder of its own.
    data = Path(tempfile.mkdtemp(prefix="lar-scratch-"))
    sockets = Path(tempfile.mkdtemp(prefix="lar-", dir="/tmp"))
    prefix = _unprivileged([data, sockets])
    try:
        _initdb(prefix, data / "data")
        with _running(prefix, data / "data", sockets):
            server = Server(str(sockets), 5432, "postgres", "", "postgres")
            _prepare(server)
            yield server.as_("lar_owner", name="lar")
    finally:
        shutil.rmtree(data, ignore_errors=True)
        shutil.rmtree(sockets, ignore_errors=True)


def _unprivileged(folders: list[Path]) -> list[str]:
    """Say how to run PostgreSQL, which refuses root; as root, hand it the folders if need be."""
    dies_with_us = ["setpriv", "--pdeathsig", "INT", "--"]
    if os.geteuid() != 0:
        return dies_with_us
    # In a namespace root is called nobody, and its files stay root's.
    namespace = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--"]
    if subprocess.run([*namespace, "true"], capture_output=True).returncode == 0:  # noqa: S603
        return [*namespace, *dies_with_us]
    for folder in folders:
        os.chown(folder, NOBODY, NOBODY)
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *dies_with_us[1:]]


def _initdb(prefix: list[str], target: Path) -> None:
    command = [
        *prefix, str(binary("initdb")), "-D", str(target), "--username=postgres", "--auth=trust",
        "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync",
    ]  # fmt: skip
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True)  # noqa: S603
    if done.returncode != 0:
        raise BackupError(f"No se pudo crear el PostgreSQL de prueba:\n{done.stderr[-2000:]}")


@contextlib.contextmanager
def _running(prefix: list[str], data: Path, sockets: Path) -> Iterator[None]:
    settings = {**_SETTINGS, "unix_socket_directories": str(sockets)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [*prefix, str(binary("postgres")), "-D", str(data), *options]
    with (sockets / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            command, env=_environment(), stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
    try:
        _wait(process, sockets)
        yield
    finally:
        process.send_signal(signal.SIGQUIT)  # at once: its data is thrown away
        process.wait()


def _wait(process: subprocess.Popen[bytes], sockets: Path) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(psycopg.OperationalError):
            Server(str(sockets), 5432, "postgres", "", "postgres").connect().close()
            return
        time.sleep(0.05)
    said = (sockets / "log").read_text(encoding="utf-8", errors="replace")
    raise BackupError(f"El PostgreSQL de prueba no partió:\n{said[-2000:]}")


def _prepare(server: Server) -> None:
    with server.connect() as connection:
        connection.execute(_ROLES.encode())
        connection.execute("CREATE DATABASE lar OWNER lar_owner")


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
