"""``manage.py restore DIR --verify``: prove a backup. Without ``--verify``: bring it back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lar.audit.actions import record_platform
from lar.tenancy.backup.archive import Backup, read_backup
from lar.tenancy.backup.errors import BackupError
from lar.tenancy.backup.restoring import restore_into, verify
from lar.tenancy.backup.server import owner_server


class Command(BaseCommand):
    help = "Restaura un respaldo en una base vacía; con --verify solo comprueba que se puede."
    # A database to restore into has no tables yet.
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--verify", action="store_true", help="restaura en un PostgreSQL de prueba, compara y lo borra"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            backup = read_backup(folder)
            if options["verify"]:
                self._verify(backup)
            else:
                self._restore(backup)
        except BackupError as error:
            raise CommandError(str(error)) from None

    def _verify(self, backup: Backup) -> None:
        result = verify(backup)
        self._fail(result.faults)
        record_platform("backup.verified", sha256=backup.dump_sha256, rows=result.rows)
        self.stdout.write(
            f"El respaldo del {backup.made_at:%d-%m-%Y %H:%M} UTC vuelve entero: {result.tables} tablas, "
            f"{result.rows} filas, mismas sumas, en {result.seconds:.0f} s."
        )

    def _restore(self, backup: Backup) -> None:
        self._fail(restore_into(owner_server(), backup))
        record_platform("backup.restored", sha256=backup.dump_sha256, rows=backup.inventory.rows)
        self.stdout.write(
            f"Restauradas {len(backup.inventory.tables)} tablas y {backup.inventory.rows} filas, iguales a "
            "las respaldadas. Nadie queda con la sesión abierta: todos vuelven a entrar."
        )

    def _fail(self, faults: list[str]) -> None:
        if faults:
            raise CommandError(
                "El respaldo no volvió como era:\n" + "\n".join(f"- {fault}" for fault in faults)
            )
