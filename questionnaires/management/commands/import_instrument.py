"""``manage.py import_instrument FILE [--program SLUG] [--publish] [--apply]``. Dry unless ``--apply``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.actions import InstrumentRefused, load_instrument, publish_version
from questionnaires.instruments.files import InstrumentData, InstrumentErrors, read_instrument


class Command(BaseCommand):
    help = "Lee un cuestionario (CSV de ítems con su JSON) y, con --apply, lo guarda en un programa."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--program", help="dirección del programa; hace falta si hay más de uno")
        parser.add_argument("--publish", action="store_true", help="además lo publica: después no cambia")
        parser.add_argument("--apply", action="store_true", help="guarda; sin esto solo revisa")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = read_instrument(options["file"])
        except InstrumentErrors as error:
            for problem in error.problems:
                self.stderr.write(problem)
            raise CommandError(f"Nada se guardó: hay {len(error.problems)} problemas.") from error
        self._describe(data)
        if not options["apply"]:
            self.stdout.write("Revisado sin problemas. Para guardarlo, agrega --apply.")
            return
        program = self._program(options["program"])
        try:
            with program_context(program):
                version = load_instrument(data, by=None)
                if options["publish"]:
                    publish_version(version, by=None)
        except InstrumentRefused as error:
            raise CommandError(str(error)) from error
        state = "publicado" if options["publish"] else "en borrador"
        self.stdout.write(f"Guardado ({state}) en «{program.name}», versión n.º {version.pk}.")

    def _describe(self, data: InstrumentData) -> None:
        self.stdout.write(f"{data.title} · versión {data.number} · {len(data.items)} ítems")
        if data.disclaimer:
            self.stdout.write(data.disclaimer)
        for node, count in Counter(item.node for item in data.items).items():
            self.stdout.write(f"  {node}: {count}")

    def _program(self, slug: str | None) -> Program:
        programs = Program.objects.all()
        found = programs.filter(slug=slug) if slug else programs
        if len(found) != 1:
            names = ", ".join(program.slug for program in programs) or "ninguno"
            raise CommandError(f"Indica el programa con --program. Hay: {names}.")
        return found[0]
