"""The shape of the answer tables: columns, keys, triggers, defaults, privileges, policies, functions."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from questionnaires.surveys.anonymity.findings import Check, Rules, rows

TIME_TYPES = ("timestamp", "date", "time", "interval")

COLUMNS = """
SELECT a.attname, format_type(a.atttypid, a.atttypmod),
       coalesce(pg_get_expr(d.adbin, d.adrelid), ''), a.attidentity <> ''
FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = to_regclass(%s) AND a.attnum > 0 AND NOT a.attisdropped
"""
KEYS = """
SELECT c.conrelid::regclass::text, c.confrelid::regclass::text, c.conname FROM pg_constraint c
WHERE c.contype = 'f' AND (c.conrelid = to_regclass(%s) OR c.confrelid = to_regclass(%s))
"""
TRIGGERS = """
SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal
UNION SELECT rulename FROM pg_rewrite WHERE ev_class = to_regclass(%s) AND rulename <> '_RETURN'
"""
INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid, 1, true), i.indnatts FROM pg_index i
WHERE i.indrelid = to_regclass(%s)
"""
PRIVILEGES = """
SELECT coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC'), a.privilege_type
FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = to_regclass(%s) AND a.grantee <> c.relowner
UNION SELECT coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC'), a.privilege_type
FROM pg_attribute t, aclexplode(t.attacl) a WHERE t.attrelid = to_regclass(%s)
"""
SECURITY = """
SELECT relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner)
FROM pg_class WHERE oid = to_regclass(%s)
"""
POLICIES = """
SELECT polname, CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
       WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
       pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
FROM pg_policy WHERE polrelid = to_regclass(%s)
"""
SOURCE = """
SELECT p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'public' AND p.proname = %s
"""
SAMPLED = """
SELECT attname FROM pg_attribute
WHERE attrelid = to_regclass(%s) AND attname = ANY (%s) AND coalesce(attstattarget, -1) <> 0 ORDER BY attnum
"""
ROLE = "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = %s"
MEMBER = "SELECT pg_has_role(%s, %s, 'member')"
FUNCTIONS = """
SELECT p.proname, pg_get_userbyid(p.proowner), p.prosecdef,
       has_function_privilege('public', p.oid, 'execute'),
       has_function_privilege(%s, p.oid, 'execute'), p.prosrc
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%%'
"""
VIEWS = """
SELECT DISTINCT v.oid::regclass::text FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
JOIN pg_class v ON v.oid = r.ev_class
WHERE d.classid = 'pg_rewrite'::regclass AND d.refobjid = to_regclass(%s) AND v.oid <> d.refobjid
UNION SELECT 'publicación ' || p.pubname
FROM pg_publication p LEFT JOIN pg_publication_rel r ON r.prpubid = p.oid
WHERE p.puballtables OR r.prrelid = to_regclass(%s)
"""


def check_catalogue(connection: Any, rules: Rules) -> list[Check]:
    """Return the checks that only read PostgreSQL's own tables."""
    return [
        _columns(connection, rules),
        _keys(connection, rules),
        _nothing_hangs_on_answers(connection, rules),
        _indexes(connection, rules),
        _privileges(connection, rules),
        _policies(connection, rules),
        _roles(connection, rules),
        _functions(connection, rules),
        _sources(connection, rules),
        _samples(connection, rules),
    ]


def _columns(connection: Any, rules: Rules) -> Check:
    found: list[str] = []
    for table, allowed in rules["columns"].items():
        columns = rows(connection, COLUMNS, [table])
        if not columns:
            found.append(f"No existe la tabla {table}.")
        for name, kind, default, is_identity in columns:
            found += _column(table, name, kind, allowed)
            if any(word in default.lower() for word in ("now(", "timestamp", "current_", "clock_")):
                found.append(f"{table}.{name} toma por omisión la hora: {default}.")
            if table in rules["unordered"] and (is_identity or "nextval" in default):
                found.append(f"{table}.{name} se numera en orden de llegada.")
        missing = sorted(set(allowed) - {name for name, *_ in columns}) if columns else []
        found += [f"Falta la columna {table}.{name}." for name in missing]
    return Check("Las tablas del camino de una respuesta tienen solo las columnas permitidas", tuple(found))


def _column(table: str, name: str, kind: str, allowed: dict[str, str]) -> list[str]:
    if name not in allowed:
        extra = " y guarda tiempo" if kind.startswith(TIME_TYPES) else ""
        return [f"{table}.{name} ({kind}) no está permitida{extra}."]
    if kind != allowed[name]:
        return [f"{table}.{name} es {kind} y debe ser {allowed[name]}."]
    return []


def _keys(connection: Any, rules: Rules) -> Check:
    found: list[str] = []
    for table, allowed in rules["references"].items():
        for origin, target, name in rows(connection, KEYS, [table, table]):
            if origin != table:
                found.append(f"{origin} apunta a {table} ({name}).")
            elif target not in allowed:
                found.append(f"{table} apunta a {target} ({name}).")
    return Check(
        "Una respuesta solo apunta a su aplicación y su programa, y nada apunta a ella", tuple(found)
    )


def _nothing_hangs_on_answers(connection: Any, rules: Rules) -> Check:
    hooks = [
        f"{table} tiene un disparador o una regla: {name}."
        for table in rules["answers"]
        for (name,) in rows(connection, TRIGGERS, [table, table])
    ]
    views = [
        f"{name} muestra las filas de {table}."
        for table in rules["answers"]
        for (name,) in rows(connection, VIEWS, [table, table])
    ]
    return Check("Nada se dispara al guardar una respuesta y nada la copia", tuple(hooks + views))


def _indexes(connection: Any, rules: Rules) -> Check:
    found = [
        f"Índice no permitido en {table}: {name} sobre {column}."
        for table, allowed in rules["indexes"].items()
        for name, column, width in rows(connection, INDEXES, [table])
        if column not in allowed or width != 1
    ]
    return Check("Ningún índice guarda el orden o la hora de las respuestas", tuple(found))


def _privileges(connection: Any, rules: Rules) -> Check:
    found = []
    application = rules["application"]
    for table, allowed in rules["privileges"].items():
        for grantee, privilege in sorted(rows(connection, PRIVILEGES, [table, table])):
            if grantee != application or privilege not in allowed:
                found.append(f"{grantee} tiene {privilege} sobre {table}.")
    return Check("La aplicación agrega y lee respuestas, y no las cambia ni las borra", tuple(found))


def _policies(connection: Any, rules: Rules) -> Check:
    found: list[str] = []
    for table, allowed in rules["policies"].items():
        ((enabled, forced, owner),) = rows(connection, SECURITY, [table]) or [(False, False, "")]
        if not (enabled and forced):
            found.append(f"La seguridad por filas de {table} no está puesta y forzada.")
        if owner != rules["owner"]:
            found.append(f"El dueño de {table} es {owner}.")
        live = {name: rest for name, *rest in rows(connection, POLICIES, [table])}
        for name in sorted(set(live) | set(allowed)):
            wanted = allowed.get(name)
            if wanted is None:
                found.append(f"{table} tiene una política que no está permitida: {name}.")
            elif name not in live:
                found.append(f"Falta la política {name} de {table}.")
            elif _flat(live[name]) != _flat([wanted["command"], wanted["using"], wanted["check"]]):
                found.append(f"La política {name} de {table} dice otra cosa: {_flat(live[name])}.")
    return Check("Antes de sellar nadie lee una respuesta desde la aplicación", tuple(found))


def _flat(parts: list[str | None]) -> list[str | None]:
    return [part if part is None else re.sub(r"\s+", " ", part) for part in parts]


def _roles(connection: Any, rules: Rules) -> Check:
    application, owner = rules["application"], rules["owner"]
    found: list[str] = []
    for superuser, bypass, creates in rows(connection, ROLE, [application]) or [(True, True, True)]:
        if superuser or bypass or creates:
            found.append(f"El rol {application} puede saltarse la seguridad por filas.")
    if rows(connection, MEMBER, [application, owner]) == [(True,)]:
        found.append(f"El rol {application} puede actuar como {owner}.")
    return Check("La aplicación no puede actuar como dueña de la base", tuple(found))


def _functions(connection: Any, rules: Rules) -> Check:
    found: list[str] = []
    known = rules["functions_on_answers"]
    live = rows(connection, FUNCTIONS, [rules["application"]])
    for name, owner, definer, public, application, source in live:
        if name in known or name in rules["owner_only_functions"]:
            if owner != rules["owner"]:
                found.append(f"La función {name} es de {owner}.")
            if public:
                found.append(f"Cualquiera puede llamar a la función {name}.")
            if application and name in rules["owner_only_functions"]:
                found.append(f"La aplicación puede llamar a la función {name}.")
        elif any(table in source for table in rules["answers"]):
            kind = " con los derechos de su dueño" if definer else ""
            found.append(f"La función {name} toca las respuestas{kind} y no está permitida.")
    names = {name for name, *_ in live}
    found += [f"Falta la función {name}." for name in sorted(set(known) - names)]
    return Check("Solo funciones conocidas de la dueña tocan las respuestas", tuple(found))


def _sources(connection: Any, rules: Rules) -> Check:
    """A function that counts, seals or refuses says what was read when it was declared."""
    found: list[str] = []
    for name, wanted in rules["function_sources"].items():
        live = [source_fingerprint(source) for (source,) in rows(connection, SOURCE, [name])]
        if live and live != [wanted]:
            found.append(f"La función {name} no es la que se revisó: su huella es {', '.join(live)}.")
    return Check("Las funciones que cuentan, sellan o impiden son las que se revisaron", tuple(found))


def source_fingerprint(source: str) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of a function's body, whatever its blanks are."""
    return hashlib.sha256(" ".join(source.split()).encode()).hexdigest()[:16]


def _samples(connection: Any, rules: Rules) -> Check:
    """ANALYZE copies values into the catalogue, where neither sealing nor VACUUM would find them."""
    found = [
        f"PostgreSQL toma muestras de {table}.{column}: quedarían copias de lo que se borra."
        for table, columns in rules["unsampled"].items()
        for (column,) in rows(connection, SAMPLED, [table, columns])
    ]
    return Check("Las estadísticas de la base no copian textos, respuestas, códigos ni correos", tuple(found))
