"""The table of roles. A coordinator should be able to read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lar.authorization.permissions import Permission as P


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
    permissions: frozenset[P]


ROLES: dict[RoleCode, Role] = {
    role.code: role
    for role in (
        Role(
            RoleCode.ADMINISTRATOR,
            "Administración del programa",
            "Cuida las personas, las redes, los cuestionarios y la configuración de un programa. No ve "
            "respuestas ni resultados.",
            Scope.PROGRAM,
            frozenset(
                {
                    P.MANAGE_PEOPLE,
                    P.MANAGE_NETWORKS,
                    P.VIEW_JOBS,
                    P.EDIT_INSTRUMENTS,
                    P.VIEW_NETWORK,
                    P.VIEW_ROSTER,
                    P.EDIT_ROSTER,
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
                    P.VIEW_PROGRAM_BOARD,
                    P.MANAGE_NETWORKS,
                    P.VIEW_JOBS,
                    P.EDIT_INSTRUMENTS,
                    P.VIEW_NETWORK,
                    P.VIEW_ROSTER,
                    P.EDIT_ROSTER,
                    P.VIEW_SURVEY,
                    P.PREPARE_SURVEY,
                    P.CONFIRM_ROSTER,
                    P.OPEN_SURVEY,
                    P.OPEN_MANY_SURVEYS,
                    P.PRINT_SLIPS,
                    P.REPLACE_SLIPS,
                    P.VIEW_NETWORK_RESULTS,
                }
            ),
        ),
        Role(
            RoleCode.COORDINATOR,
            "Coordinador/a",
            "Conduce el ciclo de su red: prepara, aplica el cuestionario, conversa los resultados y los comparte.",
            Scope.NETWORK,
            frozenset(
                {
                    P.VIEW_NETWORK,
                    P.VIEW_ROSTER,
                    P.EDIT_ROSTER,
                    P.EDIT_CYCLE,
                    P.VIEW_SURVEY,
                    P.PREPARE_SURVEY,
                    P.OPEN_SURVEY,
                    P.PRINT_SLIPS,
                    P.ANSWER_AS_TEAM,
                    P.VIEW_NETWORK_RESULTS,
                    P.VIEW_TEAM_CONTRAST,
                    P.OPEN_RELEASE,
                    P.MANAGE_READING_LINK,
                }
            ),
        ),
        Role(
            RoleCode.AUTHORITY,
            "Autoridad local",
            "Ve, por dimensión, los resultados que las redes de su territorio le han compartido.",
            Scope.TERRITORY,
            frozenset({P.VIEW_AUTHORITY_RESULTS}),
        ),
    )
}
