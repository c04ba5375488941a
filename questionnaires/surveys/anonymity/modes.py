"""What each mode may leave in the tables: one open code at most, and no code for imported answers."""

from __future__ import annotations

from typing import Any

from questionnaires.surveys.anonymity.findings import Check, Rules, rows

GUARDS = """
SELECT FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgname = %s AND tgenabled IN ('O', 'A')
"""
MANY_CODES = """
SELECT s.id, count(*) FROM questionnaires_survey s JOIN questionnaires_accesscode c ON c.survey_id = s.id
WHERE s.mode = 'open_code' GROUP BY 1 HAVING count(*) > 1 ORDER BY 1
"""
CODES_OF_IMPORTED = """
SELECT DISTINCT s.id FROM questionnaires_survey s JOIN questionnaires_accesscode c ON c.survey_id = s.id
WHERE s.mode = 'imported' ORDER BY 1
"""
OPEN_IMPORTED = """
SELECT id FROM questionnaires_survey WHERE mode = 'imported' AND state = 'open' ORDER BY 1
"""
# An open code deletes nothing when it is used: it must go when its survey is over, however that came.
ENDED = """
SELECT DISTINCT s.id FROM questionnaires_survey s JOIN questionnaires_accesscode c ON c.survey_id = s.id
WHERE s.mode = 'open_code' AND s.state NOT IN ('open', 'closed') ORDER BY 1
"""


def check_modes(connection: Any, rules: Rules) -> Check:
    """Return the check on what the open code and the imports left, and on the guards that hold them."""
    found = [
        f"Falta el disparador {name} de {table}, o está apagado."
        for table, names in rules["guards"].items()
        for name in names
        if not rows(connection, GUARDS, [table, name])
    ]
    found += [
        f"La aplicación {survey} tiene {count} códigos abiertos."
        for survey, count in rows(connection, MANY_CODES)
    ]
    found += [
        f"El código abierto de la aplicación {survey} sobrevive a su cierre."
        for (survey,) in rows(connection, ENDED)
    ]
    found += [
        f"La aplicación importada {survey} tiene códigos."
        for (survey,) in rows(connection, CODES_OF_IMPORTED)
    ]
    found += [
        f"La aplicación importada {survey} quedó abierta." for (survey,) in rows(connection, OPEN_IMPORTED)
    ]
    return Check("Un código abierto no sobrevive a su cierre y nadie agrega a lo importado", tuple(found))
