"""What each person is told of, what she switches off, and that nothing else reaches her."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lar.audit.models import Event
from lar.tenancy.actors import load_actor
from lar.tenancy.context import program_context
from networks.actions.activities import cancel_activity, edit_activity, hold_activity, invite_to_activity
from networks.actions.agreements import write_agreement
from networks.actions.people import add_coordinator
from networks.actions.proposals import propose_levers
from networks.actions.strategies import write_strategy
from networks.activity_plan import Outcome
from networks.models import Authority, Network, NoticeMark, NoticeReader
from networks.queries.notices import Inbox, inbox, unseen_of
from questionnaires.results.models import ReleaseOpening
from questionnaires.surveys.actions import confirm_roster, open_survey, prepare_survey
from tests.factories import (
    AuthorityFactory,
    CycleFactory,
    NetworkFactory,
    NetworkTerritoryFactory,
    make_coordinator,
)
from tests.networks.activities.world import make_activity, make_plan
from tests.networks.pages.conftest import TODAY, Cast
from tests.results import make_release
from tests.surveys import make_network, make_notice
from tests.surveys import make_plan as make_survey_plan

pytestmark = pytest.mark.django_db


def read(cast: Cast, who: str) -> Inbox:
    with program_context(cast.program):
        actor = load_actor(cast.people[who].pk, cast.program.pk, timezone.localdate())
        return inbox(actor, cast.program, timezone.now())


def titles(cast: Cast, who: str, kind: str) -> list[str]:
    return [str(line.notice.title) for line in read(cast, who).lines if line.notice.kind == kind]


def agree(cast: Cast, *, days: int, network: Network | None = None, **values: object) -> None:
    with program_context(cast.program):
        write_agreement(
            network or cast.network,
            text="Observar una clase por escuela.",
            due=TODAY + timedelta(days=days),
            how_known="Hay un acta.",
            review_on=TODAY + timedelta(days=max(days, 1)),
            on=TODAY - timedelta(days=20),
            by=cast.people["coordinator"],
            **{"owner_words": "Jefaturas de UTP", **values},  # type: ignore[arg-type]
        )


def test_an_agreement_is_told_to_who_owns_it_a_week_before_and_to_the_team_on_its_day(cast: Cast) -> None:
    agree(cast, days=5, owner=cast.people["coordinator"])

    assert titles(cast, "coordinator", "agreement") == [
        "Se acerca tu acuerdo «Observar una clase por escuela.»"
    ]
    with time_machine.travel("2026-05-10 12:00:00-04:00", tick=False):
        assert titles(cast, "coordinator", "agreement") == [
            "Revisen el acuerdo «Observar una clase por escuela.»"
        ]
        assert read(cast, "coordinator").lines[0].notice.late
    for who in ("neighbour", "authority", "facilitator", "administrator"):
        assert titles(cast, who, "agreement") == [], who


def test_invitations_changes_and_minutes_reach_who_is_called_and_not_who_did_it(cast: Cast) -> None:
    facilitator = cast.people["facilitator"]
    with program_context(cast.program):
        meeting = make_activity(
            cast.network, kind="authority_meeting", day="2026-05-12", title="Mesa de mayo", by=facilitator
        )
    assert titles(cast, "coordinator", "activity") == []

    with program_context(cast.program):
        invite_to_activity(meeting, by=facilitator)
    assert titles(cast, "coordinator", "activity") == ["Te invitan a «Mesa de mayo»"]
    assert titles(cast, "authority", "activity") == ["Te invitan a «Mesa de mayo»"]
    assert titles(cast, "facilitator", "activity") == []
    assert titles(cast, "neighbour", "activity") == []

    with program_context(cast.program):
        plan = make_plan(cast.network, kind="authority_meeting", day="2026-05-14", title="Mesa de mayo")
        edit_activity(meeting, plan=plan, by=facilitator)
    assert titles(cast, "authority", "activity") == ["Cambió «Mesa de mayo»"]

    with program_context(cast.program):
        cancel_activity(meeting, reason="Temporal.", by=facilitator)
    assert titles(cast, "authority", "activity") == ["Se suspende «Mesa de mayo»"]


def test_minutes_are_told_when_they_are_there_and_asked_for_when_they_are_not(cast: Cast) -> None:
    facilitator = cast.people["facilitator"]
    with program_context(cast.program):
        make_activity(cast.network, day="2026-05-02", title="Sesión sin acta")
        open_to_all = make_activity(
            cast.network,
            kind="tutoring",
            day="2026-05-02",
            title="Tutoría",
            invites_authorities=True,
            notes_visibility="shared",
        )
        private = make_activity(
            cast.network,
            kind="tutoring",
            day="2026-05-03",
            title="Tutoría reservada",
            invites_authorities=True,
            notes_visibility="private",
        )
        for held in (open_to_all, private):
            hold_activity(held, outcome=Outcome("Conversamos."), on=TODAY, by=facilitator)

    assert titles(cast, "coordinator", "minutes_due") == ["Escribe el acta de «Sesión sin acta»"]
    assert titles(cast, "authority", "minutes") == ["Está el acta de «Tutoría»"]
    assert sorted(titles(cast, "coordinator", "minutes")) == [
        "Está el acta de «Tutoría reservada»",
        "Está el acta de «Tutoría»",
    ]
    assert titles(cast, "facilitator", "minutes") == []


def test_the_year_is_told_once_when_it_is_near_and_once_when_it_is_late(cast: Cast) -> None:
    with time_machine.travel("2026-05-25 12:00:00-04:00", tick=False):
        near = {line.notice.key for line in read(cast, "coordinator").lines if line.notice.kind == "cycle"}
    with time_machine.travel("2026-06-02 12:00:00-04:00", tick=False):
        late = [line.notice for line in read(cast, "coordinator").lines if line.notice.kind == "cycle"]

    levers = [key for key in near if ":levers:" in key]
    assert len(levers) == 1
    assert "Elijan una o dos dimensiones para este año" in [
        str(notice.title) for notice in late if notice.late
    ]
    assert not {notice.key for notice in late if ":levers:" in notice.key} & near


def test_proposals_strategies_and_the_team_reach_the_team(cast: Cast) -> None:
    with program_context(cast.program):
        other = add_coordinator(
            cast.network,
            email="rosa@ejemplo.cl",
            name="Rosa Acompaña",
            on=TODAY - timedelta(days=3),
            by=cast.people["administrator"],
        ).user
        propose_levers(cast.cycle, nodes=["CP"], on=TODAY, by=other)
        write_strategy(
            cast.network,
            node="CP",
            title="Rondas de observación",
            what="Mirar clases.",
            micro_strategy=None,
            on=TODAY - timedelta(days=61),
            by=other,
        )

    assert titles(cast, "coordinator", "proposal") == ["Marca qué dimensión propones"]
    assert titles(cast, "coordinator", "strategy") == [
        "Decidan qué hacer con la estrategia «Rondas de observación»"
    ]
    assert titles(cast, "coordinator", "team") == ["Rosa Acompaña se sumó al equipo"]
    assert {line.notice.kind for line in read(cast, "neighbour").lines} <= {"cycle"}


def test_an_access_that_ends_is_told_to_its_authority_and_to_who_confirms_it(cast: Cast) -> None:
    with program_context(cast.program):
        Authority.objects.filter(user=cast.people["authority"]).update(valid_to=TODAY + timedelta(days=20))

    assert titles(cast, "authority", "access") == ["Tu acceso vence el 24-05-2026"]
    name = cast.people["authority"].name
    assert titles(cast, "administrator", "access") == [f"El acceso de {name} está por vencer"]
    assert titles(cast, "facilitator", "access") == []


def test_a_questionnaire_tells_dates_and_never_who_or_how_many(cast: Cast) -> None:
    facilitator = cast.people["facilitator"]
    with program_context(cast.program):
        make_notice(cast.program)
        network = make_network(14, name="Red Maule")
        cast.people["team"] = make_coordinator(cast.program, network)
        draft = prepare_survey(
            CycleFactory.create(network=network), plan=make_survey_plan(), by=cast.people["team"]
        )
    assert titles(cast, "facilitator", "roster_confirm") == ["Confirma el padrón del cuestionario"]
    with program_context(cast.program):
        survey = open_survey(confirm_roster(draft, by=facilitator), by=facilitator)

    assert titles(cast, "facilitator", "roster_confirm") == []
    assert titles(cast, "team", "survey") == ["El cuestionario está abierto"]
    assert sorted(titles(cast, "team", "mirror")) == [
        "Di qué esperas antes de que cierre",
        "Responde como coordinación",
    ]
    with time_machine.travel(survey.closes_at - timedelta(days=2), tick=False):
        lines = read(cast, "team").lines
        said = [
            f"{line.notice.title} {line.notice.text} {line.notice.key}"
            for line in lines
            if line.notice.kind in {"survey", "mirror"}
        ]
        assert any("se cierra el" in words for words in said)
    for words in said:
        assert "respuesta" not in words
        assert "14" not in words.split()


def test_results_reach_the_team_and_an_authority_only_what_was_shared(cast: Cast) -> None:
    with program_context(cast.program):
        make_notice(cast.program)
        network = make_network(14, name="Red Maule")
        NetworkTerritoryFactory.create(network=network, territory=cast.territory)
        cast.people["team"] = make_coordinator(cast.program, network)
        release = make_release(cast.program, network=network)
    assert titles(cast, "coordinator", "results") == []
    assert titles(cast, "team", "results") == ["Ya hay resultados del cuestionario"]
    assert titles(cast, "authority", "results") == []

    first = cast.client("authority").get("/demo/", follow=True).content.decode()
    assert "Qué cambió" not in first
    with time_machine.travel("2026-05-05 12:00:00-04:00", tick=False), program_context(cast.program):
        ReleaseOpening.objects.create(
            release=release,
            audience="authority",
            opened_by=cast.people["team"],
            opened_at=timezone.now(),
        )
    with time_machine.travel("2026-05-06 12:00:00-04:00", tick=False):
        assert titles(cast, "authority", "results") == ["Una red compartió sus resultados"]
        page = cast.client("authority").get("/demo/", follow=True).content.decode()
    assert "Qué cambió desde tu última visita" in page
    assert "Compartió sus resultados" in page


def test_the_header_counts_what_is_unseen_until_it_is_marked(cast: Cast) -> None:
    agree(cast, days=-2)
    page = cast.get("coordinator").content.decode()
    total = read(cast, "coordinator").unseen
    keys = read(cast, "coordinator").unseen_keys

    assert total
    assert f'<span class="bell-count">{total}<' in page
    assert "bell-count" not in cast.get("administrator").content.decode()

    cast.post("coordinator", "avisos/vistos/", {"key": keys[0]}, follow=True)
    assert read(cast, "coordinator").unseen == total - 1
    cast.client("coordinator").post("/demo/avisos/vistos/", {"shown": keys}, follow=True)
    with program_context(cast.program):
        assert unseen_of(cast.people["coordinator"].pk) == 0
        assert Event.objects.filter(action="notices.seen").count() == 2
    assert "Marcar como visto" not in cast.get("coordinator", "avisos/").content.decode()


def test_nobody_marks_what_is_not_hers(cast: Cast) -> None:
    agree(cast, days=-2)
    keys = read(cast, "coordinator").unseen_keys

    cast.client("neighbour").post("/demo/avisos/vistos/", {"shown": [*keys, "inventada"]})

    with program_context(cast.program):
        assert not NoticeMark.objects.filter(key__in=[*keys, "inventada"]).exists()
    assert read(cast, "coordinator").unseen_keys == keys


def test_each_kind_is_switched_apart_for_the_page_and_the_mail(cast: Cast) -> None:
    agree(cast, days=-2)

    answer = cast.post("coordinator", "avisos/", {"rhythm": "daily", "agreement": "mail"})

    assert answer.status_code == 302
    found = read(cast, "coordinator")
    assert [line.notice.kind for line in found.lines] == []
    assert {notice.kind for notice in found.to_mail} == {"agreement"}
    with program_context(cast.program):
        assert NoticeReader.objects.get(person=cast.people["coordinator"]).rhythm == "daily"
        assert Event.objects.filter(action="notices.chosen").count() == 1


def test_a_rhythm_that_does_not_exist_is_refused_at_its_field(cast: Cast) -> None:
    answer = cast.post("coordinator", "avisos/", {"rhythm": "hourly"})

    assert answer.status_code == 422
    assert "Escoja una opción válida" in answer.content.decode()


def test_only_the_kinds_that_may_reach_a_person_have_a_switch(cast: Cast) -> None:
    shown = {
        who: {field.name for field in cast.get(who, "avisos/").context["form"].kinds()}
        for who in ("coordinator", "authority", "administrator", "facilitator")
    }

    assert shown["authority"] == {"activity", "minutes", "access", "results"}
    assert shown["administrator"] == {"activity", "minutes", "access"}
    assert shown["facilitator"] == {"activity", "feedback", "minutes", "minutes_due", "roster_confirm"}
    assert {"agreement", "cycle", "survey", "mirror", "results"} < shown["coordinator"]


@pytest.mark.parametrize("who", ["coordinator", "administrator", "authority", "facilitator"])
def test_it_asks_as_many_questions_for_1_3_and_50_of_everything(cast: Cast, who: str) -> None:
    counts, made = [], 0
    for total in (1, 3, 50):
        with program_context(cast.program):
            for _ in range(total - made):
                network = NetworkFactory.create()
                cast.network.coordinations.model.objects.create(
                    network=network, user=cast.people["coordinator"], valid_from=TODAY - timedelta(days=9)
                )
                cycle = CycleFactory.create(network=network)
                agree(cast, days=-2, network=network)
                invite_to_activity(
                    make_activity(cast.network, kind="authority_meeting", day="2026-05-20"),
                    by=cast.people["neighbour"],
                )
                write_strategy(
                    network,
                    node="CP",
                    title="Rondas",
                    what="Mirar.",
                    micro_strategy=None,
                    on=TODAY - timedelta(days=70),
                    by=cast.people["neighbour"],
                )
                propose_levers(cycle, nodes=["CP"], on=TODAY, by=cast.people["coordinator"])
                AuthorityFactory.create(territory=cast.territory, valid_from=TODAY - timedelta(days=360))
        made = total
        cast.get(who, "avisos/")
        with CaptureQueriesContext(connection) as questions:
            assert cast.get(who, "avisos/").status_code == 200
        counts.append(len(questions))

    assert len(set(counts)) == 1, counts
