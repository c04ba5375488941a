"""«Who will see what», written from the table of permissions and not by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lar.authorization import ROLES, Permission, Role, Scope


@dataclass(frozen=True)
class WhoSees:
    """A role and what it comes to see of a survey's answers."""

    who: str
    what: str


def who_sees(*, with_texts: bool = False, of_workshop: bool = False) -> list[WhoSees]:
    """Return one line per role of the product, and one for the members, who have no account.

    ``with_texts``: the questionnaire has questions to answer with one's own words. ``of_workshop``: people
    evaluate the activity that they took part in.
    """
    if of_workshop:
        lines = [WhoSees(role.label, _of_workshop(role)) for role in ROLES.values()]
        return [*lines, WhoSees(_("Quienes participaron"), _("Lo que se lea de los resultados en conjunto."))]
    lines = [WhoSees(role.label, " ".join(_all(role, with_texts))) for role in ROLES.values()]
    shared = any(Permission.OPEN_RELEASE in role.permissions for role in ROLES.values())
    members = (
        _("Los resultados que la coordinación comparta, con el enlace de lectura de la red.")
        if shared
        else _("No ve resultados.")
    )
    return [*lines, WhoSees(_("Integrantes de la red"), members)]


def _all(role: Role, with_texts: bool) -> list[str]:
    reviews = with_texts and Permission.REVIEW_VOICES in role.permissions
    words = _("Si no tiene ni tuvo un rol en tu red, además los textos que se escriban, mezclados.")
    return [_what(role), words] if reviews else [_what(role)]


def _of_workshop(role: Role) -> str:
    """Its release is not opened to anybody else: whoever reads networks' results by question reads it."""
    if Permission.VIEW_NETWORK_RESULTS not in role.permissions:
        return _("No ve respuestas ni resultados.")
    if role.scope is Scope.NETWORK:
        return _("Si su red participó, los resultados en conjunto, por pregunta, después del cierre.")
    return _("Los resultados en conjunto, por pregunta, después del cierre.")


def _what(role: Role) -> str:
    if Permission.VIEW_NETWORK_RESULTS in role.permissions:
        return _("Los resultados de la red en conjunto, por dimensión y por pregunta, después del cierre.")
    if Permission.VIEW_AUTHORITY_RESULTS in role.permissions:
        return _("Los resultados por dimensión, solo si la coordinación los comparte. Ninguna pregunta.")
    return _("No ve respuestas ni resultados.")
