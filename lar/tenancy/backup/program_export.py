"""What one programme may take with it: its rows as JSON lines in a zip.

Answers do not leave an installation (only releases do), nor does anything that leads from a person
to an answer, nor keys. The manifest in the zip says what was withheld and why.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.apps import apps
from django.db.models import Model
from psycopg import sql

from lar.tenancy.backup.archive import product_version
from lar.tenancy.backup.errors import BackupError
from lar.tenancy.backup.server import Server
from lar.tenancy.models import Program

ANSWERS = "Las respuestas no salen de la instalación: salen sus resultados publicados."
PATHS = "Podría llevar de una persona a una respuesta."
EXPECTED = "Lo que cada persona del equipo esperaba es de su equipo: sale lo que este publicó en su informe."
VOTES = "Los votos de una sala no salen: sale lo que la sala vio de ellos."
KEYS = "Abre puertas de esta instalación."
WORK = "Trabajo pendiente de esta instalación, sin valor en otra."

# Table → why it stays. A table of a programme that is neither here nor known fails a test.
WITHHELD = {
    "questionnaires_response": ANSWERS,
    "questionnaires_opentext": ANSWERS,
    "questionnaires_textreview": ANSWERS,
    "questionnaires_teamanswer": ANSWERS,
    "questionnaires_expectation": EXPECTED,
    "questionnaires_submission": PATHS,
    "questionnaires_accesscode": PATHS,
    "questionnaires_invitation": PATHS,
    "questionnaires_slipsheet": PATHS,
    "questionnaires_bandmark": PATHS,
    "questionnaires_paperkeying": PATHS,
    "questionnaires_votecount": VOTES,
    "questionnaires_votemark": PATHS,
    "questionnaires_readinglink": KEYS,
    "networks_calendarfeed": KEYS,
    "networks_peopleimport": WORK,
    "tenancy_door": KEYS,
    "tenancy_apitoken": KEYS,
    "jobs_job": WORK,
    "networks_homevisit": WORK,
    "networks_noticechoice": WORK,
    "networks_noticemark": WORK,
    "networks_noticereader": WORK,
}
_PEOPLE = """
SELECT json_build_object('id', u.id, 'email', u.email, 'name', u.name)::text FROM accounts_user u
WHERE u.id IN (SELECT user_id FROM tenancy_membership WHERE program_id = %s) ORDER BY u.id
"""
_BATCH = 500
# Rows that hold whole files come a few at a time: each may be 20 MB on its way.
_FEW = {"files_filebytes": 4}


def export_program(server: Server, program: Program, target: Path) -> dict[str, int]:
    """Write the zip (for our eyes only) and return the rows of each table in it.

    Raises:
        BackupError: when the file exists already.
    """
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupError(f"Ya existe {target}.") from None
    with (
        os.fdopen(descriptor, "wb") as handle,
        zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive,
        server.connect() as connection,
        connection.transaction(),
    ):
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        counts = {"accounts_user": _write(archive, connection, "accounts_user", _PEOPLE, program.pk)}
        for table, key in exported_tables().items():
            query = sql.SQL("SELECT row_to_json(t)::text FROM {} t WHERE program_id = %s ORDER BY {}").format(
                sql.Identifier(table), sql.Identifier(key)
            )
            counts[table] = _write(archive, connection, table, query, program.pk)
        archive.writestr("manifest.json", _manifest(program, counts))
    return counts


def exported_tables() -> dict[str, str]:
    """Return the tables of a programme that leave with it, each with its key's column."""
    return {
        model._meta.db_table: str(model._meta.pk.column)
        for model in program_models()
        if model._meta.db_table not in WITHHELD
    }


def program_models() -> Iterator[type[Model]]:
    """Yield every model whose rows belong to a programme, shared tables included."""
    for model in apps.get_models():
        if any(field.name == "program" for field in model._meta.concrete_fields):
            yield model


def _write(
    archive: zipfile.ZipFile,
    connection: psycopg.Connection[tuple[object, ...]],
    table: str,
    query: str | sql.Composed,
    program_id: int,
) -> int:
    rows = 0
    with connection.cursor(name="export") as cursor, archive.open(f"{table}.jsonl", "w") as file:
        cursor.itersize = _FEW.get(table, _BATCH)
        cursor.execute(query.encode() if isinstance(query, str) else query, [program_id])
        for (line,) in cursor:
            file.write(str(line).encode() + b"\n")
            rows += 1
    return rows


def _manifest(program: Program, counts: dict[str, int]) -> str:
    about = {
        "format": 1,
        "version": product_version(),
        "made_at": datetime.now(UTC).isoformat(),
        "program": {"slug": program.slug, "name": program.name},
        "tables": counts,
        "withheld": WITHHELD,
    }
    return json.dumps(about, indent=1, ensure_ascii=False) + "\n"
