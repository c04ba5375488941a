"""``manage.py backup DIR``: the whole installation; with ``--program``, what a programme may take away."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lar.audit.actions import record_platform
from lar.tenancy.backup.archive import make_backup
from lar.tenancy.backup.errors import BackupError
from lar.tenancy.backup.program_export import export_program
from lar.tenancy.backup.server import Server, owner_server
from lar.tenancy.models import Program


class Command(BaseCommand):
    help = "Respalda toda la instalación en una carpeta, o exporta un programa a un archivo zip."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="carpeta vacía o nueva")
        parser.add_argument("--program", metavar="SLUG", help="solo este programa, como JSON en un zip")

    def handle(self, *args: Any, folder: Path, program: str | None, **options: Any) -> None:
        try:
            if program:
                self._export(owner_server(), folder, program)
            else:
                self._backup(owner_server(), folder)
        except BackupError as error:
            raise CommandError(str(error)) from None

    def _backup(self, server: Server, folder: Path) -> None:
        made = make_backup(server, folder)
        record_platform(
            "backup.made",
            tables=len(made.inventory.tables),
            rows=made.inventory.rows,
            bytes=made.dump_bytes,
            sha256=made.dump_sha256,
        )
        self.stdout.write(
            f"Respaldo en {folder}: {len(made.inventory.tables)} tablas, {made.inventory.rows} filas, "
            f"{made.dump_bytes / 1e6:.1f} MB.\nPara comprobarlo: manage.py restore {folder} --verify"
        )
        if made.unsealed_surveys:
            self.stdout.write(
                self.style.WARNING(
                    f"Contiene {made.unsealed_surveys} cuestionario(s) sin sellar, con sus respuestas en el "
                    "orden en que llegaron. Bórralo cuando estén sellados (docs/operacion.md)."
                )
            )

    def _export(self, server: Server, folder: Path, slug: str) -> None:
        program = Program.objects.filter(slug=slug).first()
        if program is None:
            raise CommandError(f"No hay un programa «{slug}».")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = folder / f"{slug}.zip"
        counts = export_program(server, program, target)
        record_platform("program.exported", program=slug, tables=len(counts), rows=sum(counts.values()))
        self.stdout.write(f"{target}: {len(counts)} tablas, {sum(counts.values())} filas.")
        self.stdout.write(
            "Las respuestas no salen de la instalación; el archivo dice qué quedó fuera y por qué."
        )
