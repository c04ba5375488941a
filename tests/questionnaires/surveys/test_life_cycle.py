"""A survey's life by the real worker: slips, mails, closing, sealing, and what is left."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from lar.authorization import RoleCode
from lar.jobs.models import Job, JobState
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Door, Program
from networks.models import Cycle, RosterSeat
from questionnaires.surveys import sealing
from questionnaires.surveys.actions import open_many
from questionnaires.surveys.anonymity import prove
from questionnaires.surveys.models import AccessCode, Response, SlipSheet, Survey, SurveyMode, SurveyState
from questionnaires.surveys.tasks import close_due
from tests.celery_worker import CeleryWorker
from tests.factories import CycleFactory, make_person
from tests.surveys import (
    OpenSurvey,
    make_draft,
    make_network,
    make_notice,
    make_open_survey,
    make_plan,
    make_sealed_survey,
    submit,
)

pytestmark = pytest.mark.django_db(transaction=True)


def job_of(program: Program, key: str) -> Job:
    with program_context(program):
        return Job.objects.get(program=program, key=key)


def reload(survey: Survey) -> Survey:
    with program_context(survey.program_id):
        return Survey.objects.get(pk=survey.pk)


def in_the_past(survey: Survey) -> None:
    """Move a survey's dates back as its owner could: the application may only move them later."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "UPDATE questionnaires_survey SET opens_at = now() - interval '9 days',"
            " closes_at = now() - interval '1 minute' WHERE id = %s",
            [survey.pk],
        )


def answered(program: Program, answers: int, people: int = 14) -> OpenSurvey:
    with program_context(program):
        made = make_open_survey(program, people=people)
    for code in made.codes[:answers]:
        assert submit(made.survey, code).status_code == 201
    return made


def test_it_closes_by_itself_and_is_sealed_by_the_worker(
    program: Program, celery_worker: CeleryWorker
) -> None:
    made = answered(program, 9)
    in_the_past(made.survey)

    close_due()
    for key in ("seal", "vacuum"):
        done = celery_worker.wait(job_of(program, f"{key}:{made.survey.pk}"), seconds=40)
        assert done.state == JobState.DONE, done.error

    with program_context(program):
        assert Response.objects.filter(survey=made.survey).count() == 9
        assert not AccessCode.objects.exists()
        assert Job.objects.filter(key=f"release:{made.survey.pk}").exists()
    assert not Door.objects.filter(kind="code").exists()
    assert reload(made.survey).sealed_at is not None
    assert [finding for check in prove(connections["owner"]) for finding in check.findings] == []


def test_under_five_the_date_moves_twice_and_then_it_closes_without_results(program: Program) -> None:
    made = answered(program, 4)
    states = []
    for _ in range(3):
        in_the_past(made.survey)
        before = reload(made.survey).closes_at
        close_due()
        after = reload(made.survey)
        states.append((after.state, after.extensions, after.closes_at > before))
    run_here(job_of(program, f"seal:{made.survey.pk}"))
    run_here(job_of(program, f"vacuum:{made.survey.pk}"))

    assert states == [("open", 1, True), ("open", 2, True), ("closed", 2, False)]
    assert reload(made.survey).state == SurveyState.TOO_FEW
    with program_context(program):
        assert not Job.objects.filter(kind="questionnaires.results.release").exists()


def test_five_answers_close_on_the_first_date(program: Program) -> None:
    made = answered(program, 5)
    in_the_past(made.survey)

    close_due()

    assert reload(made.survey).state == SurveyState.CLOSED


def test_nothing_closes_before_its_date(program: Program) -> None:
    made = answered(program, 9)

    close_due()

    assert reload(made.survey).state == SurveyState.OPEN


def test_every_programme_is_looked_at(program: Program, other_program: Program) -> None:
    made = answered(other_program, 6)
    in_the_past(made.survey)
    with program_context(program):
        make_draft(program)

    close_due()

    assert reload(made.survey).state == SurveyState.CLOSED


def test_vacuum_is_not_believed_while_somebody_still_sees_the_old_rows(program: Program) -> None:
    made = answered(program, 6)
    in_the_past(made.survey)
    reader = connections.create_connection("owner")
    try:
        reader.set_autocommit(False)
        with reader.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT count(*) FROM questionnaires_survey")
        close_due()
        run_here(job_of(program, f"seal:{made.survey.pk}"))
        run_here(job_of(program, f"vacuum:{made.survey.pk}"))

        assert reload(made.survey).state == SurveyState.SEALING
    finally:
        reader.rollback()
        reader.close()
    sealed_by = sealing.transaction_that_sealed(made.survey.pk)
    assert sealed_by is not None
    sealing.vacuum_answer_path(sealed_by)


def test_a_sealing_that_gave_up_is_taken_up_again(program: Program) -> None:
    made = answered(program, 6)
    in_the_past(made.survey)
    close_due()
    run_here(job_of(program, f"seal:{made.survey.pk}"))
    with program_context(program):
        Job.objects.filter(key=f"vacuum:{made.survey.pk}").update(
            state=JobState.FAILED, finished_at=timezone.now() - timedelta(hours=1)
        )

    close_due()
    run_here(job_of(program, f"vacuum:{made.survey.pk}"))

    assert reload(made.survey).state == SurveyState.SEALED


def test_a_second_application_deletes_the_first_ones_rows(program: Program) -> None:
    first = make_sealed_survey(program, [4] * 3)
    with program_context(program):
        network = first.network
        assert first.state == SurveyState.TOO_FEW
        second = make_open_survey(program, network=network)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM questionnaires_response")

        assert cursor.fetchone() == (0,)
    run_here(job_of(program, f"vacuum-replaced:{first.pk}"))
    assert job_of(program, f"vacuum-replaced:{first.pk}").state == JobState.DONE
    assert reload(second.survey).state == SurveyState.OPEN


# --- Slips and mails -----------------------------------------------------------------------------


def test_the_worker_draws_the_slips(program: Program, celery_worker: CeleryWorker) -> None:
    with program_context(program):
        draft = make_draft(program, people=9)
        draft.roster_confirmed_by = make_person(program, RoleCode.FACILITATOR)
        draft.save()
        from questionnaires.surveys.actions import open_survey

        survey = open_survey(draft, by=draft.roster_confirmed_by)

    done = celery_worker.wait(job_of(program, f"slips:{survey.pk}:0"), seconds=60)

    assert done.state == JobState.DONE, done.error
    with program_context(program):
        sheet = SlipSheet.objects.get(survey=survey)
        assert bytes(sheet.pdf).startswith(b"%PDF")
        assert (sheet.slips, AccessCode.objects.count(), reload(survey).codes_made) == (9, 9, 9)


def test_mails_go_to_each_address_with_its_own_code_and_are_not_kept(program: Program) -> None:
    addresses = [f"persona{n}@ejemplo.cl" for n in range(3)]
    with program_context(program):
        made = make_open_survey(
            program, mode=SurveyMode.EMAIL, code_keeper="system", emails=addresses, people=3
        )
    run_here(job_of(program, f"send-codes:{made.survey.pk}"))

    assert sorted(message.to[0] for message in mail.outbox) == addresses
    assert sorted(code for code in made.codes if any(code in m.body for m in mail.outbox)) == sorted(
        made.codes
    )
    assert all("/leer/" in message.body for message in mail.outbox)
    assert not any(code in message.subject for message in mail.outbox for code in made.codes)


def test_a_reminder_goes_only_to_those_whose_code_exists_and_tells_nobody_how_many(
    program: Program,
) -> None:
    from questionnaires.surveys.actions import send_reminders

    with program_context(program):
        made = make_open_survey(
            program, mode=SurveyMode.EMAIL, code_keeper="system", emails=["a@b.cl", "c@d.cl"], people=3
        )
        used = made.survey.invitations.get(email="a@b.cl").code
    submit(made.survey, used)
    with program_context(program):
        send_reminders(made.survey, by=made.facilitator)
        reminder = Job.objects.get(key__startswith="remind:")
    run_here(reminder)

    assert [message.to for message in mail.outbox] == [["c@d.cl"]]
    with program_context(program):
        reminder.refresh_from_db()
    assert (reminder.note, reminder.total_steps, reminder.done_steps) == ("", 0, 0)


def test_a_mail_server_that_is_away_is_tried_again(program: Program) -> None:
    with program_context(program):
        made = make_open_survey(
            program, mode=SurveyMode.EMAIL, code_keeper="system", emails=["a@b.cl"], people=3
        )
    with mock.patch("django.core.mail.backends.locmem.EmailBackend.send_messages", side_effect=OSError):
        run_here(job_of(program, f"send-codes:{made.survey.pk}"))

    job = job_of(program, f"send-codes:{made.survey.pk}")
    assert job.state == JobState.WAITING
    assert "a@b.cl" not in f"{job.error}{job.note}{job.args}"


# --- Many networks ----------------------------------------------------------------------------------


def test_one_act_opens_many_networks(program: Program) -> None:
    with program_context(program):
        make_notice(program)
        plain, drafted, without_cycle = make_network(6), make_network(7), make_network(8)
        CycleFactory.create(network=plain)
        draft = make_draft(program, network=drafted, code_keeper="team")
        facilitator = make_person(program, RoleCode.FACILITATOR)
        plan = make_plan(opens_at=timezone.now(), closes_at=timezone.now() + timedelta(days=3))
        shown = {plain.pk: 6, drafted.pk: 7, without_cycle.pk: 8}
        batch = open_many(shown, plan=plan, year=2026, by=facilitator)
    run_here(batch)
    with program_context(program):
        parts = list(Job.objects.filter(parent=batch))
    for part in parts:
        run_here(part)

    with program_context(program):
        opened = Survey.objects.get(network=plain)
        assert (opened.state, opened.roster_n, opened.code_keeper) == ("open", 6, "facilitator")
        assert Survey.objects.get(pk=draft.pk).state == SurveyState.OPEN
        assert Survey.objects.get(pk=draft.pk).code_keeper == "team"
        assert not Survey.objects.filter(network=without_cycle).exists()
        assert not Cycle.objects.filter(network=without_cycle).exists()
        failed = Job.objects.get(parent=batch, state=JobState.FAILED)
    assert "ciclo" in failed.error


def test_one_act_does_not_confirm_a_list_of_addresses_that_it_did_not_show(program: Program) -> None:
    with program_context(program):
        draft = make_draft(program, mode=SurveyMode.EMAIL, code_keeper="system", emails=["a@b.cl"], people=6)
        facilitator = make_person(program, RoleCode.FACILITATOR)
        batch = open_many({draft.network.pk: 6}, plan=make_plan(), year=2026, by=facilitator)
    run_here(batch)
    with program_context(program):
        part = Job.objects.get(parent=batch)
    run_here(part)

    assert (reload(draft).state, reload(draft).roster_confirmed_by) == (SurveyState.DRAFT, None)
    with program_context(program):
        part.refresh_from_db()
    assert "correos" in part.error


def test_one_act_does_not_open_a_network_whose_number_changed_since_the_page(program: Program) -> None:
    with program_context(program):
        make_notice(program)
        network = make_network(14)
        CycleFactory.create(network=network)
        facilitator = make_person(program, RoleCode.FACILITATOR)
        plan = make_plan(closes_at=timezone.now() + timedelta(days=3))
        batch = open_many({network.pk: 14}, plan=plan, year=2026, by=facilitator)
    with program_context(program):
        RosterSeat.objects.filter(network_school__network=network, seats=14).update(seats=15)
    run_here(batch)
    with program_context(program):
        part = Job.objects.get(parent=batch)
    run_here(part)

    with program_context(program):
        part.refresh_from_db()
        assert not Survey.objects.filter(network=network).exists()
    assert part.error == "La página mostraba 14 personas y ahora hay 15: ábrela en su página."
