"""`manage.py up`: the whole product on one machine, until Ctrl-C."""

from __future__ import annotations

import os
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser, get_commands
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from lar.devserver import application
from lar.devserver.attach import current_supervisor
from lar.devserver.errors import DevserverError
from lar.devserver.ports import LOOPBACK, choose_port
from lar.devserver.servers import StopRequested, stop_on_signals
from lar.devserver.supervisor import Supervisor
from lar.devserver.welcome import welcome

DEFAULT_PORT = 8000


class Command(BaseCommand):
    help = "Pone en marcha LAR completo en esta máquina: servidores, web, tareas y datos de demostración."
    requires_system_checks: list[str] = []  # `make check` does; here each one delays the first page

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="sin datos de demostración")

    def handle(self, *args: Any, no_demo: bool, **options: Any) -> None:
        supervisor = current_supervisor()
        if supervisor is None:
            raise CommandError("Esta orden se usa así: .venv/bin/python manage.py up")
        try:
            stop_on_signals()
            start_product(supervisor, demo=not no_demo and "demo" in get_commands())
            supervisor.watch()
        except StopRequested:
            print("Deteniendo…", flush=True)
        except DevserverError as error:
            raise CommandError(str(error)) from None


def start_product(supervisor: Supervisor, *, demo: bool) -> None:
    """Migrate when needed, start everything, and greet once the first page is there."""
    if migrations_are_pending():
        print("Preparando la base de datos…", flush=True)
        application.migrate(supervisor)
    port = product_port()
    address = f"http://{LOOPBACK}:{port}"
    supervisor.state.environment.setdefault("LAR_PUBLIC_URL", os.environ.get("LAR_PUBLIC_URL", address))
    supervisor.start(application.web(supervisor, port))
    supervisor.wait_until_ready("web", lambda: application.web_answers(port))
    supervisor.start(application.worker(supervisor))
    supervisor.start(application.beat(supervisor))
    supervisor.start(application.texts(supervisor))
    supervisor.start(application.strategies(supervisor))
    if demo:
        supervisor.start(application.demo(supervisor))
    print(welcome(address, logs=str(supervisor.folder.path / "log"), demo=demo), flush=True)


def migrations_are_pending() -> bool:
    """Asked as the owner, who migrates; leaves no connection behind for our children to inherit."""
    if "owner" not in connections.databases:
        raise DevserverError("Falta DATABASE_OWNER_URL: con ella se actualiza la base de datos.")
    connection = connections["owner"]
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    finally:
        connection.close()


def product_port() -> int:
    """`LAR_PORT`, or a free one when somebody holds it."""
    text = os.environ.get("LAR_PORT", str(DEFAULT_PORT))
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise DevserverError(f"LAR_PORT debe ser un puerto entre 1 y 65535; se leyó «{text}».")
    wished = int(text)
    port = choose_port(wished)
    if port != wished:
        print(f"El puerto {wished} está ocupado; uso el {port}.", flush=True)
    return port
