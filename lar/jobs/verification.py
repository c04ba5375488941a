"""What ``manage.py verify`` asks besides the state of the queue: is this installation put up right?"""

from __future__ import annotations

import os
import subprocess
import sys

from django.apps import apps
from django.conf import settings
from django.core.checks import ERROR, WARNING, Tags, run_checks
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.jobs.checks import Answer, question
from lar.jobs.models import Job
from lar.tenancy.models import TenantModel

PRIVILEGES = "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
# Tables whose every policy that lets rows through asks for the programme in context.
ISOLATED = """
SELECT c.relname FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
JOIN pg_policy p ON p.polrelid = c.oid
WHERE c.relrowsecurity AND c.relforcerowsecurity
GROUP BY c.relname
HAVING bool_and(
  coalesce(pg_get_expr(p.polqual, p.polrelid) LIKE '%lar.program%', true)
  AND coalesce(pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%lar.program%', true)
)
"""
HAS_OWNER = "import sys; from lar.settings.databases import databases; sys.exit('owner' in databases())"


@question(gettext_lazy("Configuración"))
def check_settings() -> Answer:
    found = [message for message in run_checks() if message.level >= ERROR]
    if not settings.DEBUG:
        secure = run_checks(tags=[Tags.security], include_deployment_checks=True)
        found += [message for message in secure if message.level >= WARNING]
    problems = [f"{message.id}: {message.msg}" for message in found if not message.is_silenced()]
    if settings.DOOR_KEY == settings.SECRET_KEY:
        problems.append(_("LAR_DOOR_KEY debe ser distinta de LAR_SECRET_KEY."))
    fact = str(settings.SETTINGS_MODULE)
    return Answer(fact=fact, problem=" ".join(dict.fromkeys(problems)))


@question(gettext_lazy("Idioma de los avisos del servidor"))
def check_message_language() -> Answer:
    """Sealing reads PostgreSQL's own word on what it could remove, and it reads English."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting FROM pg_settings WHERE name = 'lc_messages'")
        row = cursor.fetchone()
    found = row[0] if row else ""
    english = found in {"", "C", "POSIX"} or found.lower().startswith(("c.", "en_"))
    problem = "" if english else _("Pon lc_messages = 'C' en PostgreSQL: sin eso nada termina de sellarse.")
    return Answer(fact=found, problem=problem)


@question(gettext_lazy("Rol de la aplicación"))
def check_application_role() -> Answer:
    with connection.cursor() as cursor:
        cursor.execute(PRIVILEGES)
        user, superuser, bypasses = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user")
        owned = cursor.fetchone()[0]
    problem = ""
    if superuser or bypasses or owned:
        problem = _("La aplicación entra como «%s», que pasa por sobre la separación de programas.") % user
    return Answer(fact=user, problem=problem)


@question(gettext_lazy("Rol dueño"))
def check_owner_role() -> Answer:
    if "owner" not in connections.databases:
        return Answer(problem=_("Falta DATABASE_OWNER_URL: sin él no se migra, respalda ni sella."))
    with connections["owner"].cursor() as cursor:
        cursor.execute(PRIVILEGES)
        user, _superuser, bypasses = cursor.fetchone()
    if not bypasses:
        problem = _("«%s» no tiene BYPASSRLS: un respaldo suyo saldría vacío sin avisar.") % user
        return Answer(problem=problem)
    return Answer(fact=user)


@question(gettext_lazy("Web sin rol dueño"))
def check_web_has_no_owner() -> Answer:
    web = {**os.environ, "LAR_PROCESS": "web"}
    asked = subprocess.run([sys.executable, "-c", HAS_OWNER], env=web, cwd=settings.BASE_DIR, timeout=30)  # noqa: S603 - our own line
    problem = _("El proceso web llegaría a la base como dueño.") if asked.returncode else ""
    return Answer(fact=_("no lo tiene"), problem=problem)


@question(gettext_lazy("Separación de programas"))
def check_row_security() -> Answer:
    unprotected = open_tables(connection)
    if unprotected:
        return Answer(problem=_("Sin separación por programa: %s.") % ", ".join(unprotected))
    return Answer(fact=_("%d tablas separadas") % len(tenant_tables()))


def open_tables(asked: BaseDatabaseWrapper) -> list[str]:
    """Return the tenant tables from which a query without a programme might get rows."""
    with asked.cursor() as cursor:
        cursor.execute(ISOLATED)
        isolated = {table for (table,) in cursor.fetchall()}
    return sorted(tenant_tables() - isolated)


def tenant_tables() -> set[str]:
    """Return the tables whose rows belong to one programme."""
    models = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    return {Job._meta.db_table, *(model._meta.db_table for model in models)}
