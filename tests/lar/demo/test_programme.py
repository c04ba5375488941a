"""The demonstration lives its story through the product: a small one, worked off in this process."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lar.accounts.models import User
from lar.demo import story, texts
from lar.demo.enrolment import HEARD_ON
from lar.demo.strategies import DECIDED
from lar.jobs.models import Job
from lar.model.activities import ACTIVITY_KINDS
from lar.tenancy.context import program_context
from lar.tenancy.models import Membership, Program
from logbook.models import Entry
from networks.models import (
    Activity,
    Agreement,
    AgreementReview,
    AgreementState,
    Enrolment,
    FollowUp,
    Network,
    NetworkSchool,
    Strategy,
    StrategySession,
)
from questionnaires.results.models import ProgramRelease, Release, ReleaseOpening, Report
from questionnaires.results.queries.voices import voices_release
from questionnaires.surveys.models import Invitation, OpenText, Survey, SurveyState
from questionnaires.workshop.models import SocializationWorkshop

pytestmark = pytest.mark.django_db(transaction=True)


def states(name: str) -> list[str]:
    surveys = Survey.objects.filter(network__name=name).order_by("cycle__year")
    return list(surveys.values_list("state", flat=True))


def test_four_networks_live_their_years() -> None:
    out = StringIO()
    call_command("demo", "--networks", "4", "--years", "2", "--here", stdout=out)
    program = Program.objects.get(slug=story.SLUG)

    assert "Listo: 4 redes" in out.getvalue()
    with program_context(program):
        assert Network.objects.count() == 4
        assert states("Red Estero Marga") == [SurveyState.RELEASED, SurveyState.RELEASED]
        assert states("Microcentro Queilén Alto") == [SurveyState.RELEASED, SurveyState.TOO_FEW]
        shared = ReleaseOpening.objects.filter(release__survey__network__name="Red Estero Marga")
        assert shared.count() == 4
        assert Invitation.objects.count() == 0
        first, second = Survey.objects.filter(network__name="Red Estero Marga").order_by("cycle__year")
        assert editions(first) == ["v1", "v2"]
        assert editions(second) == ["v1"]
        frozen = ProgramRelease.objects.get(year=2025)
        assert frozen.closed_at > first.closes_at
        moved = Network.objects.get(name="Red Los Molinos").territories.order_by("valid_from")
        assert [row.territory.name for row in moved] == ["Corporación Viña del Mar", "SLEP Bahía Clara"]
        assert not Job.objects.filter(kind="networks.people.invite").exists()
        year = Activity.objects.filter(starts_at__year=2025)
        assert year.filter(kind="training_workshop", status="held").count() == 6
        assert year.filter(kind="network_session").exclude(status="planned").count() == 4 * 5
        assert set(year.values_list("kind", flat=True)) == {kind.code for kind in ACTIVITY_KINDS}
        assert not year.filter(status="held", minutes="").exists()
        assert not Job.objects.filter(kind="networks.activities.mail").exists()
        the_story_is_whole()
    for email, _name in (story.FACILITATOR, story.COORDINATOR, story.AUTHORITY, story.ADMINISTRATOR):
        person = User.objects.get(email=email)
        assert person.check_password(story.PASSWORD)
        assert Membership.objects.filter(program=program, user=person).exists()


def the_story_is_whole() -> None:
    """Two years of commitment, strategies of the second one, one that left; no date before its cause."""
    assert set(Enrolment.objects.values_list("network__name", flat=True)) == set(
        Network.objects.values_list("name", flat=True)
    )
    assert Enrolment.objects.filter(network__name="Red Bahía Clara", backed_by=None).count() == 0
    assert not Strategy.objects.exclude(cycle__programme_year=2).exists()
    today = timezone.localdate()
    if today >= date(story.THIS_YEAR, *DECIDED):
        assert Strategy.objects.exclude(decision="").count() == 4
        assert not StrategySession.objects.filter(activity=None).exists()
    left = Network.objects.filter(left_on__isnull=False)
    assert set(left.values_list("name", flat=True)) <= {"Microcentro Queilén Alto"}
    assert left.count() == FollowUp.objects.filter(on=HEARD_ON).count() or today < HEARD_ON
    nothing_comes_before_its_cause()
    states = set(AgreementReview.objects.values_list("outcome", flat=True))
    assert states >= {AgreementState.KEPT, AgreementState.ADAPTED, AgreementState.DROPPED}
    assert not Agreement.objects.filter(activity=None).exists()
    assert Entry.objects.exclude(help_asked="").exists()
    room = SocializationWorkshop.objects.get()
    assert room.has_ended
    assert room.activity.session_purpose == "socialization"
    assert "Ideas, con los puntos que recibieron" in room.activity.minutes
    assert "ACUERDOS" in room.activity.minutes
    assert NetworkSchool.objects.filter(valid_to__isnull=False).count() == 1
    for network in Network.objects.filter(purposes__number=2):
        assert len(set(network.purposes.values_list("text", flat=True))) == 2


def nothing_comes_before_its_cause() -> None:
    """Results, then members read them, then the room talks them over, then authorities read them."""
    for release in Release.objects.select_related("survey"):
        survey = release.survey
        opened = dict(release.openings.values_list("audience", "opened_at"))
        assert survey.closed_at is not None
        assert survey.closed_at <= release.created_at
        assert all(release.created_at <= moment for moment in opened.values())
        talked = Activity.objects.of_networks([survey.network_id]).filter(
            session_purpose="socialization", starts_at__year=survey.cycle.year, status="held"
        )
        for session in talked:
            assert opened["members"] < session.starts_at < opened["authority"]


def editions(survey: Survey) -> list[str]:
    reports = Report.objects.filter(release__survey=survey, kind="network").order_by("pk")
    return list(reports.values_list("edition", flat=True))


def test_one_network_asks_for_itself_and_reads_what_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = next(plan for plan in story.NETWORKS if plan.name == texts.NETWORK)
    monkeypatch.setattr(story, "NETWORKS", (plan,))
    call_command("demo", "--networks", "1", "--years", "1", "--here", stdout=StringIO())

    with program_context(Program.objects.get(slug=story.SLUG)):
        own = Survey.objects.get(version__questionnaire__code=story.INSTRUMENT)
        assert list(own.local_items.values_list("text", flat=True)) == list(story.OWN_ITEMS[plan.name])
        asked = Survey.objects.exclude(pk=own.pk).get()
        voices = voices_release(asked)
        assert voices is not None
        assert voices.openings.count() == 1
        assert OpenText.objects.count() == 0
        said = str(voices.payload)
    assert all(theme in said for theme in (texts.VISITS, texts.LISTENING, texts.MATERIALS))
    assert "Marisol" not in said
    assert "[nombre]" in said


def test_a_second_run_adds_nothing() -> None:
    call_command("demo", "--networks", "1", "--years", "1", "--here", stdout=StringIO())
    call_command("demo", "--networks", "1", "--years", "1", "--here", stdout=StringIO())

    with program_context(Program.objects.get(slug=story.SLUG)):
        assert (Network.objects.count(), Survey.objects.count()) == (1, 1)


def test_if_empty_leaves_an_installation_alone(program: Program) -> None:
    call_command("demo", "--if-empty", stdout=StringIO())

    assert not Program.objects.filter(slug=story.SLUG, name=story.PROGRAM_NAME).exists()


def test_a_number_out_of_the_story_is_refused() -> None:
    with pytest.raises(CommandError, match="de 1 a 16"):
        call_command("demo", "--networks", "17", stdout=StringIO())
