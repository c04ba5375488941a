"""The cast and their world: built once per worker, committed, and removed when this folder's tests end.

Two networks of one programme, each with its team and authority, and one network of another
programme, all alike. What a request changes is undone by the test's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from unittest.mock import patch

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp_auth
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from lar.accounts.models import User
from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from tests.access.places import Place, make_place, make_token
from tests.factories import ProgramFactory, UserFactory, make_person
from tests.lar.accounts.people import PASSWORD, sign_in

# The columns of the matrix, in their order.
PEOPLE = (
    "operator",
    "administrator",
    "facilitator",
    "coordinator",
    "neighbour_coordinator",
    "authority",
    "neighbour_authority",
    "foreign_facilitator",
    "member",
    "visitor",
)
# Without an account. The member holds a code, a reading link, a printed document; the visitor made them up.
NAMELESS = ("member", "visitor")
# Who stands to the neighbour's network as the other stands to ours.
MIRROR = {
    "coordinator": "neighbour_coordinator",
    "neighbour_coordinator": "coordinator",
    "authority": "neighbour_authority",
    "neighbour_authority": "authority",
}


@dataclass(frozen=True)
class World:
    program: Program
    own: Place
    neighbour: Place
    foreign: Place
    people: dict[str, User]
    sessions: dict[str, str]
    secrets: dict[str, str]
    last_event: int


def build_world() -> World:
    """Make everything and commit it. Nothing is published: no worker of another test takes our jobs."""
    remove_world()
    with patch("lar.jobs.actions.publish_and_note"):
        program = ProgramFactory.create(slug="matriz", name="Programa de la matriz")
        other = ProgramFactory.create(slug="matriz-ajena", name="Programa ajeno")
        facilitator = make_person(program, RoleCode.FACILITATOR, name="Facilita")
        stranger = make_person(other, RoleCode.FACILITATOR, name="Facilita en otra parte")
        own = make_place(program, "Propia", facilitator)
        neighbour = make_place(program, "Vecina", facilitator)
        foreign = make_place(other, "Ajena", stranger)
    people = {
        "operator": UserFactory.create(name="Opera", is_operator=True),
        "administrator": make_person(program, RoleCode.ADMINISTRATOR, name="Administra"),
        "facilitator": facilitator,
        "coordinator": own.coordinator,
        "neighbour_coordinator": neighbour.coordinator,
        "authority": own.authority,
        "neighbour_authority": neighbour.authority,
        "foreign_facilitator": stranger,
    }
    sessions = {name: _signed_in(user) for name, user in people.items()}
    _add_second_factor(people["operator"])
    return World(
        program=program,
        own=own,
        neighbour=neighbour,
        foreign=foreign,
        people=people,
        sessions=sessions,
        secrets={
            name: make_token(other if name == "foreign_facilitator" else program, user)[1]
            for name, user in people.items()
        },
        last_event=_last_event(program, other),
    )


def remove_world() -> None:
    """Empty every table, as the owner, and forget who knocked."""
    cache.clear()
    # Keys go on counting: what a process keeps of a published version is kept by its key.
    call_command("flush", database="owner", interactive=False, verbosity=0, reset_sequences=False)


def _signed_in(user: User) -> str:
    """Sign in by the door and say again who it is, as the pages of one's own account ask."""
    client = Client()
    sign_in(client, user.email)
    client.post("/cuenta/confirmar-identidad/", {"password": PASSWORD})
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _add_second_factor(user: User) -> None:
    totp_auth.TOTP.activate(user, totp_auth.generate_totp_secret())
    RecoveryCodes.activate(user)


def _last_event(*programs: Program) -> int:
    newest = 0
    for program in programs:
        with program_context(program):
            newest = max(newest, *Event.objects.order_by("-pk").values_list("pk", flat=True)[:1])
    return newest
