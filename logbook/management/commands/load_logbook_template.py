from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from logbook.actions.template import load_template
from logbook.queries.loading import would_change
from logbook.template_files import sections


class Command(BaseCommand):
    help = "Trae a cada programa las secciones de la bitácora que le falten y las que cambiaron."

    def handle(self, *args: Any, **options: Any) -> None:
        for program in Program.objects.order_by("pk"):
            with program_context(program):
                changed = load_template(sections(), by=None) if would_change(sections()) else 0
            self.stdout.write(f"{program.slug}: {changed}")
