"""Work in the background for networks."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.authorization import ROLES, RoleCode
from lar.jobs.mail import mail_problems
from lar.jobs.registry import job
from lar.jobs.rules import MAIL_BACK_OFF
from lar.jobs.run import JobRun
from lar.tenancy.context import current_program_id
from lar.tenancy.models import Membership


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
