"""The programme itself: its directory, its people, its territories, its privacy notice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils import timezone

import networks.directory
from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.demo import story
from lar.demo.cast import account, mail_nobody
from lar.demo.voices import capital_with_question
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from logbook.actions.template import load_template
from logbook.template_files import sections
from networks.actions.authorities import add_authority, confirm_authority
from networks.actions.directory import import_directory, import_transfers
from networks.actions.people import create_territory, invite_person
from networks.actions.strategies import load_catalogue
from networks.directory.reader import read_directory
from networks.directory.sostenedores import read_sostenedor_names
from networks.directory.transfers import read_transfers
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.files import DEMO, read_instrument
from questionnaires.surveys.actions import publish_privacy_notice

DIRECTORY_DATA = Path(networks.directory.__file__).parent / "data"
START = date(2025, 1, 6)


def build_program() -> Program:
    """Make the demonstration programme without networks. Done again, it returns the one there is."""
    program = Program.objects.filter(slug=story.SLUG).first()
    if program is not None:
        return program
    build_directory()
    account(*story.OPERATOR, is_operator=True)
    program = Program.objects.create(
        slug=story.SLUG,
        name=story.PROGRAM_NAME,
        institution=story.INSTITUTION,
        contact_email="contacto@demo.lar",
        is_demonstration=True,
    )
    with program_context(program):
        administrator = build_people()
        build_territories(administrator)
        load_catalogue(by=administrator)
        for content in (read_instrument(DEMO), capital_with_question()):
            version = load_instrument(content, by=administrator)
            publish_version(version, by=administrator)
        publish_privacy_notice(program, by=administrator)
        load_template(sections(), by=administrator)
        mail_nobody()
    return program


def build_directory() -> None:
    """Import the invented directory and the transfers of its municipal schools to a SLEP."""
    directory = read_directory(DIRECTORY_DATA / "directorio_demo.csv")
    names = read_sostenedor_names(DIRECTORY_DATA / "sostenedores_demo.csv")
    import_directory(directory, names=names, accept_drop=True)
    import_transfers(read_transfers(DIRECTORY_DATA / "traspasos_demo.csv"))


def build_people() -> User:
    """Give the programme its administrator (returned) and its two facilitators."""
    administrator = account(*story.ADMINISTRATOR)
    invite_person(
        email=administrator.email, name=administrator.name, role=RoleCode.ADMINISTRATOR, on=START, by=None
    )
    for email, name in (story.FACILITATOR, story.SECOND_FACILITATOR):
        account(email, name)
        invite_person(email=email, name=name, role=RoleCode.FACILITATOR, on=START, by=administrator)
    return administrator


def build_territories(administrator: User) -> None:
    for place in story.PLACES:
        territory = create_territory(name=place.name, kind=place.kind, by=administrator)
        if place.name in story.AUTHORITIES:
            email, name = story.AUTHORITIES[place.name]
            account(email, name)
            row = add_authority(territory, email=email, name=name, on=START, by=administrator)
            while row.valid_to is not None and row.valid_to <= timezone.localdate():
                row = confirm_authority(row, on=row.valid_to, by=administrator)
