from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from networks.actions.directory import import_transfers
from networks.directory.errors import DirectoryError
from networks.directory.transfers import read_transfers
from networks.queries.holders import plan_transfers


class Command(BaseCommand):
    help = "Lee una lista de traspasos RBD;RUT_SOSTENEDOR;desde; con --apply, los escribe."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="ARCHIVO", help="El CSV de traspasos.")
        parser.add_argument("--apply", action="store_true", help="Escribe los cambios (todos o ninguno).")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            transfers = read_transfers(options["file"])
            plan = import_transfers(transfers) if options["apply"] else plan_transfers(transfers)
        except DirectoryError as error:
            raise CommandError(str(error)) from error
        result = {"applied": options["apply"], "rows": len(transfers), "changes": plan.counts()}
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))
        if not options["apply"]:
            self.stderr.write("No se escribió nada. Con --apply se escriben estos cambios.")
