"""Mails of a survey: which round they are in, and how they stand in words that hold for any number."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lar.jobs.models import UNFINISHED, Job, JobState
from questionnaires.surveys.models import Survey, SurveyMode, SurveyState


def latest_reminder(survey: Survey) -> int:
    """Return the number of the last round of reminders that was asked for; 0 when none was."""
    return Job.objects.filter(program=survey.program_id, key__startswith=f"remind:{survey.pk}:").count()


def mail_words(survey: Survey) -> str:
    """Say how the first mails of an open survey stand; nothing of reminders, nor of how many."""
    if survey.state != SurveyState.OPEN or survey.mode != SurveyMode.EMAIL:
        return ""
    job = Job.objects.filter(program=survey.program_id, key=f"send-codes:{survey.pk}").first()
    if job is None or job.state == JobState.DONE:
        return _("Los códigos ya salieron por correo.")
    if job.state not in UNFINISHED:
        return _(
            "No todos los códigos pudieron salir por correo. "
            "Envía un recordatorio: lleva el código de quienes todavía no responden."
        )
    if job.error:
        return _("El servidor de correo no recibe los códigos. La plataforma lo intenta de nuevo sola.")
    return _("Los códigos salen por correo desde la hora de apertura.")
