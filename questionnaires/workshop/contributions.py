"""What workshops add to the pages of networks: the button on a session, and what changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.authorization import Permission, has_permission
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from networks import registries
from networks.activity_acts import ActivityAct, register_activity_acts
from networks.models import Activity
from networks.registries import ChangeWords
from questionnaires.results.conversations import register_conversation
from questionnaires.workshop.conversation import conversation_of
from questionnaires.workshop.models import SocializationWorkshop


def register() -> None:
    """Call once, when apps are ready."""
    register_activity_acts(workshop_of_session)
    register_conversation(conversation_of)
    ended = ChangeWords(gettext_lazy("Se hizo el taller de socialización"), "networks:agreements")
    registries.register_changes({"workshop.ended": ended})


def workshop_of_session(request: ProgramRequest, activity: Activity) -> Iterable[ActivityAct]:
    """For who may share results: the workshop of a session, or making one of it."""
    rows = list(activity.networks.all())
    if activity.kind != "network_session" or activity.is_cancelled or len(rows) != 1:
        return
    if not has_permission(request.actor, Permission.OPEN_RELEASE, rows[0].network):
        return
    found = SocializationWorkshop.objects.filter(activity=activity).first()
    if found is not None:
        url = program_url(request.program, "workshop:desk", workshop_id=found.pk)
        words = _("Ver el taller") if found.has_ended else _("Ir al taller")
        yield ActivityAct(words, _("Su guion, la pantalla y el control desde tu teléfono."), url)
    elif activity.is_planned:
        url = program_url(request.program, "workshop:open", activity_id=activity.pk)
        why = _(
            "Con guion, pantalla para la sala y votación por teléfono. Lo puedes cambiar antes de comenzar."
        )
        yield ActivityAct(_("Hacer el taller de socialización"), why, url, posts=True)
