"""``manage.py verify``: is this installation put up right, and is it well?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lar.jobs import checks, verification

QUESTIONS = (
    verification.check_settings,
    checks.check_database,
    checks.check_migrations,
    verification.check_message_language,
    verification.check_application_role,
    verification.check_owner_role,
    verification.check_web_has_no_owner,
    verification.check_row_security,
    checks.check_broker,
    checks.check_worker,
    checks.check_beat,
    checks.check_queue,
    checks.check_disk,
    checks.check_mail,
    checks.check_backup,
)


class Command(BaseCommand):
    help = "Comprueba la instalación: configuración, roles, separación, colas, disco y respaldo."
    # The checks run below, each with its own line.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = [question.ask() for question in QUESTIONS]
        for check in found:
            self.stdout.write(f"{check.name}: {'OK' if check.ok else check.problem}")
        wrong = sum(not check.ok for check in found)
        if wrong:
            raise CommandError(_("%(wrong)d de %(all)d no están bien.") % {"wrong": wrong, "all": len(found)})
