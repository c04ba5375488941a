"""«Who will see what», written from the table of permissions and not by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lar.authorization import ROLES, Permission, Role


@dataclass(frozen=True)
class WhoSees:
    """A role and what it comes to see of a survey's answers."""

    who: str
    what: str


def who_sees() -> list[WhoSees]:
    """Return one line per role of the product, and one for the members, who have no account."""
    lines = [WhoSees(role.label, _what(role)) for role in ROLES.values()]
    shared = any(Permission.OPEN_RELEASE in role.permissions for role in ROLES.values())
    members = (
        _("Los resultados que la coordinación comparta, con el enlace de lectura de la red.")
        if shared
        else _("No ve resultados.")
    )
    return [*lines, WhoSees(_("Integrantes de la red"), members)]


def _what(role: Role) -> str:
    if Permission.VIEW_NETWORK_RESULTS in role.permissions:
        return _("Los resultados de la red en conjunto, por dimensión y por pregunta, después del cierre.")
    if Permission.VIEW_AUTHORITY_RESULTS in role.permissions:
        return _("Los resultados por dimensión, solo si la coordinación los comparte. Ninguna pregunta.")
    return _("No ve respuestas ni resultados.")
