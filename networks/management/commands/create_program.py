from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from networks.actions.program import create_program
from networks.errors import NotAllowedNow


class Command(BaseCommand):
    help = "Crea un programa y la cuenta de quien lo administra, que recibe un correo para entrar."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="Dirección del programa: minúsculas, números y guiones.")
        parser.add_argument("--name", required=True, help="Nombre que se lee en las páginas.")
        parser.add_argument("--institution", required=True, help="Institución responsable de los datos.")
        parser.add_argument("--contact", required=True, help="Correo de contacto del programa.")
        parser.add_argument("--administrator", required=True, help="Correo de quien lo administra.")
        parser.add_argument("--administrator-name", default="", help="Nombre de quien lo administra.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["administrator"])
            program = create_program(
                slug=options["slug"],
                name=options["name"],
                institution=options["institution"],
                contact=options["contact"],
                administrator=options["administrator"],
                administrator_name=options["administrator_name"],
                on=timezone.localdate(),
                by=None,
            )
        except ValidationError as error:
            raise CommandError(f"«{options['administrator']}» no es un correo.") from error
        except NotAllowedNow as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Programa creado: {settings.PUBLIC_URL}/{program.slug}/")
        self.stdout.write(f"Administra: {options['administrator']}")
