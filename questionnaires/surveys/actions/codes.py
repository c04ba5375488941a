"""Codes of an open survey: reminders, the one download of the slips, and lost ones."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from networks.errors import NotAllowedNow
from questionnaires.surveys.counts import has_answers
from questionnaires.surveys.doors import drop_codes, give_open_code
from questionnaires.surveys.locks import lock_alone
from questionnaires.surveys.models import CodeKeeper, SlipSheet, Survey, SurveyMode, SurveyState
from questionnaires.surveys.own_network import require_another_leads
from questionnaires.surveys.queries.mails import latest_reminder
from questionnaires.surveys.queries.paper import coordinates
from questionnaires.surveys.rules import local_day

MAX_REPLACED_AT_ONCE = 10


@transaction.atomic
def send_reminders(survey: Survey, *, by: User) -> Survey:
    """Write again to the addresses whose code still exists. Once a day; nobody is told who or how many.

    Raises:
        NotAllowedNow: when it is not open, or its codes were not sent by the platform.
    """
    opened = _open_survey(survey, SurveyMode.EMAIL)
    day = local_day(timezone.now(), opened.network.time_zone)
    enqueue(
        "questionnaires.surveys.send_invitations",
        key=f"remind:{opened.pk}:{day:%Y%m%d}",
        args={"survey_id": opened.pk, "reminder": latest_reminder(opened) + 1},
        by=by,
    )
    record("survey.reminded", by=by, network_id=opened.network_id, subject=opened.pk)
    return opened


@transaction.atomic
def take_slip_sheet(sheet: SlipSheet, *, by: User) -> bytes:
    """Return the PDF of a sheet of slips and delete it: there is one download, but for an open code's.

    Raises:
        NotAllowedNow: when somebody has just taken it, or somebody who coordinates the network asks
            for a sheet that the facilitators hand out.
    """
    sheets = SlipSheet.objects.select_for_update(of=("self",)).select_related(
        "survey__network", "survey__activity"
    )
    held = sheets.filter(pk=sheet.pk).first()
    if held is None:
        raise NotAllowedNow(_("Esta hoja ya se descargó."))
    pdf = bytes(held.pdf)
    survey = held.survey
    if survey.mode == SurveyMode.SLIPS and (
        held.replaces_lost or survey.code_keeper == CodeKeeper.FACILITATOR
    ):
        _refuse_team(survey, by)
    slips = held.slips
    # The sheet of an open code is for everybody to see: it stays until the survey is sealed.
    if survey.mode != SurveyMode.OPEN_CODE:
        held.delete()
    record("survey.slips_taken", by=by, network_id=survey.network_id, subject=survey.pk, slips=slips)
    return pdf


@transaction.atomic
def replace_slips(survey: Survey, *, count: int, by: User) -> Survey:
    """Add codes for slips that were lost. Nobody can tell which were, so those still work if found;
    how many were replaced is counted, and said to everybody who answers.

    Raises:
        NotAllowedNow: when it is not open or has no slips, for a number out of range, or for somebody who
            coordinates the network, whatever else she is.
    """
    opened = _open_survey(survey, SurveyMode.SLIPS)
    _refuse_team(opened, by)
    if not 1 <= count <= MAX_REPLACED_AT_ONCE:
        raise NotAllowedNow(
            _("Se reponen entre 1 y %s cupones por vez.") % MAX_REPLACED_AT_ONCE, field="count"
        )
    opened.codes_replaced += count
    opened.save(update_fields=["codes_replaced"])
    enqueue(
        "questionnaires.surveys.draw_slips",
        key=f"slips:{opened.pk}:r{opened.codes_replaced}",
        args={"survey_id": opened.pk},
        by=by,
    )
    record("survey.slips_replaced", by=by, network_id=opened.network_id, subject=opened.pk, count=count)
    return opened


@transaction.atomic
def redraw_slips(survey: Survey, *, by: User) -> Survey:
    """Make every slip anew before the first answer, when the sheet was lost; the old codes stop working.

    Raises:
        NotAllowedNow: after the first answer, when it is not open or has no slips, or for somebody who
            coordinates the network.
    """
    lock_alone(survey.pk)
    opened = _open_survey(survey, SurveyMode.SLIPS)
    _refuse_team(opened, by)
    if has_answers(opened.pk):
        raise NotAllowedNow(_("Ya hay respuestas: repón solo los cupones perdidos."))
    drop_codes(opened)
    enqueue(
        "questionnaires.surveys.draw_slips",
        key=f"slips:{opened.pk}:a{timezone.now():%Y%m%d%H%M%S%f}",
        args={"survey_id": opened.pk},
        by=by,
    )
    record("survey.slips_redrawn", by=by, network_id=opened.network_id, subject=opened.pk)
    return opened


@transaction.atomic
def change_open_code(survey: Survey, *, by: User) -> Survey:
    """Put another open code in place of one that reached people outside the network; the old one ends.

    How often is counted and said in the report: answers that came by the old one stay.

    Raises:
        NotAllowedNow: when it is not open, or has no open code.
    """
    lock_alone(survey.pk)
    opened = _open_survey(survey, SurveyMode.OPEN_CODE)
    SlipSheet.objects.filter(survey=opened).delete()
    opened.codes_replaced += 1
    opened.save(update_fields=["codes_replaced"])
    give_open_code(opened)
    enqueue(
        "questionnaires.surveys.draw_slips",
        key=f"slips:{opened.pk}:c{opened.codes_replaced}",
        args={"survey_id": opened.pk},
        by=by,
    )
    record("survey.open_code_changed", by=by, network_id=opened.network_id, subject=opened.pk)
    return opened


def _open_survey(survey: Survey, mode: SurveyMode) -> Survey:
    found = Survey.objects.select_for_update(of=("self",)).select_related("network").get(pk=survey.pk)
    if found.state != SurveyState.OPEN:
        raise NotAllowedNow(_("La aplicación no está abierta."))
    if found.mode != mode:
        raise NotAllowedNow(_("Esta aplicación no usa ese modo."))
    return found


def _refuse_team(survey: Survey, by: User) -> None:
    """More codes than people are no matter for whom the answers judge (DOMAIN 7.3)."""
    if survey.activity is not None:
        require_another_leads(survey.activity, by=by)
    elif coordinates(survey, by):
        raise NotAllowedNow(
            _("Coordinas esta red: pide a otra persona del equipo facilitador que se ocupe de los cupones.")
        )
