"""What may be done with a survey and when; the database says no where the action would not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.models import Door, PrivacyNotice, Program
from networks.errors import NotAllowedNow
from networks.models import RosterSeat
from questionnaires.surveys.actions import (
    answer_as_team,
    cancel_survey,
    change_draft,
    confirm_roster,
    correct_roster_n,
    create_reading_link,
    extend_survey,
    open_survey,
    prepare_survey,
    redraw_slips,
    replace_slips,
    revoke_reading_link,
    take_slip_sheet,
)
from questionnaires.surveys.doors import store_codes
from questionnaires.surveys.models import AccessCode, CodeKeeper, SlipSheet, Survey, SurveyMode
from questionnaires.surveys.queries.links import reading_link_url
from questionnaires.surveys.rules import band_words, closes_now, next_closing
from tests.factories import CoordinationFactory, make_person
from tests.surveys import make_draft, make_network, make_notice, make_open_survey, make_plan, submit

# --- Rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("low", "words"), [(0, "menos de 5"), (5, "5–9"), (10, "10–14")])
def test_bands_have_five_answers(low: int, words: str) -> None:
    assert band_words(low) == words


@pytest.mark.parametrize(
    ("reaches", "moves", "closes"),
    [(True, 0, True), (False, 0, False), (False, 1, False), (False, 2, True), (True, 2, True)],
)
def test_it_closes_with_enough_answers_or_after_two_moves(reaches: bool, moves: int, closes: bool) -> None:
    assert closes_now(reaches_minimum=reaches, moves=moves) is closes


def test_the_date_moves_to_the_same_hour_of_the_networks_clock() -> None:
    # Chile's clocks went forward on 6 September 2026: the hour on the wall stays.
    closes_at = datetime(2026, 9, 3, 23, 0, tzinfo=UTC)

    moved = next_closing(closes_at, closes_at, "America/Santiago")

    assert moved.astimezone(UTC) == datetime(2026, 9, 10, 22, 0, tzinfo=UTC)
    assert moved.hour == 19


def test_a_date_long_past_moves_beyond_today() -> None:
    closes_at = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)

    assert next_closing(
        closes_at, closes_at + timedelta(days=30), "America/Santiago"
    ) > closes_at + timedelta(days=30)


# --- Before opening --------------------------------------------------------------------------------


def test_a_draft_holds_the_roster_of_its_first_day(inside: Program) -> None:
    draft = make_draft(inside, people=37)

    assert draft.roster_n == 37
    assert sum(draft.roster_lines.values_list("seats", flat=True)) == 37


def test_nothing_opens_without_the_facilitators_confirmation(inside: Program) -> None:
    draft = make_draft(inside)
    person = make_person(inside, RoleCode.FACILITATOR)

    with pytest.raises(NotAllowedNow, match="confirme el padrón"):
        open_survey(draft, by=person)
    with pytest.raises(IntegrityError, match="survey_opens_confirmed"), transaction.atomic():
        Survey.objects.filter(pk=draft.pk).update(
            state="open", opened_by=person, notice=PrivacyNotice.objects.first()
        )


def test_nothing_opens_without_a_privacy_notice(inside: Program) -> None:
    network = make_network()
    draft = prepare_survey(network.cycles.create(year=2026, programme_year=1), plan=make_plan(), by=None)
    person = make_person(inside, RoleCode.FACILITATOR)
    confirm_roster(draft, by=person)

    with pytest.raises(NotAllowedNow, match="aviso de privacidad"):
        open_survey(draft, by=person)


def test_a_change_takes_the_confirmation_back(inside: Program) -> None:
    draft = make_draft(inside)
    confirm_roster(draft, by=make_person(inside, RoleCode.FACILITATOR))

    changed = change_draft(draft, plan=make_plan(), by=None)

    assert changed.roster_confirmed_by is None


def test_a_roster_that_changed_must_be_confirmed_again(inside: Program) -> None:
    draft = make_draft(inside)
    person = make_person(inside, RoleCode.FACILITATOR)
    confirm_roster(draft, by=person)
    RosterSeat.objects.update(seats=9)

    with pytest.raises(NotAllowedNow, match="padrón de la red cambió"):
        open_survey(draft, by=person)


def test_one_survey_a_cycle(inside: Program) -> None:
    draft = make_draft(inside)

    with pytest.raises(NotAllowedNow, match="ya tiene este cuestionario"):
        prepare_survey(draft.cycle, plan=make_plan(), by=None)


@pytest.mark.parametrize(
    ("emails", "words"),
    [([], "0 correos"), (["x"], "no es un correo"), ([f"p{n}@a.cl" for n in range(15)], "15 correos y 14")],
)
def test_addresses_are_checked(inside: Program, emails: list[str], words: str) -> None:
    with pytest.raises(NotAllowedNow, match=words):
        make_draft(inside, mode=SurveyMode.EMAIL, code_keeper=CodeKeeper.SYSTEM, emails=emails)


def test_an_address_written_twice_gets_one_code(inside: Program) -> None:
    emails = ["Ana@ejemplo.cl", " ana@ejemplo.cl ", "b@ejemplo.cl"]

    made = make_open_survey(inside, mode=SurveyMode.EMAIL, code_keeper=CodeKeeper.SYSTEM, emails=emails)

    assert len(set(made.codes)) == 2
    assert made.survey.codes_made == 2


# --- While open --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [{"mode": "email"}, {"code_keeper": "team"}, {"opens_at": timezone.now()}, {"roster_n": 15}]
)
def test_the_database_freezes_what_opening_froze(inside: Program, change: dict[str, object]) -> None:
    made = make_open_survey(inside)
    submit(made.survey, made.codes[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=made.survey.pk).update(**change)


def test_the_roster_lines_are_frozen(inside: Program) -> None:
    made = make_open_survey(inside)

    with pytest.raises(IntegrityError, match="frozen at opening"), transaction.atomic():
        made.survey.roster_lines.update(seats=1)


def test_n_is_corrected_until_the_first_answer(inside: Program) -> None:
    made = make_open_survey(inside)
    corrected = correct_roster_n(made.survey, n=12, reason="Dos se fueron", by=made.facilitator)

    assert (corrected.roster_n, corrected.codes_made) == (12, 0)
    assert not AccessCode.objects.filter(survey=corrected).exists()
    assert Job.objects.filter(key=f"slips:{corrected.pk}:n1").exists()
    assert corrected.corrections.get().previous == 14


def test_after_the_first_answer_nothing_is_corrected_cancelled_or_redrawn(inside: Program) -> None:
    made = make_open_survey(inside)
    submit(made.survey, made.codes[0])

    for act in (
        lambda: correct_roster_n(made.survey, n=12, reason="x", by=made.facilitator),
        lambda: cancel_survey(made.survey, reason="x", by=made.facilitator),
        lambda: redraw_slips(made.survey, by=made.facilitator),
    ):
        with pytest.raises(NotAllowedNow, match="Ya hay respuestas"):
            act()


def test_cancelling_deletes_every_code(inside: Program) -> None:
    made = make_open_survey(inside)

    cancelled = cancel_survey(made.survey, reason="Fecha equivocada", by=made.facilitator)

    assert cancelled.state == "cancelled"
    assert not AccessCode.objects.exists()
    assert not Door.objects.filter(kind="code").exists()
    assert submit(made.survey, made.codes[0]).status_code == 410
    event = Event.objects.get(action="survey.cancelled")
    assert (event.details["reason"], event.by) == ("Fecha equivocada", made.facilitator)


def test_the_notice_says_what_sealing_does_not_reach(inside: Program) -> None:
    words = make_notice(inside).text

    assert "Un respaldo hecho mientras el cuestionario estaba abierto guarda lo que había ese día" in words
    assert "las direcciones de quienes aún no respondían" in words


def test_the_closing_only_moves_later(inside: Program) -> None:
    made = make_open_survey(inside)
    later = made.survey.closes_at + timedelta(days=3)

    assert extend_survey(made.survey, closes_at=later, by=made.facilitator).extensions == 0
    with pytest.raises(NotAllowedNow, match="posterior"):
        extend_survey(made.survey, closes_at=made.survey.closes_at, by=made.facilitator)
    with pytest.raises(IntegrityError, match="only moves later"), transaction.atomic():
        Survey.objects.filter(pk=made.survey.pk).update(closes_at=timezone.now() + timedelta(hours=1))


def test_lost_slips_are_counted_and_never_exceed_n_and_the_replacements(inside: Program) -> None:
    made = make_open_survey(inside)

    replaced = replace_slips(made.survey, count=2, by=made.facilitator)
    store_codes(replaced, ["BBBBBB", "CCCCCC"])

    assert AccessCode.objects.count() == 16
    with pytest.raises(IntegrityError, match="survey_codes_within_roster"), transaction.atomic():
        store_codes(replaced, ["DDDDDD"])


def test_whoever_coordinates_replaces_no_slips_whatever_else_she_is(inside: Program) -> None:
    """A facilitator, not the team: who has codes to spare could answer for others."""
    made = make_open_survey(inside)
    both = make_person(inside, RoleCode.FACILITATOR)
    CoordinationFactory.create(network=made.survey.network, user=both)
    sheet = SlipSheet.objects.create(survey=made.survey, pdf=b"%PDF-1", slips=1, replaces_lost=True)

    with pytest.raises(NotAllowedNow, match="Coordinas esta red"):
        replace_slips(made.survey, count=1, by=both)
    with pytest.raises(NotAllowedNow, match="Coordinas esta red"):
        take_slip_sheet(sheet, by=both)
    assert Survey.objects.get(pk=made.survey.pk).codes_replaced == 0
    assert take_slip_sheet(sheet, by=made.facilitator) == b"%PDF-1"


def test_a_sheet_is_taken_once(inside: Program) -> None:
    made = make_open_survey(inside)
    sheet = SlipSheet.objects.create(survey=made.survey, pdf=b"%PDF-1", slips=14)

    assert take_slip_sheet(sheet, by=made.facilitator) == b"%PDF-1"
    with pytest.raises(NotAllowedNow, match="ya se descargó"):
        take_slip_sheet(sheet, by=made.facilitator)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("draft", "does not go"),
        ("sealing", "does not go"),
        ("released", "does not go"),
        ("too_few", "does not go"),
    ],
)
def test_states_follow_their_order_in_the_database(inside: Program, state: str, words: str) -> None:
    made = make_open_survey(inside)

    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        Survey.objects.filter(pk=made.survey.pk).update(state=state)


# --- Apart -------------------------------------------------------------------------------------------


def test_the_teams_view_is_kept_apart_and_can_be_written_again(inside: Program) -> None:
    made = make_open_survey(inside)

    answer_as_team(made.survey, answers=[4] * 45, by=made.facilitator)
    answer_as_team(made.survey, answers=[2] * 45, by=made.facilitator)

    assert [view.answers for view in made.survey.team_answers.all()] == [[2] * 45]


def test_the_reading_link_is_one_lasts_and_can_be_closed(inside: Program) -> None:
    made = make_open_survey(inside)
    network = made.survey.network
    address = reading_link_url(network)
    link = create_reading_link(network, expires_on=timezone.localdate(), by=None)

    assert reading_link_url(network) == address
    assert link.expires_on > timezone.localdate() + timedelta(days=300)

    revoke_reading_link(link, by=None)

    assert reading_link_url(network) == ""
    assert not Door.objects.filter(kind="reading").exists()


def test_each_act_leaves_one_event(inside: Program) -> None:
    make_notice(inside)
    made = make_open_survey(inside)
    extend_survey(made.survey, closes_at=made.survey.closes_at + timedelta(days=1), by=made.facilitator)

    events = Event.objects.filter(action__startswith="survey.").order_by("pk")

    assert list(events.values_list("action", flat=True)) == [
        "survey.prepared",
        "survey.roster_confirmed",
        "survey.opened",
        "survey.extended",
    ]
