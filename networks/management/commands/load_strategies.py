from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.strategies import load_catalogue
from networks.catalogue import lacks_entries


class Command(BaseCommand):
    help = "Agrega a cada programa las microestrategias del catálogo de base que le falten."

    def handle(self, *args: Any, **options: Any) -> None:
        for program in Program.objects.order_by("pk"):
            with program_context(program):
                added = load_catalogue(by=None) if lacks_entries() else 0
            self.stdout.write(f"{program.slug}: {added}")
