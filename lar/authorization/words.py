"""What each permission lets a person do, in words, and the table that the manual prints."""

from __future__ import annotations

import sys

from lar.authorization.permissions import Permission
from lar.authorization.roles import ROLES, RoleCode

WORDS: dict[Permission, str] = {
    Permission.VIEW_PROGRAM_BOARD: "Ver el tablero de todo el programa",
    Permission.MANAGE_PEOPLE: "Invitar personas y terminar su participación",
    Permission.MANAGE_NETWORKS: "Crear redes y territorios, formar equipos, registrar salidas",
    Permission.VIEW_JOBS: "Ver los trabajos en segundo plano de todo el programa",
    Permission.EDIT_INSTRUMENTS: "Cargar, editar y publicar cuestionarios",
    Permission.VIEW_NETWORK: "Ver la red, su equipo y su ciclo",
    Permission.VIEW_ROSTER: "Ver el padrón",
    Permission.EDIT_ROSTER: "Cambiar el padrón y los establecimientos",
    Permission.EDIT_CYCLE: "Conducir el ciclo: pasos, dimensiones, propósito, acuerdos y estrategias",
    Permission.CURATE_STRATEGIES: "Cuidar el catálogo de estrategias del programa",
    Permission.VIEW_ACTIVITIES: "Ver las actividades de la red y su calendario",
    Permission.VIEW_INVITING_ACTIVITIES: "Ver las actividades que invitan a las autoridades locales",
    Permission.PLAN_ACCOMPANIMENT: "Planificar talleres, tutorías y reuniones, y escribir sus actas",
    Permission.PLAN_SESSIONS: "Planificar sesiones de red y actividades entre sesiones, y escribir sus actas",
    Permission.ANSWER_CONDITIONS: "Responder a las condiciones que pide la red y decir cómo van",
    Permission.VIEW_LOGBOOK: "Leer y comentar la bitácora de la red (quien facilita, lo que se comparte)",
    Permission.WRITE_LOGBOOK: "Escribir en la bitácora de la red y decidir quién lee cada entrada",
    Permission.EDIT_LOGBOOK_TEMPLATE: "Editar las secciones de la bitácora del programa",
    Permission.VIEW_SURVEY: "Ver cómo va una aplicación, en tramos",
    Permission.PREPARE_SURVEY: "Preparar una aplicación",
    Permission.CONFIRM_ROSTER: "Confirmar y corregir el padrón de una aplicación",
    Permission.OPEN_SURVEY: "Abrir, extender, recordar y anular una aplicación",
    Permission.OPEN_MANY_SURVEYS: "Abrir el cuestionario en muchas redes a la vez",
    Permission.WRITE_TO_TEAMS: "Escribir a los equipos de los cuestionarios abiertos",
    Permission.PRINT_SLIPS: "Descargar, una vez, los cupones que reparte la coordinación",
    Permission.REPLACE_SLIPS: "Descargar los cupones del equipo facilitador y reponer los perdidos",
    Permission.USE_OPEN_CODE: "Aplicar con un código abierto, el mismo para toda la red",
    Permission.IMPORT_RESPONSES: "Importar respuestas que se recogieron en otra parte",
    Permission.CAPTURE_PAPER: "Dar los enlaces con que se digitan los papeles respondidos",
    Permission.ANSWER_AS_TEAM: "Responder como coordinación, con nombre",
    Permission.EXPECT_RESULTS: "Decir, con nombre, qué se espera antes de que existan los resultados",
    Permission.VIEW_NETWORK_RESULTS: "Ver los resultados publicados de la red",
    Permission.REVIEW_VOICES: "Revisar y publicar textos de redes en las que no se tiene otro rol",
    Permission.VIEW_TEAM_CONTRAST: "Ver la mirada del equipo junto a la de sus integrantes",
    Permission.VIEW_AUTHORITY_RESULTS: "Ver, por dimensión, lo que la red compartió con la autoridad",
    Permission.OPEN_RELEASE: "Compartir los resultados con integrantes y autoridad",
    Permission.DECLARE_YEAR: "Declarar la fecha en que se calculan los resultados del programa",
    Permission.MANAGE_READING_LINK: "Crear y cerrar el enlace de lectura",
}

YES, NO = "sí", "–"

HEAD = """# Quién puede hacer qué

Esta tabla sale del código (`lar/authorization`): no se edita a mano.
Una facilitadora o un administrador tienen su rol en todo el programa; una coordinadora, en sus redes;
una autoridad, en las redes de su territorio. Quien no tiene nada que ver con una red no sabe que existe.
Las y los integrantes responden y leen sin cuenta: con su código y con el enlace de lectura de su red.
"""


def table() -> str:
    """Return the page of the manual, in Markdown."""
    roles = [ROLES[code] for code in RoleCode]
    lines = [
        HEAD,
        "| | " + " | ".join(role.label for role in roles) + " |",
        "| --- |" + " :-: |" * len(roles),
    ]
    for permission in Permission:
        marks = (YES if permission in role.permissions else NO for role in roles)
        lines.append(f"| {WORDS[permission]} | " + " | ".join(marks) + " |")
    lines.append("")
    lines += [f"- **{role.label}**: {role.description}" for role in roles]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
