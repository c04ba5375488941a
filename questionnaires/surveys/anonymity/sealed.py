"""What is left of sealed surveys: rows without order, and no trace of codes."""

from __future__ import annotations

from typing import Any

from lar.disclosure.thresholds import FREE_TEXT_MIN
from questionnaires.surveys.anonymity.findings import Check, Rules, rows

SEALED = "SELECT id FROM questionnaires_survey WHERE state IN ('sealing', 'sealed', 'released', 'too_few')"
# The table's name comes from rules.json.
LEFT = "SELECT survey_id, count(*) FROM {table} WHERE survey_id IN (" + SEALED + ") GROUP BY 1 ORDER BY 1"  # noqa: S608
JOBS = (
    """
SELECT (args ->> 'survey_id')::bigint, kind FROM jobs_job
WHERE kind = ANY (%s) AND (args ->> 'survey_id')::bigint IN ("""
    + SEALED
    + ") ORDER BY 1"
)
DOORS = """
SELECT count(*) FROM tenancy_door d WHERE d.kind IN ('code', 'open_code')
AND NOT EXISTS (SELECT FROM questionnaires_accesscode c WHERE c.code_hash = d.token_hash)
"""
FEW_TEXTS = (
    """
SELECT survey_id, item_code FROM questionnaires_opentext WHERE survey_id IN ("""
    + SEALED
    + ") GROUP BY 1, 2 HAVING count(*) < %s ORDER BY 1, 2"
)
# What publishing the voices leaves of what was written: nothing.
PUBLISHED = (
    "SELECT survey_id, count(*) FROM {table} WHERE survey_id IN ("
    "SELECT survey_id FROM questionnaires_release WHERE kind = 'voices') GROUP BY 1 ORDER BY 1"
)
OF_VOICES = {"questionnaires_opentext": "textos", "questionnaires_textreview": "revisiones de textos"}
REWRITTEN = {
    "questionnaires_response": "Las respuestas",
    "questionnaires_opentext": "Las respuestas con palabras propias",
}
# Rows rewritten by sealing share one transaction; rows that came one by one don't.
TRANSACTIONS = (
    """
SELECT survey_id, count(DISTINCT xmin::text) FROM {table} WHERE survey_id IN (
"""
    + SEALED
    + ") GROUP BY 1 HAVING count(DISTINCT xmin::text) > 1 ORDER BY 1"
)


def check_sealed(connection: Any, rules: Rules) -> list[Check]:
    """Return the checks on what sealed surveys left in the tables."""
    left = [
        f"La aplicación {survey} está sellada y aún hay {count} {what}."
        for table, what in rules["gone_after_sealing"].items()
        for survey, count in rows(connection, LEFT.format(table=connection.ops.quote_name(table)))
    ]
    left += [
        f"La aplicación {survey} está sellada y un trabajo la nombra: {kind}."
        for survey, kind in rows(connection, JOBS, [rules["jobs_that_name_codes"]])
    ]
    ((orphans,),) = rows(connection, DOORS)
    if orphans:
        left.append(f"Hay {orphans} puertas de códigos que ya no existen.")
    rewritten = [
        f"{what} de la aplicación {survey} vienen de {count} transacciones: no fueron reescritas."
        for table, what in REWRITTEN.items()
        for survey, count in rows(connection, TRANSACTIONS.format(table=connection.ops.quote_name(table)))
    ]
    published = [
        f"Las voces de la aplicación {survey} se publicaron y aún hay {count} {what}."
        for table, what in OF_VOICES.items()
        for survey, count in rows(connection, PUBLISHED.format(table=connection.ops.quote_name(table)))
    ]
    few = [
        f"La aplicación {survey} está sellada y aún guarda menos de {FREE_TEXT_MIN} textos de «{code}»."
        for survey, code in rows(connection, FEW_TEXTS, [FREE_TEXT_MIN])
    ]
    return [
        Check("De las aplicaciones selladas no quedan códigos, correos, envíos ni trabajos", tuple(left)),
        Check("Las respuestas selladas fueron reescritas en un solo acto", tuple(rewritten)),
        Check("De una pregunta abierta con pocos textos no queda ninguno", tuple(few)),
        Check("De las voces publicadas no quedan textos ni revisiones", tuple(published)),
    ]
