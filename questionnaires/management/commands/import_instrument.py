"""``manage.py import_instrument FILE [--program SLUG] [--publish] [--apply]``. Dry unless ``--apply``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.actions import InstrumentRefused, load_instrument, publish_version
from questionnaires.instruments.files import read_path
from questionnaires.instruments.formats import LABELS, InstrumentContent, Reading, Severity

HEADINGS = {
    Severity.ERROR: "Hay que corregir",
    Severity.UNSUPPORTED: "Queda fuera",
    Severity.WARNING: "Conviene revisar",
}


class Command(BaseCommand):
    help = (
        "Lee un cuestionario (planilla o CSV con JSON de esta plataforma, XLSForm, LimeSurvey) y, con "
        "--apply, lo guarda en un programa."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--program", help="dirección del programa; hace falta si hay más de uno")
        parser.add_argument("--publish", action="store_true", help="además lo publica: después no cambia")
        parser.add_argument("--apply", action="store_true", help="guarda; sin esto solo revisa")

    def handle(self, *args: Any, **options: Any) -> None:
        reading = read_path(options["file"])
        self._tell(reading)
        if reading.content is None or reading.has_errors:
            raise CommandError("Nada se guardó: el archivo tiene errores.")
        self._describe(reading.content)
        if not options["apply"]:
            self.stdout.write("Se puede guardar. Para hacerlo, agrega --apply.")
            return
        program = self._program(options["program"])
        try:
            with program_context(program):
                version = load_instrument(reading.content, by=None)
                if options["publish"]:
                    publish_version(version, by=None)
        except InstrumentRefused as error:
            raise CommandError(str(error)) from error
        state = "publicado" if options["publish"] else "en borrador"
        self.stdout.write(f"Guardado ({state}) en «{program.name}», versión n.º {version.pk}.")

    def _tell(self, reading: Reading) -> None:
        """Every problem with its row, the worst first."""
        if reading.format in LABELS:
            self.stdout.write(f"Formato: {LABELS[reading.format]}")
        for severity, heading in HEADINGS.items():
            found = [problem for problem in reading.problems if problem.severity is severity]
            if found:
                self.stderr.write(f"{heading} ({len(found)}):")
            for problem in found:
                self.stderr.write(f"  {problem}")

    def _describe(self, content: InstrumentContent) -> None:
        self.stdout.write(f"{content.title} · versión {content.number} · {len(content.items)} ítems")
        if content.disclaimer:
            self.stdout.write(content.disclaimer)
        for node, count in Counter(item.node for item in content.items).items():
            self.stdout.write(f"  {node}: {count}")

    def _program(self, slug: str | None) -> Program:
        programs = Program.objects.all()
        found = programs.filter(slug=slug) if slug else programs
        if len(found) != 1:
            names = ", ".join(program.slug for program in programs) or "ninguno"
            raise CommandError(f"Indica el programa con --program. Hay: {names}.")
        return found[0]
