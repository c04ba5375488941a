"""``manage.py send_test_mail ADDRESS``: does mail leave this installation?"""

from __future__ import annotations

import smtplib
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.template.loader import render_to_string


class Command(BaseCommand):
    help = "Envía un correo de prueba con la configuración de esta instalación."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="CORREO", type=str)

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        try:
            validate_email(address)
        except ValidationError:
            raise CommandError(f"«{address}» no es un correo.") from None
        body = render_to_string("accounts/email/test.txt", {"public_url": settings.PUBLIC_URL})
        try:
            send_mail("Prueba de correo de LAR", body, None, [address])
        except (OSError, smtplib.SMTPException) as error:
            raise CommandError(
                f"El correo no salió: {error}. Revisa LAR_SMTP_HOST, LAR_SMTP_PORT, LAR_SMTP_USER, "
                "LAR_SMTP_PASSWORD y LAR_SMTP_TLS (.env.example)."
            ) from None
        self.stdout.write(f"Correo entregado al servidor de salida, para {address}.")
