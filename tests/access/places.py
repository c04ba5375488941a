"""One network of the matrix's world with everything that hangs from it, made by actions."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.files.inspection import CheckedFile
from lar.files.kinds import FileKind
from lar.jobs.actions import enqueue
from lar.jobs.models import Job, JobState
from lar.model.dimensions import FocusReason
from lar.tenancy.context import program_context
from lar.tenancy.models import ApiScope, ApiToken, Program
from logbook.actions.cards import add_card
from logbook.actions.feedback import comment_on
from logbook.actions.template import load_template
from logbook.actions.writing import start_entry
from logbook.models import CardKind, CommentKind
from logbook.queries.cards import Evidence
from networks.actions.activities import hold_activity
from networks.actions.activity_files import keep_document
from networks.actions.agreements import write_agreement
from networks.actions.attachments import attach_file
from networks.actions.calendars import create_calendar_feed
from networks.actions.conditions import ask_condition
from networks.actions.cycle import Lever, choose_levers
from networks.actions.pairing import propose_pairing
from networks.actions.people_import import keep_people
from networks.actions.purpose import write_purpose
from networks.actions.strategies import load_catalogue, write_strategy
from networks.activity_plan import Outcome
from networks.calendar_links import calendar_token
from networks.models import ActivityDocument, Authority, Cycle, MicroStrategy, Network, ProgrammeYear
from networks.notice_links import stop_token
from networks.people_sheet import SheetRow
from questionnaires.instruments.actions import keep_codebook, load_instrument
from questionnaires.instruments.editing import put_translation
from questionnaires.instruments.files import DEMO, read_instrument
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.results.actions import (
    declare_year,
    freeze_year,
    keep_pdf,
    keep_program_pdf,
    open_release,
    publish_release,
)
from questionnaires.results.models import ProgramRelease, Release, Report
from questionnaires.surveys import sealing
from questionnaires.surveys.actions import (
    ImportPlan,
    answer_as_team,
    close_survey,
    conclude_sealing,
    confirm_roster,
    create_reading_link,
    give_paper_links,
    keep_paper,
    open_evaluation,
    open_survey,
    prepare_import,
    prepare_survey,
    seal_survey,
)
from questionnaires.surveys.codes import new_codes, reading_token
from questionnaires.surveys.doors import store_codes
from questionnaires.surveys.evaluations import ensure_evaluation_version
from questionnaires.surveys.models import CodeKeeper, SlipSheet, Survey, SurveyMode
from questionnaires.surveys.paper_keys import PaperLink, Round
from questionnaires.surveys.paper_page import fingerprint_of, paper_html
from questionnaires.workshop.actions import open_workshop, start_workshop
from questionnaires.workshop.codes import code_of
from questionnaires.workshop.models import SocializationWorkshop
from tests.access.written import make_written
from tests.factories import (
    CycleFactory,
    NetworkTerritoryFactory,
    SchoolFactory,
    TerritoryFactory,
    make_authority,
    make_coordinator,
    make_person,
)
from tests.logbook.texts import make_section
from tests.networks.activities.world import make_activity
from tests.surveys import ITEMS, demo_version, make_network, make_notice, make_plan, submit

SINCE = date(2025, 3, 1)
# What each school year of a network holds: no network has two applications in one cycle. The draft is
# in the current one.
DRAFT = timezone.localdate().year
BY_CODE, IMPORTED, KEPT, RELEASED, BY_TEAM, MAILED, OPEN = (DRAFT - years for years in (7, 6, 5, 4, 3, 2, 1))
# People wrote in these: their texts wait for review, or their voices are published.
WRITTEN, SPOKEN = DRAFT - 8, DRAFT - 9
EMPTY = DRAFT + 1
YEARS = (SPOKEN, WRITTEN, BY_CODE, IMPORTED, KEPT, RELEASED, BY_TEAM, MAILED, OPEN, DRAFT, EMPTY)
ANSWERS = [4, 4, 4, 5, 2, 4]
SECTION = "una-seccion"


@dataclass
class Place:
    """``keys`` are the parameters of addresses, by name; ``codes`` those of the open survey."""

    program: Program
    network: Network
    coordinator: User
    authority: User
    companion: User
    keys: dict[str, Any] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.program.slug


def make_place(program: Program, name: str, facilitator: User) -> Place:
    """Make a network with its people, territory, cycles, a survey in each state, releases and jobs."""
    with program_context(program):
        place = _people(program, name)
        _cycles(place)
        _loose_ends(place)
        _activities(place)
        _logbook(place)
        _pairs(place, name, facilitator)
    for year, opened in ((KEPT, False), (RELEASED, True)):
        release = _release(place, facilitator, year)
        with program_context(program):
            _report_keys(place, release, opened)
    with program_context(program):
        place.keys["program_release"] = _program_release(facilitator)
        _evaluations(place, facilitator)
        _workshops(place)
    make_written(place, facilitator, waiting=WRITTEN, spoken=SPOKEN)
    with program_context(program):
        _surveys(place, facilitator)
        _instruments(place)
    return place


def _program_release(facilitator: User) -> int:
    """The programme's results of a year, drawn. The second network finds those that the first one made."""
    made = ProgramRelease.objects.first()
    if made is None:
        soon = timezone.now() + timedelta(seconds=0.3)
        version = Release.objects.select_related("survey__version").all()[0].survey.version
        closing = declare_year(version, year=RELEASED, closes_at=soon, by=facilitator)
        time.sleep(0.4)
        made = freeze_year(closing, by=None)
        assert made is not None
        keep_program_pdf(made, pdf=b"%PDF-1.7 matriz", by=None)
    return made.pk


def _people(program: Program, name: str) -> Place:
    make_notice(program)
    network = make_network(14, name=f"Red {name}", cohort=BY_CODE)
    territory = TerritoryFactory.create(name=f"Territorio {name}")
    belongs = NetworkTerritoryFactory.create(network=network, territory=territory)
    coordinator = make_coordinator(program, network, name=f"Coordina {name}")
    companion = make_coordinator(program, network, name=f"Acompaña {name}")
    authority = make_authority(program, territory, name=f"Autoridad {name}")
    spare = make_person(program, RoleCode.FACILITATOR, name=f"Se va {name}")
    # Long enough for the background: there the request itself is one act.
    sheet = [
        SheetRow(n, f"Invita {n}", f"invita{n}-{network.pk}@ejemplo.cl", "Facilitación") for n in range(51)
    ]
    # Her year ends soon, so that it can be confirmed.
    Authority.objects.filter(user=authority).update(valid_to=timezone.localdate() + timedelta(days=30))
    place = Place(program, network, coordinator, authority, companion)
    place.keys |= {
        "network_id": network.pk,
        "territory_id": territory.pk,
        "spare_school": SchoolFactory.create().pk,
        "spare_territory": TerritoryFactory.create(name=f"Territorio libre {name}").pk,
        "territory_row": belongs.pk,
        "team_row": network.coordinations.get(user=coordinator).pk,
        "school_row": network.schools.get().pk,
        "authority_row": territory.authorities.get().pk,
        "membership_id": spare.memberships.get().pk,
        "import_id": keep_people(sheet, file_name="personas.csv", by=coordinator).pk,
    }
    return place


def _cycles(place: Place) -> None:
    for year in YEARS:
        cycle = CycleFactory.create(network=place.network, year=year, programme_year=ProgrammeYear.FIRST)
        choose_levers(
            cycle,
            levers=[Lever("PN", FocusReason.RELEVANT_WEAKNESS, "Falta.")],
            on=SINCE,
            by=place.coordinator,
        )
        place.keys[f"cycle_{year}"] = cycle.pk
    write_purpose(
        place.network,
        text="Que todas y todos aprendan.",
        agreed_with="",
        on=SINCE,
        next_review=None,
        by=place.coordinator,
    )
    agreement = write_agreement(
        place.network,
        text="Observar una clase.",
        owner_words="Jefaturas de UTP",
        due=SINCE + timedelta(days=30),
        how_known="Hay un acta.",
        review_on=SINCE + timedelta(days=60),
        on=SINCE,
        by=place.coordinator,
    )
    place.keys["agreement_id"] = agreement.pk
    asked = ask_condition(
        place.network,
        kind="hours",
        words="Dos horas al mes.",
        on=agreement.agreed_on,
        by=agreement.written_by,
    )
    place.keys["condition_id"] = asked.pk
    load_catalogue(by=None)
    micro = MicroStrategy.objects.all()[0]
    strategy = write_strategy(
        place.network,
        node=micro.node,
        title=micro.title,
        what=micro.steps,
        micro_strategy=micro,
        on=SINCE,
        by=place.coordinator,
    )
    place.keys |= {"strategy_id": strategy.pk, "micro_id": micro.pk}


def _pairs(place: Place, name: str, facilitator: User) -> None:
    """A network of the second year that accompanies ours if both teams accept, and another one to propose."""
    guides = [
        CycleFactory.create(network__name=f"{word} {name}", year=DRAFT, programme_year=2).network
        for word in ("Acompaña", "Acompañaría")
    ]
    pairing = propose_pairing(guides[0], guided=place.network, on=SINCE, by=facilitator)
    place.keys |= {"pairing_id": pairing.pk, "spare_guide": guides[1].pk}


def _loose_ends(place: Place) -> None:
    """The reading link, a key for the API and a job of each kind that a page acts on."""
    link = create_reading_link(place.network, expires_on=date(2099, 12, 31), by=place.coordinator)
    place.keys["token"] = reading_token(link.pk)
    place.keys["token_id"] = make_token(place.program, place.coordinator)[0].pk
    for name in ("waiting", "failed"):
        job = enqueue(
            "questionnaires.surveys.vacuum",
            key=f"{name}:{place.network.pk}",
            args={"survey_id": 0},
            by=place.coordinator,
        )
        place.keys[f"job_{name}"] = job.pk
    Job.objects.filter(pk=place.keys["job_failed"]).update(state=JobState.FAILED)


def _evaluations(place: Place, facilitator: User) -> None:
    """A workshop that may be evaluated, and another whose evaluation is open."""
    workshop, evaluated = (
        make_activity(place.network, kind="training_workshop", day=day)
        for day in ("2026-05-06", "2026-05-07")
    )
    now = timezone.now()
    survey = open_evaluation(
        evaluated,
        version=ensure_evaluation_version(by=facilitator),
        people=20,
        closes_at=now + timedelta(days=1),
        on=now,
        by=facilitator,
    )
    place.keys |= {
        "workshop": workshop.pk,
        "evaluated_workshop": evaluated.pk,
        "evaluation_sheet": _sheet(survey),
    }


def _activities(place: Place) -> None:
    """A session, a meeting with authorities, a tutoring held with private notes, a calendar."""
    session = make_activity(place.network, day=f"{DRAFT}-05-12")
    meeting = make_activity(place.network, kind="authority_meeting", day=f"{DRAFT}-05-13")
    tutoring = make_activity(
        place.network, kind="tutoring", day="2026-05-02", invites_authorities=True, notes_visibility="private"
    )
    held = hold_activity(tutoring, outcome=Outcome("Conversamos."), on=date(2026, 5, 2), by=None)
    keep_document(
        held, document=ActivityDocument.MINUTES, revision=held.revision, pdf=b"%PDF-1.7 acta", by=None
    )
    file = CheckedFile(FileKind.TEXT, "material.txt", b"Para leer.")
    place.keys |= {
        "attachment_id": attach_file(session, upload=file, use="material", by=None).pk,
        "activity_id": session.pk,
        "authority_meeting": meeting.pk,
        "tutoring": held.pk,
        "calendar_token": calendar_token(create_calendar_feed(by=place.coordinator).pk),
        "stop_token": stop_token(place.program.pk, place.coordinator.pk),
    }


def _workshops(place: Place) -> None:
    """A workshop whose room is open, and one whose script can still change."""
    now = timezone.now()
    begins, ends = now - timedelta(minutes=5), now + timedelta(hours=1)
    for key, name in (("workshop_id", "Taller abierto"), ("unstarted_workshop", "Taller por comenzar")):
        session = make_activity(place.network, title=name, starts_at=begins, ends_at=ends)
        place.keys[key] = open_workshop(session, by=place.coordinator).pk
    running = SocializationWorkshop.objects.get(pk=place.keys["workshop_id"])
    running = start_workshop(running, by=place.coordinator)
    place.keys["room"] = code_of(running.pk, running.code_turn)


def _logbook(place: Place) -> None:
    """A section in which nobody wrote, and an entry of the team's own that facilitators read."""
    load_template([make_section(SECTION)], by=None)
    cycle = Cycle.objects.get(pk=place.keys[f"cycle_{DRAFT}"])
    entry = start_entry(cycle, title="Visita", text="Fuimos.", on=SINCE, by=place.coordinator)
    block = entry.blocks.get()
    said = comment_on(block, kind=CommentKind.SUPPORT, text="Qué bueno.", by=place.companion)
    shown = Evidence(CardKind.COMMENT, said.pk, "Acompaña: Apoyo", "Qué bueno.")
    card = add_card(block, evidence=shown, on=SINCE, by=place.coordinator)
    place.keys |= {
        "entry_id": entry.pk,
        "block_id": block.pk,
        "comment_id": said.pk,
        "card_id": card.pk,
    }


def make_token(program: Program, user: User) -> tuple[ApiToken, str]:
    """Make a key that may read everything which its person may; return it with its secret."""
    secret = ApiToken.new_secret()
    token = ApiToken.objects.create(
        program=program,
        user=user,
        name="matriz",
        scopes=ApiScope.values,
        token_hash=ApiToken.hash(secret),
        expires_at=timezone.now() + timedelta(days=1),
    )
    return token, secret


def _prepare(place: Place, facilitator: User, year: int, **plan: Any) -> Survey:
    cycle = Cycle.objects.select_related("network").get(pk=place.keys[f"cycle_{year}"])
    draft = prepare_survey(cycle, plan=make_plan(**plan), by=place.coordinator)
    return confirm_roster(draft, by=facilitator)


def _open(place: Place, facilitator: User, year: int, **plan: Any) -> tuple[Survey, list[str]]:
    survey = open_survey(_prepare(place, facilitator, year, **plan), by=facilitator)
    codes = new_codes(survey.roster_n or 0)
    store_codes(survey, sorted(codes))
    return Survey.objects.get(pk=survey.pk), codes


def _release(place: Place, facilitator: User, year: int) -> Release:
    """Answer, close, seal and publish as people and jobs would. Commits: VACUUM runs in no transaction."""
    with program_context(place.program):
        survey, codes = _open(place, facilitator, year)
        answer_as_team(survey, answers=[4] * ITEMS, by=place.coordinator)
        for code, value in zip(codes, ANSWERS, strict=False):
            response = submit(survey, code, value)
            assert response.status_code == 201, response.content
        seal_survey(close_survey(survey, on=survey.closes_at, by=None))
    sealing.vacuum_answer_path(sealing.transaction_that_sealed(survey.pk) or 0)
    sealing.mark_sealed(survey.pk)
    with program_context(place.program):
        release = publish_release(conclude_sealing(Survey.objects.get(pk=survey.pk)))
    assert release is not None
    return release


def _report_keys(place: Place, release: Release, opened: bool) -> None:
    """Name the release that was opened to everybody, and the one that its team keeps to itself."""
    if not opened:
        place.keys["kept_release"] = release.pk
        return
    for audience in ("members", "authority"):
        open_release(release, audience=audience, by=place.coordinator)
    for report in Report.objects.filter(release=release):
        keep_pdf(report, pdf=b"%PDF-1.7 matriz", by=None)
    place.keys["release_id"] = release.pk
    place.keys["report_id"] = Report.objects.get(release=release, kind="network").pk
    place.keys["released_survey"] = release.survey_id
    place.keys["sha256"] = Report.objects.get(release=release, kind="members").sha256


def _instruments(place: Place) -> None:
    """A draft without anything missing, one with a translation, and the codebook of the published one."""
    content = replace(read_instrument(DEMO), code="matriz-borrador")
    translated = put_translation(
        replace(content, code="matriz-traducido"), language="en", texts={"escala.1": "Not at all"}
    )
    for name, one in (("instrument_draft", content), ("translated_draft", translated)):
        # The programme's: the second network finds what the first one made.
        made = QuestionnaireVersion.objects.filter(questionnaire__code=one.code).first()
        place.keys[name] = (made or load_instrument(one, by=None)).pk
    published = QuestionnaireVersion.objects.get(pk=place.keys["version_id"])
    keep_codebook(published, pdf=b"%PDF-1.7 matriz", by=None)


def _surveys(place: Place, facilitator: User) -> None:
    """Surveys that are being answered, on slips and by e-mail, and one in preparation, confirmed."""
    survey, place.codes = _open(place, facilitator, OPEN)
    of_team, _codes = _open(place, facilitator, BY_TEAM, code_keeper=CodeKeeper.TEAM)
    by_mail = _prepare(
        place,
        facilitator,
        MAILED,
        mode=SurveyMode.EMAIL,
        code_keeper=CodeKeeper.SYSTEM,
        emails=[f"integrante{number}@ejemplo.cl" for number in range(6)],
    )
    by_code = _prepare(place, facilitator, BY_CODE, mode=SurveyMode.OPEN_CODE)
    place.keys |= {
        "version_id": survey.version_id,
        "open_survey": survey.pk,
        "sheet_id": _sheet(survey),
        "keying_token": _papers(survey, facilitator),
        "survey_of_team": of_team.pk,
        "sheet_of_team": _sheet(of_team),
        "replaced_sheet_of_team": _sheet(of_team, replaces_lost=True),
        "mailed_survey": open_survey(by_mail, by=facilitator).pk,
        "draft_survey": _prepare(place, facilitator, DRAFT).pk,
        "open_code_survey": open_survey(by_code, by=facilitator).pk,
        "imported_survey": _imported(place, facilitator).pk,
    }


def _papers(survey: Survey, facilitator: User) -> str:
    """The blank paper of the survey and of its version, drawn; the link by which papers are keyed first."""
    for one in (survey, None):
        fingerprint = fingerprint_of(paper_html(survey.version, one), one)
        keep_paper(survey.version, survey=one, fingerprint=fingerprint, pdf=b"%PDF-1.7 papel", by=None)
    key = give_paper_links(survey, by=facilitator).paper_key
    assert key is not None
    return PaperLink(survey.program_id, survey.pk, Round.FIRST).token(key)


def _imported(place: Place, facilitator: User) -> Survey:
    """A survey of imported answers that waits for its file."""
    cycle = Cycle.objects.select_related("network").get(pk=place.keys[f"cycle_{IMPORTED}"])
    now = timezone.now()
    return prepare_import(
        cycle,
        plan=ImportPlan(demo_version(), 12, "nómina", now - timedelta(days=9), now - timedelta(days=2)),
        by=facilitator,
    )


def _sheet(survey: Survey, *, replaces_lost: bool = False) -> int:
    return SlipSheet.objects.create(
        survey=survey, pdf=b"%PDF-1.7 cupones", slips=14, replaces_lost=replaces_lost
    ).pk
