from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from networks.actions.directory import import_directory
from networks.directory.errors import PROBLEMS_SHOWN, DirectoryError
from networks.directory.reader import Directory, read_directory
from networks.directory.sostenedores import SostenedorName, read_sostenedor_names
from networks.queries.directory import DirectoryPlan, plan_directory


class Command(BaseCommand):
    help = "Lee el directorio oficial de establecimientos y dice qué cambiaría; con --apply, lo escribe."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="ARCHIVO", help="El CSV del directorio oficial.")
        parser.add_argument("--apply", action="store_true", help="Escribe los cambios (todos o ninguno).")
        parser.add_argument("--sostenedores", type=Path, help="CSV RUT_SOSTENEDOR;nombre.")
        parser.add_argument("--year", type=int, help="Año del directorio, si el archivo no lo dice.")
        parser.add_argument(
            "--accept-drop", action="store_true", help="Acepta muchos menos establecimientos que la base."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            directory = read_directory(options["file"])
            names = read_sostenedor_names(options["sostenedores"]) if options["sostenedores"] else ()
            plan = self._run(directory, names, options)
        except DirectoryError as error:
            raise CommandError(str(error)) from error
        self._say_warnings(directory, plan, applied=options["apply"])
        result = {
            "applied": options["apply"],
            **plan.as_dict(),
            "seconds": round(time.monotonic() - started, 1),
        }
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))

    def _run(
        self, directory: Directory, names: tuple[SostenedorName, ...], options: dict[str, Any]
    ) -> DirectoryPlan:
        if not options["apply"]:
            return plan_directory(directory, names=names, year=options["year"])
        return import_directory(
            directory, names=names, year=options["year"], accept_drop=options["accept_drop"]
        )

    def _say_warnings(self, directory: Directory, plan: DirectoryPlan, *, applied: bool) -> None:
        """Write for people on the error stream: the standard one is JSON alone."""
        for warning in directory.warnings[:PROBLEMS_SHOWN]:
            self.stderr.write(warning.message)
        if len(directory.warnings) > PROBLEMS_SHOWN:
            self.stderr.write(f"Y {len(directory.warnings) - PROBLEMS_SHOWN} avisos más.")
        if plan.drops:
            self.stderr.write(
                f"Atención: el archivo trae {plan.counts.working} establecimientos en funcionamiento y la "
                f"base tiene {plan.known_working}. Revisa que esté completo."
            )
        if not applied:
            self.stderr.write("No se escribió nada. Con --apply se escriben estos cambios.")
