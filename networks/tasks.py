"""Work in the background for networks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, send_mail
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.accounts.models import User
from lar.authorization import ROLES, RoleCode
from lar.documents import render_pdf
from lar.documents.limits import memory_ceiling
from lar.jobs.mail import mail_problems
from lar.jobs.models import Job
from lar.jobs.problems import JobProblem
from lar.jobs.registry import Result, job
from lar.jobs.rules import MAIL_BACK_OFF
from lar.jobs.run import JobRun
from lar.tenancy.actors import load_actor
from lar.tenancy.context import current_program_id
from lar.tenancy.models import Membership
from lar.tenancy.urls import program_url
from networks import notice_tasks, people_mail
from networks.actions.activity_files import keep_document
from networks.actions.people_import import apply_people
from networks.errors import NotAllowedNow
from networks.icalendar import calendar_text
from networks.models import Activity, ActivityDocument, ActivityFile, PeopleImport
from networks.printed import activity_html
from networks.queries.activities import may_read, with_networks
from networks.queries.calendar import event_of

# Celery looks for tasks here; those of notices have a file of their own.
__all__ = ["notice_tasks"]


@job(
    "networks.people.invite",
    queue="fast",
    title=gettext_lazy("Correo de invitación"),
    pauses=MAIL_BACK_OFF,
)
def send_invitation(run: JobRun, *, membership_id: int) -> None:
    """Tell a person that she has a role in a programme, and how to enter. Ended meanwhile: nothing."""
    with run.context():
        membership = (
            Membership.objects.select_related("user", "program")
            .filter(pk=membership_id, program_id=current_program_id(), user__is_active=True, valid_to=None)
            .first()
        )
    if membership is None:
        return
    # Outside of any transaction: what is noted of a mail server that is away must stay.
    with mail_problems():
        _send(membership)


def _send(membership: Membership) -> None:
    values = {
        "person": membership.user,
        "program": membership.program,
        "role": ROLES[RoleCode(membership.role)].label,
        "home": f"{settings.PUBLIC_URL}/{membership.program.slug}/",
    }
    send_mail(
        subject=_("%(program)s: tu cuenta") % {"program": membership.program.name},
        message=render_to_string("networks/email/invitation.txt", values),
        from_email=None,
        recipient_list=[membership.user.email],
    )


@job(
    "networks.activities.mail",
    queue="fast",
    title=gettext_lazy("Correo de una actividad"),
    pauses=MAIL_BACK_OFF,
)
def send_activity_mail(run: JobRun, *, activity_id: int, user_id: int) -> None:
    """Tell a person of an activity as it is now, with the event for her calendar.

    Held meanwhile, or she may no longer see it: nothing.
    """
    with run.context():
        values = _activity_mail(activity_id, user_id)
    if values is None:
        return
    with mail_problems():
        message = EmailMessage(
            subject=values["subject"],
            body=render_to_string("networks/email/activity.txt", values),
            to=[values["person"].email],
        )
        message.attach("actividad.ics", values["event"].decode(), "text/calendar")
        message.send()


def _activity_mail(activity_id: int, user_id: int) -> dict[str, Any] | None:
    activity = with_networks(Activity.objects.filter(pk=activity_id)).first()
    person = User.objects.filter(pk=user_id, is_active=True).first()
    if activity is None or person is None or activity.is_held:
        return None
    actor = load_actor(person.pk, activity.program_id, timezone.localdate())
    if not may_read(actor, activity):
        return None
    event = event_of(activity, actor)
    words = _("Se suspende: %(title)s") if activity.is_cancelled else "%(title)s"
    return {
        "activity": activity,
        "person": person,
        "program": activity.program,
        "url": event.url,
        "event": calendar_text([event], name=activity.program.name),
        "subject": words % {"title": activity.title},
    }


def _file_of(done: Job) -> tuple[str, str] | None:
    activity = Activity.objects.select_related("program").filter(pk=done.args["activity_id"]).first()
    if activity is None:
        return None
    place = {"activity_id": activity.pk, "document": done.args["document"]}
    return program_url(activity.program, "networks:activity_pdf", **place), _("Descargar el PDF")


@job(
    "networks.activities.draw",
    queue="heavy",
    title=gettext_lazy("Tabla o acta en PDF"),
    result=_file_of,
)
def draw_activity(run: JobRun, *, activity_id: int, document: str, revision: int) -> None:
    """Read, draw outside of any transaction, keep. What changed meanwhile is another job's to draw."""
    which = ActivityDocument(document)
    with run.context():
        activity = with_networks(Activity.objects.filter(pk=activity_id)).get()
        files = ActivityFile.objects.filter(activity=activity, document=which)
        outdated = activity.revision != revision or files.filter(revision=revision).exists()
        html = "" if outdated else activity_html(activity, which)
        run.progress(1, 2, _("Dibujando el PDF."))
    pdf = b""
    if not outdated:
        title = f"{which.label}: {activity.title}"
        with memory_ceiling():
            pdf = render_pdf(html, title=title, author=activity.program.institution)
    with run.context(last=True):
        run.progress(2, 2, _("Listo."))
        if not outdated:
            keep_document(activity, document=which, revision=revision, pdf=pdf, by=None)


@job(
    "networks.people.handed_over",
    queue="fast",
    title=gettext_lazy("Correo de cambio en un equipo"),
    pauses=MAIL_BACK_OFF,
)
def tell_of_hand_over(run: JobRun, *, left_id: int, joined_id: int, to_id: int) -> None:
    """Tell who leaves a team, or who arrives, that the other takes her place and from which day."""
    with run.context():
        letter = people_mail.hand_over(left_id=left_id, joined_id=joined_id, to_id=to_id)
    _send_all([letter] if letter else [])


@job(
    "networks.people.access_ends",
    queue="fast",
    title=gettext_lazy("Aviso de acceso que vence"),
    pauses=MAIL_BACK_OFF,
    is_shown=False,
)
def tell_of_end(run: JobRun, *, authority_id: int) -> None:
    """Tell an authority and those who administer that her access ends. Confirmed or ended: nothing."""
    with run.context():
        letters = people_mail.access_ends(authority_id=authority_id)
    _send_all(letters)


def _send_all(letters: list[EmailMessage]) -> None:
    # Outside of any transaction, like every mail.
    with mail_problems():
        for letter in letters:
            letter.send()


def _people_of(done: Job) -> Result | None:
    """Where those who were invited are."""
    if done.program is None:
        return None
    return program_url(done.program, "networks:people"), gettext_lazy("Ver las personas")


@job(
    "networks.people.apply",
    queue="fast",
    title=gettext_lazy("Planilla de personas"),
    result=_people_of,
)
def apply_sheet(run: JobRun, *, import_id: int, by_id: int | None) -> None:
    """Apply a long spreadsheet of people. Thrown away or applied meanwhile: nothing.

    Raises:
        JobProblem: the programme changed since the sheet was read, and a row no longer fits.
    """
    try:
        with run.context(last=True):
            planned = PeopleImport.objects.filter(pk=import_id, applied_at=None).first()
            if planned is not None:
                by = User.objects.filter(pk=by_id).first() if by_id else None
                apply_people(planned, on=timezone.localdate(), by=by)
    except NotAllowedNow as error:
        raise JobProblem(str(error)) from error
