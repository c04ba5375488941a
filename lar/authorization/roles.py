"""The table of roles. A coordinator should be able to read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lar.authorization.permissions import Permission


class RoleCode(StrEnum):
    ADMINISTRATOR = "administrator"
    FACILITATOR = "facilitator"
    COORDINATOR = "coordinator"
    AUTHORITY = "authority"


class Scope(StrEnum):
    """Where a role holds: in the whole programme, in named networks, or in those of a territory."""

    PROGRAM = "program"
    NETWORK = "network"
    TERRITORY = "territory"


@dataclass(frozen=True)
class Role:
    code: RoleCode
    label: str
    description: str
    scope: Scope
    permissions: frozenset[Permission]


ROLES: dict[RoleCode, Role] = {
    role.code: role
    for role in (
        Role(
            RoleCode.ADMINISTRATOR,
            "Administración del programa",
            "Cuida las personas, las redes, los cuestionarios y la configuración de un programa. No ve "
            "respuestas ni resultados; puede importar respuestas que se recogieron en otra parte.",
            Scope.PROGRAM,
            frozenset(
                {
                    Permission.MANAGE_PEOPLE,
                    Permission.MANAGE_NETWORKS,
                    Permission.VIEW_JOBS,
                    Permission.EDIT_INSTRUMENTS,
                    Permission.VIEW_NETWORK,
                    Permission.VIEW_ACTIVITIES,
                    Permission.VIEW_ROSTER,
                    Permission.EDIT_ROSTER,
                    Permission.IMPORT_RESPONSES,
                    Permission.DECLARE_YEAR,
                }
            ),
        ),
        Role(
            RoleCode.FACILITATOR,
            "Facilitador/a",
            "Acompaña a todas las redes del programa y confirma los padrones.",
            Scope.PROGRAM,
            frozenset(
                {
                    Permission.VIEW_PROGRAM_BOARD,
                    Permission.MANAGE_NETWORKS,
                    Permission.CURATE_STRATEGIES,
                    Permission.VIEW_LOGBOOK,
                    Permission.EDIT_LOGBOOK_TEMPLATE,
                    Permission.VIEW_JOBS,
                    Permission.EDIT_INSTRUMENTS,
                    Permission.VIEW_NETWORK,
                    Permission.VIEW_ACTIVITIES,
                    Permission.PLAN_ACCOMPANIMENT,
                    Permission.VIEW_ROSTER,
                    Permission.EDIT_ROSTER,
                    Permission.VIEW_SURVEY,
                    Permission.PREPARE_SURVEY,
                    Permission.CONFIRM_ROSTER,
                    Permission.OPEN_SURVEY,
                    Permission.OPEN_MANY_SURVEYS,
                    Permission.WRITE_TO_TEAMS,
                    Permission.REPLACE_SLIPS,
                    Permission.CAPTURE_PAPER,
                    Permission.USE_OPEN_CODE,
                    Permission.VIEW_NETWORK_RESULTS,
                    Permission.DECLARE_YEAR,
                    Permission.REVIEW_VOICES,
                }
            ),
        ),
        Role(
            RoleCode.COORDINATOR,
            "Coordinador/a",
            "Conduce el ciclo de su red: prepara, aplica el cuestionario, conversa los resultados y los "
            "comparte.",
            Scope.NETWORK,
            frozenset(
                {
                    Permission.VIEW_NETWORK,
                    Permission.VIEW_ROSTER,
                    Permission.EDIT_ROSTER,
                    Permission.EDIT_CYCLE,
                    Permission.VIEW_LOGBOOK,
                    Permission.WRITE_LOGBOOK,
                    Permission.VIEW_ACTIVITIES,
                    Permission.PLAN_SESSIONS,
                    Permission.VIEW_SURVEY,
                    Permission.PREPARE_SURVEY,
                    Permission.OPEN_SURVEY,
                    Permission.PRINT_SLIPS,
                    Permission.ANSWER_AS_TEAM,
                    Permission.EXPECT_RESULTS,
                    Permission.VIEW_NETWORK_RESULTS,
                    Permission.VIEW_TEAM_CONTRAST,
                    Permission.OPEN_RELEASE,
                    Permission.MANAGE_READING_LINK,
                }
            ),
        ),
        Role(
            RoleCode.AUTHORITY,
            "Autoridad local",
            "Ve, por dimensión, los resultados que las redes de su territorio le han compartido.",
            Scope.TERRITORY,
            frozenset(
                {
                    Permission.VIEW_AUTHORITY_RESULTS,
                    Permission.VIEW_INVITING_ACTIVITIES,
                    Permission.ANSWER_CONDITIONS,
                }
            ),
        ),
    )
}
