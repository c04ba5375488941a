"""``manage.py prove_anonymity``: ends with an error when a path exists from an answer to a person."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from questionnaires.surveys.anonymity import prove


class Command(BaseCommand):
    help = "Revisa la base de datos en uso: si algo permite llegar de una respuesta a una persona, lo dice."

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in connections:
            raise CommandError("Hace falta la conexión de la dueña de la base (DATABASE_OWNER_URL).")
        checks = prove(connections["owner"])
        for check in checks:
            self.stdout.write(f"{'Se cumple' if check.holds else 'NO SE CUMPLE'} · {check.promise}.")
            for finding in check.findings:
                self.stdout.write(f"    {finding}")
        broken = sum(not check.holds for check in checks)
        if broken:
            raise CommandError(f"{broken} de {len(checks)} promesas de anonimato no se cumplen.")
        self.stdout.write(f"Las {len(checks)} promesas de anonimato se cumplen.")
