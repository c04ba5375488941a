"""A new programme on this platform. Only operators make one, from the terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from lar.accounts.models import User
from lar.audit.actions import record_platform
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import PrivacyNotice, Program
from networks.catalogue import fill_catalogue
from networks.errors import NotAllowedNow
from networks.people import find_or_make_person, hold_role

NOTICE = Path(__file__).resolve().parents[1] / "texts" / "privacy_notice.txt"
RETENTION_MONTHS = 60
"""Five years: two of programme, and the follow-up after leaving."""


@transaction.atomic
def create_program(
    *,
    slug: str,
    name: str,
    institution: str,
    contact: str,
    administrator: str,
    administrator_name: str = "",
    is_demonstration: bool = False,
    on: date,
    by: User | None,
) -> Program:
    """Make a programme with its first notice, its catalogue and the person who administers it.

    ``administrator`` is an e-mail address; a new person is told by mail how to enter.

    Raises:
        NotAllowedNow: the address is taken, reserved or badly written; with all that is wrong.
    """
    program = Program(
        slug=slug,
        name=name,
        institution=institution,
        contact_email=contact,
        is_demonstration=is_demonstration,
    )
    try:
        program.full_clean()
    except ValidationError as error:
        raise NotAllowedNow(" ".join(error.messages)) from error
    program.save()
    with program_context(program):
        PrivacyNotice.objects.create(
            number=1, text=_first_notice(institution, contact), retention_months=RETENTION_MONTHS
        )
        fill_catalogue()
        person = find_or_make_person(administrator, administrator_name or administrator.partition("@")[0])
        hold_role(person, RoleCode.ADMINISTRATOR, on=on, by=by)
    record_platform("program.created", by=by, program=program.pk, slug=slug)
    return program


def _first_notice(institution: str, contact: str) -> str:
    """Return the notice that a programme starts with; it can publish a version of its own later."""
    text = NOTICE.read_text(encoding="utf-8")
    return text.format(institution=institution, contact=contact, months=RETENTION_MONTHS).strip()
